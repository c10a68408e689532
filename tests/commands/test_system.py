"""Trouble with the machine, its files or its settings is a sentence with a way out, never a traceback."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.desk import Desk
from tests.commands.said import Said, typed
from tests.units.folders import CONTOH, copied, edited

REPORT = ("report", "--type", "KESOS")


def refused(said: Said, code: int, *words: str) -> None:
    """It ended with this code, said these words, and showed nobody a traceback."""
    assert said.code == code, said
    assert all(word in said.all for word in words), said
    assert "Traceback" not in said.all


def test_a_folder_without_a_database_names_the_command_that_makes_one(quiet_desk: Desk, tmp_path: Path) -> None:
    quiet_desk.db.close()
    said = typed(quiet_desk.capsys, *REPORT, "--data", str(tmp_path / "kosong"))
    refused(said, 4, "Basis data")


def test_migrating_makes_the_database_and_may_be_repeated(quiet_desk: Desk, tmp_path: Path) -> None:
    for _ in range(2):
        assert typed(quiet_desk.capsys, "migrate", "--data", str(tmp_path / "baru")).code == 0
    said = typed(quiet_desk.capsys, *REPORT, "--data", str(tmp_path / "baru"))
    refused(said, 1, "unit load")


def test_a_locked_database_is_said_to_be_locked(quiet_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.db.PATIENCE_MS", 50)
    holding = sqlite3.connect(quiet_desk.data / "rujukan.db", isolation_level=None)
    holding.execute("BEGIN IMMEDIATE")
    refused(quiet_desk(*REPORT), 4, "dikunci", "locked")
    holding.close()
    assert quiet_desk(*REPORT).code == 0


def test_a_read_only_database_is_said_to_be_read_only(quiet_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    file = quiet_desk.data / "rujukan.db"
    monkeypatch.setenv("RUJUKAN_DATABASE_URL", f"sqlite:///file:{file}?mode=ro&uri=true")
    refused(quiet_desk(*REPORT), 4, "read-only", "hak tulis")


def test_a_newer_database_is_left_alone(quiet_desk: Desk) -> None:
    with sqlite3.connect(quiet_desk.data / "rujukan.db") as changed:
        changed.execute("UPDATE alembic_version SET version_num = '9999'")
    changed.close()
    refused(quiet_desk(*REPORT), 4, "lebih baru", "newer")
    refused(quiet_desk("migrate"), 4, "lebih baru", "newer")


def test_a_folder_that_cannot_be_made_is_named(quiet_desk: Desk) -> None:
    said = typed(quiet_desk.capsys, "migrate", "--data", "/proc/rujukan")
    refused(said, 4, "/proc/rujukan")


def test_a_setting_out_of_reason_is_named(quiet_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUJUKAN_WORKER_PROCESSES", "banyak")
    refused(quiet_desk(*REPORT), 4, "RUJUKAN_WORKER_PROCESSES")


def test_a_fault_of_the_program_gets_a_number_and_its_trace_a_file(
    quiet_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commands.overview.queries.cases", lambda *_, **__: 1 / 0)
    refused(quiet_desk("cases"), 4, "nomor", "developers")
    refused(quiet_desk("cases", "--json"), 4, '"fault"')
    found = list((quiet_desk.data / "log").glob("galat-*.txt"))
    assert "ZeroDivisionError" in found[0].read_text(encoding="utf-8")


def test_doctor_says_what_is_down_and_what_to_do(quiet_desk: Desk) -> None:
    said = quiet_desk("doctor", "--json")
    checks = {check["name"]: check for check in said.json["checks"]}
    assert (said.code, said.json["ok"]) == (1, False)
    assert checks["database"]["ok"]
    assert checks["unit"]["ok"]
    for name in ("relay", "temporal"):
        assert not checks[name]["ok"]
        assert "rujukan up" in checks[name]["why"]


def test_verify_says_that_nobody_can_be_asked(quiet_desk: Desk) -> None:
    said = quiet_desk("verify", "--json")
    assert said.code == 1
    assert any("Temporal" in breach["sentence"] for breach in said.json["breaches"])


def test_a_server_that_is_down_is_a_sentence(quiet_desk: Desk) -> None:
    refused(quiet_desk("bootstrap"), 4, "Temporal", "rujukan up")


def test_a_pack_that_is_wrong_is_one_object_with_every_mistake(quiet_desk: Desk, tmp_path: Path) -> None:
    pack = copied(tmp_path / "paket")
    line = edited(pack, "unit.yaml", "managers:", "manajer:")
    said = quiet_desk("unit", "load", str(pack), "--json")
    assert said.code == 1
    assert line in {error["line"] for error in said.json["errors"]} | {1}
    assert typed(quiet_desk.capsys, "unit", "check", str(pack)).code == 1


def test_a_pack_is_loaded_once(quiet_desk: Desk) -> None:
    words = ("unit", "load", str(CONTOH), "--json")
    assert [quiet_desk.done(*words).json["changed"] for _ in range(2)] == [True, False]


def test_a_missing_pack_is_named(quiet_desk: Desk) -> None:
    refused(quiet_desk("unit", "load", "/tidak/ada"), 1, "/tidak/ada", "data/units/tulungagung")
    assert typed(quiet_desk.capsys, "unit", "check", "/tidak/ada").code == 1


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import cli, sys; cli.run(['--help']);"
        "sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'temporalio', 'pydantic', 'fastapi')))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0
