"""Consent, another basis, and withdrawal (domain.md §4 rule 7)."""

from datetime import timedelta

import pytest

from policy.bases import resting_only_on
from policy.case import Handover
from policy.commands import (
    Approve,
    Assess,
    Assign,
    Correct,
    DecideBasis,
    ProposeClosure,
    Refer,
    Reply,
    Withdraw,
    WithdrawConsent,
)
from policy.events import Type
from policy.words import Audience, ClosureReason, Consent, Kind, Outcome, Risk, Stage, State, Urgency, Verb
from tests.policy.cases import CONSENT, DESK, DINSOS, MANAGER, RSUD, SUPERVISOR, WORKER, Who, World, referred
from tests.policy.consents import ALONE, PARENT, contested, on_another_basis, withdrawn

HOUR = timedelta(hours=1)
SECOND_SUPERVISOR = Who("SV-02", SUPERVISOR.role)
GIVERS = [each for each in Consent if each is not Consent.OTHER_BASIS]
AGREED = {"services_ok": True, "sharing_ok": True}


def _find(world: World, n: int) -> Handover:
    found = world.known.find(n)
    assert found is not None
    return found


@pytest.mark.parametrize("giver", GIVERS)
def test_a_referral_keeps_who_consented_and_as_what(giver: Consent) -> None:
    """Rule 7."""
    world = referred()
    world.do(Refer, WORKER, to="RSUD", service="PERIKSA", consent=giver, **AGREED)
    assert _find(world, 6).bases == (giver,)
    assert world.refused(Refer, WORKER, to="LPA", service="PERIKSA", consent=giver, services_ok=True)


def test_consent_is_given_for_one_recipient_and_another_needs_its_own() -> None:
    """Rule 7: sharing with that recipient."""
    assert referred().refused(Refer, WORKER, to="RSUD", service="PERIKSA") == "consent_missing"


@pytest.mark.parametrize("giver", GIVERS)
def test_a_suspect_cannot_give_consent_whatever_they_are_to_the_child(giver: Consent) -> None:
    """Rule 7."""
    world = referred()
    given = {"consent": giver, "by_suspect": True, **AGREED}
    assert world.refused(Refer, WORKER, to="RSUD", service="PERIKSA", **given) == "suspect"


def test_another_basis_is_confirmed_within_24_clock_hours_by_a_supervisor() -> None:
    """Rule 7."""
    world = on_another_basis()
    task = world.one(Kind.BASIS)
    assert (task.parent, task.party, task.plan.due - world.now) == (7, "supervisor", 24 * HOUR)
    world.do(DecideBasis, SUPERVISOR, n=task.n, yes=True)
    assert [h.n for h in world.known.open_of(Kind.REFERRAL)] == [5, 7]
    assert world.changes[-1].events[1].type is Type.BASIS_CONFIRMED


def test_the_answer_to_a_referral_on_another_basis_is_the_referral() -> None:
    """Rule 7: the last hand-over of the change is what the sender sees."""
    opened = [event for event in on_another_basis().changes[-1].events if event.type is Type.OPENED]
    assert [event.data["kind"] for event in opened] == [Kind.BASIS, Kind.REFERRAL]


def test_who_named_the_basis_does_not_confirm_it() -> None:
    """Rule 7: a supervisor who is not the decider."""
    world = on_another_basis("SV-01")
    assert world.refused(DecideBasis, SUPERVISOR, n=6, yes=True) == "own_basis"
    assert world.refused(DecideBasis, WORKER, n=6, yes=True) == "supervisor_decides"
    world.do(DecideBasis, MANAGER, n=6, yes=True)


def test_a_refused_basis_stops_the_referral_and_the_worker_finds_another_way() -> None:
    """Rule 7."""
    world = on_another_basis()
    world.do(DecideBasis, SUPERVISOR, n=6, yes=False)
    assert _find(world, 7).state is State.WITHDRAWN
    assert (world.one(Kind.UNSERVED).parent, world.one(Kind.UNSERVED).service) == (7, "PERIKSA")
    assert world.told("withdrawn") == [Audience.HOLDER]
    assert [h.n for h in world.known.open_of(Kind.REFERRAL)] == [5]


def test_a_refused_basis_leaves_a_referral_that_has_consent_as_well() -> None:
    """Rule 7: sole basis."""
    world = referred()
    both = {"consent": Consent.CHILD, "also": (Consent.OTHER_BASIS,), "decider": "PS-01", **AGREED}
    world.do(Refer, WORKER, to="RSUD", service="PERIKSA", **both)
    world.do(DecideBasis, SUPERVISOR, n=6, yes=False)
    assert (_find(world, 7).open, _find(world, 7).bases) == (True, (Consent.CHILD,))


def test_another_basis_beside_consent_still_needs_its_decider() -> None:
    """Rule 7."""
    both = {"consent": Consent.CHILD, "also": (Consent.OTHER_BASIS,), **AGREED}
    assert referred().refused(Refer, WORKER, to="RSUD", service="PERIKSA", **both) == "consent_missing"


def test_a_basis_nobody_confirms_climbs_to_the_manager() -> None:
    """Rule 7 and rule 2."""
    world = on_another_basis()
    world.pass_time(24 * HOUR)
    assert Audience.SUPERVISOR in world.told("to_supervisor")
    world.pass_time(24 * HOUR)
    assert world.one_beside(6).kind is Kind.MANAGER


def test_a_child_who_tells_alone_is_not_betrayed_to_the_family() -> None:
    """Rule 7: no message to the family; nobody outside the unit hears but the holder."""
    world = on_another_basis()
    told = {(notice.template, notice.to) for notice in world.changes[-1].notices}
    assert told == {("task_internal", Audience.HOLDER), ("task_referral", Audience.HOLDER)}


@pytest.mark.parametrize("kind", [Withdraw, Correct])
def test_a_referral_that_was_taken_back_needs_no_confirmation(kind: type[Withdraw] | type[Correct]) -> None:
    """Rule 7."""
    world = on_another_basis()
    world.do(kind, WORKER, n=7)
    assert world.known.open_of(Kind.BASIS) == ()


def test_a_referral_that_was_served_still_has_its_basis_confirmed_and_the_case_stays_open_for_it() -> None:
    """Rule 7."""
    world = on_another_basis()
    for who, n in ((DINSOS, 5), (RSUD, 7)):
        world.do(Reply, who, n=n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    assert world.refused(ProposeClosure, WORKER, reason=ClosureReason.OTHER) == "referral_open"
    world.do(DecideBasis, SUPERVISOR, n=6, yes=False)
    assert _find(world, 7).state is State.COMPLETED
    assert world.known.open_of(Kind.UNSERVED) == ()


def test_a_withdrawal_stops_what_stands_on_that_consent_alone() -> None:
    """Rule 7."""
    world = referred()
    world.do(Refer, WORKER, to="RSUD", service="PERIKSA", consent=Consent.CHILD, **AGREED)
    world.do(Refer, WORKER, to="LPA", service="HUKUM", also=(Consent.CHILD,), **CONSENT)
    world.do(WithdrawConsent, DESK, **PARENT)
    assert _find(world, 5).state is State.WITHDRAWN
    assert [(h.n, h.bases) for h in world.known.open_of(Kind.REFERRAL)] == [
        (6, (Consent.CHILD,)),
        (7, (Consent.CHILD,)),
    ]
    assert world.told("withdrawn") == [Audience.HOLDER]


def test_a_withdrawal_is_recorded_with_what_the_asker_is_to_the_child_and_no_name() -> None:
    """Rule 7."""
    first = withdrawn().changes[-1].events[0]
    assert (first.type, first.by, first.data) == (Type.CONSENT_WITHDRAWN, "PD-01", {"consent": Consent.PARENT})


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
    assert _find(world, 5).state is State.WITHDRAWN
    assert world.told("withdrawn") == [Audience.HOLDER]
    assert world.told("decided") == [Audience.SENDER]


def test_what_the_supervisor_lets_go_on_stands_on_the_supervisors_own_decision() -> None:
    """Rule 7: another legal basis with a named decider."""
    world = contested()
    world.do(DecideBasis, SUPERVISOR, n=6, yes=False)
    task = _find(world, 5)
    assert (task.open, task.bases, task.decider) == (True, (Consent.OTHER_BASIS,), "SV-01")
    assert world.known.withdrawn == (Consent.PARENT,)
    assert world.refused(WithdrawConsent, DESK, **PARENT) == "already_withdrawn"


def test_a_withdrawal_nobody_decides_climbs_to_the_manager() -> None:
    """Rules 2 and 7."""
    world = contested()
    world.pass_time(8 * HOUR)
    assert world.one_beside(6).kind is Kind.MANAGER
    assert _find(world, 5).open


def test_a_withdrawal_that_touches_no_referral_needs_no_decision() -> None:
    """Rule 7: recorded all the same."""
    world = referred(Risk.HIGH)
    world.do(WithdrawConsent, DESK, giver=Consent.CARER, named=True)
    assert world.known.open_of(Kind.REVOCATION) == ()
    assert world.known.withdrawn == (Consent.CARER,)
    assert _find(world, 5).open


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
