"""Rule 4: an agency that reported hears of taking, refusal and end; others one of three words, by the safe contact."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from policy.case import Case
from policy.commands import Approve, ProposeClosure, Reply
from policy.hard_commands import AddReport, SameChild
from policy.people import Absence
from policy.reporters import Hours, SafeContact, Word, call_refused, hours_of, senders, word_of
from policy.without import without
from policy.words import Audience, ClosureReason, Risk, Stage, Verb
from tests.policy.cases import DESK, NOW, SUPERVISOR, WORKER, World
from tests.sample import unit

NO = "L-00000001"


def from_dinsos() -> World:
    return World().begin(Risk.LOW, report=NO, sender="DINSOS")


def closed(world: World, reason: ClosureReason) -> World:
    world.do(ProposeClosure, WORKER, reason=reason)
    world.do(Approve, SUPERVISOR, yes=True)
    return world


def test_an_agency_is_told_that_its_report_was_taken_and_that_it_ended() -> None:
    world = from_dinsos()
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    assert world.told("reporter_taken") == [Audience.REPORTER]
    closed(world, ClosureReason.OTHER)
    assert world.told("reporter_ended") == [Audience.REPORTER]


def test_an_agency_is_told_that_its_report_was_refused() -> None:
    assert closed(from_dinsos(), ClosureReason.OTHER).told("reporter_refused") == [Audience.REPORTER]
    world = from_dinsos()
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    assert closed(world, ClosureReason.IN_ERROR).told("reporter_refused") == [Audience.REPORTER]


def test_nobody_is_told_where_no_agency_reported() -> None:
    world = World().begin(Risk.LOW, report=NO)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    closed(world, ClosureReason.OTHER)
    assert not {notice.to for change in world.changes for notice in change.notices} & {Audience.REPORTER}


def test_an_agency_whose_report_was_added_hears_that_it_is_in_hand() -> None:
    world = from_dinsos()
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    decided = world.do(AddReport, DESK, report="L-00000002", sender="RSUD", risk=Risk.LOW)
    told = senders(unit(), world.known, decided.change.events, NOW)
    assert {person.code: report.no for person, report in told.items()} == {"RSUD-1": "L-00000002"}


def test_an_added_report_waits_with_the_first_until_the_case_is_taken() -> None:
    world = from_dinsos()
    world.do(AddReport, DESK, report="L-00000002", sender="RSUD", risk=Risk.LOW)
    assert world.told("reporter_taken") == []
    decided = world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    assert {person.code for person in senders(unit(), world.known, decided.change.events, NOW)} == {
        "DINSOS-1",
        "RSUD-1",
    }


def test_a_duplicate_is_no_end_for_the_agency_that_reported_it() -> None:
    world = from_dinsos()
    world.do(SameChild, WORKER, other="K7M4Q2X")
    assert Audience.REPORTER not in {notice.to for notice in world.changes[-1].notices}


def test_who_stands_in_is_told_while_the_focal_point_is_away() -> None:
    today = unit().local(NOW).date()
    people = dict(unit().people)
    people["DINSOS-1"] = replace(people["DINSOS-1"], absences=(Absence(today, today),))
    told = senders(replace(unit(), people=people), from_dinsos().known, (), NOW)
    assert [person.code for person in told] == ["DINSOS-2"]


def test_an_agency_whose_people_are_all_kept_out_is_told_nothing() -> None:
    """Rule 8; found by the machine with everything at once: the record found nobody and stood still."""
    world = from_dinsos()
    people = [code for code, each in unit().people.items() if each.agency == "DINSOS"]
    assert senders(without(unit(), people), world.known, (), NOW) == {}


def test_an_agency_outside_the_units_data_is_told_nothing() -> None:
    world = World().begin(Risk.LOW, report=NO, sender="LUAR")
    assert senders(unit(), world.known, (), NOW) == {}


def _case(stage: Stage, same_as: str = "") -> Case:
    return replace(World().begin().known, stage=stage, same_as=same_as)


@pytest.mark.parametrize(
    "cases, word",
    [
        ((None,), Word.RECEIVED),
        ((), Word.RECEIVED),
        ((_case(Stage.REPORTED),), Word.RECEIVED),
        ((_case(Stage.ASSESSMENT),), Word.IN_HAND),
        ((_case(Stage.TERMINATED),), Word.ENDED),
        ((_case(Stage.TERMINATED, "K7M4Q2X"),), Word.IN_HAND),
        ((_case(Stage.TERMINATED), _case(Stage.REFERRED)), Word.IN_HAND),
    ],
)
def test_a_reporter_hears_one_of_three_words(cases: tuple[Case | None, ...], word: Word) -> None:
    assert word_of(cases) is word


@pytest.mark.parametrize("text", ["08.00-16.00", "8:00 - 16:00", " 08:00-16.00 "])
def test_contact_hours_are_read_as_people_write_them(text: str) -> None:
    assert hours_of(text) == Hours(time(8), time(16))


@pytest.mark.parametrize("text", ["", "pagi", "08.00", "25.00-26.00", "08.60-09.00", "08.00-08.00"])
def test_hours_that_are_no_span_are_not_taken(text: str) -> None:
    assert hours_of(text) is None


SAFE = SafeContact("+6281200000099", may_call=True, hours=Hours(time(8), time(16)))
MORNING = datetime(2026, 11, 24, 10)  # noqa: DTZ001 - a wall clock, as the rule takes it
NIGHT = MORNING + timedelta(hours=12)


def test_a_reporter_is_called_inside_the_agreed_hours_only() -> None:
    assert call_refused(SAFE, MORNING, NO) is None
    refused = call_refused(SAFE, NIGHT, NO)
    assert refused is not None
    assert "08.00-16.00" in refused.id


def test_hours_may_run_over_midnight() -> None:
    late = replace(SAFE, hours=Hours(time(20), time(6)))
    assert call_refused(late, NIGHT, NO) is None
    assert call_refused(late, MORNING, NO) is not None


@pytest.mark.parametrize("contact", [SafeContact(), replace(SAFE, may_call=False), replace(SAFE, address="")])
def test_without_leave_or_contact_nobody_is_called(contact: SafeContact) -> None:
    refused = call_refused(contact, MORNING, NO)
    assert refused is not None
    assert refused.code == "no_safe_contact"
