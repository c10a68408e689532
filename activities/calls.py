"""Telephone: a message whose turn it is to be said, and a rung that asks for a call, lie on the desk's list."""

from datetime import datetime

from sqlmodel import Session

from activities.compose import Message
from models import desk
from models.reach import DeskItem
from models.tables import HandoverRow, Outbox
from notifications.telephone import spoken
from policy.case import Handover
from policy.desk import CALLED_FOR, DeskKind
from policy.fixing import Cases
from policy.outbox_states import BY_HAND
from policy.people import Person
from policy.words import Channel, Urgency


def taken_over(session: Session, row: Outbox | None, now: datetime) -> bool:
    """Whether a message goes by telephone: then the desk has it now, once."""
    if row is None or row.channel != Channel.PHONE:
        return False
    task = session.get(HandoverRow, (row.case_code, row.n))
    item = desk.about(row, DeskKind.CALL, f"telepon/{row.notification_id}", now)
    item.code, item.words, item.due = task.code if task else "", spoken(row.text), max(row.deadline, now)
    desk.put(session, item)
    row.state, row.settled_at, row.error_code = BY_HAND, now, None
    session.add(row)
    return True


def called_for(session: Session, cases: Cases, message: Message, change: str, now: datetime) -> None:
    """The rung "desk telephones" and a cry for help: besides the message to the desk, whom to call and until when."""
    task = cases.after.find(message.n)
    holder = cases.unit.people.get(task.person) if task else None
    if message.template not in CALLED_FOR or task is None or holder is None:
        return
    item = DeskItem(
        key=f"panggil/{cases.after.code}/{task.n}/{change}",
        unit=cases.unit.code,
        kind=DeskKind.CALL,
        case_code=cases.after.code,
        n=task.n,
        code=task.code,
        person=holder.code,
        channel=Channel.PHONE,
        address=number_of(holder),
        made_at=now,
        due=_due(task, now),
    )
    desk.put(session, item)


def number_of(person: Person) -> str:
    """The first telephone number of a person; "" if the unit has none."""
    return next((each.address for each in person.channels if each.channel is not Channel.EMAIL), "")


def _due(task: Handover, now: datetime) -> datetime:
    """Before the answer falls due; an emergency is called at once."""
    return now if task.urgency is Urgency.EMERGENCY else max(task.plan.due, now)
