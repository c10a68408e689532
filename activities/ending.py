"""The end of a message that did not reach its person: the desk has it, and the case hears of it exactly once."""

from datetime import datetime

from pydantic_core import to_jsonable_python
from sqlmodel import Session

from activities.merging import OF
from models import desk, inbox, outbox
from models.tables import Inbox, Outbox
from policy.commands import MessageFailed
from policy.desk import DeskKind
from policy.events import Settled
from policy.words import Audience, Role, Via

PROVIDER = "penyedia"
"""Who says that a message did not arrive."""


def give_up(session: Session, rows: list[Outbox], now: datetime, why: str) -> Settled:
    """No channel brought it in time. Whoever settles for the case tells it; once a provider had it, the inbox does."""
    head, row = rows[0], rows[-1]
    outbox.given_up(session, row.id or 0, now, why)
    to_desk(session, head, row, now)
    concerned = [head] if row.case_code else _merged(session, row)
    if not concerned:
        return Settled()
    if any(each.accepted_at for each in rows):
        for each in concerned:
            tell_case(session, each, now)
        return Settled()
    return Settled(Audience(row.audience))


def _merged(session: Session, row: Outbox) -> list[Outbox]:
    """The reminders that went into this message, each of a case that still hears of it."""
    return [each for name in (row.more or {}).get(OF, []) if (each := outbox.get(session, name))]


def to_desk(session: Session, head: Outbox, row: Outbox, now: datetime) -> None:
    """Somebody telephones instead; one item for a message and all that followed it."""
    desk.put(session, desk.about(row, DeskKind.MESSAGE, f"pesan/{head.notification_id}", now))


def tell_case(session: Session, head: Outbox, now: datetime) -> None:
    """What matters to the case is told to it, once: the person was not reached."""
    command = MessageFailed(
        id=f"gagal-{head.id}",
        by=PROVIDER,
        role=Role.DESK,
        via=Via.SYSTEM,
        n=head.n,
        audience=Audience(head.audience),
        person=head.person,
    )
    row = Inbox(
        id=command.id,
        kind="MessageFailed",
        case_code=head.case_code,
        payload=to_jsonable_python(command),
        facts={},
        source="receipt",
        created_at=now,
    )
    inbox.put(session, row)


def closed(session: Session, row: Outbox, now: datetime) -> Settled:
    """Nobody needs to know any more what became of it."""
    row.settled_at = row.settled_at or now
    session.add(row)
    return Settled()
