"""domain.md §4 rule 7: consent that comes later, and consent a suspect offers, which is recorded and opens nothing."""

import pytest

from policy.commands import Refer
from policy.events import Type
from policy.hard_commands import DecideBasis, WithdrawConsent
from policy.later_commands import AddConsent, SuspectConsented
from policy.words import Consent, Kind, State
from tests.policy.cases import DINSOS, SUPERVISOR, WORKER, referred
from tests.policy.consents import found, on_another_basis

AGREED = {"services_ok": True, "sharing_ok": True}


def test_consent_is_added_to_an_open_referral_on_another_basis() -> None:
    """Rule 7: what it stands on is recorded; the supervisor's word on the other basis is still awaited."""
    world = on_another_basis()
    world.do(AddConsent, WORKER, n=7, consent=Consent.CHILD, **AGREED)
    assert found(world, 7).bases == (Consent.OTHER_BASIS, Consent.CHILD)
    world.do(DecideBasis, SUPERVISOR, n=world.one(Kind.BASIS).n, yes=False)
    assert (found(world, 7).open, found(world, 7).bases) == (True, (Consent.CHILD,))


def test_what_was_withdrawn_counts_as_given_anew_and_one_withdrawal_leaves_the_other() -> None:
    """Rule 7: only referrals whose sole basis it is are stopped."""
    world = referred()
    world.do(AddConsent, WORKER, n=5, consent=Consent.CHILD, **AGREED)
    world.do(WithdrawConsent, WORKER, giver=Consent.PARENT, named=True)
    assert found(world, 5).bases == (Consent.CHILD,)
    world.do(AddConsent, WORKER, n=5, consent=Consent.PARENT, **AGREED)
    assert world.known.withdrawn == ()
    world.do(WithdrawConsent, WORKER, giver=Consent.PARENT, named=True)
    world.do(WithdrawConsent, WORKER, giver=Consent.CHILD, named=True)
    assert found(world, 5).state is State.WITHDRAWN


@pytest.mark.parametrize(
    "more, code",
    [
        ({"consent": Consent.CHILD, "services_ok": True}, "consent_incomplete"),
        ({"consent": Consent.PARENT, **AGREED}, "consent_there"),
        ({"consent": Consent.OTHER_BASIS, **AGREED}, "not_a_consent"),
        ({"consent": Consent.CHILD, "n": 4, **AGREED}, "not_a_referral"),
        ({"consent": Consent.CHILD, "n": 1, **AGREED}, "ended"),
    ],
)
def test_consent_that_says_too_little_is_refused(more: dict[str, object], code: str) -> None:
    assert referred().refused(AddConsent, WORKER, **({"n": 5} | more)) == code


def test_an_agency_adds_no_consent() -> None:
    assert referred().refused(AddConsent, DINSOS, n=5, consent=Consent.CHILD, **AGREED) == "staff_only"


def test_a_suspect_who_consents_is_recorded_with_what_they_said_they_were_and_nothing_stands_on_it() -> None:
    """Rule 7: a suspect can neither give nor withdraw; who asked is recorded."""
    world = referred()
    assert world.refused(Refer, WORKER, to="RSUD", service="LAIN", consent=Consent.PARENT, by_suspect=True, **AGREED)
    before = world.known.handovers
    world.do(SuspectConsented, WORKER, consent=Consent.PARENT)
    world.do(AddConsent, WORKER, n=5, consent=Consent.GUARDIAN, by_suspect=True)
    assert world.known.handovers == before
    events = [change.events[0] for change in world.changes[-2:]]
    assert [event.type for event in events] == [Type.SUSPECT_CONSENTED] * 2
    assert [event.data["consent"] for event in events] == [Consent.PARENT, Consent.GUARDIAN]
