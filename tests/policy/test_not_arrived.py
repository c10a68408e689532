"""domain.md §4: an arrival recorded by mistake is taken back, and a lowered risk does not end the 24 h question."""

from datetime import timedelta

from policy.commands import Assess, ProposeClosure, Reply
from policy.events import Type
from policy.hard_commands import Arrived
from policy.hard_words import Place
from policy.later_commands import NotArrived
from policy.words import ClosureReason, Kind, Outcome, Risk, Stage, State, Verb
from tests.policy.cases import DINSOS, SUPERVISOR, WORKER, World
from tests.policy.consents import found
from tests.policy.test_whereabouts import asked, placed, placement, watched

HOUR = timedelta(hours=1)


def arrived() -> tuple[World, int]:
    world = placed()
    n = placement(world)
    world.do(Arrived, WORKER, n=n, place=Place.CARE_HOME)
    return world, n


def test_a_wrong_arrival_opens_the_placement_again_with_its_due_time_and_asks_where_the_child_is() -> None:
    """§4: "anak sudah tiba"; undo keeps the original due time."""
    world, n = arrived()
    ended = found(world, n)
    assert not asked(world)
    world.pass_time(HOUR)
    world.do(NotArrived, WORKER, n=n)
    again = found(world, n)
    assert (again.state, again.outcome, again.plan.due) == (State.ACCEPTED, None, ended.plan.due)
    assert asked(world)
    assert world.known.whereabouts is not None
    assert world.known.whereabouts.place is Place.UNKNOWN
    assert world.known.stage is Stage.REFERRED
    assert world.told("not_arrived") == ["pemegang", "pengirim"]


def test_nothing_is_deleted_and_the_right_arrival_ends_it() -> None:
    world, n = arrived()
    world.do(NotArrived, WORKER, n=n)
    world.do(Arrived, WORKER, n=n, place=Place.SAFE_HOUSE)
    assert found(world, n).outcome is Outcome.SERVED
    types = [event.type for change in world.changes for event in change.events]
    assert types.count(Type.ARRIVED) == 2
    assert not asked(world)


def test_only_an_arrival_is_taken_back() -> None:
    world = placed()
    n = placement(world)
    assert world.refused(NotArrived, WORKER, n=n) == "not_arrived_yet"
    assert world.refused(NotArrived, DINSOS, n=n) == "staff_only"
    assert world.refused(NotArrived, WORKER, n=99) == "unknown_handover"


def test_while_a_closure_waits_it_is_refused_first() -> None:
    """No case closes with an open referral."""
    world, n = arrived()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    assert world.refused(NotArrived, WORKER, n=n) == "wrong_stage"


def lowered(**more: object) -> World:
    world = watched()
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=Risk.HIGH, keep_watch=True)
    world.do(Assess, WORKER, **({"risk": Risk.LOW, "keep_watch": True} | more))
    return world


def test_a_worker_who_lowers_the_risk_alone_does_not_end_the_question() -> None:
    """§4: lowering it lengthens nothing without the supervisor."""
    world = lowered()
    assert asked(world)
    world.do(Assess, WORKER, risk=Risk.MEDIUM, keep_watch=True)
    assert asked(world)
    world.do(Assess, SUPERVISOR, risk=Risk.MEDIUM, lengthen=True, keep_watch=True)
    assert not asked(world)
    world.do(Assess, WORKER, risk=Risk.LOW, keep_watch=True)
    assert not asked(world)


def test_a_first_assessment_lowers_nothing() -> None:
    """§4: not assessed counts as tinggi, because nobody knows."""
    world = watched()
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=Risk.MEDIUM, keep_watch=True)
    assert not asked(world)


def test_a_command_of_before_does_what_it_did() -> None:
    """A stored history of before this rule replays."""
    assert not asked(lowered(keep_watch=False))


def test_a_case_that_was_never_at_high_risk_is_not_asked() -> None:
    world = watched(Risk.MEDIUM)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=Risk.LOW, keep_watch=True)
    assert world.known.open_of(Kind.WHEREABOUTS) == ()
