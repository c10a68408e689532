"""domain.md §5: gaps in the roster and missing holidays are a manager's task days ahead, once each, until filled."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from policy.ahead import Ahead, filled, lacking, to_ask
from policy.breach import unit_code
from policy.commands import Reply
from policy.decide import decide_gap
from policy.events import Decision
from policy.hard_commands import Prove
from policy.hard_words import Lack
from policy.later_commands import Filled, Foreseen
from policy.lines import holder_line
from policy.refusals import Refused
from policy.terms import HolidayNote
from policy.unit import Unit
from policy.words import Kind, Risk, Role, Stage, State, Verb, Via
from tests.policy.cases import DESK, MANAGER, WORKER, Who
from tests.policy.clocks import UnitWorld
from tests.policy.test_foresight import KNOWN, MONDAY, away
from tests.policy.test_worktime import wib
from tests.sample import unit

SYSTEM = Who("", Role.DESK)
DAY = timedelta(days=1)
START = wib(MONDAY)


class Looked(UnitWorld):
    """The unit's own tasks, and somebody who looks at its data now and then."""

    def __init__(self, where: Unit) -> None:
        super().__init__(now=START)
        self.where = where

    def look(self) -> list[str]:
        """What is new or filled at this look, as the relay would store and deliver it."""
        said = [self._foreseen(gap) for gap in to_ask(self.where, self.case, self.now)]
        for task in list(filled(self.where, self.case, self.now)):
            self.do(Filled, SYSTEM, via=Via.SYSTEM, n=task.n)
            said.append(f"-{task.clock} {task.day}")
        return said

    def _foreseen(self, gap: Ahead) -> str:
        decided = self.foresee(lack=gap.lack, day=gap.first.isoformat(), risk=gap.risk)
        assert isinstance(decided, Decision)
        return f"+{gap.lack} {gap.first}"

    def foresee(self, **more: Any) -> Decision | Refused:
        fields = {"id": f"g{next(self._ids)}", "by": "", "role": Role.DESK, "via": Via.SYSTEM, "unit": "contoh"}
        decided = decide_gap(self.case, Foreseen(**(fields | more)), unit_code("contoh"), self.now)
        if isinstance(decided, Decision):
            self._take(decided)
        return decided


def in_order() -> Unit:
    return replace(unit(), holidays=KNOWN)


def uncovered(first: str = "20", last: str = "20") -> Unit:
    """The only duty officer is away in November 2026."""
    return away(in_order(), "PD-01", first, last)


def test_a_unit_in_order_asks_nothing() -> None:
    assert Looked(in_order()).look() == []


@pytest.mark.parametrize("day, seen", [("23", ["+PIKET_KOSONG 2026-11-23"]), ("24", [])])
def test_a_roster_is_looked_at_seven_days_ahead(day: str, seen: list[str]) -> None:
    """§2 Duty: for every hour a duty officer and a duty manager."""
    assert Looked(uncovered(day, day)).look() == seen


def test_a_gap_is_a_managers_task_of_the_unit_with_a_ladder_of_its_own() -> None:
    """§5; design.md §4: hand-overs that belong to no case live in the unit's own workflow."""
    world = Looked(uncovered())
    assert world.look() == ["+PIKET_KOSONG 2026-11-20"]
    task = world.one(Kind.MANAGER)
    assert (task.person, task.level, world.known.stage) == ("MJ-01", Risk.MEDIUM, Stage.UNIT)
    assert world.told("gap_ahead") == ["pemegang"]
    assert "petugas piket kosong, 2026-11-20" in holder_line(world.known, world.now, str)
    world.pass_time(3 * DAY)
    assert {"wakil_manajer", "manajer_kedua", "kepala"} <= set(world.told("to_manager_again"))
    assert task.open


def test_looking_twice_asks_once() -> None:
    world = Looked(uncovered())
    world.look()
    assert world.look() == []
    world.now += DAY
    assert world.look() == []


def test_two_relays_that_ask_at_once_open_one_task() -> None:
    world = Looked(uncovered())
    world.look()
    again = world.foresee(lack=Lack.OFFICER, day="2026-11-20")
    assert isinstance(again, Refused)
    assert again.code == "gap_known"


def test_a_gap_that_begins_tomorrow_has_the_shortest_ladder() -> None:
    world = Looked(uncovered("17", "17"))
    world.look()
    assert world.one(Kind.MANAGER).level == Risk.HIGH


def test_a_gap_that_is_filled_ends_by_itself_and_with_it_the_units_tasks() -> None:
    world = Looked(uncovered())
    world.look()
    world.where = in_order()
    assert world.look() == ["-PIKET_KOSONG 2026-11-20"]
    assert (world.known.stage, world.known.open_handovers) == (Stage.TERMINATED, ())
    assert world.look() == []


def test_a_gap_that_comes_again_is_asked_about_again() -> None:
    world = Looked(uncovered())
    world.look()
    world.where = in_order()
    world.look()
    world.where = uncovered()
    assert world.look() == ["+PIKET_KOSONG 2026-11-20"]
    assert world.known.stage is Stage.UNIT


def test_while_a_gap_runs_its_task_stays_one_and_ends_with_it() -> None:
    world = Looked(uncovered("18", "20"))
    world.look()
    said = []
    for _ in range(6):
        world.now += DAY
        said += world.look()
    assert said == ["-PIKET_KOSONG 2026-11-18"]


def test_a_roster_without_nights_is_one_task_and_not_one_for_each_night() -> None:
    """messages.md §7: noise."""
    where = in_order()
    night = tuple(
        replace(turn, start=turn.start.replace(8), end=turn.end.replace(16)) for turn in where.roster.officers
    )
    world = Looked(replace(where, roster=replace(where.roster, officers=night)))
    said = world.look()
    for _ in range(10):
        world.now += DAY
        said += world.look()
    assert len([each for each in said if each.startswith("+")]) == 1


@pytest.mark.parametrize(
    "at, seen",
    [("Rab 30/09/2026 09.00", []), ("Kam 01/10/2026 09.00", ["+CUTI_BERSAMA_BELUM_ADA 2027-01-01"])],
)
def test_joint_leave_is_asked_for_from_the_first_of_october(at: str, seen: list[str]) -> None:
    """§5: a year without cuti bersama is a warning a manager sees."""
    world = Looked(replace(unit(), holidays=HolidayNote(2026, 2028, (), (2027,))))
    world.now = wib(at)
    assert world.look() == seen


def test_a_year_nobody_loaded_is_asked_for_and_the_missing_leave_beside_it() -> None:
    where = away(replace(unit(), holidays=HolidayNote(2026, 2026, (), (2026,))), "PD-01", "20", "20")
    found = [(gap.lack, str(gap.first)) for gap in lacking(where, START)]
    assert found == [
        (Lack.LEAVE, "2026-11-16"),
        (Lack.OFFICER, "2026-11-20"),
        (Lack.YEAR, "2027-01-01"),
    ]


def test_the_managers_own_word_ends_the_asking_for_a_day_and_not_for_ever() -> None:
    """Rule 2: nothing expires silently."""
    world = Looked(uncovered())
    world.look()
    world.do(Reply, MANAGER, n=world.one(Kind.MANAGER).n, verb=Verb.COMPLETE)
    assert world.known.stage is Stage.TERMINATED
    assert world.look() == []
    world.now += DAY
    assert world.look() == ["+PIKET_KOSONG 2026-11-20"]


def test_a_managers_word_that_the_gap_is_filled_is_recorded_as_that() -> None:
    world = Looked(uncovered())
    world.look()
    n = world.one(Kind.MANAGER).n
    assert world.refused(Filled, WORKER, n=n) == "gap_manager"
    world.do(Filled, MANAGER, n=n)
    found = world.known.find(n)
    assert found is not None
    assert found.state is State.WITHDRAWN


def test_a_breach_and_a_gap_live_side_by_side_and_each_ends_by_its_own() -> None:
    """§5: the unit's own tasks."""
    world = Looked(uncovered())
    world.look()
    assert isinstance(world.breach(world.now), Decision)
    clock = world.one(Kind.STATUTORY)
    assert world.refused(Filled, MANAGER, n=clock.n) == "not_a_gap"
    world.do(Prove, MANAGER, clock="KEBOCORAN_DATA")
    assert world.known.open
    world.where = in_order()
    world.look()
    assert not world.known.open


def test_only_the_system_foresees() -> None:
    world = Looked(uncovered())
    refused = world.foresee(lack=Lack.OFFICER, day="2026-11-20", via=Via.DESK, by=DESK.by)
    assert isinstance(refused, Refused)
    assert refused.code == "gap_system"
