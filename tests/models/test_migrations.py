"""The migrations make exactly the tables of the models, on both databases, and can be run again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from models import db
from models.db import Database
from models.tables import METADATA


def _differences(url: str) -> list[object]:
    made = db.engine(url)
    with made.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    made.dispose()
    return list(found)


def test_migrations_make_exactly_the_tables_of_the_models(database: Database) -> None:
    assert _differences(database.url) == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    db.migrate(database.url)
    assert db.standing(database.url) == ""
    assert _differences(database.url) == []


def test_an_empty_file_is_older_until_it_is_migrated(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    assert db.standing(url) == "older"
    db.migrate(url)
    assert db.standing(url) == ""


@pytest.mark.postgres
def test_an_empty_postgres_is_older_until_it_is_migrated(new_postgres_database: Callable[[], str]) -> None:
    url = new_postgres_database()
    assert db.standing(url) == "older"
    db.migrate(url)
    assert db.standing(url) == ""
