"""A desk of its own for a test: a migrated database, the Tulungagung pack, and somebody who answers, or nobody."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models import db, units
from models.db import Database
from policy.unit import Unit
from tests.commands.answering import ANSWERS, Answering
from tests.commands.said import Said, typed
from tests.units.folders import TULUNGAGUNG
from units.load import load

CONSENT = ("--consent", "ORANG_TUA", "--services-ok", "--sharing-ok")
WORKER = ("--by", "PS-01")
WAIT = ("--wait", "AMAN_SAMPAI_BUKA")
"""Tests run on any day of the week: a door that is closed then may wait."""


@dataclass(frozen=True)
class Desk:
    """Types commands to one folder."""

    data: Path
    db: Database
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Said:
        return typed(self.capsys, *words, "--data", str(self.data))

    def done(self, *words: str) -> Said:
        """A command that must succeed."""
        said = self(*words)
        assert said.code == 0, (words, said)
        return said

    def reported(self) -> str:
        """A new case."""
        code: str = self.done("report", "--type", "KESOS", "--json").json["code"]
        return code

    def planned(self) -> str:
        """A case that PS-01 has taken, assessed and planned."""
        code = self.reported()
        self.done("answer", self.task(code, "AMBIL_LAPORAN"), "TERIMA", *WORKER)
        self.done("assess", code, "--risk", "sedang", *WORKER)
        self.done("plan", code, *WORKER)
        return code

    def referred(self, code: str, *more: str, to: str = "DINSOS", service: str = "BANSOS") -> str:
        """The task code of a new referral."""
        words = ("refer", code, "--to", to, "--service", service, *CONSENT, *WORKER, *WAIT, *more, "--json")
        task: str = self.done(*words).json["task"]
        return task

    def task(self, case: str, kind: str) -> str:
        """The code of the open hand-over of a kind."""
        rows = self.done("case", case, "--json").json["handovers"]
        found: str = next(row["code"] for row in rows if row["kind"] == kind and row["open"])
        return found

    def stage(self, case: str) -> str:
        found: str = self.done("case", case, "--json").json["stage"]
        return found

    def load(self, unit: Unit) -> None:
        """Another version of the unit."""
        with self.db.write() as session:
            units.store(session, unit, datetime.now(UTC))


@pytest.fixture(scope="session")
def pack() -> Unit:
    """Tulungagung."""
    return load(TULUNGAGUNG)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, pack: Unit) -> Path:
    """A database file with the pack, to be copied."""
    file = tmp_path_factory.mktemp("meja") / "rujukan.db"
    db.migrate(f"sqlite:///{file}")
    made = Database(f"sqlite:///{file}")
    with made.write() as session:
        units.store(session, pack, datetime(2026, 1, 5, tzinfo=UTC))
    made.close()
    return file


@pytest.fixture
def quiet_desk(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    """A desk that nobody answers: nobody is waited for long."""
    for name in ("RUJUKAN_DATA", "RUJUKAN_BY", "RUJUKAN_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RUJUKAN_TEMPORAL_ADDRESS", "127.0.0.1:1")
    monkeypatch.setenv(ANSWERS, "0.1")
    shutil.copy(template, file := tmp_path / "rujukan.db")
    database = Database(f"sqlite:///{file}")
    yield Desk(tmp_path, database, capsys)
    database.close()


@pytest.fixture
def desk(quiet_desk: Desk) -> Iterator[Desk]:
    """A desk whose commands are answered."""
    with Answering(quiet_desk.db):
        yield quiet_desk
