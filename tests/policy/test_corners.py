"""Corners of the rules where two of them meet: each was once wrong."""

from datetime import timedelta

import pytest

from policy.commands import (
    Approve,
    Assess,
    Assign,
    MessageFailed,
    ProposeClosure,
    Reopen,
    Reply,
    Undo,
    Withdraw,
)
from policy.words import Audience, ClosureReason, Kind, Risk, Stage, Verb
from tests.policy.cases import DESK, DINSOS, SUPERVISOR, WORKER, World, referred

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def proposed() -> World:
    world = referred()
    world.do(Withdraw, WORKER, n=5)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    return world


def reopened_untaken() -> World:
    """A case that ended before anybody took its report, and goes on."""
    world = World().begin()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    world.do(Approve, SUPERVISOR, yes=True)
    world.do(Reopen, WORKER)
    return world


def test_a_case_reopened_before_it_had_a_worker_can_be_assessed_after_a_refused_closure() -> None:
    world = reopened_untaken()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    world.do(Approve, SUPERVISOR, yes=False)
    assert world.known.stage is Stage.ASSESSMENT
    world.do(Assess, WORKER, risk=Risk.LOW)


def test_a_refused_closure_leaves_an_untaken_report_to_be_taken() -> None:
    world = World().begin()
    world.do(Assign, SUPERVISOR, to="PS-02")
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    world.do(Approve, SUPERVISOR, yes=False)
    assert (world.known.stage, world.one(Kind.TAKE_REPORT).person) == (Stage.REPORTED, "PS-02")


def test_a_new_holder_gets_no_second_ten_minutes_to_undo() -> None:
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.pass_time(5 * HOUR)
    world.do(Assign, SUPERVISOR, n=5, to="DINSOS-2")
    assert world.refused(Undo, DINSOS, n=5) == "undo_late"


def test_an_approval_is_never_assigned_to_who_proposed_the_closure() -> None:
    world = proposed()
    task = world.one(Kind.APPROVAL)
    assert world.refused(Assign, SUPERVISOR, n=task.n, to="PS-01") == "own_proposal"


@pytest.mark.parametrize(
    "reason, told",
    [(ClosureReason.OTHER, Audience.MANAGER), (ClosureReason.NOT_FOUND, Audience.SECOND_MANAGER)],
)
def test_an_overseer_who_is_not_reached_is_not_told_so_but_the_next_one_up_is(
    reason: ClosureReason, told: Audience
) -> None:
    world = referred()
    world.do(Withdraw, WORKER, n=5)
    world.do(ProposeClosure, WORKER, reason=reason)
    world.do(MessageFailed, DESK, n=world.one(Kind.APPROVAL).n, audience=Audience.HOLDER)
    assert world.told("message_failed") == [told]
