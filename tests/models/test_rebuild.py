"""The projection is what the events say: after any life, and again when it was lost or spoilt."""

from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from models.db import Database
from models.rebuild import differences, rebuild, refold
from models.tables import CaseRow, HandoverRow
from policy import reckon
from policy.ladder import LADDERS
from tests.databases import loaded
from tests.lives import Life, random_steps, recorder
from tests.sample import unit

CASES = 3
STEPS = 25


def _lived(database: Database, seed: int) -> list[Life]:
    loaded(database, unit())
    random, one = Random(seed), recorder(database, seed)  # noqa: S311 - repeatable, not secret
    lives = [Life(database, one, code).begin() for code in ("KX7M4QA", "AAAAAAA", "BBBBBBB")]
    for life in lives:
        random_steps(life, random, STEPS)
    return lives


def _rows(session: Session) -> list[dict[str, object]]:
    cases = session.exec(select(CaseRow).order_by(CaseRow.code)).all()
    tasks = session.exec(select(HandoverRow).order_by(HandoverRow.case_code, HandoverRow.n)).all()  # type: ignore[arg-type]
    return [row.model_dump() for row in (*cases, *tasks)]


def test_other_default_ladders_of_a_later_program_change_no_old_case(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives = _lived(database, 1)
    doubled = {key: replace(row, due=replace(row.due, n=row.due.n * 2)) for key, row in LADDERS.items()}
    monkeypatch.setattr(reckon, "LADDERS", doubled)
    with database.read() as session:
        assert [refold(session, life.code) for life in lives] == [life.known for life in lives]
        assert list(differences(session)) == []


@pytest.mark.parametrize("seed", range(3))
def test_after_any_life_the_events_give_the_case_and_its_rows_again(database: Database, seed: int) -> None:
    lives = _lived(database, seed)
    with database.read() as session:
        assert [refold(session, life.code) for life in lives] == [life.known for life in lives]
        assert list(differences(session)) == []
        before = _rows(session)
    with database.write() as session:
        assert rebuild(session) == CASES
        assert _rows(session) == before


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM handover",
        "DELETE FROM case_row",
        "UPDATE case_row SET seq = 9999",
        "UPDATE case_row SET stage = 'KACAU'",
        "UPDATE handover SET person = 'LUAR-1'",
        "DELETE FROM handover WHERE n = 1",
    ],
)
def test_a_projection_that_was_lost_or_spoilt_is_named_and_made_again(database: Database, damage: str) -> None:
    _lived(database, 1)
    with database.read() as session:
        before = _rows(session)
    with database.write() as session:
        session.connection().execute(text(damage))
    with database.read() as session:
        assert sorted(differences(session)) == ["AAAAAAA", "BBBBBBB", "KX7M4QA"]
    with database.write() as session:
        rebuild(session)
    with database.read() as session:
        assert _rows(session) == before
        assert list(differences(session)) == []


def _state(database: Database, case: str, changed: dict[str, object]) -> None:
    with database.write() as session:
        row = session.get(CaseRow, case)
        assert row is not None
        row.state = {key: value for key, value in (row.state | changed).items() if value is not None}
        session.add(row)


def _begun(database: Database) -> None:
    loaded(database, unit())
    Life(database, recorder(database)).begin()


@pytest.mark.parametrize("of_another_version", [{"hour": None}, {"later": "unknown"}])
def test_a_state_kept_by_another_version_of_the_program_is_no_difference(
    database: Database, of_another_version: dict[str, object]
) -> None:
    _begun(database)
    _state(database, "KX7M4QA", of_another_version)
    with database.read() as session:
        assert list(differences(session)) == []


@pytest.mark.parametrize("spoilt", [{"hour": 7}, {"risk": "KACAU"}, {"handovers": None}, {"stage": None, "code": None}])
def test_a_state_that_says_something_else_is_named(database: Database, spoilt: dict[str, object]) -> None:
    _begun(database)
    _state(database, "KX7M4QA", spoilt)
    with database.read() as session:
        assert list(differences(session)) == ["KX7M4QA"]
