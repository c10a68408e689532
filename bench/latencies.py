"""How long a message, a receipt, an answer and a reminder take, from end to end, while cases send at a steady rate.

One instance with every process and the simulator; nothing is faulty but where it says so. Instants are those of the
record, which are the machine's own clock; what people or the provider do is timed from before their request.
"""

import asyncio
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import randbelow, token_hex

import httpx

from bench.chaos.scene import put_rows
from bench.eyes import PATIENCE, Eyes
from bench.flow import CASES, give, messages_each, opened, rest
from bench.kills import Load
from bench.lives import client_of
from bench.stack import plan_in, product
from instance.plan import Plan
from models.db import Database
from models.tables import HandoverRow, Outbox
from notifications import signature
from policy.codes import case_code
from policy.commands import Assess, MakePlan, Refer, Reply, Report
from policy.outbox_states import OPEN
from policy.words import Consent, Risk, Role, Urgency, Verb
from workflows import periodic

AT_ANY_HOUR = 3_599
RUNG = 15.0
"""Seconds to the first reminder of a report: a quarter of its hour."""
QUARTER = 4
FILTERED, NO_NUMBER = 30007, 21211
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
STAFF = {"by": "PS-01", "role": Role.WORKER}


@dataclass(frozen=True)
class Times:
    """Seconds, shortest first."""

    seconds: Sequence[float]

    def at(self, share: float) -> float:
        """The time within which this share was done."""
        return self.seconds[min(int(len(self.seconds) * share), len(self.seconds) - 1)] if self.seconds else PATIENCE

    def __str__(self) -> str:
        return f"p50 {self.at(0.5):.2f} s, p95 {self.at(0.95):.2f} s, p99 {self.at(0.99):.2f} s of {len(self.seconds)}"


@dataclass(frozen=True)
class Latencies:
    """`gone`: event to provider; `urgent`: the same for darurat; `hard`: refused for good to the next channel."""

    gone: Times
    urgent: Times
    receipts: Times
    posted: Times
    answered: Times
    reminders: Times
    hard: Times
    told: Times


def latencies(rate: float, seconds: float) -> Latencies:
    """`rate` messages a second for so many seconds, and beside them receipts, answers, reminders and darurat."""
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_in(Path(folder))
        with product(plan):
            asyncio.run(_schedules(plan))
            db = Database(plan.database_url)
            try:
                return Bench(plan, db, int(seconds)).run(rate)
            finally:
                db.close()


class Bench:
    """One run. `count`: its seconds, and how many of each thing happen beside the flow."""

    def __init__(self, plan: Plan, db: Database, count: int) -> None:
        self.plan, self.db, self.count = plan, db, count
        self.load, self.eyes = Load(db, 1), Eyes(plan, db)

    def run(self, rate: float) -> Latencies:
        """Set the cases up, let them flow, look at the record, and break two telephones at the end."""
        cases = [opened(self.load) for _ in range(CASES)]
        asked = [self._report() for _ in range(self.count)]
        urgent = [self._planned() for _ in range(self.count)]
        rest(self.db)
        pace, begun = rate / messages_each(self.load, self.db, cases), datetime.now(UTC)
        receipts, answers, posted = list[float](), list[float](), list[float]()
        reminded = [self._report(hour=RUNG * QUARTER) for _ in range(self.count)]
        with (
            beside(self._receipts(receipts)),
            beside(self._answers(asked, answers, posted)),
            beside(self._refer(urgent)),
        ):
            self._flow(cases, pace)
        rest(self.db)
        gone = self.eyes.rows(begun)
        darurat = [row for row in gone if row.urgency == Urgency.EMERGENCY]
        late, holder = list(self._late(reminded)), self.eyes.task(reminded[-1]).person
        return Latencies(
            *map(_sorted, ([_took(row) for row in gone], [_took(row) for row in darurat], receipts, posted, answers)),
            *map(_sorted, (late, list(self._hard(holder, 10)), list(self._told(holder)))),
        )

    def _flow(self, cases: list[str], pace: float) -> None:
        begun, given = time.monotonic(), 0
        while (at := time.monotonic() - begun) < self.count:
            while given < at * pace:
                give(self.load, cases[given % len(cases)], given // len(cases))
                given += 1
            time.sleep(0.005)

    def _report(self, hour: float = AT_ANY_HOUR) -> str:
        code = case_code(randbelow)
        self.load.put(code, Report(id=token_hex(8), by="PD-01", role=Role.DESK, unit="tulungagung", hour=hour))
        return code

    def _planned(self) -> str:
        code = self._report()
        self.load.put(code, Reply(id=token_hex(8), **STAFF, n=1, verb=Verb.ACCEPT))  # type: ignore[arg-type]
        self.load.put(code, Assess(id=token_hex(8), **STAFF, risk=Risk.HIGH))  # type: ignore[arg-type]
        self.load.put(code, MakePlan(id=token_hex(8), **STAFF))  # type: ignore[arg-type]
        return code

    def _refer(self, codes: list[str]) -> Iterator[None]:
        """Referrals that cannot wait."""
        ok = {"consent": Consent.PARENT, "services_ok": True, "sharing_ok": True, "urgency": Urgency.EMERGENCY}
        for code in codes:
            refer = Refer(id=token_hex(8), **STAFF, to="DINSOS", service="REHSOS", **ok)  # type: ignore[arg-type]
            self.load.put(code, refer)
            yield

    def _receipts(self, took: list[float]) -> Iterator[None]:
        """Signed receipts for messages that were accepted, each until its row shows it."""
        for number in range(self.count):
            sid, url = f"SM{token_hex(16)}", f"{self.plan.url('web')}/twilio/status"
            (row,) = put_rows(self.db, datetime.now(UTC), range(number, number + 1))
            self._accepted(row, sid)
            fields = [("MessageSid", sid), ("MessageStatus", "delivered"), ("AccountSid", "AC" + "0" * 32)]
            signed = {signature.HEADER: signature.sign(self.plan.token, url, fields)}
            begun = time.monotonic()
            httpx.post(url, data=dict(fields), headers=signed, timeout=PATIENCE).raise_for_status()
            self.eyes.until(lambda row=row: self.eyes.row(row.id).state == "DELIVERED")  # type: ignore[misc]
            took.append(time.monotonic() - begun)
            yield

    def _answers(self, codes: list[str], took: list[float], posted: list[float]) -> Iterator[None]:
        """People write TERIMA: until the provider has the confirmation, and until the provider had its answer."""
        for code in codes:
            task = self.eyes.task(code)
            begun, at = time.monotonic(), datetime.now(UTC)
            self.eyes.write(task.person, f"TERIMA {task.code}")
            posted.append(time.monotonic() - begun)
            self.eyes.until(lambda code=code, task=task, at=at: bool(self._confirmed(code, task, at)))  # type: ignore[misc]
            took.append((self._confirmed(code, task, at)[0] - at).total_seconds())
            yield

    def _confirmed(self, code: str, task: HandoverRow, since: datetime) -> list[datetime]:
        """When what answers the answer was with the provider; the task is taken by then."""
        mine = [row for row in self.eyes.rows(since, code) if row.person == task.person]
        return [row.accepted_at for row in mine if row.accepted_at and self.eyes.task(code).state != task.state]

    def _late(self, codes: list[str]) -> Iterator[float]:
        """From the due instant of the first reminder to the provider."""
        for code in codes:
            due = self.eyes.task(code).opened + timedelta(seconds=RUNG)
            rows = [
                row for row in self.eyes.rows(due - timedelta(seconds=1), code) if row.template.startswith("reminder")
            ]
            if rows and rows[0].accepted_at:
                yield (rows[0].accepted_at - due).total_seconds()

    def _hard(self, holder: str, times: int) -> Iterator[float]:
        """The text is filtered by the network: until the next channel has it."""
        for _ in range(times):
            self.eyes.plant(holder, FILTERED, 1)
            code = self._report()
            begun = time.monotonic()
            self.eyes.until(lambda code=code: any(row.accepted_at for row in self.eyes.rows(_LONG_AGO, code)))  # type: ignore[misc]
            yield time.monotonic() - begun
            refused = self.eyes.rows(_LONG_AGO, code)[0]
            assert (refused.person, refused.error_code) == (holder, str(FILTERED)), (refused.person, refused.error_code)
            self.eyes.until(lambda code=code: all(row.state not in OPEN for row in self.eyes.rows(_LONG_AGO, code)))  # type: ignore[misc]

    def _told(self, holder: str) -> Iterator[float]:
        """A number is dead: until whoever is over its person is asked for another one."""
        self.eyes.plant(holder, NO_NUMBER, 1)
        begun, at = time.monotonic(), datetime.now(UTC)
        self._report()
        self.eyes.until(lambda: self.eyes.asked_for_a_number(at))
        yield time.monotonic() - begun

    def _accepted(self, row: Outbox, sid: str) -> None:
        with self.db.write() as session:
            kept = session.get_one(Outbox, row.id)
            kept.state, kept.provider_id, kept.accepted_at = "ACCEPTED", sid, datetime.now(UTC)


@contextmanager
def beside(work: Iterable[None]) -> Iterator[None]:
    """Work done step by step in a thread beside us, twice a second at most; what fails there fails here."""
    failed = list[BaseException]()

    def run() -> None:
        try:
            for _ in work:
                time.sleep(0.5)
        except BaseException as error:  # noqa: BLE001 - raised again below
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield
    thread.join()
    if failed:
        raise failed[0]


async def _schedules(plan: Plan) -> None:
    """The sweeps too: what is told to others than a case's own people leaves with them."""
    await periodic.ensure(await client_of(plan.ports["temporal"]))


def _took(row: Outbox) -> float:
    """From the event to the provider; what never got there took as long as we wait."""
    return (row.accepted_at - row.created_at).total_seconds() if row.accepted_at else PATIENCE


def _sorted(seconds: Iterable[float]) -> Times:
    return Times(sorted(seconds))
