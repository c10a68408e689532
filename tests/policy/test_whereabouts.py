"""Where the child is (domain.md §4, high risk): asked, confirmed each 24 hours, and a placement ended by arrival."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from policy.commands import Approve, Assess, Assign, MakePlan, ProposeClosure, Refer, Reopen, Reply, Withdraw
from policy.events import Type
from policy.fixing import Cases, exact_terms
from policy.hard_commands import Arrived, WhereIs
from policy.hard_words import Place
from policy.ladder import LADDERS
from policy.recorded import touched
from policy.watch import awaited, placements
from policy.words import Audience, ClosureReason, Decline, Kind, Outcome, Risk, Stage, State, Urgency, Verb
from tests.policy.cases import CONSENT, DINSOS, MANAGER, SUPERVISOR, WORKER, World
from tests.sample import unit

HOUR = timedelta(hours=1)
SEEN: dict[str, Any] = {"place": Place.SAFE_HOUSE, "seen_by": "PS-01"}


def watched(risk: Risk = Risk.HIGH) -> World:
    return World().begin(risk, place=Place.HOME)


def placed(risk: Risk = Risk.MEDIUM) -> World:
    """A planned case whose child is to be brought to DINSOS (hand-over `n` of the returned world's referral)."""
    world = watched(Risk.MEDIUM)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=risk)
    world.do(MakePlan, WORKER)
    world.do(Refer, WORKER, to="DINSOS", service="LKSA", placement=True, **CONSENT)
    return world


def placement(world: World) -> int:
    return world.one(Kind.REFERRAL).n


def asked(world: World) -> bool:
    return bool(world.known.open_of(Kind.WHEREABOUTS))


def test_a_report_of_high_risk_asks_where_the_child_is_within_a_day() -> None:
    world = watched()
    task = world.one(Kind.WHEREABOUTS)
    assert (task.person, task.plan.due) == ("PS-01", world.now + 24 * HOUR)
    assert world.known.whereabouts is not None
    assert world.known.whereabouts.place is Place.HOME
    assert touched(world.known, world.changes[-1]) == world.one(Kind.TAKE_REPORT).n


def test_a_unit_that_was_stored_before_the_question_asks_by_the_default_ladder() -> None:
    older = {key: row for key, row in LADDERS.items() if not key.startswith(Kind.WHEREABOUTS)}
    world = World(exact=False).begin(Risk.HIGH, place=Place.HOME)
    terms = exact_terms(Cases(replace(unit(), ladders=older), None, world.known), world.changes[-1], lambda: "K7M4")
    assert [term.data["due"] for term in terms] == [world.now + HOUR, world.now + 24 * HOUR]


def test_a_lower_risk_without_a_placement_asks_nobody() -> None:
    assert not asked(watched(Risk.MEDIUM))


def test_a_report_from_before_the_question_replays_as_it_was() -> None:
    assert not asked(World().begin(Risk.HIGH))


def test_who_takes_the_report_is_asked_from_then_on() -> None:
    world = watched()
    world.do(Assign, SUPERVISOR, n=2, to="PS-02")
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    assert world.one(Kind.WHEREABOUTS).person == "PS-01"


def test_a_confirmation_begins_the_next_day_of_twenty_four_hours_in_silence() -> None:
    world = watched()
    told = len(world.told("task_internal"))
    world.pass_time(20 * HOUR)
    world.do(WhereIs, WORKER, since=world.now, **SEEN)
    assert world.one(Kind.WHEREABOUTS).plan.due == world.now + 24 * HOUR
    assert len(world.told("task_internal")) == told
    assert world.known.whereabouts
    assert (world.known.whereabouts.place, world.known.whereabouts.seen_by) == (Place.SAFE_HOUSE, "PS-01")


def test_silence_about_the_child_climbs_to_the_supervisor_and_the_manager() -> None:
    world = watched()
    world.pass_time(18 * HOUR)
    n = world.one(Kind.WHEREABOUTS).n
    notices = [notice for change in world.changes for notice in change.notices if notice.n == n]
    assert [notice.template for notice in notices] == ["task_internal", "reminder_internal"]
    world.pass_time(30 * HOUR)
    assert world.one_beside(n).plan.due > world.now
    world.do(WhereIs, WORKER, since=world.now, **SEEN)
    assert world.known.find(n + 1) is None or not [t for t in world.known.open_of(Kind.MANAGER) if t.parent == n]


def test_not_knowing_where_the_child_is_confirms_nothing_and_is_told_to_the_supervisor() -> None:
    world = watched()
    due = world.one(Kind.WHEREABOUTS).plan.due
    world.pass_time(HOUR)
    world.do(WhereIs, WORKER, place=Place.UNKNOWN, since=world.now)
    assert world.one(Kind.WHEREABOUTS).plan.due == due
    assert world.told("whereabouts_unknown") == [Audience.SUPERVISOR]


def test_a_raised_risk_asks_and_a_lowered_one_asks_no_more() -> None:
    world = watched(Risk.MEDIUM)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    n = world.one(Kind.WHEREABOUTS).n
    world.do(Assess, WORKER, risk=Risk.LOW)
    task = world.known.find(n)
    assert task is not None
    assert task.state is State.WITHDRAWN


def test_an_assessment_asks_on_a_case_whose_report_did_not() -> None:
    world = World().begin(Risk.MEDIUM)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    assert not asked(world)
    world.do(Assess, WORKER, risk=Risk.HIGH, watch=True)
    assert asked(world)
    assert world.known.whereabouts
    assert world.known.whereabouts.place is Place.UNKNOWN


def test_a_placement_asks_whatever_the_risk_until_the_child_has_arrived() -> None:
    world = placed()
    assert asked(world)
    n = placement(world)
    world.pass_time(HOUR)
    world.do(Arrived, WORKER, n=n, place=Place.CARE_HOME, handed_by="PS-01", received_by="DINSOS-1")
    task = world.known.find(n)
    assert task is not None
    assert (task.state, task.outcome) == (State.COMPLETED, Outcome.SERVED)
    assert not asked(world)
    assert not placements(world.known)
    assert world.known.whereabouts
    assert (world.known.whereabouts.place, world.known.whereabouts.since) == (Place.CARE_HOME, world.now)
    assert (world.known.stage, world.told("completed")) == (Stage.MONITORING, [Audience.SENDER])
    (event,) = [e for e in world.changes[-1].events if e.type is Type.ARRIVED]
    assert (event.data["handed_by"], event.data["seen_by"]) == ("PS-01", "DINSOS-1")
    assert touched(world.known, world.changes[-1]) == n


def test_after_an_arrival_a_high_risk_goes_on_asking() -> None:
    world = placed(Risk.HIGH)
    world.pass_time(5 * HOUR)
    world.do(Arrived, WORKER, n=placement(world), place=Place.SAFE_HOUSE)
    assert world.one(Kind.WHEREABOUTS).plan.due == world.now + 24 * HOUR


def test_an_agencys_word_ends_no_placement() -> None:
    """Rules 5 and 6: "served" is the agency's word; the child's arrival has two names and a time."""
    world = placed()
    n = placement(world)
    assert world.refused(Reply, DINSOS, n=n, verb=Verb.COMPLETE, outcome=Outcome.SERVED) == "arrival_first"
    world.do(Reply, DINSOS, n=n, verb=Verb.ACCEPT)
    assert [task.n for task in awaited(world.known)] == [n]


@pytest.mark.parametrize(
    "verb, more, kind",
    [
        (Verb.DECLINE, {"reason": Decline.NO_CAPACITY}, Kind.REROUTE),
        (Verb.DECLINE, {"reason": Decline.INCOMPLETE_DATA}, Kind.RESEND),
        (Verb.COMPLETE, {"outcome": Outcome.NO_CONTACT}, Kind.UNSERVED),
    ],
)
def test_a_placement_that_fell_through_goes_on_asking_while_its_follow_up_is_open(
    verb: Verb, more: dict[str, Any], kind: Kind
) -> None:
    world = placed()
    world.do(Reply, DINSOS, n=placement(world), verb=verb, **more)
    back = world.one(kind)
    assert asked(world)
    assert world.refused(Arrived, WORKER, n=back.n, place=Place.CARE_HOME) == "not_a_placement"
    world.do(Refer, WORKER, to="RSUD", service="LKSA", placement=True, instead_of=back.n, **CONSENT)
    assert asked(world)
    world.do(Withdraw, WORKER, n=placement(world))
    assert not asked(world)


def test_no_case_is_closed_while_the_child_is_on_its_way() -> None:
    world = placed()
    assert world.refused(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET) == "not_arrived"
    assert asked(world)


def test_a_dead_childs_case_is_closed_with_open_referrals_whose_holders_are_told_to_stop() -> None:
    world = placed(Risk.HIGH)
    world.do(Refer, WORKER, to="RSUD", service="MEDIS", urgency=Urgency.EMERGENCY, **CONSENT)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.DIED)
    assert not asked(world)
    assert len(world.known.open_of(Kind.REFERRAL)) == 2
    world.do(Approve, MANAGER, yes=True)
    assert (world.known.stage, world.known.open_handovers) == (Stage.TERMINATED, ())
    assert world.told("withdrawn") == [Audience.HOLDER, Audience.HOLDER]


def test_a_death_that_was_not_confirmed_brings_the_question_back() -> None:
    world = placed(Risk.HIGH)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.DIED)
    world.do(Approve, MANAGER, yes=False)
    assert asked(world)
    assert world.known.stage is Stage.REFERRED
    assert world.told("withdrawn") == []


def test_a_case_of_high_risk_that_is_reopened_asks_again() -> None:
    world = watched()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    world.do(Approve, MANAGER, yes=True)
    assert world.known.open_handovers == ()
    world.do(Reopen, WORKER)
    assert asked(world)


def test_the_whole_case_given_to_another_takes_the_question_along() -> None:
    world = watched()
    world.do(Assign, SUPERVISOR, to="PS-02")
    assert world.one(Kind.WHEREABOUTS).person == "PS-02"
