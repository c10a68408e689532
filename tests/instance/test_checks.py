"""What would fail later is refused at once, in one clear sentence with a way out."""

import socket
import sqlite3
import sys
from pathlib import Path

import pytest

import cli
from instance import checks
from instance.plan import Plan
from models import db
from models.db import DatabaseProblem
from settings import CannotStartError
from tests.ports import free_base


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    made = Plan(tmp_path / "data", free_base())
    checks.folder(made)
    return made


def test_a_busy_port_is_named_with_what_wanted_it(plan: Plan) -> None:
    with socket.create_server(("127.0.0.1", plan.ports["ui"])), pytest.raises(CannotStartError) as refused:
        checks.ports(plan)
    assert str(plan.ports["ui"]) in refused.value.id
    assert "--port-base" in refused.value.en


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(CannotStartError) as refused:
        checks.folder(Plan(tmp_path / "data"))
    assert str(tmp_path / "data") in refused.value.id


def test_a_second_up_in_the_same_folder_is_refused(plan: Plan) -> None:
    with checks.alone(plan), pytest.raises(CannotStartError) as refused:
        checks.alone(plan)
    assert "--data" in refused.value.id


def test_a_missing_server_program_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(CannotStartError) as refused:
        checks.temporal_binary()
    assert "make setup" in refused.value.id


def test_a_database_of_a_newer_program_is_left_alone(plan: Plan) -> None:
    db.migrate(plan.database_url)
    with sqlite3.connect(plan.data / "rujukan.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseProblem) as refused:
        checks.database(plan)
    assert refused.value.code == "newer"


def test_an_old_database_is_brought_to_this_version(plan: Plan) -> None:
    sqlite3.connect(plan.data / "rujukan.db").close()
    assert db.standing(plan.database_url) == "older"
    checks.database(plan)
    assert db.standing(plan.database_url) == ""


def test_a_database_locked_by_somebody_else_is_one_sentence(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    db.migrate(plan.database_url)
    monkeypatch.setattr(db, "PATIENCE_MS", 50)
    holder = sqlite3.connect(plan.data / "rujukan.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseProblem) as refused:
        db.check(plan.database_url)
    holder.close()
    assert refused.value.code == "locked"


@pytest.mark.parametrize("base", ["80", "65534", "banyak"])
def test_ports_that_cannot_be_are_refused_before_anything_is_made(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["up", "--data", str(tmp_path / "data"), "--port-base", base]) == 2
    assert "--port-base" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()
