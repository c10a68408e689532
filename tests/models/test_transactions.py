"""What a transaction promises: a reader sees one picture, a waiting writer is told, no error quotes a person."""

import traceback
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from models import db, queries
from models.db import Database, DatabaseProblem
from models.tables import Inbox
from models.verify import breaches
from tests.databases import NOW, loaded
from tests.lives import Life, recorder
from tests.models.rows import HOUR, inbox_row
from tests.patience import PATIENCE
from tests.sample import unit

NAME = "Siti Rahasia"


def _beat(database: Database, hours: int) -> None:
    with database.write() as session:
        queries.beat(session, "relay", NOW + hours * HOUR)


def test_a_reader_sees_one_picture_whatever_others_write_meanwhile(database: Database) -> None:
    _beat(database, 0)
    with database.read() as session:
        before = queries.last_beat(session, "relay")
        _beat(database, 1)
        session.expire_all()
        assert queries.last_beat(session, "relay") == before == NOW
    with database.read() as session:
        assert queries.last_beat(session, "relay") == NOW + HOUR


def test_the_laws_are_checked_in_one_picture_while_cases_go_on(database: Database) -> None:
    loaded(database, unit())
    ended = Event()
    life = Life(database, recorder(database)).begin().referred()

    def work() -> None:
        for place in range(15):
            life.refer(service=f"L-{place}")
        ended.set()

    worker = Thread(target=work)
    worker.start()
    found = []
    while not ended.is_set() and worker.is_alive():
        with database.read() as session:
            found += list(breaches(session, NOW))
    worker.join(PATIENCE)
    assert ended.is_set()
    assert found == []


@pytest.mark.postgres
def test_a_writer_that_waits_too_long_for_a_lock_is_told_so_on_postgres(
    migrated_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "PATIENCE_MS", 50)
    holder, waiting = Database(migrated_postgres), Database(migrated_postgres)
    with holder.write() as session:
        session.connection().execute(text("LOCK TABLE heartbeat"))
        with pytest.raises(DatabaseProblem) as caught:
            _beat(waiting, 0)
    assert caught.value.code == "locked"
    _beat(waiting, 0)
    holder.close()
    waiting.close()


def _store(database: Database, row: Inbox) -> None:
    with database.write() as session:
        session.add(row)


def test_no_error_of_the_database_quotes_what_was_told_about_a_child(database: Database) -> None:
    row = inbox_row("a1", facts={"nama": NAME})
    row.created_at = None  # type: ignore[assignment]
    with pytest.raises(IntegrityError) as caught:
        _store(database, row)
    assert "created_at" in str(caught.value)
    assert NAME not in "".join(traceback.format_exception(caught.value))
