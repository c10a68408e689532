"""The table every unit reports, from events alone: a year's cases and their state (domain.md §10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.tables import CaseFile, EventRow
from policy.closing import NOT_A_CASE
from policy.events import Type
from policy.words import Stage

LEFT_OUT = frozenset(reason.value for reason in NOT_A_CASE)


@dataclass(frozen=True)
class TypeRow:
    """One row of Table 1."""

    type: str
    in_process: int
    terminated: int

    @property
    def total(self) -> int:
        """JUMLAH = PROSES + TERMINASI."""
        return self.in_process + self.terminated


@dataclass(frozen=True)
class Table:
    """Table 1 of a year; `carried_over` are cases of earlier years that were still open when it began."""

    year: int
    until: date
    rows: tuple[TypeRow, ...]
    carried_over: int


@dataclass(frozen=True)
class _Fate:
    stage: str
    left_out: bool


def table(session: Session, unit: str, year: int, tz: str, until: date | None = None) -> Table:
    """Cases reported in `year` by type, with their stage at the end of `until` (31 December, local time)."""
    zone = ZoneInfo(tz)
    last = until or date(year, 12, 31)
    first, end = _begin(date(year, 1, 1), zone), _begin(last, zone, days=1)
    files = session.exec(select(CaseFile).where(CaseFile.unit == unit)).all()
    fates = _fates(session, end)
    kept = [file for file in files if file.code in fates and not fates[file.code].left_out]
    inside = [file for file in kept if first <= file.happened_at < min(end, _begin(date(year, 12, 31), zone, days=1))]
    return Table(year, last, tuple(_rows(inside, fates)), _carried(session, kept, first))


def _begin(day: date, zone: ZoneInfo, days: int = 0) -> datetime:

    return datetime.combine(day + timedelta(days=days), time(), zone).astimezone(UTC)


def _rows(files: Iterable[CaseFile], fates: Mapping[str, _Fate]) -> Iterable[TypeRow]:
    counts: dict[str, list[int]] = {}
    for file in files:
        counts.setdefault(file.type, [0, 0])[fates[file.code].stage == Stage.TERMINATED] += 1
    return (TypeRow(kind, *counts[kind]) for kind in sorted(counts))


def _fates(session: Session, end: datetime) -> dict[str, _Fate]:
    """Stage of every case by what had happened before `end`; the reason of a closure that stands."""
    moves = select(EventRow.case_code, EventRow.type, EventRow.data).where(
        col(EventRow.type).in_([Type.REPORTED, Type.STAGE, Type.CLOSURE_APPROVED, Type.REOPENED]),
        col(EventRow.happened) < end,
    )
    fates: dict[str, _Fate] = {}
    for code, kind, data in session.exec(moves.order_by(EventRow.case_code, col(EventRow.seq), col(EventRow.place))):
        before = fates.get(code, _Fate(Stage.REPORTED, left_out=False))
        fates[code] = _moved(before, kind, data)
    return fates


def _moved(before: _Fate, kind: str, data: Mapping[str, str]) -> _Fate:
    if kind == Type.STAGE:
        return _Fate(data["stage"], before.left_out)
    if kind == Type.CLOSURE_APPROVED:
        return _Fate(before.stage, data.get("reason") in LEFT_OUT)
    return _Fate(before.stage, left_out=False) if kind == Type.REOPENED else before


def _carried(session: Session, files: Iterable[CaseFile], first: datetime) -> int:
    """Cases reported before the year that had not ended when it began."""
    fates = _fates(session, first)
    return sum(
        file.happened_at < first and file.code in fates and fates[file.code].stage != Stage.TERMINATED for file in files
    )
