"""The database as the program sees it: sessions, migrations, and plain words when it fails."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, ExceptionContext, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, OperationalError
from sqlmodel import Session

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE_MS = 10_000
ONE_PICTURE: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
SENTENCES = {
    "locked": (
        "Basis data sedang dikunci proses lain. Tutup program yang membukanya, lalu coba lagi.",
        "The database is locked by another process. Close what holds it open, then try again.",
    ),
    "read_only": (
        "Basis data {where} hanya dapat dibaca. Beri hak tulis pada berkas dan foldernya.",
        "The database {where} is read-only. Make the file and its folder writable.",
    ),
    "newer": (
        "Basis data {where} dari versi program yang lebih baru. Pasang versi itu, atau pakai folder lain.",
        "The database {where} is of a newer version of the program. Install that one, or use another folder.",
    ),
    "older": (
        "Basis data {where} belum disiapkan atau lebih lama. Jalankan: rujukan migrate.",
        "The database {where} is not set up or is older. Run: rujukan migrate.",
    ),
    "full": (
        "Tempat penyimpanan basis data {where} penuh. Kosongkan sebagian, lalu coba lagi.",
        "The disk of the database {where} is full. Free some space, then try again.",
    ),
    "damaged": (
        "Berkas {where} bukan basis data atau rusak. Kembalikan dari cadangan, atau pakai folder lain.",
        "The file {where} is no database or is damaged. Restore it from a backup, or use another folder.",
    ),
    "unreachable": (
        "Basis data {where} tidak dapat dibuka. Periksa alamat, hak akses, dan apakah server hidup.",
        "The database {where} cannot be opened. Check the address, the rights, and whether the server runs.",
    ),
}


MEANINGS = {
    "locked": "locked",
    "lock timeout": "locked",
    "deadlock": "locked",
    "readonly": "read_only",
    "read-only": "read_only",
    "no such table": "older",
    "no such column": "older",
    "UndefinedTable": "older",
    "UndefinedColumn": "older",
    "is full": "full",
    "No space left": "full",
    "not a database": "damaged",
    "malformed": "damaged",
}
"""Words of SQLite's and PostgreSQL's messages, and what they mean."""


class DatabaseProblem(Exception):  # noqa: N818 - a problem to be told, not a programming error
    """A database that cannot be used now: `code`, and a sentence in Indonesian and English."""

    def __init__(self, code: str, where: str) -> None:
        self.code = code
        self.id, self.en = (sentence.format(where=where) for sentence in SENTENCES[code])
        super().__init__(self.en)


class Database:
    """One engine, SQLite (WAL, synchronous FULL) or PostgreSQL.

    On SQLite one writer excludes the others: the threads of a process take turns here, in order, instead of
    meeting in SQLite, whose waiting is neither fair nor quick.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = engine(url)
        self._sqlite = self._engine.dialect.name == "sqlite"
        self._picture = self._engine if self._sqlite else self._engine.execution_options(**ONE_PICTURE)
        self._turn: AbstractContextManager[object] = Lock() if self._sqlite else nullcontext()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that may write; committed at the end, undone by an exception. DatabaseProblem."""
        with self._turn, _told(self.url), Session(self._engine, expire_on_commit=False) as session:
            if self._sqlite:
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield session
            session.commit()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads, in one picture: what others commit meanwhile is not in it. DatabaseProblem."""
        with _told(self.url), Session(self._picture, expire_on_commit=False) as session:
            if self._sqlite:
                session.connection().exec_driver_sql("BEGIN")
            yield session

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def engine(url: str) -> Engine:
    """An engine with our settings for its kind of database. DatabaseProblem for an address that is none."""
    try:
        made = create_engine(
            url,
            hide_parameters=True,  # an error's text must not hold what was told about a child
            pool_size=20,
            max_overflow=20,
            pool_pre_ping=not url.startswith("sqlite"),
        )
    except (ArgumentError, ModuleNotFoundError) as error:
        raise DatabaseProblem("unreachable", place(url)) from error
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", _sqlite_settings)
    else:
        event.listen(made, "do_connect", _not_for_ever)
        event.listen(made, "connect", _postgres_settings)
    event.listen(made, "handle_error", _without_values)
    return made


def _sqlite_settings(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's
    """No transaction of the driver's own: `write` begins with IMMEDIATE, so two writers wait."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _not_for_ever(_dialect: Any, _record: Any, _args: Any, options: dict[str, Any]) -> None:  # noqa: ANN401
    """A server that does not answer is unreachable after a while, unless the address says how long to wait."""
    options.setdefault("connect_timeout", PATIENCE_MS // 1000)


def _postgres_settings(connection: Any, _record: Any) -> None:  # noqa: ANN401 - psycopg's through SQLAlchemy
    """Whoever waits for a lock longer than on SQLite is told that it is locked, and does not hang."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {PATIENCE_MS}")
    connection.commit()


def _without_values(context: ExceptionContext) -> None:
    """PostgreSQL quotes the whole row in the detail of an error; no log and no history may have that."""
    said = getattr(getattr(context.original_exception, "diag", None), "message_primary", None)
    if said and context.sqlalchemy_exception:
        context.original_exception.args = (said,)
        context.sqlalchemy_exception.args = (f"({type(context.original_exception).__name__}) {said}",)


def place(url: str) -> str:
    """Where a database is, in words without a password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "DATABASE_URL"


@contextmanager
def _told(url: str) -> Iterator[None]:
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except DBAPIError as error:
        meaning = _meaning(f"{type(error.orig).__name__}: {error.orig}") or (
            "unreachable" if isinstance(error, OperationalError) else ""
        )
        if not meaning:
            raise
        raise DatabaseProblem(meaning, place(url)) from error


def _meaning(message: str) -> str:
    """What a database says, SQLite or PostgreSQL, as one of our problems; empty if it is none of them."""
    return next((code for word, code in MEANINGS.items() if word in message), "")


def migrate(url: str) -> None:
    """Bring a database to this program's version. DatabaseProblem if that cannot be done."""
    if "newer" in (problem := standing(url)):
        raise DatabaseProblem(problem, place(url))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    with _told(url):
        command.upgrade(config, "head")


def check(url: str) -> None:
    """Refuse a database that this program cannot write to as it is. DatabaseProblem."""
    if problem := standing(url):
        raise DatabaseProblem(problem, place(url))
    probe = Database(url)
    try:
        with probe.write() as session:
            session.connection().execute(text("UPDATE heartbeat SET process = process WHERE 1 = 0"))
    finally:
        probe.close()


def standing(url: str) -> str:
    """Empty if the database has this program's version, else `older` or `newer`. DatabaseProblem."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    known = ScriptDirectory.from_config(config)
    found = _revision(url)
    if found == known.get_current_head():
        return ""
    return "older" if found is None or found in {each.revision for each in known.walk_revisions()} else "newer"


def _revision(url: str) -> str | None:
    made = engine(url)
    try:
        with _told(url), made.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except DBAPIError as error:
        raise DatabaseProblem("unreachable", place(url)) from error
    finally:
        made.dispose()
