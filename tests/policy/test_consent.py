"""Consent, and another basis than consent (domain.md §4 rule 7)."""

from datetime import timedelta

import pytest

from policy.commands import Correct, ProposeClosure, Refer, Reply, Withdraw
from policy.events import Type
from policy.hard_commands import DecideBasis
from policy.words import Audience, ClosureReason, Consent, Kind, Outcome, State, Verb
from tests.policy.cases import DINSOS, MANAGER, RSUD, SUPERVISOR, WORKER, Who, referred
from tests.policy.consents import found, on_another_basis

HOUR = timedelta(hours=1)
SECOND_SUPERVISOR = Who("SV-02", SUPERVISOR.role)
GIVERS = [each for each in Consent if each is not Consent.OTHER_BASIS]
AGREED = {"services_ok": True, "sharing_ok": True}


@pytest.mark.parametrize("giver", GIVERS)
def test_a_referral_keeps_who_consented_and_as_what(giver: Consent) -> None:
    """Rule 7."""
    world = referred()
    world.do(Refer, WORKER, to="RSUD", service="PERIKSA", consent=giver, **AGREED)
    assert found(world, 6).bases == (giver,)
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
    assert found(world, 7).state is State.WITHDRAWN
    assert (world.one(Kind.UNSERVED).parent, world.one(Kind.UNSERVED).service) == (7, "PERIKSA")
    assert world.told("withdrawn") == [Audience.HOLDER]
    assert [h.n for h in world.known.open_of(Kind.REFERRAL)] == [5]


def test_a_refused_basis_leaves_a_referral_that_has_consent_as_well() -> None:
    """Rule 7: sole basis."""
    world = referred()
    both = {"consent": Consent.CHILD, "also": (Consent.OTHER_BASIS,), "decider": "PS-01", **AGREED}
    world.do(Refer, WORKER, to="RSUD", service="PERIKSA", **both)
    world.do(DecideBasis, SUPERVISOR, n=6, yes=False)
    assert (found(world, 7).open, found(world, 7).bases) == (True, (Consent.CHILD,))


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
    assert found(world, 7).state is State.COMPLETED
    assert world.known.open_of(Kind.UNSERVED) == ()
