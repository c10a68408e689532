"""domain.md §5, statutory and health clocks: from the happening, never moved, ended by their own proof only."""

from datetime import timedelta

import pytest

from policy.case import Handover
from policy.commands import Assess, Assign, Correct, Reply, Undo, Visit, Withdraw
from policy.events import Type
from policy.hard_commands import Prove, StartClocks
from policy.hard_words import Proof, Window
from policy.lines import details, holder_line
from policy.view import first_holder, overdue
from policy.words import Kind, Risk, State, Verb
from tests.policy.cases import (
    DESK,
    DINSOS,
    MANAGER,
    NOW,
    OTHER_WORKER,
    SUPERVISOR,
    WORKER,
    Who,
    World,
)
from tests.policy.clocks import flagged, letter, police

HOUR = timedelta(hours=1)


def of(world: World, clock: str) -> Handover:
    """The running clock of that code."""
    (found,) = [task for task in world.known.open_of(Kind.STATUTORY) if task.clock == clock]
    return found


def hours(task: Handover) -> list[float]:
    """When its rungs come, in hours after the happening."""
    return [(rung.at - task.plan.start) / HOUR for rung in task.plan.rungs]


def test_the_police_clock_runs_72_hours_from_the_earliest_telling_and_warns_at_24_and_60() -> None:
    """§5: report to the police."""
    world = flagged(NOW - 5 * HOUR)
    task = of(world, "LAPOR_POLISI")
    assert (task.plan.start, task.plan.due) == (NOW - 5 * HOUR, NOW + 67 * HOUR)
    assert hours(task) == [24, 60, 72]
    assert (task.party, task.level) == ("peksos", Window.LAW)


def test_clocks_stand_beside_the_ladder_several_on_one_case() -> None:
    """§5: clock time, beside the ladder."""
    world = flagged()
    world.do(StartClocks, DESK, clocks=(letter(NOW),))
    assert [task.clock for task in world.known.open_of(Kind.STATUTORY)] == [
        "LAPOR_POLISI",
        "PROFILAKSIS",
        "LAPORAN_SOSIAL",
    ]
    assert world.one(Kind.TAKE_REPORT).plan.due == World().begin().one(Kind.TAKE_REPORT).plan.due


def test_a_clock_warns_its_holder_twice_and_then_goes_to_the_manager() -> None:
    """§5: warned at 24 and 60 h, then the manager."""
    world = World().begin(clocks=(police(NOW),))
    n = of(world, "LAPOR_POLISI").n
    rung = [(NOW + each * HOUR, word) for each, word in ((24, "ingatkan"), (60, "ingatkan"), (72, "naik_manajer"))]
    taken = [each.change for each in world.pass_time(73 * HOUR) if each.change.events[0].n == n]
    assert [(each.at, each.events[0].data["action"]) for each in taken] == rung
    assert world.told("clock_running") == ["pemegang"] * 3
    assert world.told("clock_late") == ["pemegang"]
    assert world.one_beside(n).level == Risk.HIGH
    assert of(world, "LAPOR_POLISI").open


def test_a_clock_already_passed_at_recording_is_at_once_the_workers_and_the_managers_and_late() -> None:
    """§5: one already passed at recording."""
    world = flagged(NOW - 100 * HOUR)
    for clock in ("LAPOR_POLISI", "PROFILAKSIS"):
        task = of(world, clock)
        assert task in overdue(world.known, NOW)
        assert world.one_beside(task.n).party == "manajer"
    assert len(world.changes) == 1
    assert world.told("clock_late") == ["pemegang", "pemegang"]
    assert world.told("clock_running") == []
    assert "terlambat sejak" in holder_line(world.known, NOW, str)


def test_warnings_that_had_passed_when_it_was_recorded_are_not_rung_again() -> None:
    """§5: the message at the start speaks for them."""
    world = World().begin(clocks=(police(NOW - 30 * HOUR),))
    assert of(world, "LAPOR_POLISI").plan.fired == 1
    assert world.sleep(timedelta(0)) == []


def test_a_report_told_earlier_than_known_moves_the_clock_back_and_a_later_one_changes_nothing() -> None:
    """§5: starts with the earliest telling."""
    world = flagged(NOW - 5 * HOUR)
    first = of(world, "LAPOR_POLISI")
    assert world.refused(StartClocks, DESK, clocks=(police(NOW - 2 * HOUR),)) == "clock_runs"
    world.do(StartClocks, DESK, clocks=(police(NOW - 9 * HOUR),))
    assert of(world, "LAPOR_POLISI").plan.due == NOW + 63 * HOUR
    assert world.known.find(first.n) not in world.known.open_handovers
    assert world.refused(StartClocks, DESK, clocks=()) == "clock_runs"


def test_a_clock_cannot_start_in_the_future_but_the_desks_fast_watch_loses_no_report() -> None:
    """§5: started by the happening."""
    assert flagged().refused(StartClocks, DESK, clocks=(letter(NOW + HOUR),)) == "future"
    assert of(flagged(NOW + 3 * HOUR), "LAPOR_POLISI").plan.start == NOW


@pytest.mark.parametrize("who", [WORKER, SUPERVISOR, MANAGER])
@pytest.mark.parametrize("verb", [Verb.COMPLETE, Verb.DECLINE, Verb.POSTPONE, Verb.FAIL, Verb.START])
def test_no_answer_ends_or_postpones_a_clock(who: Who, verb: Verb) -> None:
    """§5: never postponed, ended by its own proof."""
    assert flagged().refused(Reply, who, n=2, verb=verb, days=1) == "use_command"


def test_nothing_else_touches_a_clock() -> None:
    """§5: not ended by anything but its own proof."""
    world = flagged()
    world.do(Reply, WORKER, n=2, verb=Verb.ACCEPT)
    due = of(world, "LAPOR_POLISI").plan
    assert world.refused(Withdraw, WORKER, n=2) == "not_a_referral"
    assert world.refused(Correct, WORKER, n=2) == "not_a_referral"
    assert world.refused(Undo, WORKER, n=2) == "impossible"
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    world.do(Visit, WORKER)
    assert of(world, "LAPOR_POLISI").plan == due


def test_a_raised_risk_moves_no_clock() -> None:
    """§5: never re-planned by risk."""
    world = World().begin(Risk.LOW, clocks=(police(NOW),))
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    before = of(world, "LAPOR_POLISI")
    world.do(Assess, WORKER, risk=Risk.HIGH)
    assert (of(world, "LAPOR_POLISI").plan, of(world, "LAPOR_POLISI").level) == (before.plan, before.level)


def test_its_own_proof_ends_a_clock_and_the_managers_task_beside_it() -> None:
    """§5: ends with the number of the police report."""
    world = flagged(NOW - 100 * HOUR)
    n = of(world, "LAPOR_POLISI").n
    decided = world.do(Prove, DESK, clock="LAPOR_POLISI")
    assert decided.change.events[0].type is Type.PROVED
    assert decided.change.events[0].data == {"clock": "LAPOR_POLISI", "proof": "bukti"}
    assert [task.clock for task in world.known.open_of(Kind.STATUTORY)] == ["PROFILAKSIS"]
    assert not [task for task in world.known.open_of(Kind.MANAGER) if task.parent == n]
    assert world.refused(Prove, DESK, clock="LAPOR_POLISI") == "clock_unknown"


def test_an_agency_proves_nothing_and_starts_nothing() -> None:
    """§5: held by the case worker."""
    world = flagged()
    assert world.refused(Prove, DINSOS, clock="LAPOR_POLISI") == "staff_only"
    assert world.refused(StartClocks, DINSOS, clocks=(letter(NOW),)) == "staff_only"


def test_the_window_of_health_ends_served_or_refused_and_never_waits_for_the_police() -> None:
    """§5: service recorded or refused; never waits for the police."""
    for proof in (Proof.GIVEN, Proof.REFUSED):
        world = flagged()
        n = of(world, "PROFILAKSIS").n
        world.do(Prove, WORKER, clock="PROFILAKSIS", proof=proof)
        ended = world.known.find(n)
        assert ended
        assert ended.state is State.COMPLETED
        assert of(world, "LAPOR_POLISI").open
    world = flagged()
    world.do(Prove, WORKER, clock="LAPOR_POLISI")
    assert of(world, "PROFILAKSIS").vital


def test_the_window_of_health_is_shown_before_everything_that_is_due_earlier() -> None:
    """§5: shown large at once."""
    world = flagged()
    task = of(world, "PROFILAKSIS")
    assert world.one(Kind.TAKE_REPORT).plan.due < task.plan.due
    assert first_holder(world.known) == task
    assert holder_line(world.known, NOW, str).startswith("BATAS KESEHATAN T003: PS-01")
    world.do(Prove, WORKER, clock="PROFILAKSIS", proof=Proof.REFUSED)
    assert "BATAS KESEHATAN" not in details(world.known, NOW, str)


def test_the_page_does_not_say_what_a_clock_is_for() -> None:
    """§6: no case type and no health in plain text."""
    shown = details(flagged().known, NOW, str)
    assert "PROFILAKSIS" not in shown
    assert "POLISI" not in shown


def test_the_clocks_go_with_the_case_worker() -> None:
    """§5: held by the case worker, whoever that becomes."""
    world = flagged()
    world.do(Reply, OTHER_WORKER, n=1, verb=Verb.ACCEPT)
    assert {task.person for task in world.known.open_of(Kind.STATUTORY)} == {"PS-02"}
    world.do(Assign, SUPERVISOR, to="PS-01")
    assert {task.person for task in world.known.open_of(Kind.STATUTORY)} == {"PS-01"}
    world.do(StartClocks, DESK, clocks=(letter(NOW),))
    assert of(world, "LAPORAN_SOSIAL").person == "PS-01"


def test_a_managers_task_that_ends_does_not_end_the_clock_and_is_asked_again() -> None:
    """§4 rule 2: nothing expires silently."""
    world = World().begin(clocks=(police(NOW - 100 * HOUR),))
    world.do(Reply, MANAGER, n=world.one(Kind.MANAGER).n, verb=Verb.COMPLETE)
    due = of(world, "LAPOR_POLISI").plan.due
    world.pass_time(25 * HOUR)
    assert world.one_beside(of(world, "LAPOR_POLISI").n).open
    assert of(world, "LAPOR_POLISI").plan.due == due


def test_a_demo_hour_counts_for_clocks_too() -> None:
    """An hour's length is the case's."""
    world = World().begin(clocks=(police(NOW),), hour=60)
    assert of(world, "LAPOR_POLISI").plan.due == NOW + timedelta(minutes=72)
