"""What an end asks for, by its reason (domain.md §4 "Termination reasons", rule 5)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from policy.commands import (
    Approve,
    Assess,
    Assign,
    Attempt,
    Command,
    Correct,
    MakePlan,
    MessageFailed,
    ProposeClosure,
    Refer,
    Reopen,
    Replan,
    Reply,
    Transfer,
    TransferAnswer,
    Undo,
    Visit,
    Withdraw,
)
from policy.decide import RULES, decide, decide_again
from policy.events import Decision
from policy.fixing import Cases, exact_terms
from policy.people import Absence
from policy.refusals import Refused
from policy.words import Audience, ClosureReason, Got, How, Kind, Outcome, Risk, Role, Stage, State, Urgency, Verb
from tests.policy.cases import CONSENT, DESK, DINSOS, MANAGER, RSUD, SECOND_MANAGER, SUPERVISOR, WORKER, World, referred
from tests.policy.closing_scenes import close, ended, ready, served, sought, suspected, visited, withdrawn
from tests.sample import unit

DAY = timedelta(days=1)


# Rule 5: the child's word


def test_a_visit_after_a_served_referral_asks_whether_the_child_got_it() -> None:
    """Rule 5."""
    world = served()
    refused = world.ask(Visit, WORKER)
    assert isinstance(refused, Refused)
    assert (refused.code, "T005=ya" in refused.id, "DINSOS" in refused.en) == ("got_missing", True, True)
    world.do(Visit, WORKER, got=((5, Got.UNKNOWN),))
    world.do(Visit, WORKER)


def test_belum_is_a_task_of_the_case_worker_and_the_new_referral_ends_it() -> None:
    """Rule 5."""
    world = visited(Got.NO)
    task = world.one(Kind.UNSERVED)
    assert (task.person, task.parent, task.service, task.opened) == ("PS-01", 5, "BANTUAN", world.now)
    assert world.told("task_internal")[-1] is Audience.HOLDER
    assert close(world, ClosureReason.OTHER) == "referral_open"
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", **CONSENT)
    assert world.known.open_of(Kind.UNSERVED) == ()


def test_belum_said_twice_is_one_task() -> None:
    """Rule 5."""
    world = visited(Got.NO)
    world.do(Visit, WORKER, got=((5, Got.NO),))
    assert len(world.known.open_of(Kind.UNSERVED)) == 1


def test_a_later_ya_ends_the_task_that_belum_opened() -> None:
    """Rule 5."""
    world = visited(Got.NO)
    world.do(Visit, WORKER, got=((5, Got.YES),))
    assert world.known.open_of(Kind.UNSERVED) == ()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)


@pytest.mark.parametrize("got", [None, Got.UNKNOWN])
def test_no_case_ends_as_goals_met_without_the_childs_ya(got: Got | None) -> None:
    """Rule 5."""
    world = visited(got) if got else served()
    refused = world.ask(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)
    assert isinstance(refused, Refused)
    assert refused.code == "goals_unconfirmed"
    assert all(
        "T005" in sentence and "rujukan visit KX7M4QA --got" in sentence for sentence in (refused.id, refused.en)
    )


def test_one_ya_does_not_speak_for_another_referral() -> None:
    """Rule 5."""
    world = served()
    world.do(Refer, WORKER, to="RSUD", service="LAIN", **CONSENT)
    n = world.one(Kind.REFERRAL).n
    world.do(Reply, RSUD, n=n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    assert world.refused(Visit, WORKER, got=((5, Got.YES),)) == "got_missing"
    world.do(Visit, WORKER, got=((5, Got.YES), (n, Got.UNKNOWN)))
    assert close(world, ClosureReason.GOALS_MET) == "goals_unconfirmed"
    world.do(Visit, WORKER, got=((n, Got.YES),))
    world.do(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)


def test_what_another_agency_gave_makes_up_for_what_the_first_did_not() -> None:
    """Rule 5: "belum" opens a new referral, and its "ya" is the child's word on that service."""
    world = visited(Got.NO)
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", **CONSENT)
    n = world.one(Kind.REFERRAL).n
    world.do(Reply, RSUD, n=n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    world.do(Visit, WORKER, got=((n, Got.YES),))
    world.do(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)


def test_a_case_that_never_needed_a_referral_may_end_as_goals_met() -> None:
    """Rule 5."""
    world = referred()
    world.do(Correct, WORKER, n=5)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)


def test_a_served_referral_is_not_forgotten_behind_thirty_visits() -> None:
    """Rule 5."""
    world = visited(Got.UNKNOWN)
    for _ in range(40):
        world.do(Visit, WORKER)
    assert close(world, ClosureReason.GOALS_MET) == "goals_unconfirmed"


@pytest.mark.parametrize("n, code", [(99, "unknown_handover"), (4, "not_served")])
def test_an_answer_about_something_else_changes_nothing(n: int, code: str) -> None:
    """Rule 5."""
    assert served().refused(Visit, WORKER, got=((5, Got.YES), (n, Got.YES))) == code


def test_only_the_unit_records_what_the_child_says() -> None:
    """Rule 5."""
    assert served().refused(Visit, DINSOS, got=((5, Got.YES),)) == "staff_only"


def test_what_was_taken_before_a_rule_is_taken_again_by_a_replay() -> None:
    """Histories of v0.1 close as "goals met" without a "ya"."""
    world = served()
    command = ProposeClosure(id="x", by="PS-01", role=Role.WORKER, reason=ClosureReason.GOALS_MET)
    assert isinstance(decide(world.known, command, world.now), Refused)
    assert isinstance(decide_again(world.known, command, world.now), Decision)


# Not found


@pytest.mark.parametrize("days", [0, 1, 2])
def test_not_found_needs_attempts_on_three_days_and_says_how_many_there_are(days: int) -> None:
    """§4 termination."""
    world = sought(days)
    refused = world.ask(ProposeClosure, WORKER, reason=ClosureReason.NOT_FOUND)
    assert isinstance(refused, Refused)
    assert (refused.code, f"has {days}" in refused.en, f"punya {days}" in refused.id) == (
        "attempts_missing",
        True,
        True,
    )


def test_two_attempts_on_one_day_count_once() -> None:
    """§4 termination."""
    world = sought(2)
    world.do(Attempt, WORKER, how=How.CALL, day=world.now.date())
    assert close(world, ClosureReason.NOT_FOUND) == "attempts_missing"
    world.do(Attempt, DESK, how=How.LETTER, day=(world.now - 5 * DAY).date())
    world.do(ProposeClosure, WORKER, reason=ClosureReason.NOT_FOUND)
    assert world.one(Kind.APPROVAL).party == Role.MANAGER


def test_a_visit_that_saw_the_child_makes_earlier_attempts_void() -> None:
    """§4 termination."""
    world = sought(3)
    world.do(Visit, WORKER)
    assert close(world, ClosureReason.NOT_FOUND) == "attempts_missing"


def test_an_attempt_leaves_the_visit_due() -> None:
    """§4 termination: nobody was seen."""
    world = withdrawn()
    before = world.one(Kind.VISIT)
    world.do(Attempt, WORKER, how=How.VISIT, day=world.now.date())
    assert world.one(Kind.VISIT) == before


@pytest.mark.parametrize("away, code", [(2 * DAY, "future"), (-800 * DAY, "too_far")])
def test_an_attempt_has_a_day_that_can_be(away: timedelta, code: str) -> None:
    """§4 termination."""
    world = withdrawn()
    assert world.refused(Attempt, WORKER, how=How.VISIT, day=(world.now + away).date()) == code


def test_an_outsider_records_no_attempt() -> None:
    """§4 termination."""
    world = withdrawn()
    assert world.refused(Attempt, DINSOS, how=How.VISIT, day=world.now.date()) == "staff_only"


# Client declines


def test_with_a_carer_suspected_declining_does_not_end_the_case() -> None:
    """§4 termination: asked at the report or found by the assessment, until an assessment says otherwise."""
    world = World().begin(Risk.LOW, carer_suspected=True)
    assert close(world, ClosureReason.CLIENT_DECLINES) == "carer_suspected"
    world = suspected()
    world.do(Assess, WORKER, risk=Risk.MEDIUM)
    assert close(world, ClosureReason.CLIENT_DECLINES) == "carer_suspected"
    world.do(Assess, WORKER, risk=Risk.MEDIUM, carer_suspected=False)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.CLIENT_DECLINES)


def test_what_a_reason_asks_must_still_hold_at_the_approval() -> None:
    """§4 termination: a suspicion that came in between stops the approval, and only that."""
    world = withdrawn()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.CLIENT_DECLINES)
    world.case = replace(world.known, carer_suspected=True)
    assert world.refused(Approve, MANAGER, yes=True) == "carer_suspected"
    world.do(Approve, MANAGER, yes=False)


# Who approves


@pytest.mark.parametrize("reason", ClosureReason)
def test_the_supervisor_approves_but_the_manager_what_is_grave(reason: ClosureReason) -> None:
    """§4 termination."""
    world = ready(reason)
    world.do(ProposeClosure, WORKER, reason=reason)
    grave = reason in {ClosureReason.CLIENT_DECLINES, ClosureReason.NOT_FOUND}
    assert world.one(Kind.APPROVAL).party == (Role.MANAGER if grave else Role.SUPERVISOR)
    if grave:
        assert world.refused(Approve, SUPERVISOR, yes=True) == "not_approver"
    world.do(Approve, MANAGER if grave else SUPERVISOR, yes=True)
    assert world.known.stage is Stage.TERMINATED


def test_with_high_risk_the_manager_approves() -> None:
    """§4 termination."""
    world = withdrawn(Risk.HIGH)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.TURNED_18)
    assert world.refused(Approve, SUPERVISOR, yes=True) == "not_approver"


def test_the_manager_approves_in_the_supervisors_place() -> None:
    """§4 termination."""
    world = withdrawn()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.DIED)
    world.do(Approve, MANAGER, yes=True)


def test_nobody_approves_what_they_had_somebody_propose() -> None:
    """§4 termination: the desk proposes in the supervisor's name."""
    world = withdrawn()
    world.do(ProposeClosure, DESK, reason=ClosureReason.OTHER, said_by="SV-01")
    assert world.refused(Approve, SUPERVISOR, yes=True) == "own_proposal"
    assert world.refused(Assign, MANAGER, n=world.one(Kind.APPROVAL).n, to="SV-01") == "own_proposal"
    world.do(Approve, MANAGER, yes=True)


def test_nobody_approves_in_the_name_of_who_proposed() -> None:
    """§4 termination."""
    world = withdrawn()
    world.do(ProposeClosure, MANAGER, reason=ClosureReason.OTHER)
    assert world.refused(Approve, SECOND_MANAGER, yes=True, said_by="MJ-01") == "own_proposal"
    world.do(Approve, SECOND_MANAGER, yes=True)


def test_a_deputy_who_proposed_does_not_hold_the_approval() -> None:
    """§4 termination: the supervisor is away and their deputy is who proposed."""
    plain = unit()
    today = plain.local(withdrawn().now).date()
    away = replace(plain.people["SV-01"], deputies=("PS-01",), absences=(Absence(today, today + 3 * DAY),))
    where = replace(plain, people={**plain.people, "SV-01": away})
    world = withdrawn()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    before = replace(world.known, handovers=tuple(replace(h, person="SV-01") for h in world.known.handovers))
    terms = exact_terms(Cases(where, before, before), world.changes[-1], lambda: "K7M4")
    held = [term.data["person"] for term in terms if term.n == world.one(Kind.APPROVAL).n]
    assert held == ["MJ-01"]


def test_the_managers_task_beside_an_approval_is_not_the_proposers() -> None:
    """§4 termination."""
    world = withdrawn()
    world.do(ProposeClosure, MANAGER, reason=ClosureReason.OTHER)
    world.exact = False
    world.pass_time(20 * DAY)
    beside = world.one_beside(world.one(Kind.APPROVAL).n)
    change = next(c for c in world.changes if any(event.n == beside.n for event in c.events))
    terms = exact_terms(Cases(unit(), None, world.known), change, lambda: "K7M4")
    assert [term.data["person"] for term in terms if term.n == beside.n] == ["MJ-02"]


# After the end, and back


@pytest.mark.parametrize("reason", ClosureReason)
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
}
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
    assert set(AFTER) | set(HARMLESS) | {Reopen} == set(RULES)


def test_a_referral_that_ended_twice_over_stays_ended() -> None:
    """§4."""
    world = ended(ClosureReason.OTHER)
    assert world.refused(Correct, WORKER, n=5) == "ended"
    task = world.known.find(5)
    assert task is not None
    assert task.state is State.WITHDRAWN
