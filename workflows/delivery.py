"""The relay: inbox rows go to their cases, in order, once; what cannot be delivered waits with a reason."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import structlog
from pydantic import TypeAdapter
from temporalio.client import Client

from activities.inbound import Reader
from models import inbox, record, stuck
from models.db import Database
from models.tables import Inbox
from policy import stumbles
from policy.case import Case
from policy.commands import Command, Report
from policy.decide import begins_a_run
from policy.hard_commands import Breach
from policy.later_commands import Foreseen
from policy.refusals import Refused, refuse
from workflows.client import AlreadyReportedError, Cases, GoneError, NotNowError
from workflows.messages import Answer, Start
from workflows.names import COMMANDS

LEASE = timedelta(seconds=30)
BATCH = 50
PAUSES = (0.2, 0.5, 1, 2, 4)
LOG = structlog.get_logger()
INBOUND = "Inbound"
Stored = dict[str, Any]
CaseLess = Callable[[str], None]
Connect = Callable[[], Awaitable[Client]]


class Relay:
    """Delivers inbox rows. Several relays may run: rows are claimed, the update id makes twice once."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it works with
        self,
        db: Database,
        connect: Connect,
        reader: Reader,
        clock: Callable[[], datetime],
        more: Mapping[str, CaseLess] | None = None,
        unit: str = "",
    ) -> None:
        """`more`: what is done with rows of no case, by kind; `unit`: whose desk hears of stuck ones."""
        self._unit = unit
        self._db = db
        self._case_less: Mapping[str, CaseLess] = {INBOUND: reader.read, **(more or {})}
        self._connect = connect
        self._reader = reader
        self._clock = clock
        self._cases: Cases | None = None

    async def once(self) -> int:
        """Claim what is due and deliver it, different cases side by side; how many rows were tried."""
        rows = await asyncio.to_thread(self._claim, BATCH)
        await asyncio.gather(*(self._deliver(row) for row in rows))
        return len(rows)

    async def run(self, stop: asyncio.Event, pause: float = 0.05) -> None:
        """Deliver until `stop` is set; a slow case holds up nobody else. Looks again every `pause` seconds."""
        under_way: set[asyncio.Task[None]] = set()
        while not stop.is_set():
            room = BATCH - len(under_way)
            rows = await asyncio.to_thread(self._claim, room) if room else []
            for row in rows:
                task = asyncio.create_task(self._deliver(row))
                under_way.add(task)
                task.add_done_callback(under_way.discard)
                task.add_done_callback(alarm)
            if not rows:
                await _wait(stop, pause)
        if under_way:
            await asyncio.wait(under_way, timeout=LEASE.total_seconds())

    def _claim(self, limit: int) -> list[Inbox]:
        """Nothing is written while nothing is due: looking is cheap, a write lock is not."""
        with self._db.read() as session:
            if not inbox.due(session, self._clock()):
                return []
        with self._db.write() as session:
            return inbox.claim(session, self._clock(), LEASE, limit)

    async def _deliver(self, row: Inbox) -> None:
        """A failure nobody foresaw makes this row wait, ever longer, and holds up no other."""
        try:
            await self._brought(row)
        except Exception as error:  # noqa: BLE001 - whatever it is, the row keeps waiting and somebody hears
            await asyncio.to_thread(self._stumbled, row, type(error).__name__)
        else:
            if stumbles.step_of(row.note):
                await asyncio.to_thread(self._passed, row)

    def _stumbled(self, row: Inbox, what: str) -> None:
        with self._db.write() as session:
            step = stuck.stumbled(session, row, what, self._unit, self._clock())
        if stumbles.is_new_pause(step):
            LOG.error("pengantaran gagal", jenis=row.kind, alasan=what, kali=step)

    def _passed(self, row: Inbox) -> None:
        with self._db.write() as session:
            stuck.passed(session, row, self._clock())

    async def _brought(self, row: Inbox) -> None:
        if done := self._case_less.get(row.kind):
            await asyncio.to_thread(done, row.id)
            return
        try:
            answer = await self._ask(row)
        except NotNowError as error:
            self._cases = None if str(error) in {"UNAVAILABLE", "RuntimeError"} else self._cases
            self._wait_for_better(row, str(error))
        else:
            await asyncio.to_thread(self._answered, row, answer)

    async def _ask(self, row: Inbox) -> Answer | Refused:
        command = command_of(row)
        code = row.case_code or ""
        cases = await self._connected()
        if isinstance(command, Report):
            return await self._report(cases, code, command)
        if isinstance(command, Breach | Foreseen):
            return await cases.from_record(code, command, Start(self._recorded(code)))
        try:
            return await cases.ask(code, command)
        except GoneError:
            return await self._gone(cases, code, command)

    async def _report(self, cases: Cases, code: str, command: Report) -> Answer | Refused:
        """Sent twice, also after the end, a report is one case: "already started" means delivered."""
        try:
            return await cases.begin(code, command)
        except AlreadyReportedError:
            return Answer(seq=1, n=1)

    async def _gone(self, cases: Cases, code: str, command: Command) -> Answer | Refused:
        """No open run: ended if the record says so, else lost and started from the record."""
        case = self._recorded(code)
        if case is None:
            raise NotNowError("no-record")
        if not case.open and not begins_a_run(command):
            return refuse("closed", case=code)
        return await cases.from_record(code, command, Start(case))

    def _recorded(self, code: str) -> Case | None:
        with self._db.read() as session:
            return record.load_case(session, code)

    async def _connected(self) -> Cases:
        if self._cases is None:
            self._cases = Cases(await self._connect())
        return self._cases

    def _wait_for_better(self, row: Inbox, reason: str) -> None:
        pause = PAUSES[min(row.attempts, len(PAUSES) - 1)]
        with self._db.write() as session:
            inbox.waits(session, row.id, self._clock() + timedelta(seconds=pause), reason)

    def _answered(self, row: Inbox, answer: Answer | Refused) -> None:
        state = "REFUSED" if isinstance(answer, Refused) else "DELIVERED"
        with self._db.write() as session:
            inbox.answered(session, row.id, stored(answer), state)
        self._reader.answered(row.id, answer)


def stored(answer: Answer | Refused) -> Stored:
    """An answer as the inbox row keeps it."""
    if isinstance(answer, Refused):
        return {"ok": False, "code": answer.code, "id": answer.id, "en": answer.en}
    return {"ok": True, "seq": answer.seq, "n": answer.n}


def command_of(row: Inbox) -> Command:
    """The command an inbox row carries. A row of an unknown kind is the program's fault (KeyError)."""
    command: Command = _reading(row.kind).validate_python(row.payload)
    return command


@cache
def _reading(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(COMMANDS[kind])


def alarm(task: asyncio.Task[None]) -> None:
    """Not even its failure could be kept: the row keeps waiting (its lease runs out), and the log says so loudly."""
    if not task.cancelled() and (error := task.exception()):
        LOG.error("pengantaran gagal", alasan=type(error).__name__)


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
