"""What a manager sees to days ahead: holidays nobody has decreed yet, and hours for which nobody is on duty. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from policy.roster import DatedTurn, Duty
from policy.unit import Unit

QUARTER = timedelta(days=92)
"""Decrees of holidays come by October: a missing one is told this long before it matters."""
FORTNIGHT = timedelta(days=14)
"""A roster is looked through this far ahead."""
HIJRI_YEAR = timedelta(days=354)
COVERED = (Duty.OFFICER, Duty.MANAGER)
"""The duties that cover every hour; where no social worker is on turn the supervisor takes the report."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Concern:
    """One thing to see to: the local day it begins to matter, a code, and the sentence in both languages."""

    on: date
    code: str
    id: str
    en: str


def concerns(unit: Unit, now: datetime) -> tuple[Concern, ...]:
    """Everything to see to, the next one first."""
    found = (*holiday_concerns(unit, now), *roster_concerns(unit, now))
    return tuple(sorted(found, key=lambda each: (each.on, each.code, each.id)))


def holiday_concerns(unit: Unit, now: datetime) -> Iterator[Concern]:
    """Years without cuti bersama or unknown, estimated dates, and a Ramadan without its hours, in time."""
    today = unit.local(now).date()
    note, until = unit.holidays, today + QUARTER
    for year in note.without_leave:
        if today.year <= year and date(year, 1, 1) <= until:
            yield _no_leave(max(today, date(year, 1, 1)), year)
    if (unknown := date(note.last_year + 1, 1, 1)) <= until:
        yield _unknown_year(max(today, unknown), note.last_year + 1)
    for day in note.estimated:
        if today <= day <= until:
            yield _estimate(day)
    yield from _seasons(unit, today, until)


def _seasons(unit: Unit, today: date, until: date) -> Iterator[Concern]:
    """Ramadan begins 354 days later each year; its days are the unit's to enter."""
    for code, calendar in unit.calendars.items():
        expected = max((season.first for season in calendar.seasons), default=date.max - HIJRI_YEAR) + HIJRI_YEAR
        if today <= expected <= until:
            yield Concern(
                expected,
                "no_ramadan",
                f"Jam Ramadan kalender {code} sekitar {expected} belum ada; tulis di seasons.",
                f"Ramadan hours of calendar {code} about {expected} are missing; write them in seasons.",
            )


def roster_concerns(unit: Unit, now: datetime) -> Iterator[Concern]:
    """Hours with nobody on duty who is there, and dated turns of somebody who is gone or away."""
    for duty in COVERED:
        for start, end in gaps(unit, duty, now):
            yield _gap(duty, start, end)
    for turn in unit.roster.exceptions:
        if now < turn.end and turn.start <= now + FORTNIGHT and (why := _missing(unit, turn)):
            yield _turn(turn, unit.local(turn.start), why)


def gaps(unit: Unit, duty: Duty, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Spans of local time, from now on, in which nobody on turn is there, nor a deputy."""
    start: datetime | None = None
    edges = list(_edges(unit, duty, unit.local(now)))
    for edge in edges:
        if start is None and not _somebody(unit, duty, edge):
            start = edge
        elif start is not None and _somebody(unit, duty, edge):
            yield start, edge
            start = None
    if start is not None:
        yield start, edges[-1]


def _edges(unit: Unit, duty: Duty, local: datetime) -> Iterator[datetime]:
    """The moments at which who is on turn can change: now, turns, dated turns, midnights (absences)."""
    zone, last = ZoneInfo(unit.tz), local + FORTNIGHT
    clocks = {time(), *(clock for turn in unit.roster.weekly(duty) for clock in (turn.start, turn.end))}
    days = (local.date() + _DAY * n for n in range(FORTNIGHT.days + 1))
    weekly = {datetime.combine(day, clock, zone) for day in days for clock in clocks}
    dated = {unit.local(at) for turn in unit.roster.exceptions for at in (turn.start, turn.end)}
    yield from sorted(at for at in {local, last} | weekly | dated if local <= at <= last)


def _somebody(unit: Unit, duty: Duty, local: datetime) -> bool:
    codes = unit.roster.on_turn(duty, local)
    return any(code in unit.people and unit.standing_in(code, local) for code in codes)


def _missing(unit: Unit, turn: DatedTurn) -> tuple[str, str] | None:
    if turn.person not in unit.people:
        return "tidak ada lagi", "is gone"
    days = unit.local(turn.start).date(), unit.local(turn.end - timedelta(seconds=1)).date()
    absences = unit.people[turn.person].absences
    away = any(each.first <= days[1] and days[0] <= each.last for each in absences)
    return ("tidak di tempat", "is away") if away else None


def _no_leave(on: date, year: int) -> Concern:
    return Concern(
        on,
        "no_leave",
        f"Cuti bersama {year} belum ada; tulis di calendars.yaml (closed) dengan keputusannya.",
        f"The joint leave of {year} is missing; write it in calendars.yaml (closed) with its decree.",
    )


def _unknown_year(on: date, year: int) -> Concern:
    return Concern(
        on,
        "unknown_year",
        f"Hari libur {year} belum dimuat; naikkan holidays.last_year di calendars.yaml.",
        f"The holidays of {year} are not loaded; raise holidays.last_year in calendars.yaml.",
    )


def _estimate(day: date) -> Concern:
    return Concern(
        day,
        "estimate",
        f"Hari libur {day} masih perkiraan; tulis di closed atau opened dengan keputusannya.",
        f"The holiday {day} is an estimate; write it in closed or opened with its decree.",
    )


def _gap(duty: Duty, start: datetime, end: datetime) -> Concern:
    span = f"{start:%Y-%m-%d %H.%M} - {end:%Y-%m-%d %H.%M}"
    return Concern(
        start.date(),
        "roster_gap",
        f"{duty}: tidak ada orang {span}; isi roster.yaml atau tunjuk pengganti.",
        f"{duty}: nobody is there {span}; fill roster.yaml or name a stand-in.",
    )


def _turn(turn: DatedTurn, start: datetime, why: tuple[str, str]) -> Concern:
    at = f"{start:%Y-%m-%d %H.%M}"
    return Concern(
        start.date(),
        "turn_empty",
        f"{turn.duty} {at}: {turn.person} {why[0]}; ganti orangnya di roster.yaml (exceptions).",
        f"{turn.duty} {at}: {turn.person} {why[1]}; name somebody else in roster.yaml (exceptions).",
    )
