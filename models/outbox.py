"""The outbox: READY -> INTENT -> ACCEPTED -> DELIVERED; what nobody can know is AMBIGUOUS (design.md §6)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import case, update
from sqlmodel import Session, col, select

from models.receipts import apply
from models.receipts import receive as receive  # noqa: PLC0414 - what a provider says is said to the outbox
from models.tables import Outbox
from policy.outbox_states import OPEN, SETTLED, UNDER_WAY

AGAIN = (timedelta(minutes=1), timedelta(minutes=10))
"""Pauses before the second and the third try of a passing failure."""
FOLLOWER = 1000
"""A message that took the next channel stands this many places behind the one it follows."""


_NAMES = (
    "id provider_id error_code error intent_at settled_at link_hash opened_at accepted_at fate_by asked_at "
    "segments cost_micros currency"
)
AS_TEMPLATE = "as_template"
"""In `more`: this copy leaves as an approved template, since free text was refused for the hour."""
OF_ITS_OWN = frozenset(_NAMES.split())
"""What a message that follows another does not take over from it."""


class Refusal(NamedTuple):
    """What a provider said no with. `tries`: how often it may pass later; `pause`: how long it asks us to wait."""

    code: str
    meaning: str
    permanent: bool
    tries: int = len(AGAIN)
    pause: timedelta = timedelta(0)


class Taken(NamedTuple):
    """What is known of a message at its acceptance: its parts, what it costs, until when its fate is waited for."""

    segments: int = 0
    cost_micros: int | None = None
    currency: str = ""
    fate_by: datetime | None = None


UNTOLD = Taken()


def add(session: Session, row: Outbox) -> Outbox:
    """Store a message that is to leave."""
    session.add(row)
    session.flush()
    return row


def get(session: Session, row_id: int) -> Outbox | None:
    """The row of this id."""
    return session.get(Outbox, row_id)


def take(session: Session, row_id: int, now: datetime) -> Outbox | None:
    """READY becomes INTENT for exactly one caller; None for everybody else."""
    ready = update(Outbox).where(col(Outbox.id) == row_id, col(Outbox.state) == "READY")
    claim = ready.values(state="INTENT", intent_at=now, attempts=Outbox.attempts + 1).returning(Outbox)
    return session.scalars(claim, execution_options={"populate_existing": True}).first()


def accepted(session: Session, row_id: int, provider_id: str, now: datetime, taken: Taken = UNTOLD) -> None:
    """The provider has it; receipts that came before this line are applied now."""
    state = case((col(Outbox.state).in_(OPEN), "ACCEPTED"), else_=col(Outbox.state))
    known = {"state": state, "provider_id": provider_id, "settled_at": now, "error_code": None, "error": None}
    values = known | {"accepted_at": now} | taken._asdict()
    theirs = update(Outbox).where(col(Outbox.id) == row_id).values(values).returning(Outbox)
    apply(session, session.scalars(theirs, execution_options={"populate_existing": True}).one())


def refused(session: Session, row_id: int, said: Refusal, now: datetime) -> None:
    """The provider said no. A passing failure is READY again after 1 and 10 minutes inside its deadline, else REFUSED.

    A provider that asks for a longer pause gets it.
    """
    row = locked(session, row_id)
    if row.state not in UNDER_WAY:
        return
    row.error_code, row.error = said.code, said.meaning
    tries = row.attempts - 1
    pause = max(AGAIN[min(tries, len(AGAIN) - 1)], said.pause)
    if said.permanent or tries >= said.tries or now + pause >= row.deadline:
        row.state, row.settled_at = "REFUSED", now
    else:
        row.state, row.start = "READY", now + pause
    session.add(row)


def put_back(session: Session, row: Outbox, start: datetime, why: str) -> None:
    """A message that was taken and not sent waits again, as if it had not been tried."""
    row.state, row.start, row.error_code, row.attempts = "READY", start, why, row.attempts - 1
    session.add(row)


def ambiguous(session: Session, row_id: int, now: datetime, why: str) -> None:
    """It may have been sent: nobody sends it again on this channel."""
    row = locked(session, row_id)
    if row.state == "INTENT":
        row.state, row.error_code = "AMBIGUOUS", why
        row.intent_at = row.intent_at or now
        session.add(row)


def cancel(session: Session, ids: Iterable[int], now: datetime, why: str) -> None:
    """Messages that are no longer true do not leave."""
    for row_id in ids:
        row = locked(session, row_id)
        if row.state == "READY":
            row.state, row.error_code, row.settled_at = "CANCELLED", why, now
            session.add(row)


def given_up(session: Session, row_id: int, now: datetime, why: str) -> None:
    """It did not reach the person by any channel in time."""
    row = locked(session, row_id)
    if row.state not in SETTLED:
        row.state, row.error_code, row.settled_at = "UNDELIVERED", row.error_code or why, now
        session.add(row)


def next_channel(
    session: Session, row: Outbox, notification_id: str, now: datetime, said: Mapping[str, Any] | None = None
) -> Outbox:
    """The next channel of the person, as a row of its own that follows the old one; `said`: its words there."""
    (channel, address), *rest = row.channels
    marked = row.resent or row.state == "AMBIGUOUS"
    more = {name: value for name, value in (row.more or {}).items() if name != AS_TEMPLATE} or None
    changed = {"channel": channel, "address": address, "channels": rest, "resent": marked, "more": more}
    return _follow(session, row, notification_id, now, changed | dict(said or {}))


def is_template(row: Outbox) -> bool:
    """Whether this copy may leave as an approved template only."""
    return bool((row.more or {}).get(AS_TEMPLATE))


def once_more(
    session: Session, row: Outbox, notification_id: str, now: datetime, said: Mapping[str, Any] | None = None
) -> Outbox:
    """The same message by the same channel, as a row of its own that is marked: it may be there twice."""
    return _follow(session, row, notification_id, now, {"resent": True} | dict(said or {}))


def _follow(session: Session, row: Outbox, notification_id: str, now: datetime, changed: Mapping[str, Any]) -> Outbox:
    """A row of unknown fate is left as it is, closed: a late word may still say what became of it."""
    if row.state == "AMBIGUOUS":
        row.settled_at = now
    row.fate_by = None
    session.add(row)
    own = {"place": row.place + FOLLOWER, "state": "READY", "start": now, "attempts": 0, "created_at": now}
    values = row.model_dump(exclude=set(OF_ITS_OWN)) | own | {"notification_id": notification_id}
    return add(session, Outbox(**(values | dict(changed))))


def chain(session: Session, row_id: int) -> list[Outbox]:
    """A message with all that followed it, oldest first, as others have left it; whoever asks has it for themselves."""
    row = session.get(Outbox, row_id)
    if row is None:
        return []
    head = select(Outbox.id).where(Outbox.change_id == row.change_id, Outbox.place == row.place % FOLLOWER)
    session.exec(head.with_for_update()).one()
    rows = select(Outbox).where(Outbox.change_id == row.change_id).order_by(col(Outbox.place))
    fresh = session.scalars(rows, execution_options={"populate_existing": True}).all()
    return [each for each in fresh if each.place % FOLLOWER == row.place % FOLLOWER]


def newest_of(session: Session, row_id: int) -> Outbox:
    """The row, or the newest that followed it."""
    return chain(session, row_id)[-1]


def of_changes(session: Session, change_ids: Sequence[str]) -> list[Outbox]:
    """The messages of changes in the order given, each by its newest row, by place."""
    return [row for change_id in change_ids for row in of_change(session, change_id)]


def of_change(session: Session, change_id: str) -> list[Outbox]:
    """The messages of a change, each by its newest row, by place."""
    newest = {row.place % FOLLOWER: row for row in _rows(session, change_id)}
    return [newest[place] for place in sorted(newest)]


def _rows(session: Session, change_id: str) -> Sequence[Outbox]:
    rows = select(Outbox).where(Outbox.change_id == change_id).order_by(col(Outbox.place))
    return session.exec(rows).all()


def held_for(session: Session, case_code: str, n: int, person: str) -> Sequence[Outbox]:
    """Messages about a hand-over to a person that have not left yet."""
    held = select(Outbox).where(
        Outbox.case_code == case_code, Outbox.n == n, Outbox.person == person, Outbox.state == "READY"
    )
    return session.exec(held).all()


def waiting(session: Session, case_code: str, tasks: Collection[int]) -> Sequence[Outbox]:
    """Messages about these hand-overs of a case that have not left yet."""
    held = select(Outbox).where(Outbox.case_code == case_code, Outbox.state == "READY", col(Outbox.n).in_(tasks))
    return session.exec(held.order_by(col(Outbox.id))).all()


def for_case(session: Session, code: str) -> Sequence[Outbox]:
    """All messages of a case, oldest first."""
    return session.exec(select(Outbox).where(Outbox.case_code == code).order_by(col(Outbox.id))).all()


def lost(session: Session, provider_id: str) -> Outbox | None:
    """The message of this provider id if its fate is that it did not arrive, and no other row followed it."""
    row = by_provider(session, provider_id)
    return row if row and row.state == "UNDELIVERED" and newest_of(session, row.id or 0).id == row.id else None


def by_provider(session: Session, provider_id: str) -> Outbox | None:
    """The message a provider knows by this id."""
    return session.exec(select(Outbox).where(Outbox.provider_id == provider_id)).first()


def locked(session: Session, row_id: int) -> Outbox:
    """The row, as others have left it, held until the transaction ends."""
    return session.exec(select(Outbox).where(Outbox.id == row_id).with_for_update()).one()
