"""The ordinary life of a case, rule by rule (domain.md §4 and §5)."""

from datetime import timedelta

import pytest

from policy.commands import (
    Assess,
    Correct,
    MakePlan,
    Refer,
    Reply,
    Undo,
    Visit,
    Withdraw,
)
from policy.events import Type
from policy.words import Audience, Decline, Kind, Outcome, Risk, Role, Stage, State, Urgency, Verb
from tests.policy.cases import (
    CONSENT,
    DINSOS,
    RSUD,
    SUPERVISOR,
    WORKER,
    World,
    referred,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_a_report_is_first_held_by_the_social_worker_on_the_roster() -> None:
    world = World().begin(Risk.LOW)
    task = world.one(Kind.TAKE_REPORT)
    assert (task.party, world.known.stage) == (Role.WORKER, Stage.REPORTED)
    assert world.told("task_internal") == [Audience.HOLDER]


def test_taking_the_report_makes_the_case_the_workers_and_starts_the_assessment() -> None:
    world = World().begin()
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    assert (world.known.worker, world.known.stage) == ("PS-01", Stage.ASSESSMENT)
    assert world.one(Kind.ASSESSMENT).person == "PS-01"


def test_the_desk_may_record_that_a_worker_takes_it() -> None:
    world = World().begin()
    world.do(Reply, SUPERVISOR, n=1, verb=Verb.ACCEPT)
    assert world.known.worker == "SV-01"


def test_an_assessment_opens_the_plan_and_a_plan_opens_the_visits() -> None:
    world = World().begin()
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=Risk.LOW)
    assert world.known.stage is Stage.PLANNING
    world.do(MakePlan, WORKER)
    assert (world.known.stage, world.one(Kind.VISIT).level) == (Stage.MONITORING, Risk.LOW)


def test_several_referrals_are_open_at_once_and_the_stage_follows_them() -> None:
    world = referred()
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", **CONSENT)
    assert len(world.known.open_of(Kind.REFERRAL)) == 2
    for task, who in zip(world.known.open_of(Kind.REFERRAL), (DINSOS, RSUD), strict=True):
        world.do(Reply, who, n=task.n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    assert world.known.stage is Stage.MONITORING


@pytest.mark.parametrize(
    "risk, always, urgency",
    [
        (Risk.HIGH, True, Urgency.EMERGENCY),
        (Risk.HIGH, False, Urgency.URGENT),
        (Risk.MEDIUM, True, Urgency.URGENT),
        (Risk.LOW, False, Urgency.ROUTINE),
    ],
)
def test_urgency_is_preset_by_risk_and_by_who_is_there_at_night(risk: Risk, always: bool, urgency: Urgency) -> None:  # noqa: FBT001
    world = World().begin(risk)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=risk)
    world.do(MakePlan, WORKER)
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", round_the_clock=always, **CONSENT)
    assert world.one(Kind.REFERRAL).level == urgency


def test_high_risk_is_referred_before_the_assessment_and_the_stage_stays() -> None:
    world = World().begin(Risk.HIGH)
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", urgency=Urgency.EMERGENCY, **CONSENT)
    assert (world.known.stage, len(world.known.open_of(Kind.REFERRAL))) == (Stage.REPORTED, 1)


def test_an_acceptance_starts_the_outcome_clock_and_nobody_can_switch_it_off() -> None:
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    task = world.one(Kind.REFERRAL)
    assert (task.state, task.plan.key, task.plan.no) == (State.ACCEPTED, "HASIL/segera", 2)
    assert task.plan.due == world.now + 3 * DAY
    world.pass_time(10 * DAY)
    assert world.one(Kind.MANAGER).parent == 5


@pytest.mark.parametrize("verb", [Verb.START, Verb.COMPLETE, Verb.FAIL])
def test_an_answer_that_implies_acceptance_is_two_events(verb: Verb) -> None:
    world = referred()
    decided = world.do(Reply, DINSOS, n=5, verb=verb, outcome=Outcome.SERVED)
    states = [e.data["state"] for e in decided.change.events if e.type is Type.ANSWERED and e.n == 5]
    assert states[0] == State.ACCEPTED
    assert len(states) == 2


@pytest.mark.parametrize("reason, kind", [(Decline.NO_CAPACITY, Kind.REROUTE), (Decline.INCOMPLETE_DATA, Kind.RESEND)])
def test_a_refusal_returns_to_the_sender_with_its_reason(reason: Decline, kind: Kind) -> None:
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.DECLINE, reason=reason)
    task = world.one(kind)
    assert (task.person, task.parent, task.opened) == ("PS-01", 5, world.now)
    said = "refused_unsaid" if kind is Kind.RESEND else "refused"
    assert world.told(said) == [Audience.HOLDER]
    old = world.known.find(5)
    assert old is not None
    assert (old.state, old.reason) == (State.REJECTED, reason)


def test_who_was_told_what_is_missing_is_not_asked_to_telephone() -> None:
    """§4 decline 3: says what is missing."""
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.DECLINE, reason=Decline.INCOMPLETE_DATA, told=True)
    assert (world.told("refused"), world.told("refused_unsaid")) == ([Audience.HOLDER], [])


def test_referring_again_ends_the_re_route() -> None:
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.DECLINE, reason=Decline.NO_CAPACITY)
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", **CONSENT)
    assert world.known.open_of(Kind.REROUTE) == ()


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.SERVED])
def test_any_outcome_but_served_is_a_task_of_the_case_worker(outcome: Outcome) -> None:
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.COMPLETE, outcome=outcome)
    assert world.one(Kind.UNSERVED).person == "PS-01"


def test_a_postponement_is_told_to_the_sender_and_has_a_clock_of_its_own() -> None:
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.POSTPONE, days=2)
    task = world.one(Kind.REFERRAL)
    assert (task.state, task.plan.due) == (State.ON_HOLD, world.now + 2 * DAY)
    assert world.told("postponed") == [Audience.SENDER]
    assert world.refused(Reply, DINSOS, n=5, verb=Verb.POSTPONE, days=1) == "postponed_too_long"
    world.do(Reply, SUPERVISOR, n=5, verb=Verb.POSTPONE, days=30)


def test_an_emergency_is_never_postponed() -> None:
    world = World().begin(Risk.HIGH)
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", urgency=Urgency.EMERGENCY, **CONSENT)
    assert world.refused(Reply, RSUD, n=2, verb=Verb.POSTPONE, days=1) == "never_postponed"


def test_a_withdrawn_referral_ends_every_timer_of_its_own() -> None:
    world = referred()
    world.pass_time(9 * HOUR)
    world.do(Withdraw, WORKER, n=5)
    assert [task.kind for task in world.known.open_handovers] == [Kind.VISIT]
    assert world.told("withdrawn") == [Audience.HOLDER]


def test_an_entry_made_in_error_is_marked_and_nothing_is_deleted() -> None:
    world = referred()
    events = sum(len(change.events) for change in world.changes)
    world.do(Correct, WORKER, n=5)
    old = world.known.find(5)
    assert old is not None
    assert old.state is State.IN_ERROR
    assert sum(len(change.events) for change in world.changes) > events


def test_an_acceptance_is_undone_within_ten_minutes_and_the_first_due_time_stands() -> None:
    world = referred()
    due = world.one(Kind.REFERRAL).plan.due
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.pass_time(timedelta(minutes=9))
    world.do(Undo, DINSOS, n=5)
    task = world.one(Kind.REFERRAL)
    assert (task.state, task.plan.due) == (State.REQUESTED, due)
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.pass_time(timedelta(minutes=11))
    assert world.refused(Undo, DINSOS, n=5) == "undo_late"


def test_a_visit_opens_the_next_in_the_rhythm_of_the_risk() -> None:
    world = referred(Risk.MEDIUM)
    world.do(Visit, WORKER)
    assert world.one(Kind.VISIT).plan.due == world.now + 14 * DAY
    chosen = world.now + 3 * DAY
    world.do(Visit, WORKER, next_visit=chosen)
    assert world.one(Kind.VISIT).plan.due == chosen
