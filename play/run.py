"""Plays a table: puts what is asked into the inbox, waits for each answer, many lives side by side."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any, Self

from pydantic_core import to_jsonable_python
from sqlmodel import select

from models import inbox
from models.db import Database
from models.tables import CaseFile, EventRow, Inbox, Report
from play.lives import Life
from play.stage import Actor, Stagehands
from policy.commands import Command
from policy.commands import Report as ReportCommand
from policy.events import Type
from policy.unit import Unit

SIDE_BY_SIDE = 20
PATIENCE = 120.0
LOOK = 0.05
LATE = f"{{what}}: no answer within {PATIENCE:.0f} s. Is `rujukan up` running? See: rujukan doctor"
Stored = dict[str, Any]


class PlayError(RuntimeError):
    """A step that was refused or not answered in time; says which, why, and what to do."""


@dataclass(frozen=True)
class Theatre:
    """Where a play happens."""

    db: Database
    unit: Unit
    name: str
    clock: Callable[[], datetime]


class Prompter:
    """Looks for the answers of all lives at once: one look at the inbox, however many wait."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._asked: dict[str, Future[Stored]] = {}
        self.stopped = threading.Event()
        self._looking = threading.Thread(target=self._look, name="pembisik", daemon=True)

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._looking.join()

    def stop(self) -> None:
        """Nobody waits any longer."""
        self.stopped.set()
        for waiting in list(self._asked.values()):
            waiting.cancel()

    def answer(self, row_id: str, what: str) -> Stored:
        """The stored answer to an inbox row, once it is there. PlayError."""
        waiting = self._asked[row_id] = Future()
        if self.stopped.is_set():
            waiting.cancel()
        try:
            return waiting.result(timeout=PATIENCE)
        except (TimeoutError, CancelledError):
            raise PlayError(LATE.format(what=what)) from None
        finally:
            self._asked.pop(row_id, None)

    def _look(self) -> None:
        while not self.stopped.wait(LOOK):
            if asked := dict(self._asked):
                with self._db.read() as session:
                    found = inbox.answers(session, list(asked))
                for row_id, answer in found.items():
                    if asked[row_id].set_running_or_notify_cancel():
                        asked[row_id].set_result(answer)
                        self._asked.pop(row_id, None)  # who waited may have taken it out already


class Play:
    """Lives all lives of a table once; a step that was asked before is not asked again."""

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre
        self._prompter = Prompter(theatre.db)

    def run(self, lives: Sequence[Life], done: Callable[[], None]) -> None:
        """Live them, calling `done` after each. Raises PlayError for the first step that failed."""
        with self._prompter, ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="lakon") as pool:
            acting = [pool.submit(self._live, life) for life in lives]
            try:
                for life in as_completed(acting):
                    life.result()
                    done()
            except BaseException:
                self._prompter.stop()
                pool.shutdown(cancel_futures=True)
                raise

    def _live(self, life: Life) -> None:
        theatre = self._theatre
        hands = Stagehands(lambda code, command: self._ask(life, code, command), self._reminded)
        Actor(theatre.name, life, theatre.unit, hands).live()

    def _ask(self, life: Life, code: str, command: Command) -> int:
        with self._theatre.db.write() as session:
            if inbox.get(session, command.id) is None:
                for row in self._rows(life, code, command):
                    session.add(row)
                inbox.put(session, self._inbox(code, command))
        answer = self._prompter.answer(command.id, f"{code} {type(command).__name__}")
        if not answer["ok"]:
            raise PlayError(f"{code}, {type(command).__name__}: {answer['en']}")
        return int(answer["n"])

    def _inbox(self, code: str, command: Command) -> Inbox:
        return Inbox(
            id=command.id,
            kind=type(command).__name__,
            case_code=code,
            payload=to_jsonable_python(command),
            facts={},
            source=self._theatre.name,
            created_at=self._theatre.clock(),
        )

    def _rows(self, life: Life, code: str, command: Command) -> Sequence[Report | CaseFile]:
        if not isinstance(command, ReportCommand):
            return ()
        unit, now = self._theatre.unit, self._theatre.clock()
        number = f"{self._theatre.name}-{life.number:03d}"
        told = command.happened or now
        return (
            Report(no=number, unit=unit.code, created_at=now, facts={}),
            CaseFile(
                code=code,
                unit=unit.code,
                report_no=number,
                type=life.type,
                type_version=unit.types_on(told.date()).version,
                channel=command.via,
                told_at=told,
                happened_at=told,
                facts={},
            ),
        )

    def _reminded(self, code: str, n: int) -> None:
        """Waits for the first reminder of a hand-over in the event log."""
        wanted = select(EventRow).where(EventRow.case_code == code, EventRow.n == n, EventRow.type == Type.RUNG)

        end = monotonic() + PATIENCE
        while monotonic() < end and not self._prompter.stopped.wait(LOOK):
            with self._theatre.db.read() as session:
                if session.exec(wanted).first():
                    return
        raise PlayError(LATE.format(what=f"{code} reminder of {n}"))
