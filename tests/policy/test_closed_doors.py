"""Closed doors (domain.md §5): when a sender has to choose, as a timetable around 18-24 March 2026."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from policy.case import Case
from policy.closed import Choice, choice, unchosen
from policy.commands import Refer, Reply
from policy.doors import WaitReason, Way
from policy.events import Notice, Recorded
from policy.fixing import Cases, exact_terms
from policy.hard_commands import Choose
from policy.people import Absence
from policy.recorded import on_recorded
from policy.unit import Unit
from policy.words import Audience, Kind, Urgency, Verb
from tests.policy.cases import CONSENT, DINSOS, WORKER, Who, World, referred
from tests.policy.test_worktime import OFFICE, said, wib
from tests.sample import unit

UNIT = unit(OFFICE)
URGENT, ROUTINE, EMERGENCY = Urgency.URGENT, Urgency.ROUTINE, Urgency.EMERGENCY

DOORS = [
    ("a working morning", URGENT, "Sen 16/03/2026 09.00", None),
    ("over an ordinary night", URGENT, "Sen 02/02/2026 15.00", None),
    ("a Friday with four hours left", URGENT, "Jum 06/02/2026 12.30", None),
    ("a Friday with less", URGENT, "Jum 06/02/2026 12.31", ("Sen 09/02/2026 07.30", "Sen 09/02/2026 07.31")),
    ("a Saturday", URGENT, "Sab 07/02/2026 10.00", ("Sen 09/02/2026 07.30", "Sen 09/02/2026 11.30")),
    ("a Sunday noon is 24 hours before", URGENT, "Min 08/02/2026 11.30", None),
    ("a minute earlier is more", URGENT, "Min 08/02/2026 11.29", ("Sen 09/02/2026 07.30", "Sen 09/02/2026 11.30")),
    ("the last working morning", URGENT, "Sel 17/03/2026 10.00", None),
    ("the last working day, 15.00", URGENT, "Sel 17/03/2026 15.00", ("Rab 25/03/2026 07.30", "Rab 25/03/2026 11.30")),
    ("within the block", URGENT, "Jum 20/03/2026 09.00", ("Rab 25/03/2026 07.30", "Rab 25/03/2026 11.30")),
    ("the eve of the first day", URGENT, "Sel 24/03/2026 11.30", None),
    ("an emergency by day", EMERGENCY, "Sen 16/03/2026 09.00", None),
    ("an emergency at night", EMERGENCY, "Sen 16/03/2026 22.00", None),
    ("an emergency on a Saturday", EMERGENCY, "Sab 07/02/2026 10.00", ("Sen 09/02/2026 07.30", "Sen 09/02/2026 08.30")),
    ("an emergency in the block", EMERGENCY, "Kam 19/03/2026 2.00", ("Rab 25/03/2026 07.30", "Rab 25/03/2026 08.30")),
    ("routine over a weekend", ROUTINE, "Jum 06/02/2026 10.00", None),
    ("routine before the block", ROUTINE, "Jum 13/03/2026 10.00", ("Rab 25/03/2026 07.30", "Rab 25/03/2026 16.00")),
    ("routine done before it", ROUTINE, "Kam 12/03/2026 10.00", None),
    ("routine in the block", ROUTINE, "Sel 24/03/2026 10.00", ("Rab 25/03/2026 07.30", "Jum 27/03/2026 16.30")),
    ("routine over Good Friday", ROUTINE, "Rab 01/04/2026 10.00", ("Sen 06/04/2026 07.30", "Sel 07/04/2026 16.00")),
]
"""Name, urgency, sent at; closed until and answer due then, or None where it simply goes."""


def asked(urgency: Urgency, at: str, where: Unit = UNIT, to: str = "DINSOS") -> Choice | None:
    return choice(where, where.agencies[to], "BANTUAN", urgency, wib(at))


@pytest.mark.parametrize("name,urgency,at,expected", DOORS, ids=[row[0] for row in DOORS])
def test_the_sender_chooses_where_a_closure_puts_the_answer_off(
    name: str, urgency: Urgency, at: str, expected: tuple[str, str] | None
) -> None:
    found = asked(urgency, at)
    assert (found and (said(found.until), said(found.due))) == expected, name


@pytest.mark.parametrize("urgency", Urgency)
def test_who_is_open_day_and_night_is_never_a_closed_door(urgency: Urgency) -> None:
    assert asked(urgency, "Kam 19/03/2026 02.00", to="RSUD") is None


def test_a_long_answer_time_of_the_ladder_itself_is_no_closure() -> None:
    """Three working days of a unit's own ladder are not the fault of a door."""
    slow = dict(UNIT.ladders) | {"RUJUKAN/segera": UNIT.ladders["RUJUKAN/biasa"]}
    assert asked(URGENT, "Sab 07/02/2026 10.00", replace(UNIT, ladders=slow)) is None


def test_agencies_that_offer_the_service_and_are_open_are_named() -> None:
    found = asked(URGENT, "Jum 20/03/2026 09.00")
    assert found
    assert ([each.code for each in found.others], found.contact) == (["RSUD"], None)


def with_contact(*absences: Absence) -> Unit:
    """DINSOS has a 24/7 contact though its office has hours."""
    agencies = dict(UNIT.agencies) | {"DINSOS": replace(UNIT.agencies["DINSOS"], contact_24_7="DINSOS-2")}
    person = replace(UNIT.people["DINSOS-2"], always_on=True, absences=absences)
    return replace(UNIT, agencies=agencies, people=dict(UNIT.people) | {"DINSOS-2": person})


def test_the_24_7_contact_is_offered_unless_away() -> None:
    found = asked(URGENT, "Jum 20/03/2026 09.00", with_contact())
    assert found
    assert found.contact
    assert found.contact.code == "DINSOS-2"
    away = with_contact(Absence(date(2026, 3, 18), date(2026, 3, 24)))
    gone = asked(URGENT, "Jum 20/03/2026 09.00", away)
    assert gone
    assert gone.contact is None


def sent(at: datetime, where: Unit, **more: object) -> tuple[World, Case]:
    """A referral to DINSOS recorded at `at`, by this unit's calendars."""
    world = referred()
    world.now, world.exact = at, False
    world.do(Refer, WORKER, to="DINSOS", service="LAIN", urgency=URGENT, **CONSENT, **more)
    change = world.changes[-1]
    terms = exact_terms(Cases(where, None, world.known), change, lambda: "K7M4")
    return world, on_recorded(world.known, Recorded(change.seq, terms))


def test_with_the_24_7_contact_the_clock_runs_through_the_closure() -> None:
    _, case = sent(wib("Jum 20/03/2026 21.00"), with_contact(), person="DINSOS-2", way=Way.CONTACT)
    task = case.open_of(Kind.REFERRAL)[-1]
    assert (task.person, task.way, said(task.plan.due)) == ("DINSOS-2", Way.CONTACT, "Sab 21/03/2026 01.00")


def test_who_waits_has_the_due_time_of_the_office_and_the_reason_is_in_the_event() -> None:
    reason = WaitReason.SAFE
    world, case = sent(wib("Jum 20/03/2026 21.00"), UNIT, way=Way.WAIT, wait_reason=reason)
    assert said(case.open_of(Kind.REFERRAL)[-1].plan.due) == "Rab 25/03/2026 11.30"
    data = world.changes[-1].events[0].data
    assert (data["way"], data["reason"]) == (Way.WAIT, reason)


def test_a_referral_that_came_without_a_choice_asks_its_sender_when_it_is_recorded() -> None:
    world, case = sent(wib("Jum 20/03/2026 09.00"), UNIT)
    n = case.open_of(Kind.REFERRAL)[-1].n
    assert unchosen(UNIT, case, world.changes[-1]) == (Notice("closed_door", Audience.SENDER, n),)


def test_who_has_chosen_or_finds_an_open_door_is_asked_nothing() -> None:
    closed, open_ = wib("Jum 20/03/2026 09.00"), wib("Sen 16/03/2026 09.00")
    waiting, case = sent(closed, UNIT, way=Way.WAIT, wait_reason=WaitReason.SPOKEN)
    assert unchosen(UNIT, case, waiting.changes[-1]) == ()
    going, case = sent(open_, UNIT)
    assert unchosen(UNIT, case, going.changes[-1]) == ()
    assert unchosen(UNIT, replace(case, hour=10), replace(going.changes[-1], at=closed)) == ()


def late(where: Unit, **more: object) -> tuple[World, Case]:
    """The choice for a referral that was recorded without one, an hour later."""
    world, case = sent(wib("Jum 20/03/2026 21.00"), where)
    world.case, world.now = case, wib("Jum 20/03/2026 22.00")
    n = case.open_of(Kind.REFERRAL)[-1].n
    world.do(Choose, WORKER, n=n, **more)
    change = world.changes[-1]
    terms = exact_terms(Cases(where, case, world.known), change, lambda: "-")
    return world, on_recorded(world.known, Recorded(change.seq, terms))


def test_a_late_choice_of_the_24_7_contact_moves_holder_and_clock() -> None:
    world, case = late(with_contact(), way=Way.CONTACT, person="DINSOS-2")
    task = case.open_of(Kind.REFERRAL)[-1]
    assert (task.person, task.way, said(task.plan.due)) == ("DINSOS-2", Way.CONTACT, "Sab 21/03/2026 02.00")
    assert (task.plan.exact, task.plan.fired) == (True, 0)
    assert world.changes[-1].notices == (Notice("task_referral", Audience.HOLDER, task.n),)


def test_a_late_choice_to_wait_keeps_the_due_time_and_its_reason() -> None:
    world, case = late(UNIT, way=Way.WAIT, wait_reason=WaitReason.SPOKEN)
    task = case.open_of(Kind.REFERRAL)[-1]
    assert (task.way, said(task.plan.due)) == (Way.WAIT, "Rab 25/03/2026 11.30")
    assert world.changes[-1].events[0].data == {"way": Way.WAIT, "reason": WaitReason.SPOKEN}


@pytest.mark.parametrize(
    "who,more,code",
    [
        (WORKER, {"n": 5, "way": Way.WAIT}, "wait_reason_missing"),
        (WORKER, {"n": 4, "way": Way.CONTACT, "person": "DINSOS-2"}, "not_a_referral"),
        (WORKER, {"n": 99, "way": Way.CONTACT, "person": "DINSOS-2"}, "unknown_handover"),
        (WORKER, {"n": 5, "way": Way.CONTACT, "person": "DINSOS-1"}, "same_holder"),
        (DINSOS, {"n": 5, "way": Way.CONTACT, "person": "DINSOS-2"}, "staff_only"),
    ],
)
def test_a_choice_that_cannot_be_changes_nothing(who: Who, more: dict[str, Any], code: str) -> None:
    assert referred().refused(Choose, who, **more) == code


def test_an_answered_referral_has_nothing_to_choose() -> None:
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    assert world.refused(Choose, WORKER, n=5, way=Way.WAIT, wait_reason=WaitReason.SAFE) == "impossible"
