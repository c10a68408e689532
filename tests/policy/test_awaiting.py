"""While a closure waits for approval the case is held as before, and goes on where it stood if it is refused."""

from collections.abc import Callable

import pytest

from policy.commands import Approve, Assess, Assign, MakePlan, ProposeClosure, Refer, Reply
from policy.instants import wake_at
from policy.words import ClosureReason, Decline, Kind, Risk, Stage, Urgency, Verb
from tests.policy.cases import CONSENT, DINSOS, SUPERVISOR, WORKER, World, referred


def reported() -> World:
    return World().begin()


def taken() -> World:
    world = reported()
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    return world


def assessed() -> World:
    world = taken()
    world.do(Assess, WORKER, risk=Risk.LOW)
    return world


def planned() -> World:
    world = assessed()
    world.do(MakePlan, WORKER)
    return world


@pytest.mark.parametrize(
    "at, stage, kind",
    [
        (reported, Stage.REPORTED, Kind.TAKE_REPORT),
        (taken, Stage.ASSESSMENT, Kind.ASSESSMENT),
        (assessed, Stage.PLANNING, Kind.PLAN),
        (planned, Stage.MONITORING, Kind.VISIT),
    ],
)
def test_the_task_of_a_stage_outlives_a_closure_that_is_refused(
    at: Callable[[], World], stage: Stage, kind: Kind
) -> None:
    world = at()
    task = world.one(kind)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    assert world.one(kind) == task
    world.do(Approve, SUPERVISOR, yes=False)
    assert (world.known.stage, world.one(kind)) == (stage, task)
    at_next = wake_at(world.known)
    assert at_next is not None
    assert at_next > world.now


def test_a_plan_can_still_be_recorded_after_a_refused_closure() -> None:
    world = assessed()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    world.do(Approve, SUPERVISOR, yes=False)
    world.do(MakePlan, WORKER)
    assert world.known.stage is Stage.MONITORING


def test_nothing_new_is_assessed_or_referred_while_a_closure_waits() -> None:
    world = planned()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    assert world.refused(Assess, WORKER, risk=Risk.HIGH) == "wrong_stage"
    emergency = {"to": "RSUD", "service": "BANTUAN", "urgency": Urgency.EMERGENCY}
    assert world.refused(Refer, WORKER, **emergency, **CONSENT) == "wrong_stage"


def test_no_case_closes_over_a_refusal_that_nobody_has_taken_up() -> None:
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.DECLINE, reason=Decline.NO_CAPACITY)
    assert world.refused(ProposeClosure, WORKER, reason=ClosureReason.OTHER) == "referral_open"


def test_who_holds_a_task_already_is_not_told_again_when_the_whole_case_becomes_theirs() -> None:
    world = referred()
    world.do(Assign, SUPERVISOR, n=world.one(Kind.VISIT).n, to="PS-02")
    world.do(Assign, SUPERVISOR, to="PS-02")
    assert world.known.worker == "PS-02"
    assert len(world.told("reassigned")) == 1
