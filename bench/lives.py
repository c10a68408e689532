"""Whole cases beside the floor: how many a second, and what they cost the server and the worker."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import astuple, dataclass
from secrets import randbelow
from statistics import median

from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy

from bench.floor import Floor, Step
from bench.stack import measured
from policy.codes import case_code
from policy.commands import Approve, Assess, ChildSaid, MakePlan, ProposeClosure, Refer, Reply, Report, Visit
from policy.hard_words import Got
from policy.words import ClosureReason, Consent, Outcome, Risk, Role, Verb
from workflows.client import Cases, NotNowError, connect
from workflows.messages import Answer
from workflows.names import TASK_QUEUE

SIDE_BY_SIDE = 12
AT_ANY_HOUR = 3_599
"""Not an hour: every office is open then; at night a case would wait for the morning with its last message."""
STAFF = {"by": "PS-01", "role": Role.WORKER}
AGENCY = {"by": "DINSOS-1", "role": Role.FOCAL_POINT, "agency": "DINSOS"}
Life = Callable[[Client, int], Awaitable[None]]


@dataclass(frozen=True)
class Cost:
    """What one shape cost per case: seconds of wall, server CPU and worker CPU."""

    wall: float
    server: float
    worker: float


def typical(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(median(figures) for figures in zip(*map(astuple, costs), strict=True)))


async def floor_life(client: Client, number: int) -> None:
    """Ten updates, six messages: those of `case_life`."""
    first = Step(messages=1)
    start_ = WithStartWorkflowOperation(
        Floor.run, id=f"floor-{number}", task_queue=TASK_QUEUE, id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING
    )
    await client.execute_update_with_start_workflow("step", first, start_workflow_operation=start_, id="0")
    handle = client.get_workflow_handle(f"floor-{number}")
    for place, messages in enumerate((0, 0, 0, 1, 1, 1, 0, 1), 1):
        await handle.execute_update("step", Step(messages), id=str(place))
    await handle.execute_update("step", Step(1, last=True), id="9")
    await handle.result()


async def case_life(client: Client, number: int) -> None:
    """The same life as a case: report, taken, assessed, planned, referred, accepted, served, visited, closed."""
    cases, code = Cases(client), case_code(randbelow)
    one = Kit(cases, code, number)
    await one.ask(Report(id=one.id(), by="PD-01", role=Role.DESK, unit="tulungagung", hour=AT_ANY_HOUR))
    await one.ask(Reply(id=one.id(), **STAFF, n=1, verb=Verb.ACCEPT))  # type: ignore[arg-type]
    await one.ask(Assess(id=one.id(), **STAFF, risk=Risk.MEDIUM))  # type: ignore[arg-type]
    await one.ask(MakePlan(id=one.id(), **STAFF))  # type: ignore[arg-type]
    ok = {"consent": Consent.PARENT, "services_ok": True, "sharing_ok": True}
    refer = Refer(id=one.id(), **STAFF, to="DINSOS", service="BANSOS", **ok)  # type: ignore[arg-type]
    await one.ask(refer)
    await one.ask(Reply(id=one.id(), **AGENCY, n=5, verb=Verb.ACCEPT))  # type: ignore[arg-type]
    await one.ask(Reply(id=one.id(), **AGENCY, n=5, verb=Verb.COMPLETE, outcome=Outcome.SERVED))  # type: ignore[arg-type]
    await one.ask(Visit(id=one.id(), **STAFF, got=(ChildSaid(5, Got.YES),)))  # type: ignore[arg-type]
    await one.ask(ProposeClosure(id=one.id(), **STAFF, reason=ClosureReason.GOALS_MET))  # type: ignore[arg-type]
    await one.ask(Approve(id=one.id(), by="MJ-01", role=Role.MANAGER, yes=True))
    await client.get_workflow_handle(code).result()  # not the last answer counts, but the last record and message


class Kit:
    """Asks one case, again when it is not reachable."""

    def __init__(self, cases: Cases, code: str, number: int) -> None:
        self._cases, self._code, self._number, self._step = cases, code, number, 0

    def id(self) -> str:
        """A fresh id."""
        self._step += 1
        return f"b{self._number}-{self._step}"

    async def ask(self, command: object) -> None:
        """Ask until it is answered; a refusal is a fault of the bench."""
        while True:
            try:
                way = self._cases.begin if isinstance(command, Report) else self._cases.ask
                answer = await way(self._code, command)  # type: ignore[arg-type]
            except NotNowError:
                continue
            assert isinstance(answer, Answer), answer
            return


async def _all(client: Client, life: Life, first: int, count: int) -> None:
    gate = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(number: int) -> None:
        async with gate:
            await life(client, number)

    await asyncio.gather(*(one(number) for number in range(first, first + count)))


def measure(kind: str, count: int) -> Cost:
    """Live `count` cases of a kind on a server and a worker of their own."""
    life = floor_life if kind == "floor" else case_life
    with measured(kind) as (plan, temporal, worker):
        return asyncio.run(_measured(plan.ports["temporal"], life, count, (temporal, worker)))


async def _measured(port: int, life: Life, count: int, processes: tuple[object, object]) -> Cost:
    temporal, worker = processes
    client = await client_of(port)
    await _all(client, life, 0, max(4, count // 10))
    before = (time.perf_counter(), temporal.cpu(), worker.cpu())  # type: ignore[attr-defined]
    await _all(client, life, 1_000, count)
    after = (time.perf_counter(), temporal.cpu(), worker.cpu())  # type: ignore[attr-defined]
    wall, server_cpu, worker_cpu = ((b - a) / count for a, b in zip(before, after, strict=True))
    return Cost(wall, server_cpu, worker_cpu)


async def client_of(port: int) -> Client:
    """A client, once the server answers."""
    for _ in range(100):
        try:
            return await connect(f"127.0.0.1:{port}", "rujukan")
        except NotNowError:
            await asyncio.sleep(0.1)
    raise RuntimeError("the server does not answer")
