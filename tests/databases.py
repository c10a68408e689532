"""The two databases every test of the record runs on: a SQLite file, and a PostgreSQL of the tests' own, emptied."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from models import db, units
from models.db import Database
from models.tables import METADATA
from policy.unit import Unit

SQLITE, POSTGRES = "sqlite", "postgresql"
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
BOTH = (SQLITE, pytest.param(POSTGRES, marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that was migrated once, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "rujukan.db"
    db.migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgres(new_postgres_database: Callable[[], str]) -> str:
    """A PostgreSQL database that was migrated once, to be emptied for each test."""
    url = new_postgres_database()
    db.migrate(url)
    return url


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated, empty database of either kind."""
    found = Database(_sqlite(request, tmp_path) if request.param == SQLITE else _postgres(request))
    yield found
    found.close()


def _sqlite(request: pytest.FixtureRequest, folder: Path) -> str:
    shutil.copy(request.getfixturevalue("migrated_file"), file := folder / "rujukan.db")
    return f"sqlite:///{file}"


def _postgres(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue("migrated_postgres")
    emptied = Database(url)
    with emptied.write() as session:
        names = ", ".join(f'"{name}"' for name in METADATA.tables)
        session.connection().execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
    emptied.close()
    return url


def loaded(database: Database, unit: Unit) -> None:
    """Put a unit into the database."""
    with database.write() as session:
        units.store(session, unit, NOW)
