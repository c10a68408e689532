"""Scenes in which an end, a transfer or a child's answer is refused; and the worlds they begin in."""

from collections.abc import Callable

from policy.commands import Approve, Assess, ChildSaid, ProposeClosure, Reply, Visit, Withdraw
from policy.hard_commands import Transfer, TransferAnswer
from policy.hard_words import Got
from policy.words import ClosureReason, Kind, Outcome, Risk, Verb
from tests.policy.cases import DINSOS, MANAGER, WORKER, World, referred, tried


def served(risk: Risk = Risk.MEDIUM) -> World:
    """DINSOS says that it served the child (hand-over 5)."""
    world = referred(risk)
    world.do(Reply, DINSOS, n=5, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    return world


def visited(got: Got) -> World:
    """DINSOS says it served, and the next visit recorded what the child says."""
    world = served()
    world.do(Visit, WORKER, got=(ChildSaid(5, got),))
    return world


def withdrawn(risk: Risk = Risk.MEDIUM) -> World:
    """A case under monitoring whose one referral was taken back."""
    world = referred(risk)
    world.do(Withdraw, WORKER, n=5)
    return world


def suspected() -> World:
    """The assessment found that a carer is suspected."""
    world = withdrawn()
    world.do(Assess, WORKER, risk=Risk.MEDIUM, carer_suspected=True)
    return world


def transferring() -> World:
    """The child moves; a person of another unit has been asked."""
    world = withdrawn()
    world.do(Transfer, WORKER, named=True)
    return world


def transferred() -> World:
    """That person has accepted."""
    world = transferring()
    world.do(TransferAnswer, WORKER, n=world.one(Kind.TRANSFER).n, accepted=True, named=True)
    return world


def sought(days: int) -> World:
    """Somebody tried to find the child on so many days."""
    world = withdrawn()
    tried(world, days)
    return world


READY: dict[ClosureReason, Callable[[], World]] = {
    ClosureReason.GOALS_MET: lambda: visited(Got.YES),
    ClosureReason.NOT_FOUND: lambda: sought(3),
    ClosureReason.MOVED_AWAY: transferred,
}
"""What a reason asks for; every other one closes a case whose referral was taken back."""


def ready(reason: ClosureReason) -> World:
    """A case that may end for this reason."""
    return READY.get(reason, withdrawn)()


def ended(reason: ClosureReason) -> World:
    """A case that has ended for this reason."""
    world = ready(reason)
    world.do(ProposeClosure, WORKER, reason=reason)
    world.do(Approve, MANAGER, yes=True)
    return world


def close(world: World, reason: ClosureReason) -> str:
    """Why a closure for this reason is refused."""
    return world.refused(ProposeClosure, WORKER, reason=reason)


SCENES: dict[str, Callable[[], str]] = {
    "got_missing": lambda: served().refused(Visit, WORKER),
    "not_served": lambda: referred().refused(Visit, WORKER, got=(ChildSaid(5, Got.YES),)),
    "goals_unconfirmed": lambda: close(served(), ClosureReason.GOALS_MET),
    "nothing_received": lambda: close(withdrawn(), ClosureReason.GOALS_MET),
    "carer_suspected": lambda: close(suspected(), ClosureReason.CLIENT_DECLINES),
    "attempts_missing": lambda: close(sought(2), ClosureReason.NOT_FOUND),
    "transfer_first": lambda: close(withdrawn(), ClosureReason.MOVED_AWAY),
    "transfer_unnamed": lambda: withdrawn().refused(Transfer, WORKER),
    "transfer_open": lambda: transferring().refused(Transfer, WORKER, named=True),
    "transfer_said_by": lambda: transferring().refused(TransferAnswer, WORKER, n=6, accepted=True),
    "not_a_transfer": lambda: withdrawn().refused(TransferAnswer, WORKER, n=4, accepted=True, named=True),
}
