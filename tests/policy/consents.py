"""Cases whose consent is in question, and every refusal of domain.md §4 rule 7."""

from collections.abc import Callable

from policy.case import Handover
from policy.commands import Assign, Refer
from policy.hard_commands import DecideBasis, WithdrawConsent
from policy.words import Consent, Kind, Risk
from tests.policy.cases import CONSENT, DESK, DINSOS, SUPERVISOR, WORKER, World, referred

ALONE = {"consent": Consent.OTHER_BASIS, "decider": "PS-01"}
PARENT = {"giver": Consent.PARENT, "named": True}


def on_another_basis(decider: str = "PS-01") -> World:
    """A child has told alone: hand-over 6 is the confirmation, 7 the referral."""
    world = referred()
    world.do(Refer, WORKER, to="RSUD", service="PERIKSA", consent=Consent.OTHER_BASIS, decider=decider)
    return world


def contested() -> World:
    """A parent withdraws while the risk is high: hand-over 6 is the supervisor's decision."""
    world = referred(Risk.HIGH)
    world.do(WithdrawConsent, DESK, **PARENT)
    return world


def withdrawn() -> World:
    """A parent has withdrawn: referral 5 has stopped."""
    world = referred()
    world.do(WithdrawConsent, DESK, **PARENT)
    return world


def _own_basis_by_assignment() -> str:
    world = on_another_basis("SV-02")
    return world.refused(Assign, SUPERVISOR, n=world.one(Kind.BASIS).n, to="SV-02")


SCENES: dict[str, Callable[[], str]] = {
    "suspect": lambda: referred().refused(Refer, WORKER, to="RSUD", service="PERIKSA", by_suspect=True, **CONSENT),
    "consent_contested": lambda: contested().refused(Refer, WORKER, to="RSUD", service="PERIKSA", **CONSENT),
    "asker_missing": lambda: referred().refused(WithdrawConsent, DESK),
    "withdrawal_pending": lambda: contested().refused(WithdrawConsent, DESK, **PARENT),
    "already_withdrawn": lambda: withdrawn().refused(WithdrawConsent, DESK, **PARENT),
    "own_basis": _own_basis_by_assignment,
    "supervisor_decides": lambda: contested().refused(DecideBasis, DINSOS, n=6, yes=True),
    "not_a_decision": lambda: contested().refused(DecideBasis, SUPERVISOR, n=5, yes=True),
}


def found(world: World, n: int) -> Handover:
    """Hand-over `n`, open or ended."""
    task = world.known.find(n)
    assert task is not None
    return task
