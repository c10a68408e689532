"""From a year's table to the lives of its cases: which type, which days, which agencies. Always the same."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from policy.codes import case_code
from policy.unit import Unit
from policy.words import ClosureReason, Risk

TABLES = {"tabel1-2019": ("tabel1_2019.csv", 2019)}
STALLING_HOUR = 1.0
"""Seconds for an hour in the life of a case that is to be reminded; the others keep real hours."""
REFUSED_EACH, STALLED_EACH = 6, 11
LAST_REPORT = 240
STEPS, FIRST_HOUR = 12, 8
REASONS = (ClosureReason.GOALS_MET, ClosureReason.GOALS_MET, ClosureReason.TURNED_18, ClosureReason.OTHER)


class TableError(ValueError):
    """A table that cannot be played: the thing, the reason and the way out."""


@dataclass(frozen=True)
class Row:
    """One row of the unit's table: type code and how many cases."""

    type: str
    in_process: int
    terminated: int


@dataclass(frozen=True)
class Life:
    """What will happen to one case; `days` are the instants (UTC) at which its steps happened."""

    number: int
    code: str
    type: str
    ends: bool
    risk: Risk
    agencies: tuple[str, ...]
    service: str
    refused: bool
    stalls: bool
    reason: ClosureReason
    stops_after: int
    days: tuple[datetime, ...]

    @property
    def hour(self) -> float:
        """The length of an hour in this life, in seconds."""
        return STALLING_HOUR if self.stalls else 3600


def read_table(path: Path) -> tuple[Row, ...]:
    """The rows of a table; TableError if a count is not a number or a total does not fit."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(_row(path.name, number, line) for number, line in enumerate(csv.DictReader(lines), 2))


def _row(name: str, number: int, line: dict[str, str]) -> Row:
    try:
        row = Row(line["kode_usulan"], int(line["proses"]), int(line["terminasi"]))
        total = int(line["jumlah"])
    except (KeyError, ValueError) as error:
        raise TableError(f"{name}:{number}: {error}; write whole numbers in the columns of 2019") from None
    if row.in_process + row.terminated != total:
        raise TableError(f"{name}:{number}: jumlah {total} is not proses + terminasi; correct the row")
    return row


def lives(rows: Sequence[Row], unit: Unit, year: int, today: date) -> Iterator[Life]:
    """One life per case, in the order of the table; the same table gives the same lives for ever."""
    fate = Fate(unit, year, today)
    numbers = count(1)
    for row in rows:
        for place in range(row.in_process + row.terminated):
            yield fate.life(next(numbers), row, ends=place >= row.in_process)


class Fate:
    """Draws lives from one seed. TableError for a type the unit did not have in that year."""

    def __init__(self, unit: Unit, year: int, today: date) -> None:
        self._unit = unit
        self._year = year
        self._today = today
        self._random = Random(f"{unit.code}-{year}")  # noqa: S311 - a play, not a secret

    def life(self, number: int, row: Row, *, ends: bool) -> Life:
        """The life of case `number`."""
        service, agencies = self._agencies(row)
        return Life(
            number=number,
            code=case_code(self._random.randrange),
            type=row.type,
            ends=ends,
            risk=self._random.choice(list(Risk)),
            agencies=agencies,
            service=service,
            refused=number % REFUSED_EACH == 0,
            stalls=ends and number % STALLED_EACH == 0,
            reason=REASONS[number % len(REASONS)],
            stops_after=self._random.randrange(1, 6),
            days=tuple(self._days()),
        )

    def _agencies(self, row: Row) -> tuple[str, tuple[str, ...]]:
        """The service of the type that most agencies offer today, and those agencies in some order."""
        case_type = self._unit.case_type(row.type, date(self._year, 1, 1))
        if case_type is None:
            raise TableError(f"{row.type}: no such case type in {self._year}; add it to the unit's list")
        offered = ((each, self._unit.agencies_offering(each, self._today)) for each in case_type.services)
        service, found = max(offered, key=lambda each: len(each[1]))
        codes = [agency.code for agency in found]
        return service, tuple(self._random.sample(codes, len(codes)))

    def _days(self) -> Iterator[datetime]:
        """Instants of the steps: the report in working hours of a day of the year, then a few days each."""
        zone = ZoneInfo(self._unit.tz)
        day = date(self._year, 1, 2) + timedelta(days=self._random.randrange(LAST_REPORT))
        for _ in range(STEPS):
            hour, minute = FIRST_HOUR + self._random.randrange(7), self._random.randrange(60)
            yield datetime.combine(day, time(hour, minute), zone)
            day += timedelta(days=self._random.randrange(1, 9))
