"""domain.md §5, backstop: complete silence is told to the duty manager, all calendars apart, once per hand-over."""

from datetime import UTC, datetime, timedelta

import pytest

from policy.commands import Assess, Reply, Undo
from policy.events import Type
from policy.hard_commands import Heard
from policy.instants import backstop_at
from policy.lines import next_line
from policy.recipients import recipient
from policy.words import Audience, Kind, Risk, Verb, Via
from tests.policy.cases import DINSOS, MANAGER, OUTSIDER, WORKER, World, referred
from tests.policy.clocks import flagged
from tests.sample import OFFICE, unit

HOUR = timedelta(hours=1)
HOURS = {Risk.HIGH: 24, Risk.MEDIUM: 72}


def told(world: World) -> list[int]:
    """The hand-overs whose silence the duty manager was told of."""
    return [event.n for change in world.changes for event in change.events if event.type is Type.BACKSTOP]


@pytest.mark.parametrize("risk", HOURS)
def test_silence_on_a_referral_is_told_after_24_hours_at_high_risk_and_72_at_medium(risk: Risk) -> None:
    """§5 backstop."""
    world = referred(risk)
    world.pass_time(HOURS[risk] * HOUR - timedelta(seconds=1))
    assert 5 not in told(world)
    world.pass_time(timedelta(seconds=1))
    assert 5 in told(world)
    world.pass_time(timedelta(days=30))
    assert told(world).count(5) == 1
    assert set(world.told("backstop")) == {"manajer_jaga"}


def test_low_risk_has_no_backstop() -> None:
    """§5 backstop."""
    world = World().begin(Risk.LOW)
    world.pass_time(timedelta(days=30))
    assert told(world) == []


def test_an_internal_task_nobody_takes_is_told_too() -> None:
    """§5 backstop."""
    world = World().begin(Risk.HIGH)
    world.pass_time(24 * HOUR)
    assert told(world) == [1]


def test_a_visit_to_come_a_managers_task_and_a_clock_of_the_law_ask_for_no_answer() -> None:
    """§5 backstop: a visit is nobody's to answer; the other two go higher by themselves at any hour."""
    world = flagged(risk=Risk.HIGH)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.pass_time(timedelta(days=9))
    kinds = {task.kind for n in told(world) if (task := world.known.find(n))}
    assert kinds == {Kind.ASSESSMENT}
    assert backstop_at(referred(Risk.HIGH).known, referred(Risk.HIGH).one(Kind.VISIT)) is None


@pytest.mark.parametrize("verb", [Verb.ACCEPT, Verb.START, Verb.HELP])
def test_an_answer_or_a_call_for_help_is_a_sign_of_life(verb: Verb) -> None:
    """§5 backstop."""
    world = referred(Risk.HIGH)
    world.do(Reply, DINSOS, n=5, verb=verb)
    world.pass_time(timedelta(days=3))
    assert 5 not in told(world)


def test_who_was_spoken_to_or_opened_the_link_is_not_silent_but_the_ladder_goes_on() -> None:
    """§5 backstop."""
    world = referred(Risk.HIGH)
    due = world.one(Kind.REFERRAL).plan
    world.do(Heard, WORKER, n=5)
    assert world.one(Kind.REFERRAL).plan == due
    world.pass_time(timedelta(days=3))
    assert 5 not in told(world)
    assert world.one_beside(5).open
    opened = referred(Risk.HIGH)
    opened.do(Heard, DINSOS, n=5, via=Via.SYSTEM)
    assert not opened.one(Kind.REFERRAL).watched


def test_only_the_unit_records_that_somebody_was_spoken_to() -> None:
    """§5 backstop."""
    assert referred().refused(Heard, OUTSIDER, n=5) == "staff_only"
    assert referred().refused(Heard, WORKER, n=99) == "unknown_handover"


def test_an_acceptance_undone_is_silence_again_from_the_first_hour() -> None:
    """§5 backstop."""
    world = referred(Risk.HIGH)
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.do(Undo, DINSOS, n=5)
    world.pass_time(24 * HOUR)
    assert 5 in told(world)


def test_a_raised_risk_brings_the_backstop_forward() -> None:
    """§5 backstop."""
    world = referred(Risk.MEDIUM)
    world.pass_time(30 * HOUR)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    world.sleep(timedelta(0))
    assert 5 in told(world)


def test_a_sleep_of_ours_over_rungs_and_backstop_loses_neither() -> None:
    """§5 backstop."""
    world = referred(Risk.HIGH)
    world.sleep(timedelta(days=4))
    assert 5 in told(world)
    assert world.one_beside(5).open


def test_the_line_says_that_the_duty_manager_comes_next() -> None:
    """§5 backstop."""
    world = referred(Risk.HIGH)
    world.do(Reply, MANAGER, n=4, verb=Verb.ACCEPT)
    world.pass_time(23 * HOUR)
    task = world.one(Kind.REFERRAL)
    at = task.opened + 24 * HOUR
    assert next_line(world.known, task, world.now, str) == f"manajer piket diberi tahu {at}"


def test_the_duty_manager_is_told_while_the_office_is_open_too() -> None:
    """§5 backstop, all calendars apart: unlike a rung's word to the duty manager, which only follows closing time."""
    office, case = unit(OFFICE), referred().known
    for at in (datetime(2026, 11, 24, 3, tzinfo=UTC), datetime(2026, 11, 28, 18, tzinfo=UTC)):
        found = recipient(office, case, case.find(5), Audience.WATCH, at)
        assert found
        assert found.code == "MJ-01"
