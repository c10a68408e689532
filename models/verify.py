"""The laws of design.md §9, checked over the database; each breach is a line a manager can read."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlmodel import Session, col, func, select

from models.rebuild import differences
from models.tables import CaseRow, ChangeRow, EventRow, Inbox, Outbox
from models.types import case_from_json
from policy.case import Case
from policy.events import Type
from policy.instants import next_instant, wake_at

LATE = timedelta(minutes=5)


@dataclass(frozen=True)
class Breach:
    """A law that does not hold: which, where, and what is wrong (Indonesian and English)."""

    law: int
    case: str
    id: str
    en: str


def breaches(session: Session, now: datetime) -> Iterator[Breach]:
    """Every breach found, law by law."""
    for case in _open_cases(session):
        yield from _holder(case, now)
    yield from _seqs(session)
    yield from _waiting(session, now)
    yield from _acknowledged(session, now)
    yield from _messages(session, now)
    yield from _forgotten(session, now)
    for code in differences(session):
        yield Breach(5, code, "Keadaan tidak sama dengan kejadiannya.", "The projection differs from its events.")


def _open_cases(session: Session) -> Iterator[Case]:
    """Open cases as the record has them; a state that cannot be read differs from its events and is named there."""
    for row in session.exec(select(CaseRow).where(col(CaseRow.open))).all():
        with suppress(ValidationError):
            yield case_from_json(row.state)


def _holder(case: Case, now: datetime) -> Iterator[Breach]:
    """Law 1: a named holder and a next instant; one that has passed means that nothing rings."""
    if not any(task.party for task in case.open_handovers):
        yield Breach(1, case.code, "Kasus terbuka tanpa pemegang.", "An open case without a holder.")
    at = wake_at(case)
    if at is None or at < now - LATE:
        yield Breach(1, case.code, "Tidak ada langkah berikut yang akan datang.", "No next instant to come.")
    for task in case.open_handovers:
        if not task.id_:
            yield Breach(1, case.code, f"Tugas {task.n} tanpa pemegang.", f"Hand-over {task.n} has no holder.")
        if next_instant(case, task) is None and not any(h.parent == task.n for h in case.open_handovers):
            yield Breach(1, case.code, f"Tugas {task.n} tanpa tahap berikut.", f"Hand-over {task.n} has no next rung.")


def _seqs(session: Session) -> Iterator[Breach]:
    """Events are append-only and numbered without a gap."""
    counts = select(EventRow.case_code, func.max(EventRow.seq), func.count(func.distinct(EventRow.seq)))
    for code, top, count in session.exec(counts.group_by(EventRow.case_code)).all():
        if top != count:
            yield Breach(2, code, f"Nomor urut kejadian bolong ({count} dari {top}).", f"{count} of {top} changes.")


def _waiting(session: Session, now: datetime) -> Iterator[Breach]:
    """Law 2: what was acknowledged is delivered."""
    old = select(Inbox).where(Inbox.state == "WAITING", col(Inbox.created_at) < now - LATE)
    for row in session.exec(old).all():
        where, why = row.case_code or row.id, row.note or "-"
        yield Breach(2, where, f"Masukan belum diantar: {why}.", f"An input is not delivered: {why}.")


def _acknowledged(session: Session, now: datetime) -> Iterator[Breach]:
    """Law 2: what was answered with yes is in the record, under the id it came in with."""
    tried = func.coalesce(col(Inbox.next_try), col(Inbox.created_at))
    kept = select(ChangeRow.id).where(ChangeRow.id == Inbox.id).exists()
    lost = select(Inbox).where(Inbox.state == "DELIVERED", tried < now - LATE, ~kept)
    for row in session.exec(lost).all():
        where = row.case_code or row.id
        yield Breach(
            2, where, f"{row.kind} sudah dijawab, tetapi tidak tercatat.", f"{row.kind}: answered, not recorded."
        )


def _messages(session: Session, now: datetime) -> Iterator[Breach]:
    """Law 3: no message is left half sent."""
    old = select(Outbox).where(Outbox.state == "INTENT", col(Outbox.intent_at) < now - LATE)
    for row in session.exec(old).all():
        yield Breach(3, row.case_code, f"Pesan {row.id} tidak jelas nasibnya.", f"Message {row.id} is half sent.")


def _forgotten(session: Session, now: datetime) -> Iterator[Breach]:
    """Law 3: a message of a case that never left is somebody's concern until it is given up, which is an event."""
    past = now - LATE
    told = select(EventRow.id).where(
        EventRow.case_code == Outbox.case_code,
        EventRow.type == Type.MESSAGE_FAILED,
        col(EventRow.at) >= col(Outbox.created_at),
    )
    old = select(Outbox).where(Outbox.state == "READY", col(Outbox.start) < past, col(Outbox.deadline) < past)
    for row in session.exec(old.where(Outbox.case_code != "", ~told.exists())).all():
        yield Breach(3, row.case_code, f"Pesan {row.id} tidak diurus siapa pun.", f"Nobody sees to message {row.id}.")
