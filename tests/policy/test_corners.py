"""Corners of the rules where two of them meet: each was once wrong."""

from datetime import timedelta

import pytest

from policy.commands import (
    Approve,
    Assess,
    Assign,
    MessageFailed,
    ProposeClosure,
    Refer,
    Reopen,
    Replan,
    Reply,
    Undo,
    Visit,
    Withdraw,
)
from policy.events import Recorded
from policy.fixing import Cases, exact_terms
from policy.instants import next_instant
from policy.recorded import on_recorded
from policy.words import Audience, ClosureReason, Kind, Risk, Stage, Urgency, Verb
from tests.policy.cases import CONSENT, DESK, DINSOS, MANAGER, SUPERVISOR, WORKER, World, referred, tried
from tests.sample import OFFICE, unit

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
    tried(world)
    world.do(ProposeClosure, WORKER, reason=reason)
    world.do(MessageFailed, DESK, n=world.one(Kind.APPROVAL).n, audience=Audience.HOLDER)
    assert world.told("message_failed") == [told]


def told_at_once(world: World, n: int) -> list[str]:
    """The templates that leave for one hand-over if the clock rings now."""
    return [note.template for ring in world.sleep(timedelta(0)) for note in ring.change.notices if note.n == n]


def test_an_undone_acceptance_tells_nobody_a_second_time() -> None:
    world = referred()
    world.pass_time(5 * HOUR)
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.do(Undo, DINSOS, n=5)
    assert told_at_once(world, 5) == []


def test_an_acceptance_undone_after_the_manager_came_in_brings_the_managers_task_back_at_once() -> None:
    world = referred()
    world.pass_time(9 * HOUR)
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.do(Undo, DINSOS, n=5)
    assert told_at_once(world, 5) == []
    assert world.one(Kind.MANAGER).parent == 5


def test_a_clock_reckoned_again_tells_nobody_a_second_time() -> None:
    world = referred()
    world.pass_time(5 * HOUR)
    world.do(Replan, SUPERVISOR, n=5)
    assert told_at_once(world, 5) == []
    world.pass_time(4 * HOUR)
    assert world.one(Kind.MANAGER).parent == 5


def test_a_raised_risk_leaves_an_earlier_visit_that_somebody_chose() -> None:
    world = referred(Risk.LOW)
    chosen = world.now + 3 * DAY
    world.do(Visit, WORKER, next_visit=chosen)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    plan = world.one(Kind.VISIT).plan
    assert plan.due == chosen
    assert [rung.at for rung in plan.rungs if rung.action == "naik_supervisor"] == [chosen]


def test_exact_terms_of_a_raised_risk_move_the_rungs_along_with_the_due_time() -> None:
    world = referred(Risk.LOW)
    chosen = world.now + 3 * DAY
    world.do(Visit, WORKER, next_visit=chosen)
    before, world.exact = world.known, False
    world.do(Assess, WORKER, risk=Risk.HIGH)
    terms = exact_terms(Cases(unit(OFFICE), before, world.known), world.changes[-1], lambda: "K7M4")
    task = on_recorded(world.known, Recorded(world.known.seq, terms)).open_of(Kind.VISIT)[0]
    assert task.plan.due == chosen
    assert [rung.at for rung in task.plan.rungs if rung.action == "naik_supervisor"] == [chosen]


def test_reminders_that_only_the_provisional_clock_has_passed_still_come() -> None:
    """Raised on a Monday after a Saturday in clock hours is late; by the office's hours it has hardly begun."""
    world = referred(Risk.LOW)
    world.now += 4 * DAY  # Saturday 28 November, 10.00 WIB
    world.do(Refer, WORKER, to="DINSOS", service="LAIN", urgency=Urgency.ROUTINE, **CONSENT)
    world.now += 20 * HOUR
    n, before, world.exact = world.known.open_of(Kind.REFERRAL)[-1].n, world.known, False
    world.do(Assess, WORKER, risk=Risk.HIGH)
    terms = exact_terms(Cases(unit(OFFICE), before, world.known), world.changes[-1], lambda: "K7M4")
    task = on_recorded(world.known, Recorded(world.known.seq, terms)).find(n)
    assert task is not None
    assert (task.level, task.plan.exact, task.plan.fired) == (Urgency.URGENT, True, 0)
    assert task.plan.rungs[0].at > world.now


@pytest.mark.parametrize("days", [1, 30])
def test_a_postponement_outlives_a_clock_that_is_reckoned_again(days: int) -> None:
    world = referred()
    world.do(Reply, SUPERVISOR, n=5, verb=Verb.POSTPONE, days=days)
    world.do(Replan, SUPERVISOR, n=5)
    assert world.one(Kind.REFERRAL).plan.due == world.now + days * DAY


def test_a_person_named_while_the_terms_were_under_way_stays() -> None:
    world = referred()
    world.exact = False
    world.do(Refer, WORKER, to="DINSOS", service="LAIN", **CONSENT)
    change, n = world.changes[-1], world.known.open_of(Kind.REFERRAL)[-1].n
    terms = exact_terms(Cases(unit(), None, world.known), change, lambda: "K7M4")
    world.do(Assign, SUPERVISOR, n=n, to="DINSOS-2")
    task = on_recorded(world.known, Recorded(change.seq, terms)).find(n)
    assert task is not None
    assert (task.person, task.code, task.plan.exact) == ("DINSOS-2", "K7M4", True)


def test_a_managers_task_ticked_off_again_and_again_comes_back_each_time() -> None:
    world = referred()
    world.pass_time(9 * HOUR)
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    for _ in range(4):
        world.pass_time(20 * DAY)
        task = world.one_beside(5)
        world.do(Reply, MANAGER, n=task.n, verb=Verb.COMPLETE)
        referral = world.one(Kind.REFERRAL)
        assert next_instant(world.known, referral) == world.now + referral.plan.repeat
