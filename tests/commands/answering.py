"""A relay without Temporal: claims what the command line stored, lets `policy` decide, and records it."""

import secrets
import threading
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

import pytest

from activities.record import Recorder
from activities.wiring import opaque_id
from models import inbox, record
from models.db import Database
from models.tables import Inbox
from policy.commands import Report
from policy.decide import decide, decide_breach, decide_gap, decide_report
from policy.events import Decision
from policy.hard_commands import Breach
from policy.later_commands import Foreseen
from policy.recorded import touched
from policy.refusals import Refused, refuse
from tests.patience import PATIENCE
from workflows.delivery import command_of, stored
from workflows.messages import Answer

LOOK = 0.01
ANSWERS = "RUJUKAN_ANSWER_SECONDS"
"""Who answers is waited for, however slow the machine is; the product's two seconds hold where nobody does."""


class Answering:
    """Answers in a thread of its own while it is entered."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._recorder = Recorder(db, secrets.randbelow, opaque_id, lambda _: True)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="menjawab")
        self._patient = pytest.MonkeyPatch()

    def __enter__(self) -> Self:
        self._patient.setenv(ANSWERS, str(PATIENCE))
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join()
        self._patient.undo()

    def _run(self) -> None:
        while not self._stop.wait(LOOK):
            with self._db.write() as session:
                rows = inbox.claim(session, _now(), timedelta(seconds=30), 10)
            for row in rows:
                self._answer(row)

    def _answer(self, row: Inbox) -> None:
        decided = self._decide(row)
        if isinstance(decided, Decision):
            self._recorder.record(decided.change)
        answer = (
            decided
            if isinstance(decided, Refused)
            else Answer(decided.change.seq, touched(decided.case, decided.change))
        )
        with self._db.write() as session:
            state = "REFUSED" if isinstance(answer, Refused) else "DELIVERED"
            inbox.answered(session, row.id, stored(answer), state)

    def _decide(self, row: Inbox) -> Decision | Refused:
        command, code = command_of(row), row.case_code or ""
        with self._db.read() as session:
            case = record.load_case(session, code)
        if isinstance(command, Report):
            return decide_report(case, command, code, _now())
        if isinstance(command, Breach):
            return decide_breach(case, command, code, _now())
        if isinstance(command, Foreseen):
            return decide_gap(case, command, code, _now())
        return decide(case, command, _now()) if case else refuse("no_report", case=code)


def _now() -> datetime:
    return datetime.now(UTC)
