"""What an end asks for by its reason, and who approves it (domain.md §4 "Termination reasons")."""

from dataclasses import replace
from datetime import timedelta

import pytest

from policy.commands import Approve, Assess, Assign, ProposeClosure, Visit
from policy.fixing import Cases, exact_terms
from policy.hard_commands import Attempt
from policy.hard_words import How
from policy.people import Absence
from policy.refusals import Refused
from policy.words import ClosureReason, Kind, Risk, Role, Stage
from tests.policy.cases import DESK, DINSOS, MANAGER, SECOND_MANAGER, SUPERVISOR, WORKER, World
from tests.policy.closing_scenes import close, ready, sought, suspected, withdrawn
from tests.sample import unit

DAY = timedelta(days=1)


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


@pytest.mark.parametrize("reason", [reason for reason in ClosureReason if reason is not ClosureReason.DUPLICATE])
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
