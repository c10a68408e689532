"""The migrations make exactly the tables of the models, on both databases, and can be run again."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import Engine
from sqlmodel import select

from models import db
from models.db import Database
from models.tables import METADATA, Outbox
from tests.databases import BOTH, SQLITE
from tests.patience import PATIENCE
from tests.processes import reaped

MESSAGE = """INSERT INTO outbox (notification_id, change_id, place, case_code, n, unit, template, audience, person,
channel, channels, address, language, text, subject, state, start, deadline, attempts, created_at, resent)
VALUES ('n-1', 'c-1', 0, 'K7M4Q2X', 1, 'tulungagung', 'task_referral', 'PEMEGANG', 'P', 'SMS', '[]', '+62', 'id', 'x',
'', 'READY', :at, :at, 0, :at, false)"""
ROOT = Path(db.__file__).parents[1]


def _differences(url: str) -> list[object]:
    made = db.engine(url)
    with made.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    made.dispose()
    return list(found)


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table, of either kind."""
    if request.param == SQLITE:
        return f"sqlite:///{tmp_path / 'new.db'}"
    url: str = request.getfixturevalue("new_postgres_database")()
    return url


@contextmanager
def _killed_at(table: str) -> Iterator[None]:
    """Whoever makes this table dies before it is there."""

    def dies(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if f"CREATE TABLE {table} " in statement:
            raise KeyboardInterrupt

    event.listen(Engine, "before_cursor_execute", dies)
    try:
        with pytest.raises(KeyboardInterrupt):
            yield
    finally:
        event.remove(Engine, "before_cursor_execute", dies)


def test_a_migration_that_is_killed_half_way_has_changed_nothing_and_can_be_run_again(empty: str) -> None:
    with _killed_at("inbox"):
        db.migrate(empty)
    assert db.standing(empty) == "older"
    db.migrate(empty)
    assert _differences(empty) == []


def test_processes_that_migrate_at_once_take_turns(empty: str) -> None:
    act = "import sys; from models import db; db.migrate(sys.argv[1])"
    with ExitStack() as stack:
        running = [stack.enter_context(reaped(Popen([sys.executable, "-c", act, empty], cwd=ROOT))) for _ in range(3)]
        assert [process.wait(PATIENCE) for process in running] == [0, 0, 0]
    assert db.standing(empty) == ""
    assert _differences(empty) == []


def test_migrations_make_exactly_the_tables_of_the_models(database: Database) -> None:
    assert _differences(database.url) == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    db.migrate(database.url)
    assert db.standing(database.url) == ""
    assert _differences(database.url) == []


def test_an_empty_database_is_older_until_it_is_migrated(empty: str) -> None:
    assert db.standing(empty) == "older"
    db.migrate(empty)
    assert db.standing(empty) == ""


def test_messages_of_the_first_version_are_still_there_after_a_migration(empty: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(db.MIGRATIONS))
    config.attributes["url"] = empty
    command.upgrade(config, "0001")
    made = db.engine(empty)
    with made.begin() as connection:
        connection.execute(text(MESSAGE), {"at": "2026-03-02 02:00:00"})
    made.dispose()
    db.migrate(empty)
    migrated = Database(empty)
    with migrated.read() as session:
        row = session.exec(select(Outbox)).one()
        assert (row.notification_id, row.urgency, row.segments, row.link_hash) == ("n-1", "", 0, None)
    migrated.close()
