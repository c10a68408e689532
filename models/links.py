"""Links: whose a token is, what of theirs is open, and who has opened what (ADR 5: the record decides, no table)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python
from sqlmodel import Session, col, select

from models import inbox, queries, record
from models.reach import Opening
from models.tables import CaseFile, HandoverRow, Inbox, Outbox
from policy.case import Case, Handover
from policy.hard_commands import Heard
from policy.people import Person
from policy.words import Via


@dataclass(frozen=True)
class Held:
    """An open task and its case, as the person who holds it meets it."""

    case: Case
    task: Handover


@dataclass(frozen=True)
class Seen:
    """A message that was opened by its person: never an answer."""

    notification_id: str
    person: str
    template: str
    at: datetime


def message_of(session: Session, link_hash: str) -> Outbox | None:
    """The message a link left with."""
    return session.exec(select(Outbox).where(Outbox.link_hash == link_hash)).first()


def held(session: Session, code: str, n: int, person: str) -> Held | None:
    """The task if this person holds it now and it is open and sent; a person kept out of the case holds nothing."""
    case = record.load_case(session, code)
    task = case.find(n) if case else None
    if case is None or task is None or person in case.kept_out:
        return None
    return Held(case, task) if task.open and not task.waits and task.person == person else None


def all_held(session: Session, unit: str, person: str) -> list[Held]:
    """Everything this person holds in the unit, the first due first."""
    rows: Sequence[HandoverRow] = queries.tasks_of(session, person)
    found = (held(session, row.case_code, row.n, person) for row in rows if row.unit == unit)
    return [each for each in found if each]


def seen(session: Session, row_id: int, tasks: Sequence[Held], person: Person, now: datetime) -> None:
    """The person has opened the link of a message: kept on it, and told once to each case that waits for a sign."""
    row = session.exec(select(Outbox).where(Outbox.id == row_id).with_for_update()).one()
    row.opened_at = row.opened_at or now
    session.add(row)
    for each in tasks:
        if each.task.watched:
            inbox.put(session, _heard(each, person, now))


def _heard(about: Held, person: Person, now: datetime) -> Inbox:
    command = Heard(
        id=f"{about.case.code}-{about.task.n}-dibuka",
        by=person.code,
        role=person.role,
        via=Via.SYSTEM,
        agency=person.agency or "",
        n=about.task.n,
    )
    return Inbox(
        id=command.id,
        kind=Heard.__name__,
        case_code=about.case.code,
        payload=to_jsonable_python(command),
        facts={},
        source="link",
        created_at=now,
    )


def opened(session: Session, case_code: str, n: int) -> list[Seen]:
    """Who opened the links of messages about a hand-over, and when, the first first."""
    rows = select(Outbox).where(Outbox.case_code == case_code, Outbox.n == n, col(Outbox.opened_at).is_not(None))
    found = session.exec(rows.order_by(col(Outbox.opened_at))).all()
    return [Seen(row.notification_id, row.person, row.template, row.opened_at) for row in found if row.opened_at]


def facts_of(session: Session, code: str) -> dict[str, Any]:
    """What the report said of the child of this case; personal."""
    file = session.get(CaseFile, code)
    return dict(file.facts) if file else {}


def log_opening(session: Session, about: Held, person: str, device: str, now: datetime) -> None:
    """Who read the detail of which task, for ever."""
    found = Opening(
        unit=about.case.unit, case_code=about.case.code, n=about.task.n, person=person, device=device, at=now
    )
    session.add(found)
