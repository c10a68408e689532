"""A gap in the unit's data is found where the unit is stored, and asked about once in the record of both databases."""

from dataclasses import replace
from datetime import timedelta

from models import inbox
from models.ahead import look_ahead
from models.db import Database
from policy.breach import unit_code
from policy.decide import decide, decide_gap
from policy.events import Decision
from policy.later_commands import Foreseen
from policy.words import Kind
from tests.databases import NOW, loaded
from tests.lives import Life, recorder
from tests.policy.test_ahead import in_order, uncovered
from workflows.delivery import command_of, stored
from workflows.messages import Answer


def deliver(life: Life) -> None:
    """What is stored goes to the unit's own tasks, as the relay would bring it."""
    with life.database.read() as session:
        rows = inbox.waiting(session)
    for row in rows:
        command = command_of(row)
        if isinstance(command, Foreseen):
            decided = decide_gap(life.case, command, life.code, life.now)
        else:
            decided = decide(life.known, command, life.now)
        assert isinstance(decided, Decision)
        life.take(decided)
        with life.database.write() as session:
            inbox.answered(session, row.id, stored(Answer(life.known.seq)), "DELIVERED")


def asked(life: Life) -> list[str]:
    return [row.id.removeprefix(f"{life.code}-") for row in look_ahead(life.database, "contoh", life.now)]


def test_a_gap_is_stored_once_told_to_the_manager_and_ends_when_the_unit_is_loaded_with_it_filled(
    database: Database,
) -> None:
    """domain.md §5."""
    loaded(database, uncovered("26", "26"))
    life = Life(database, recorder(database), unit_code("contoh"))
    assert asked(life) == ["PIKET_KOSONG-2026-11-26-0"]
    assert asked(life) == []
    deliver(life)
    assert asked(life) == []
    (task,) = life.known.open_of(Kind.MANAGER)
    assert (task.person, task.clock, task.day) == ("MJ-01", "PIKET_KOSONG", "2026-11-26")
    assert life.kept() == life.known
    loaded(database, replace(in_order(), version="2"))
    life.now += timedelta(minutes=10)
    assert asked(life) == [f"{task.n}-terisi"]
    deliver(life)
    assert not life.known.open
    assert life.kept() == life.known


def test_a_unit_that_is_not_loaded_asks_nothing(database: Database) -> None:
    assert look_ahead(database, "contoh", NOW) == []
