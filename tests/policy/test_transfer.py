"""Moved away is a transfer to a named person of another unit (domain.md §4): it climbs, comes back, or lets it end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from policy.commands import Approve, Assign, ProposeClosure, Refer, Reply, Withdraw
from policy.fixing import Cases, exact_terms
from policy.hard_commands import Transfer, TransferAnswer
from policy.lines import task_line
from policy.words import Audience, ClosureReason, Kind, Role, Stage, State, Verb
from tests.policy.cases import CONSENT, DESK, DINSOS, SUPERVISOR, WORKER, World, referred
from tests.policy.closing_scenes import close, transferred, transferring
from tests.sample import unit

DAY = timedelta(days=1)


def test_the_case_worker_holds_a_transfer_until_the_other_unit_has_answered() -> None:
    """§4 pelimpahan."""
    world = transferring()
    task = world.one(Kind.TRANSFER)
    assert (task.party, task.person, task.plan.due) == (Role.WORKER, "PS-01", world.now + 3 * DAY)
    assert "Pelimpahan" in task_line(task)
    assert close(world, ClosureReason.MOVED_AWAY) == "referral_open"


def test_a_unit_that_does_not_answer_climbs_the_ladder_like_any_other() -> None:
    """§4 pelimpahan."""
    world = transferring()
    n = world.one(Kind.TRANSFER).n
    world.pass_time(10 * DAY)
    assert world.one_beside(n).party == Role.MANAGER
    assert (Audience.SUPERVISOR in world.told("to_supervisor"), world.one(Kind.TRANSFER).rung) == (True, 3)
    world.pass_time(60 * DAY)
    assert Audience.LAST in world.told("to_manager_again")


def test_a_case_moves_away_only_when_the_named_person_has_accepted() -> None:
    """§4 pelimpahan."""
    world = transferred()
    assert (world.known.transferred, world.told("transfer_accepted")) == (True, [Audience.SENDER])
    assert world.known.open_handovers
    world.do(ProposeClosure, WORKER, reason=ClosureReason.MOVED_AWAY)
    world.do(Approve, SUPERVISOR, yes=True)
    assert world.known.stage is Stage.TERMINATED


def test_an_acceptance_ends_the_managers_task_beside_it() -> None:
    """§4 pelimpahan."""
    world = transferring()
    world.pass_time(20 * DAY)
    n = world.one(Kind.TRANSFER).n
    world.do(TransferAnswer, DESK, n=n, accepted=True, named=True)
    assert [task for task in world.known.open_of(Kind.MANAGER) if task.parent == n] == []


def test_a_refusal_of_the_other_unit_is_back_with_the_worker() -> None:
    """§4 pelimpahan, rule 3."""
    world = transferring()
    n = world.one(Kind.TRANSFER).n
    world.do(TransferAnswer, DESK, n=n, accepted=False, named=True)
    back, old = world.one(Kind.REROUTE), world.known.find(n)
    assert old is not None
    assert (back.person, back.parent, back.opened, old.state) == ("PS-01", n, world.now, State.REJECTED)
    assert world.told("task_internal")[-1] is Audience.HOLDER
    assert close(world, ClosureReason.MOVED_AWAY) == "referral_open"
    world.do(Transfer, WORKER, named=True)
    assert world.known.open_of(Kind.REROUTE) == ()


def test_a_transfer_is_taken_back_when_the_child_stays() -> None:
    """§4 pelimpahan."""
    world = transferring()
    world.do(Withdraw, WORKER, n=world.one(Kind.TRANSFER).n)
    assert (world.known.open_of(Kind.TRANSFER), world.known.stage) == ((), Stage.MONITORING)
    assert close(world, ClosureReason.MOVED_AWAY) == "transfer_first"


@pytest.mark.parametrize("verb", [Verb.ACCEPT, Verb.START, Verb.COMPLETE, Verb.DECLINE])
def test_the_worker_does_not_answer_for_the_other_unit(verb: Verb) -> None:
    """§4 pelimpahan: a word of the holder never reads as the other unit's acceptance."""
    world = transferring()
    assert world.refused(Reply, WORKER, n=world.one(Kind.TRANSFER).n, verb=verb) == "use_command"


def test_only_the_unit_transfers_and_records_the_answer() -> None:
    """§4 pelimpahan."""
    assert referred().refused(Transfer, DINSOS, named=True) == "staff_only"
    world = transferring()
    assert (
        world.refused(TransferAnswer, DINSOS, n=world.one(Kind.TRANSFER).n, accepted=True, named=True) == "staff_only"
    )


def test_an_answer_to_a_transfer_that_is_over_changes_nothing() -> None:
    """§4 pelimpahan."""
    assert transferred().refused(TransferAnswer, WORKER, n=6, accepted=False, named=True) == "ended"
    assert transferred().refused(TransferAnswer, WORKER, n=66, accepted=False, named=True) == "unknown_handover"


def test_a_unit_loaded_before_there_were_transfers_takes_the_default_ladder() -> None:
    """§4 pelimpahan: the stored data of a unit has no row for it."""
    plain = unit()
    where = replace(plain, ladders={key: row for key, row in plain.ladders.items() if Kind.TRANSFER not in key})
    world = transferring()
    terms = exact_terms(Cases(where, None, world.known), world.changes[-1], lambda: "K7M4")
    assert [term.data["due"] for term in terms] == [world.one(Kind.TRANSFER).plan.due]


def test_a_transfer_goes_along_with_the_case_to_another_worker() -> None:
    """§4 pelimpahan."""
    world = transferring()
    world.do(Assign, SUPERVISOR, to="PS-02")
    assert world.one(Kind.TRANSFER).person == "PS-02"


def test_no_transfer_ends_a_case_over_an_open_referral() -> None:
    """§4: no case closes with an open referral."""
    world = transferred()
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", **CONSENT)
    assert close(world, ClosureReason.MOVED_AWAY) == "referral_open"


def test_a_report_of_a_child_who_has_moved_is_transferred_before_anybody_took_it() -> None:
    """§4 pelimpahan."""
    world = World().begin()
    world.do(Transfer, DESK, named=True)
    assert world.one(Kind.TRANSFER).party == Role.WORKER
