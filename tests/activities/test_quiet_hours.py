"""Quiet hours over every hour of a week, every kind, every level and every sort of recipient (domain.md §5).

The rule is said here once more in the words of the field, apart from the code that is tested.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import NamedTuple

import pytest

from activities.compose import Composer, Message
from policy.case import Case, Handover
from policy.events import Change, Event, Notice, Type
from policy.fixing import Cases
from policy.ladder import LADDERS
from policy.reckon import Row, by_calendar, make_plan
from policy.words import Audience, Kind, Risk, Urgency
from policy.worktime import is_open, next_opening
from tests.sample import OFFICE, unit

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
HOURS = [MONDAY + timedelta(hours=n) for n in range(24 * 7)]
INTERNAL = (Kind.TAKE_REPORT, Kind.ASSESSMENT, Kind.PLAN, Kind.REROUTE, Kind.VISIT, Kind.APPROVAL, Kind.WHEREABOUTS)
RINGS_IF_HIGH = {Kind.TAKE_REPORT, Kind.ASSESSMENT, Kind.WHEREABOUTS}
"""A report of high risk must be taken within an hour, and a child's whereabouts known within a day."""
UNIT = unit(OFFICE)
OTHERS = [("to_supervisor", Audience.SUPERVISOR), ("silent", Audience.SENDER), ("to_superior", Audience.SUPERIOR)]
STAFF, OFFICIAL, ROUND_THE_CLOCK = "PS-01", "DINSOS-1", "RSUD-1"


class Sort(NamedTuple):
    """One sort of message: kind, level and who holds the task."""

    kind: Kind
    level: str
    person: str


def sorts() -> Iterator[Sort]:
    for urgency, person in product(Urgency, (OFFICIAL, ROUND_THE_CLOCK)):
        yield Sort(Kind.REFERRAL, urgency, person)
    for kind, risk in product(INTERNAL, Risk):
        yield Sort(kind, risk, STAFF)
    for kind in (Kind.BASIS, Kind.REVOCATION):
        yield Sort(kind, Risk.LOW, "SV-01")


def message(sort: Sort, template: str, to: Audience, now: datetime) -> Message:
    """The message of one reminder at this hour."""
    key = f"{sort.kind}/{sort.level}"
    plan = make_plan(1, Row(key, LADDERS[key]), now, by_calendar(OFFICE))
    party = sort.person.partition("-")[0] if sort.kind is Kind.REFERRAL else "peksos"
    task = Handover(1, sort.kind, sort.level, party, plan, now, now, code="K7M4", person=sort.person)
    risk = Risk(sort.level) if sort.level in set(Risk) else Risk.MEDIUM
    case = Case("KX7M4QA", "contoh", risk, now, now, worker=STAFF, handovers=(task,))
    change = Change("x", case.code, 1, now, (Event(Type.RUNG, 1),), (Notice(template, to, 1),))
    (found,) = Composer(Cases(UNIT, None, case), change, lambda _: True, veil=lambda _, values: values).messages()
    return found


def rings_at_night(sort: Sort, person: str) -> bool:
    """The field's rule: darurat for the unit's own people, 24/7 contacts always, a child at high risk its worker."""
    own = UNIT.people[person].agency is None
    if person == ROUND_THE_CLOCK:
        return True
    if sort.level == Urgency.EMERGENCY or sort.kind in {Kind.BASIS, Kind.REVOCATION}:
        return own
    return sort.level == Risk.HIGH and sort.kind in RINGS_IF_HIGH


def expected(sort: Sort, person: str, now: datetime) -> datetime:
    return now if rings_at_night(sort, person) else next_opening(UNIT.calendar_of(person), now)


@pytest.mark.parametrize("sort", list(sorts()), ids="-".join)
def test_a_holder_is_told_now_or_when_the_doors_open(sort: Sort) -> None:
    template = "reminder" if sort.kind is Kind.REFERRAL else "reminder_internal"
    wrong = [
        (now, found.start)
        for now in HOURS
        if (found := message(sort, template, Audience.HOLDER, now)).start != expected(sort, found.person.code, now)
    ]
    assert wrong == []


@pytest.mark.parametrize("urgency", list(Urgency))
@pytest.mark.parametrize("template, to", OTHERS)
def test_whoever_else_hears_of_it_is_told_now_or_when_the_doors_open(
    template: str, to: Audience, urgency: Urgency
) -> None:
    sort = Sort(Kind.REFERRAL, urgency, OFFICIAL)
    for now in HOURS:
        found = message(sort, template, to, now)
        assert found.start == expected(sort, found.person.code, now), now


@pytest.mark.parametrize("template", ["reply_ok", "help_ok", "backstop"])
def test_an_answer_and_the_backstop_keep_no_quiet_hours(template: str) -> None:
    sort = Sort(Kind.REFERRAL, Urgency.ROUTINE, OFFICIAL)
    assert all(message(sort, template, Audience.HOLDER, now).start == now for now in HOURS)


def test_most_of_a_week_is_quiet() -> None:
    """A planted check of the table: an ordinary referral waits in more than two hours of three."""
    sort = Sort(Kind.REFERRAL, Urgency.ROUTINE, OFFICIAL)
    waits = [now for now in HOURS if message(sort, "reminder", Audience.HOLDER, now).start > now]
    assert len(waits) == len([now for now in HOURS if not is_open(OFFICE, now)]) > 2 * len(HOURS) / 3
