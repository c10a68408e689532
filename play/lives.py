"""From a year's table to the lives of its cases: which type, which days, which agencies. Pure, same every time."""

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
REFUSED_EACH, STALLED_EACH, TWO_EACH = 6, 11, 3
LAST_REPORT = 240
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
    random = Random(f"{unit.code}-{year}")  # noqa: S311 - a play, not a secret
    numbers = count(1)
    for row in rows:
        for place in range(row.in_process + row.terminated):
            yield _life(next(numbers), row, place >= row.in_process, unit, year, today, random)


def _life(number: int, row: Row, ends: bool, unit: Unit, year: int, today: date, random: Random) -> Life:
    case_type = unit.case_type(row.type, date(year, 1, 1))
    if case_type is None:
        raise TableError(f"{row.type}: no such case type in {year}; add it to the unit's list")
    service, agencies = _agencies(unit, case_type.services, today, random)
    return Life(
        number=number,
        code=case_code(random.randrange),
        type=row.type,
        ends=ends,
        risk=random.choice(list(Risk)),
        agencies=agencies,
        service=service,
        refused=number % REFUSED_EACH == 0,
        stalls=ends and number % STALLED_EACH == 0,
        reason=REASONS[number % len(REASONS)],
        stops_after=random.randrange(1, 6),
        days=tuple(_days(unit, year, random)),
    )


def _agencies(
    unit: Unit, services: Sequence[str], today: date, random: Random
) -> tuple[str, tuple[str, ...]]:
    """The first service that two agencies offer, and those agencies in some order."""
    offered = ((service, unit.agencies_offering(service, today)) for service in services)
    service, found = max(offered, key=lambda each: len(each[1]))
    codes = [agency.code for agency in found]
    return service, tuple(random.sample(codes, len(codes)))


def _days(unit: Unit, year: int, random: Random) -> Iterator[datetime]:
    """Instants of the steps: the report in working hours of a day of the year, then a few days each."""
    zone = ZoneInfo(unit.tz)
    day = date(year, 1, 2) + timedelta(days=random.randrange(LAST_REPORT))
    for _ in range(12):
        yield datetime.combine(day, time(8 + random.randrange(7), random.randrange(60)), zone)
        day += timedelta(days=random.randrange(1, 9))
