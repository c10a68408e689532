"""After the end everything is refused or harmless; every end can be undone by reopening (domain.md §4)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from policy.commands import (
    Approve,
    Assess,
    Assign,
    Command,
    Correct,
    MakePlan,
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
from policy.decide import RULES
from policy.doors import Way
from policy.hard_commands import (
    AddReport,
    Arrived,
    Attempt,
    Bar,
    Choose,
    DecideBasis,
    Follow,
    Heard,
    Prove,
    Restrict,
    SameChild,
    Send,
    StartClocks,
    Transfer,
    TransferAnswer,
    Unbar,
    WhereIs,
    WithdrawConsent,
)
from policy.hard_words import Conflict, How, Place
from policy.later_commands import AddConsent, Filled, NotArrived, SuspectConsented
from policy.words import Audience, ClosureReason, Consent, Kind, Risk, Stage, State, Urgency, Verb
from tests.policy.cases import CONSENT, DESK, DINSOS, MANAGER, SUPERVISOR, WORKER, World
from tests.policy.closing_scenes import close, ended

DAY = timedelta(days=1)


@pytest.mark.parametrize("reason", [reason for reason in ClosureReason if reason is not ClosureReason.DUPLICATE])
def test_a_case_that_ended_for_any_reason_is_reopened_for_an_assessment(reason: ClosureReason) -> None:
    """§4 reopening."""
    world = ended(reason)
    assert world.known.open_handovers == ()
    world.do(Reopen, WORKER)
    case = world.known
    assert (case.stage, world.one(Kind.ASSESSMENT).person) == (Stage.REOPENED, "PS-01")
    assert (case.proposal, case.transferred, case.attempts) == (None, False, ())


@pytest.mark.parametrize("reason", [ClosureReason.NOT_FOUND, ClosureReason.MOVED_AWAY])
def test_a_second_end_needs_its_own_attempts_and_its_own_transfer(reason: ClosureReason) -> None:
    """§4 reopening."""
    world = ended(reason)
    world.do(Reopen, WORKER)
    assert close(world, reason) in {"attempts_missing", "transfer_first"}


AFTER: dict[type[Command], Callable[[World], object]] = {
    Reply: lambda w: w.refused(Reply, DINSOS, n=5, verb=Verb.ACCEPT),
    Undo: lambda w: w.refused(Undo, DINSOS, n=5),
    Assess: lambda w: w.refused(Assess, WORKER, risk=Risk.LOW),
    MakePlan: lambda w: w.refused(MakePlan, WORKER),
    Visit: lambda w: w.refused(Visit, WORKER),
    Attempt: lambda w: w.refused(Attempt, WORKER, how=How.VISIT, day=w.now.date()),
    Refer: lambda w: w.refused(Refer, WORKER, to="RSUD", service="LAIN", urgency=Urgency.EMERGENCY, **CONSENT),
    Withdraw: lambda w: w.refused(Withdraw, WORKER, n=5),
    ProposeClosure: lambda w: w.refused(ProposeClosure, WORKER, reason=ClosureReason.OTHER),
    Approve: lambda w: w.refused(Approve, MANAGER, yes=True),
    Transfer: lambda w: w.refused(Transfer, WORKER, named=True),
    TransferAnswer: lambda w: w.refused(TransferAnswer, WORKER, n=5, accepted=True, named=True),
    Assign: lambda w: w.refused(Assign, SUPERVISOR, to="PS-02"),
    Replan: lambda w: w.refused(Replan, SUPERVISOR, n=5),
    WhereIs: lambda w: w.refused(WhereIs, WORKER, place=Place.HOME, since=w.now, seen_by="PS-01"),
    Arrived: lambda w: w.refused(Arrived, WORKER, n=5, place=Place.HOME),
    Choose: lambda w: w.refused(Choose, WORKER, n=5, way=Way.CONTACT),
    WithdrawConsent: lambda w: w.refused(WithdrawConsent, DESK, giver=Consent.PARENT, named=True),
    DecideBasis: lambda w: w.refused(DecideBasis, SUPERVISOR, n=5, yes=True),
    Send: lambda w: w.refused(Send, WORKER, n=5),
    Follow: lambda w: w.refused(Follow, DESK, n=5, to="DINSOS-2"),
    StartClocks: lambda w: w.refused(StartClocks, WORKER, clocks=()),
    Prove: lambda w: w.refused(Prove, WORKER, clock="LAPOR_POLISI"),
    Heard: lambda w: w.refused(Heard, DESK, n=5),
    SameChild: lambda w: w.refused(SameChild, WORKER),
    AddConsent: lambda w: w.refused(AddConsent, WORKER, n=5, consent=Consent.CHILD),
    SuspectConsented: lambda w: w.refused(SuspectConsented, WORKER),
    NotArrived: lambda w: w.refused(NotArrived, WORKER, n=5),
    Filled: lambda w: w.refused(Filled, MANAGER, n=5),
}
"""`AddReport` has its own word: a second report on a case that has ended asks a person (`test_duplicates.py`)."""
HARMLESS: dict[type[Command], Callable[[World], object]] = {
    Correct: lambda w: w.do(Correct, WORKER, event="x.0"),
    MessageFailed: lambda w: w.do(MessageFailed, DESK, n=5, audience=Audience.HOLDER),
}


@pytest.mark.parametrize("kind", AFTER, ids=lambda kind: kind.__name__)
def test_after_the_end_nothing_is_taken(kind: type[Command]) -> None:
    """§4."""
    assert AFTER[kind](ended(ClosureReason.GOALS_MET)) == "closed"


@pytest.mark.parametrize("kind", HARMLESS, ids=lambda kind: kind.__name__)
def test_what_is_still_taken_after_the_end_opens_nothing(kind: type[Command]) -> None:
    """§4."""
    world = ended(ClosureReason.DIED)
    before = world.known
    HARMLESS[kind](world)
    assert replace(world.known, seq=before.seq) == before


def test_every_command_is_tried_after_the_end() -> None:
    assert set(AFTER) | set(HARMLESS) | {Reopen, AddReport, Bar, Unbar, Restrict} == set(RULES)


def test_who_is_kept_out_after_the_end_is_kept_out_when_the_case_goes_on() -> None:
    """Rule 8: a suspect who becomes known later; nothing is opened for it, and a reopening knows."""
    world = ended(ClosureReason.OTHER)
    world.do(Bar, DESK, relation=Conflict.SUSPECT, person="PS-01")
    world.do(Restrict, SUPERVISOR, names=("PS-02",))
    case = world.known
    assert (case.stage, case.open_handovers, case.worker) == (Stage.TERMINATED, (), "")
    assert (case.restricted, case.named) == (True, ("SV-01", "PS-02"))
    assert world.refused(Reopen, WORKER) == "barred_actor"
    world.do(Reopen, SUPERVISOR)
    assert world.known.worker != "PS-01"
    world.do(Unbar, SUPERVISOR, person="PS-01")
    assert world.known.barred == ()


def test_a_referral_that_ended_twice_over_stays_ended() -> None:
    """§4."""
    world = ended(ClosureReason.OTHER)
    assert world.refused(Correct, WORKER, n=5) == "ended"
    task = world.known.find(5)
    assert task is not None
    assert task.state is State.WITHDRAWN
