"""domain.md §5, data-breach notice: a clock of the unit and of no case; held by the manager until the notice."""

from datetime import timedelta

from policy.breach import of_unit, unit_code
from policy.codes import ALPHABET
from policy.commands import Reopen, Reply
from policy.events import Decision
from policy.hard_commands import Prove
from policy.hard_words import Begun, Proof
from policy.lines import holder_line
from policy.refusals import Refused
from policy.running import started_by
from policy.words import Kind, Role, Stage, Verb
from tests.policy.cases import DINSOS, MANAGER, NOW, WORKER
from tests.policy.clocks import UnitWorld, two_breaches
from tests.units.folders import TULUNGAGUNG
from units.load import load

HOUR = timedelta(hours=1)
CLOCK = "KEBOCORAN_DATA"


def discovered(hours: float = 0) -> UnitWorld:
    """A breach that was discovered so many hours ago."""
    world = UnitWorld()
    assert isinstance(world.breach(NOW - hours * HOUR), Decision)
    return world


def test_a_breach_opens_the_managers_clock_of_72_hours_from_its_discovery() -> None:
    """§5: starts with the discovery; held by the unit (manager)."""
    world = discovered(5)
    task = world.one(Kind.STATUTORY)
    assert (task.party, task.person, task.plan.due) == ("manajer", "MJ-01", NOW + 67 * HOUR)
    assert (world.known.stage, world.known.unit) == (Stage.UNIT, "contoh")
    assert holder_line(world.known, NOW, str).startswith("Jam hukum T001: MJ-01")
    world.pass_time(68 * HOUR)
    assert world.one_beside(task.n).level == "tinggi"


def test_a_breach_told_too_late_is_late_at_once() -> None:
    """§5: one already passed at recording."""
    world = discovered(80)
    assert world.told("clock_late") == ["pemegang"]
    assert world.one_beside(1).party == Role.MANAGER


def test_the_notice_ends_the_clock_and_the_units_tasks_until_the_next_breach() -> None:
    """§5: notice recorded."""
    world = discovered()
    world.do(Prove, MANAGER, clock=CLOCK)
    assert (world.known.stage, world.known.open_handovers) == (Stage.TERMINATED, ())
    assert world.refused(Reopen, MANAGER) == "unit_task"
    assert isinstance(world.breach(NOW), Decision)
    assert (world.known.stage, world.one(Kind.STATUTORY).n) == (Stage.UNIT, 2)


def test_each_breach_has_its_own_clock() -> None:
    """§5: several at once; of two the task is named."""
    world = two_breaches()
    first, second = world.known.open_of(Kind.STATUTORY)
    world.do(Prove, MANAGER, clock=CLOCK, n=first.n)
    assert world.known.open_of(Kind.STATUTORY) == (second,)
    assert world.known.open
    world.do(Prove, MANAGER, clock=CLOCK, proof=Proof.WAIVED)
    assert not world.known.open


def test_a_breach_is_not_foreseen_nor_told_by_an_agency() -> None:
    """§5: discovery."""
    for who, at in ((WORKER, NOW + HOUR), (DINSOS, NOW)):
        assert isinstance(UnitWorld().breach(at, who), Refused)


def test_no_answer_ends_the_clock_of_the_unit() -> None:
    """§5: its own proof only."""
    assert discovered().refused(Reply, MANAGER, n=1, verb=Verb.COMPLETE) == "use_command"


def test_no_case_gets_the_code_of_a_unit() -> None:
    """A code of the unit begins with a letter that no case code has."""
    assert unit_code("tulung-agung") == "UNITTULUNGAGUNG"
    assert of_unit(unit_code("contoh"))
    assert "U" not in ALPHABET


def test_the_packs_row_for_a_breach_is_the_managers() -> None:
    """§5: each row is data."""
    (row,) = started_by(load(TULUNGAGUNG).statutory, {Begun.DISCOVERY: NOW})
    assert (row.clock, row.holder, row.hours) == (CLOCK, Role.MANAGER, 72)
