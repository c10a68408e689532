"""Calendars must open, holidays be known, and every hour of the week have a duty officer and a duty manager."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from policy.roster import Turn
from units.files import CalendarsFile, RosterFile
from units.forms import CalendarForm, TurnForm, WeekForm
from units.holidays import national
from units.material import Material
from units.notation import DAYS
from units.problems import Loc, PackError

_MONDAY = datetime(2024, 1, 1)  # noqa: DTZ001 - any Monday on the wall; only its hours count
MIDNIGHT = time(0)


def calendars(pack: Material) -> Iterator[PackError]:
    """Each calendar is always open or has a week with opening hours; seasons are in order and apart."""
    file: CalendarsFile | None = pack.file("calendars")
    for form in file.calendars if file else ():
        place = pack.place("calendars", "calendars * code", form.code)
        if form.always is (form.weekly is not None):
            yield pack.problem(
                "calendars",
                place,
                f"{form.code}: tulis weekly, atau always: true, salah satu",
                f"{form.code}: write either weekly or always: true",
            )
        yield from _weeks(pack, place, form)
        yield from _seasons(pack, place, form)


def _weeks(pack: Material, place: Loc, form: CalendarForm) -> Iterator[PackError]:
    weeks = [((*place, "weekly"), form.weekly)] if form.weekly else []
    weeks += [((*place, "seasons", n, "weekly"), season.weekly) for n, season in enumerate(form.seasons)]
    for loc, week in weeks:
        yield from _week(pack, loc, week)


def _week(pack: Material, loc: Loc, week: WeekForm) -> Iterator[PackError]:
    if not any(week.hours()):
        yield pack.problem(
            "calendars", loc, "tidak pernah buka; tulis jam satu hari", "never open; write the hours of a day"
        )
    for day, hours in zip(DAYS, week.hours(), strict=True):
        if hours and hours[0] >= hours[1] != MIDNIGHT:
            yield pack.problem(
                "calendars",
                (*loc, day),
                f"{day}: tutup sebelum buka; tulis seperti 07:30-16:00",
                f"{day}: closes before it opens; write it as 07:30-16:00",
            )


def _seasons(pack: Material, place: Loc, form: CalendarForm) -> Iterator[PackError]:
    for n, season in enumerate(form.seasons):
        loc = (*place, "seasons", n, "last")
        if season.last < season.first:
            yield pack.problem(
                "calendars",
                loc,
                f"{season.last} sebelum {season.first}; tulis tanggal sesudahnya",
                f"{season.last} is before {season.first}; write a later date",
            )
        if any(season.first <= other.last and other.first <= season.last for other in form.seasons[:n]):
            yield pack.problem(
                "calendars",
                loc,
                "bertumpuk dengan musim lain; tulis tanggal yang terpisah",
                "overlaps another season; write dates apart",
            )


def holidays(pack: Material) -> Iterator[PackError]:
    """Years in order; estimates and years without joint leave are warnings until the unit has entered the decree."""
    file: CalendarsFile | None = pack.file("calendars")
    if file is None:
        return
    own = file.holidays
    if own.last_year < own.first_year:
        yield pack.problem(
            "calendars",
            ("holidays", "last_year"),
            f"{own.last_year} sebelum {own.first_year}; tulis tahun sesudahnya",
            f"{own.last_year} is before {own.first_year}; write a later year",
        )
    yield from _both(pack, file)
    yield from _unsure(pack, file)


def _both(pack: Material, file: CalendarsFile) -> Iterator[PackError]:
    closed = {each.date for each in file.holidays.closed}
    for n, each in enumerate(file.holidays.opened):
        if each.date in closed:
            yield pack.problem(
                "calendars",
                ("holidays", "opened", n),
                f"{each.date} buka dan tutup; hapus salah satu",
                f"{each.date} is opened and closed; remove one",
            )


def _unsure(pack: Material, file: CalendarsFile) -> Iterator[PackError]:
    own, loc = file.holidays, ("holidays", "last_year")
    known = national(own.first_year, own.last_year)
    decreed = {each.date for each in (*own.closed, *own.opened)}
    estimated = [f"{day}" for day in known.estimated if day not in decreed]
    if estimated:
        days = ", ".join(estimated)
        yield pack.problem(
            "calendars",
            loc,
            f"perkiraan: {days}; tulis di closed atau opened dengan keputusannya",
            f"estimates: {days}; write them in closed or opened with the decree",
            warning=True,
        )
    for year in known.without_leave:
        if not any(each.date.year == year for each in own.closed):
            yield pack.problem(
                "calendars",
                loc,
                f"cuti bersama {year} belum ada; tulis di closed dengan keputusannya",
                f"the joint leave of {year} is missing; write it in closed with its decree",
                warning=True,
            )


def roster(pack: Material) -> Iterator[PackError]:
    """No hour of the week without duty officer and duty manager; dated turns end after they start."""
    file: RosterFile | None = pack.file("roster")
    if file is None:
        return
    for duty, forms in (("officers", file.officers), ("managers", file.managers)):
        if len(forms) == sum(1 for _ in pack.values("roster", f"{duty} *")):
            yield from _gap(pack, duty, forms)
    for n, each in enumerate(file.exceptions):
        if each.end <= each.start:
            yield pack.problem(
                "roster",
                ("exceptions", n),
                f"{each.end} tidak sesudah {each.start}; tulis akhir yang sesudahnya",
                f"{each.end} is not after {each.start}; write a later end",
            )


def _gap(pack: Material, duty: str, forms: list[TurnForm]) -> Iterator[PackError]:
    """Between two edges nothing changes, so a week is covered if every edge of it is."""
    turns = [Turn(form.days, *form.hours, form.person) for form in forms]
    edges = sorted({MIDNIGHT, *(edge for turn in turns for edge in (turn.start, turn.end))})
    moments = (datetime.combine(_MONDAY + timedelta(days=day), edge) for day in range(7) for edge in edges)
    for moment in moments:
        if not any(turn.covers(moment) for turn in turns):
            at = f"{DAYS[moment.weekday()]} {moment:%H:%M}"
            yield pack.problem(
                "roster",
                (duty,),
                f"{duty}: tidak ada yang piket {at}; tambahkan giliran",
                f"{duty}: nobody is on duty at {at}; add a turn",
            )
            return
