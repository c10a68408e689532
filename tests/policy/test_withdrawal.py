"""Withdrawal of consent: by whom, what it stops, and who decides first (domain.md §4 rule 7)."""

from datetime import timedelta

import pytest

from policy.bases import resting_only_on
from policy.commands import Approve, Assess, Assign, ProposeClosure, Refer, Reply, Withdraw
from policy.events import Type
from policy.hard_commands import DecideBasis, WithdrawConsent
from policy.words import Audience, ClosureReason, Consent, Kind, Outcome, Risk, Stage, State, Urgency, Verb
from tests.policy.cases import CONSENT, DESK, DINSOS, SUPERVISOR, WORKER, Who, World, referred
from tests.policy.consents import ALONE, PARENT, contested, found, withdrawn

HOUR = timedelta(hours=1)
SECOND_SUPERVISOR = Who("SV-02", SUPERVISOR.role)
GIVERS = [each for each in Consent if each is not Consent.OTHER_BASIS]
AGREED = {"services_ok": True, "sharing_ok": True}


def test_a_withdrawal_stops_what_stands_on_that_consent_alone() -> None:
    """Rule 7."""
    world = referred()
    world.do(Refer, WORKER, to="RSUD", service="PERIKSA", consent=Consent.CHILD, **AGREED)
    world.do(Refer, WORKER, to="LPA", service="HUKUM", also=(Consent.CHILD,), **CONSENT)
    world.do(WithdrawConsent, DESK, **PARENT)
    assert found(world, 5).state is State.WITHDRAWN
    assert [(h.n, h.bases) for h in world.known.open_of(Kind.REFERRAL)] == [
        (6, (Consent.CHILD,)),
        (7, (Consent.CHILD,)),
    ]
    assert world.told("withdrawn") == [Audience.HOLDER]


def test_a_withdrawal_is_recorded_with_what_the_asker_is_to_the_child_and_no_name() -> None:
    """Rule 7."""
    first = withdrawn().changes[-1].events[0]
    assert (first.type, first.by, first.data) == (Type.CONSENT_WITHDRAWN, "PD-01", {"consent": Consent.PARENT})


def test_a_worker_hears_of_a_withdrawal_somebody_else_recorded() -> None:
    """Rules 4 and 7."""
    assert withdrawn().told("consent_noted") == [Audience.SENDER]
    world = referred()
    world.do(WithdrawConsent, WORKER, **PARENT)
    assert world.told("consent_noted") == []


def test_a_holder_reads_that_it_stopped_and_never_why() -> None:
    """Rule 7: the same message as of any referral that was taken back."""
    world, other = withdrawn(), referred()
    other.do(Withdraw, WORKER, n=5)
    told = [notice for notice in world.changes[-1].notices if notice.n == 5]
    assert told == [notice for notice in other.changes[-1].notices if notice.n == 5]


def test_a_stopped_referral_is_the_workers_to_answer_otherwise() -> None:
    """Rules 1 and 7: a next thing to do."""
    world = withdrawn()
    task = world.one(Kind.UNSERVED)
    assert (task.person, task.parent, world.known.stage) == ("PS-01", 5, Stage.MONITORING)
    world.do(Refer, WORKER, to="DINSOS", service="BANTUAN", consent=Consent.CHILD, **AGREED)
    assert world.known.open_of(Kind.UNSERVED) == ()


def test_before_there_is_a_worker_a_stopped_emergency_is_still_somebodys() -> None:
    """Rules 1 and 7."""
    world = World().begin(Risk.HIGH)
    world.do(Refer, DESK, to="RSUD", service="PERIKSA", urgency=Urgency.EMERGENCY, **CONSENT)
    world.do(WithdrawConsent, DESK, **PARENT)
    world.do(DecideBasis, SUPERVISOR, n=world.one(Kind.REVOCATION).n, yes=True)
    assert world.one(Kind.UNSERVED).id_ == "PS-01"
    assert world.known.stage is Stage.REPORTED


@pytest.mark.parametrize("how", ["risk", "report", "call"])
def test_with_high_risk_or_suspected_abuse_a_withdrawal_stops_nothing_until_the_supervisor_decides(how: str) -> None:
    """Rule 7: four clock hours."""
    world = referred(Risk.HIGH if how == "risk" else Risk.MEDIUM)
    if how == "report":
        world = World().begin(Risk.MEDIUM, abuse=True)
        world.do(Refer, WORKER, to="RSUD", service="PERIKSA", urgency=Urgency.EMERGENCY, **CONSENT)
    world.do(WithdrawConsent, DESK, abuse=how == "call", **PARENT)
    task = world.one(Kind.REVOCATION)
    assert (task.party, task.bases, task.plan.due - world.now) == ("supervisor", (Consent.PARENT,), 4 * HOUR)
    assert len(world.known.open_of(Kind.REFERRAL)) == 1
    assert world.told("withdrawn") == []


def test_abuse_told_with_a_withdrawal_is_remembered() -> None:
    """Rule 7."""
    world = referred()
    world.do(WithdrawConsent, DESK, abuse=True, **PARENT)
    assert world.known.abuse


def test_the_supervisor_stops_what_stands_on_the_withdrawn_consent() -> None:
    """Rule 7."""
    world = contested()
    world.do(DecideBasis, SUPERVISOR, n=6, yes=True)
    assert found(world, 5).state is State.WITHDRAWN
    assert world.told("withdrawn") == [Audience.HOLDER]
    assert world.told("decided") == [Audience.SENDER]


def test_what_the_supervisor_lets_go_on_stands_on_the_supervisors_own_decision() -> None:
    """Rule 7: another legal basis with a named decider."""
    world = contested()
    world.do(DecideBasis, SUPERVISOR, n=6, yes=False)
    task = found(world, 5)
    assert (task.open, task.bases, task.decider) == (True, (Consent.OTHER_BASIS,), "SV-01")
    assert world.known.withdrawn == (Consent.PARENT,)
    assert world.refused(WithdrawConsent, DESK, **PARENT) == "already_withdrawn"


def test_a_withdrawal_nobody_decides_climbs_to_the_manager() -> None:
    """Rules 2 and 7."""
    world = contested()
    world.pass_time(8 * HOUR)
    assert world.one_beside(6).kind is Kind.MANAGER
    assert found(world, 5).open


def test_a_withdrawal_that_touches_no_referral_needs_no_decision() -> None:
    """Rule 7: recorded all the same."""
    world = referred(Risk.HIGH)
    world.do(WithdrawConsent, DESK, giver=Consent.CARER, named=True)
    assert world.known.open_of(Kind.REVOCATION) == ()
    assert world.known.withdrawn == (Consent.CARER,)
    assert found(world, 5).open


@pytest.mark.parametrize("asked", [{}, PARENT, {"giver": Consent.OTHER_BASIS}, {"abuse": True}])
def test_the_call_of_a_suspect_is_recorded_and_stops_nothing(asked: dict[str, object]) -> None:
    """Rule 7."""
    world = referred(Risk.LOW)
    tasks = world.known.handovers
    decided = world.do(WithdrawConsent, DESK, by_suspect=True, **asked)
    assert [event.type for event in decided.change.events] == [Type.SUSPECT_ASKED]
    assert world.known.handovers == tasks
    assert world.known.withdrawn == ()
    assert [(n.template, n.to) for n in decided.change.notices] == [("consent_noted", Audience.SENDER)]
    world.do(WithdrawConsent, DESK, by_suspect=True, **asked)


@pytest.mark.parametrize(
    "nobody",
    [{}, {"named": True}, {"giver": Consent.PARENT}, {"giver": Consent.OTHER_BASIS, "named": True}],
)
def test_a_withdrawal_by_nobody_changes_nothing(nobody: dict[str, object]) -> None:
    """Rule 7: who asked and as what."""
    assert referred().refused(WithdrawConsent, DESK, **nobody) == "asker_missing"


def test_an_agency_does_not_withdraw_consent() -> None:
    """Rule 7."""
    assert referred().refused(WithdrawConsent, DINSOS, **PARENT) == "staff_only"


def test_a_withdrawal_after_the_end_is_refused() -> None:
    """Rule 7."""
    world = withdrawn()
    world.do(Reply, WORKER, n=world.one(Kind.UNSERVED).n, verb=Verb.COMPLETE)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    world.do(Approve, SUPERVISOR, yes=True)
    assert world.refused(WithdrawConsent, DESK, giver=Consent.CHILD, named=True) == "closed"


def test_consent_given_anew_can_be_withdrawn_anew() -> None:
    """Rule 7."""
    world = withdrawn()
    world.do(Refer, WORKER, to="RSUD", service="PERIKSA", **CONSENT)
    assert world.known.withdrawn == ()
    world.do(WithdrawConsent, DESK, **PARENT)
    assert world.known.open_of(Kind.REFERRAL) == ()


def test_while_a_withdrawal_waits_other_consents_carry_a_referral() -> None:
    """Rule 7."""
    world = contested()
    world.do(Refer, WORKER, to="RSUD", service="PERIKSA", also=(Consent.CHILD,), **CONSENT)
    world.do(Refer, WORKER, to="LPA", service="HUKUM", **ALONE)
    world.do(DecideBasis, SUPERVISOR, n=6, yes=True)
    assert [h.party for h in world.known.open_of(Kind.REFERRAL)] == ["RSUD", "LPA"]


def test_two_withdrawals_wait_side_by_side() -> None:
    """Rule 7."""
    world = contested()
    world.do(Refer, WORKER, to="RSUD", service="PERIKSA", consent=Consent.CARER, **AGREED)
    world.do(WithdrawConsent, DESK, giver=Consent.CARER, named=True)
    assert [task.bases for task in world.known.open_of(Kind.REVOCATION)] == [(Consent.PARENT,), (Consent.CARER,)]


def test_the_whole_case_goes_to_another_worker_and_the_supervisors_decisions_stay() -> None:
    """Rule 7."""
    world = contested()
    world.do(Assign, SUPERVISOR, to="PS-02")
    assert world.one(Kind.REVOCATION).person == "SV-01"


def test_a_decision_is_recorded_and_not_answered() -> None:
    """Rule 7."""
    world = contested()
    assert world.refused(Reply, SUPERVISOR, n=6, verb=Verb.COMPLETE, outcome=Outcome.SERVED) == "use_command"
    world.do(Reply, SUPERVISOR, n=6, verb=Verb.ACCEPT)
    world.do(DecideBasis, SECOND_SUPERVISOR, n=6, yes=True)


def test_a_lower_risk_does_not_take_the_decision_from_the_supervisor() -> None:
    """Rule 7."""
    world = contested()
    world.do(Assess, WORKER, risk=Risk.LOW)
    assert world.one(Kind.REVOCATION).n == 6
    assert resting_only_on(world.known, Consent.PARENT)
