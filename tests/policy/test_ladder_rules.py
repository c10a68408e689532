"""Closing, handing over, and the ladder that never ends in silence (domain.md §4 and §5)."""

from datetime import timedelta

import pytest

from policy.commands import (
    Approve,
    Assess,
    Assign,
    ChildSaid,
    MessageFailed,
    ProposeClosure,
    Reopen,
    Reply,
    Visit,
)
from policy.hard_words import Got
from policy.instants import next_instant, wake_at
from policy.intake import Safety, initial_risk
from policy.words import Audience, ClosureReason, Kind, Outcome, Risk, Role, Stage, Verb, Via
from tests.policy.cases import (
    DINSOS,
    MANAGER,
    OTHER_WORKER,
    SUPERVISOR,
    WORKER,
    World,
    referred,
    tried,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def closable(risk: Risk = Risk.MEDIUM) -> World:
    world = referred(risk)
    world.do(Reply, DINSOS, n=5, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    world.do(Visit, WORKER, got=(ChildSaid(5, Got.YES),))
    return world


def test_a_closure_is_approved_by_the_supervisor_and_never_by_its_proposer() -> None:
    world = closable()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)
    assert world.one(Kind.APPROVAL).party == Role.SUPERVISOR
    assert world.refused(Approve, WORKER, yes=True) == "own_proposal"
    assert world.refused(Approve, OTHER_WORKER, yes=True) == "not_approver"
    world.do(Approve, SUPERVISOR, yes=True)
    assert (world.known.stage, world.known.open_handovers) == (Stage.TERMINATED, ())


@pytest.mark.parametrize(
    "risk, reason",
    [
        (Risk.HIGH, ClosureReason.GOALS_MET),
        (Risk.LOW, ClosureReason.CLIENT_DECLINES),
        (Risk.LOW, ClosureReason.NOT_FOUND),
    ],
)
def test_the_manager_approves_what_is_grave(risk: Risk, reason: ClosureReason) -> None:
    world = closable(risk)
    tried(world)
    world.do(ProposeClosure, WORKER, reason=reason)
    assert world.refused(Approve, SUPERVISOR, yes=True) == "not_approver"
    world.do(Approve, MANAGER, yes=True)
    assert world.known.stage is Stage.TERMINATED


def test_a_refused_closure_returns_to_monitoring() -> None:
    world = closable()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)
    world.do(Approve, SUPERVISOR, yes=False)
    assert world.known.stage is Stage.MONITORING
    assert world.told("closure_refused") == [Audience.SENDER]


def test_a_closed_case_is_reopened_for_an_assessment() -> None:
    world = closable()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)
    world.do(Approve, SUPERVISOR, yes=True)
    world.do(Reopen, WORKER)
    assert (world.known.stage, world.one(Kind.ASSESSMENT).person) == (Stage.REOPENED, "PS-01")
    world.do(Assess, WORKER, risk=Risk.LOW)
    assert world.known.stage is Stage.PLANNING


def test_a_case_handed_to_another_worker_takes_its_tasks_along_and_keeps_due_times() -> None:
    world = referred()
    due = world.one(Kind.VISIT).plan.due
    world.do(Assign, SUPERVISOR, to="PS-02")
    visit = world.one(Kind.VISIT)
    assert (world.known.worker, visit.person, visit.plan.due) == ("PS-02", "PS-02", due)
    assert world.one(Kind.REFERRAL).person == "DINSOS-1"


def test_a_task_goes_to_a_deputy_and_is_told_there() -> None:
    world = referred()
    world.do(Assign, SUPERVISOR, n=5, to="DINSOS-2")
    assert world.one(Kind.REFERRAL).person == "DINSOS-2"
    assert world.told("task_referral") == [Audience.HOLDER] * 2


def test_a_silent_referral_climbs_to_superior_supervisor_manager_and_never_stops() -> None:
    world = referred()
    world.pass_time(60 * DAY)
    assert world.told("reminder").count(Audience.HOLDER) >= 2
    assert Audience.SUPERIOR in world.told("to_superior")
    assert Audience.SENDER in world.told("silent")
    last = world.told("to_manager_again")
    assert {Audience.DEPUTY_MANAGER, Audience.SECOND_MANAGER, Audience.LAST} <= set(last)
    assert last.count(Audience.LAST) > 3
    assert wake_at(world.known) is not None


def test_a_managers_task_that_is_ticked_off_comes_back_while_the_agency_is_silent() -> None:
    world = referred()
    world.pass_time(9 * HOUR)
    task = world.one(Kind.MANAGER)
    world.do(Reply, MANAGER, n=task.n, verb=Verb.COMPLETE)
    referral = world.one(Kind.REFERRAL)
    assert next_instant(world.known, referral) == world.now + referral.plan.repeat
    world.pass_time(2 * DAY)
    assert world.one(Kind.MANAGER).n != task.n


def test_an_answer_ends_the_managers_task_beside_it() -> None:
    world = referred()
    world.pass_time(9 * HOUR)
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    assert [task for task in world.known.open_of(Kind.MANAGER) if task.parent == 5] == []


def test_after_an_outage_each_person_hears_once_and_of_the_true_state() -> None:
    world = referred()
    taken = world.sleep(5 * HOUR)
    first = next(decided for decided in taken if decided.change.events[0].n == 5)
    told = [(notice.template, notice.to) for notice in first.change.notices if notice.n == 5]
    assert len(told) == len({to for _, to in told})
    assert "reminder" not in {template for template, _ in told}


def test_a_message_given_up_makes_the_person_unreachable_and_tells_the_supervisor() -> None:
    world = referred()
    world.do(MessageFailed, SUPERVISOR, n=5, audience=Audience.HOLDER)
    assert world.one(Kind.REFERRAL).unreachable
    assert world.told("message_failed") == [Audience.SUPERVISOR]


def test_a_message_to_who_held_it_before_says_nothing_of_who_holds_it_now() -> None:
    world = referred()
    world.do(Assign, SUPERVISOR, n=5, to="DINSOS-2")
    world.do(MessageFailed, SUPERVISOR, n=5, audience=Audience.HOLDER, person="DINSOS-1")
    assert not world.one(Kind.REFERRAL).unreachable
    assert world.told("message_failed") == [Audience.SUPERVISOR]


def test_a_raised_risk_shortens_every_open_clock_and_a_lowered_one_lengthens_none() -> None:
    world = referred(Risk.LOW)
    before = {task.n: task.plan.due for task in world.known.open_handovers}
    world.do(Assess, WORKER, risk=Risk.HIGH)
    after = {task.n: task.plan.due for task in world.known.open_handovers}
    assert all(after[n] <= before[n] for n in before)
    assert after != before
    assert len(world.told("replanned")) == len(before)
    world.do(Assess, WORKER, risk=Risk.LOW)
    assert {task.n: task.plan.due for task in world.known.open_handovers} == after


def test_a_texted_answer_is_confirmed_to_who_wrote_it() -> None:
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT, via=Via.SMS)
    assert world.told("reply_ok") == [Audience.HOLDER]


@pytest.mark.parametrize(
    "safety, risk",
    [
        (Safety(), Risk.HIGH),
        (Safety(safe_now=False, injured=False, suspect_near=False), Risk.HIGH),
        (Safety(safe_now=True, injured=True, suspect_near=True), Risk.HIGH),
        (Safety(safe_now=True, injured=True, suspect_near=False), Risk.MEDIUM),
        (Safety(safe_now=True, injured=False, suspect_near=None), Risk.HIGH),
        (Safety(safe_now=True, injured=False, suspect_near=False), Risk.LOW),
    ],
)
def test_what_nobody_knows_counts_as_danger(safety: Safety, risk: Risk) -> None:
    assert initial_risk(safety) is risk
