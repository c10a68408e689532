"""Reading messages: each with what followed it by another channel, each word of a provider, and what it came from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from models import outbox
from models.outbox import FOLLOWER
from models.tables import EventRow, Outbox, Receipt
from policy.outbox_states import REPLACED
from policy.words import Audience

INTO = "merged_into"
"""Where a reminder that left together with others says as which message."""


@dataclass(frozen=True)
class Copy:
    """A message by one channel, with what its provider said of it, oldest first.

    `carrier`: the message that brought it: itself, or the one into which it was merged with others.
    """

    row: Outbox
    receipts: Sequence[Receipt]
    carrier: Outbox


@dataclass(frozen=True)
class Thread:
    """What one person was told once: the first message and those that followed it; `events` are what it came from."""

    copies: Sequence[Copy]
    events: Sequence[EventRow]

    @property
    def first(self) -> Outbox:
        """How it began."""
        return self.copies[0].row

    @property
    def last(self) -> Outbox:
        """How it stands."""
        return self.copies[-1].carrier


def of_case(session: Session, code: str, n: int | None = None) -> list[Thread]:
    """The messages of a case, or of one of its hand-overs, oldest first."""
    rows = select(Outbox).where(Outbox.case_code == code).order_by(col(Outbox.id))
    return _threads(session, session.exec(rows if n is None else rows.where(Outbox.n == n)).all())


def of_person(session: Session, unit: str, person: str) -> list[Thread]:
    """The messages to a person of a unit, oldest first."""
    rows = select(Outbox).where(Outbox.unit == unit, Outbox.person == person).order_by(col(Outbox.id))
    return _threads(session, session.exec(rows).all())


def _threads(session: Session, rows: Sequence[Outbox]) -> list[Thread]:
    carriers = _carriers(session, rows)
    receipts = _receipts(session, {row.provider_id for row in carriers.values() if row.provider_id})
    events = _events(session, {row.change_id for row in rows})
    threads: dict[tuple[str, int], list[Outbox]] = {}
    for row in rows:
        threads.setdefault((row.change_id, row.place % FOLLOWER), []).append(row)
    return [
        Thread([_copy(row, carriers[row.id or 0], receipts) for row in copies], events.get(change, ()))
        for (change, _), copies in threads.items()
    ]


def _copy(row: Outbox, carrier: Outbox, receipts: Mapping[str, Sequence[Receipt]]) -> Copy:
    return Copy(row, receipts.get(carrier.provider_id or "", ()), carrier)


def _carriers(session: Session, rows: Sequence[Outbox]) -> Mapping[int, Outbox]:
    """By row, the message that left in its place; of those that followed it the newest."""
    into = {row.id or 0: (row.more or {}).get(INTO) for row in rows if row.state == "MERGED"}
    found = {n: outbox.newest_of(session, target) for n, target in into.items() if target}
    return {row.id or 0: found.get(row.id or 0, row) for row in rows}


def _receipts(session: Session, ids: Collection[str]) -> Mapping[str, Sequence[Receipt]]:
    rows = select(Receipt).where(col(Receipt.provider_id).in_(ids)).order_by(col(Receipt.at), col(Receipt.id))
    found: dict[str, list[Receipt]] = {}
    for row in session.exec(rows) if ids else ():
        found.setdefault(row.provider_id, []).append(row)
    return found


def _events(session: Session, changes: Collection[str]) -> Mapping[str, Sequence[EventRow]]:
    rows = select(EventRow).where(col(EventRow.change_id).in_(changes)).order_by(col(EventRow.place))
    found: dict[str, list[EventRow]] = {}
    for row in session.exec(rows) if changes else ():
        found.setdefault(row.change_id, []).append(row)
    return found


def newest(
    session: Session, cases: Collection[str], people: Collection[str]
) -> dict[tuple[str, int, str], tuple[Outbox, bool]]:
    """By case, hand-over and person: the newest message to them as its holder, and whether they opened any.

    What was cancelled, or went out as part of another message, says nothing.
    """
    if not cases:
        return {}
    rows = select(Outbox).where(col(Outbox.case_code).in_(cases), col(Outbox.person).in_(people))
    told = rows.where(Outbox.audience == Audience.HOLDER, col(Outbox.state).not_in(REPLACED))
    found: dict[tuple[str, int, str], tuple[Outbox, bool]] = {}
    for row in session.exec(told.order_by(col(Outbox.id))):
        key = (row.case_code, row.n, row.person)
        seen = key in found and found[key][1]
        found[key] = (row, seen or row.opened_at is not None)
    return found


def actions(events: Iterable[EventRow], n: int) -> list[str]:
    """The rungs that rang for a hand-over in these events."""
    return [str(_data(row)["action"]) for row in events if row.n == n and "action" in _data(row)]


def _data(row: EventRow) -> Mapping[str, Any]:
    return row.data
