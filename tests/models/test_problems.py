"""A database that cannot be used: one clear sentence in two languages, whatever its kind; nothing half done."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from models import db, queries
from models.db import Database, DatabaseProblem
from models.reach import Heartbeat
from tests.databases import NOW
from tests.models.rows import at_once


@contextmanager
def _refused(code: str) -> Iterator[None]:
    with pytest.raises(DatabaseProblem) as caught:
        yield
    problem = caught.value
    assert problem.code == code
    for sentence in (problem.id, problem.en):
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert "Error" not in sentence
        assert "{" not in sentence
        assert "rahasia" not in sentence


def _run(database: Database, statement: str) -> None:
    with database.write() as session:
        session.connection().execute(text(statement))


def _file(database: Database) -> Path:
    return Path(database.url.removeprefix("sqlite:///"))


@pytest.fixture
def sqlite(migrated_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A migrated SQLite database."""
    (tmp_path / "rujukan.db").write_bytes(migrated_file.read_bytes())
    found = Database(f"sqlite:///{tmp_path / 'rujukan.db'}")
    yield found
    found.close()


def test_a_sound_database_passes_the_check(database: Database) -> None:
    db.check(database.url)


def test_a_newer_database_is_refused_and_left_as_it_is(database: Database) -> None:
    with database.read() as session:
        ours = session.connection().execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    _run(database, "UPDATE alembic_version SET version_num = '9999'")
    try:
        assert db.standing(database.url) == "newer"
        for act in (db.check, db.migrate):
            with _refused("newer"):
                act(database.url)
        assert db.standing(database.url) == "newer"
    finally:
        _run(database, f"UPDATE alembic_version SET version_num = '{ours}'")  # noqa: S608 - what stood there before


def test_a_database_that_was_never_set_up_is_refused_as_older(tmp_path: Path) -> None:
    with _refused("older"):
        db.check(f"sqlite:///{tmp_path / 'new.db'}")
    fresh = Database(f"sqlite:///{tmp_path / 'new.db'}")
    with _refused("older"), fresh.read() as session:
        queries.cases(session)
    fresh.close()


@pytest.mark.postgres
def test_a_postgres_that_was_never_set_up_is_refused_as_older(new_postgres_database: Callable[[], str]) -> None:
    url = new_postgres_database()
    with _refused("older"):
        db.check(url)
    fresh = Database(url)
    with _refused("older"), fresh.read() as session:
        queries.cases(session)
    fresh.close()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all/rujukan.db",
        "postgresql+psycopg://rujukan:rahasia@/rujukan?host=/nowhere",
        "postgresql+psycopg://rujukan:rahasia@127.0.0.1:1/rujukan",
        "bukan alamat",
        "oracle+kosong://rujukan:rahasia@/rujukan",
    ],
)
def test_a_database_that_cannot_be_reached_is_refused_without_its_password(url: str) -> None:
    for act in (db.check, db.migrate):
        with _refused("unreachable"):
            act(url)


def test_a_read_only_sqlite_is_refused(sqlite: Database) -> None:
    sqlite.close()
    with _refused("read_only"):
        db.check(f"sqlite:///file:{_file(sqlite)}?mode=ro&uri=true")


@pytest.mark.postgres
def test_a_read_only_postgres_is_refused(migrated_postgres: str) -> None:
    with _refused("read_only"):
        db.check(f"{migrated_postgres}&options=-c%20default_transaction_read_only%3Don")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rujukan.db").write_text("ini bukan basis data " * 100)
    with _refused("damaged"):
        db.check(f"sqlite:///{tmp_path / 'rujukan.db'}")


def test_a_database_that_another_process_locks_is_refused_and_works_again_after(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite.close()
    monkeypatch.setattr(db, "PATIENCE_MS", 50)
    with closing(sqlite3.connect(_file(sqlite), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with _refused("locked"):
            db.check(sqlite.url)
        with sqlite.read() as session:
            assert queries.cases(session) == []
        other.execute("ROLLBACK")
    db.check(sqlite.url)


def test_a_full_disk_is_said_and_nothing_is_half_written(sqlite: Database) -> None:
    with _refused("full"), sqlite.write() as session:
        connection = session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for place in range(1000):
            session.add(Heartbeat(process=f"{place}" * 100, at=NOW))
            session.flush()
    with sqlite.read() as session:
        assert queries.last_beat(session, "0" * 100) is None


def test_a_broken_promise_of_the_program_is_no_problem_of_the_database(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.connection().execute(text("INSERT INTO heartbeat (process) VALUES ('x')"))


def test_a_write_that_fails_in_the_middle_leaves_nothing(database: Database) -> None:
    def write() -> None:
        with database.write() as session:
            queries.beat(session, "relay", NOW)
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        write()
    with database.read() as session:
        assert queries.last_beat(session, "relay") is None


def test_threads_that_write_at_once_all_get_their_turn(database: Database) -> None:
    def beats(process: str) -> None:
        for _ in range(10):
            with database.write() as session:
                queries.beat(session, process, NOW)

    at_once(*[lambda name=f"p{place}": beats(name) for place in range(8)])
    with database.read() as session:
        assert {queries.last_beat(session, f"p{place}") for place in range(8)} == {NOW}


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError, match="needs a time zone"), database.write() as session:
        queries.beat(session, "relay", naive)
