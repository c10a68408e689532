"""Which gaps of a unit's data become a manager's task, days before they matter, and which are filled. Pure.

A roster is looked at a week ahead: who is away next week is known by then, and a manager still has working days to
find somebody. Holidays are asked for from 1 October (`foresight.QUARTER` before the year begins): the joint decree
comes by then, and due times of the new year are promised from November on. Of each kind one task at a time: a unit
without nights in its roster has one task, not one for each night.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from policy.case import Case, Handover
from policy.foresight import gaps, holiday_concerns
from policy.hard_words import Lack
from policy.roster import Duty
from policy.unit import Unit
from policy.words import Kind, Risk, State

WEEK = timedelta(days=7)
SOON = timedelta(days=1)
"""A gap that begins today or tomorrow has the manager's shortest ladder."""
DUTIES = {Duty.OFFICER: Lack.OFFICER, Duty.MANAGER: Lack.MANAGER}
HOLIDAYS = {"no_leave": Lack.LEAVE, "unknown_year": Lack.YEAR}
RESTS = {Lack.OFFICER: SOON, Lack.MANAGER: SOON, Lack.LEAVE: 2 * WEEK, Lack.YEAR: 2 * WEEK}
"""How long a manager's own word ends the asking, while the gap is still there: nothing expires silently."""
RISKS = {Lack.OFFICER: Risk.MEDIUM, Lack.MANAGER: Risk.MEDIUM, Lack.LEAVE: Risk.LOW, Lack.YEAR: Risk.LOW}
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Ahead:
    """A gap: what is lacking on which local days, both inclusive, and the level of its manager's task."""

    lack: Lack
    first: date
    last: date
    risk: Risk


def lacking(unit: Unit, now: datetime) -> tuple[Ahead, ...]:
    """Every gap that comes in time to be asked about, the next one of each kind first."""
    found = (*_roster(unit, now), *_holidays(unit, now))
    return tuple(sorted(found, key=lambda gap: (gap.first, gap.lack)))


def _roster(unit: Unit, now: datetime) -> Iterator[Ahead]:
    local = unit.local(now)
    for duty, lack in DUTIES.items():
        for start, end in gaps(unit, duty, now):
            if start < local + WEEK:
                soon = start.date() <= local.date() + SOON
                yield Ahead(lack, start.date(), (end - _SECOND).date(), Risk.HIGH if soon else RISKS[lack])


def _holidays(unit: Unit, now: datetime) -> Iterator[Ahead]:
    for concern in holiday_concerns(unit, now):
        if lack := HOLIDAYS.get(concern.code):
            yield Ahead(lack, concern.on, date(concern.on.year, 12, 31), RISKS[lack])


def to_ask(unit: Unit, case: Case | None, now: datetime) -> Iterator[Ahead]:
    """Gaps nobody has been asked about: no open task of the kind stands, and no manager's own word still holds."""
    found, today = lacking(unit, now), unit.local(now).date()
    known = tasks(case)
    for lack in Lack:
        spans = [gap for gap in found if gap.lack is lack]
        of_kind = [task for task in known if task.clock == lack]
        if spans and not any(_answers(task, spans, today, now) for task in of_kind):
            yield spans[0]


def _answers(task: Handover, spans: list[Ahead], today: date, now: datetime) -> bool:
    lasts = task.open or (task.state is State.COMPLETED and now < task.since + RESTS[Lack(task.clock)])
    return lasts and _stands(task, spans, today)


def filled(unit: Unit, case: Case | None, now: datetime) -> Iterator[Handover]:
    """Open tasks whose gap is there no more; while it runs it is looked at from today on."""
    found, today = lacking(unit, now), unit.local(now).date()
    for task in tasks(case):
        if task.open and not _stands(task, [gap for gap in found if gap.lack == task.clock], today):
            yield task


def _stands(task: Handover, spans: list[Ahead], today: date) -> bool:
    day = max(date.fromisoformat(task.day), today)
    return any(gap.first <= day <= gap.last for gap in spans)


def tasks(case: Case | None) -> tuple[Handover, ...]:
    """The manager's tasks about a gap, ended ones too."""
    return tuple(task for task in (case.handovers if case else ()) if task.kind is Kind.MANAGER and task.day)
