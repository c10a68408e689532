"""Open cases beside the floor: what one holds in the worker, and how soon an update is a message at the provider."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from secrets import randbelow

from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy

from bench.floor import Floor, Step
from bench.lives import AGENCY, AT_ANY_HOUR, STAFF, Kit, client_of
from bench.stack import Running, measured
from instance.plan import Plan
from policy.codes import case_code
from policy.commands import Assess, MakePlan, Refer, Reply, Report
from policy.words import Consent, Risk, Role, Verb
from workflows.client import Cases
from workflows.names import TASK_QUEUE

RATE = 20
SETTLING = 2.0


@dataclass(frozen=True)
class Held:
    """Bytes of worker memory per open case; seconds from update to provider, median and 99th of a hundred."""

    memory: float
    half: float
    worst: float


@dataclass(frozen=True)
class Opened:
    """An open case, and the update that makes it send one message whose text holds `name`."""

    name: str
    poke: Callable[[], Awaitable[object]]


async def open_floor(client: Client, number: int) -> Opened:
    """Five updates, as `open_case`."""
    name = f"floor-{number}."
    first = WithStartWorkflowOperation(
        Floor.run, id=name, task_queue=TASK_QUEUE, id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING
    )
    await client.execute_update_with_start_workflow("step", Step(1), start_workflow_operation=first, id="0")
    handle = client.get_workflow_handle(name)
    for place in range(1, 5):
        await handle.execute_update("step", Step(0), id=str(place))
    return Opened(name, lambda: handle.execute_update("step", Step(1), id="poke"))


async def open_case(client: Client, number: int) -> Opened:
    """A case with an open referral; the agency's acceptance is told to the sender, by case code."""
    code = case_code(randbelow)
    one = Kit(Cases(client), code, number)
    report = Report(id=one.id(), by="PD-01", role=Role.DESK, unit="tulungagung", hour=AT_ANY_HOUR)
    await one.ask(report)
    await one.ask(Reply(id=one.id(), **STAFF, n=1, verb=Verb.ACCEPT))  # type: ignore[arg-type]
    await one.ask(Assess(id=one.id(), **STAFF, risk=Risk.MEDIUM))  # type: ignore[arg-type]
    await one.ask(MakePlan(id=one.id(), **STAFF))  # type: ignore[arg-type]
    ok = {"consent": Consent.PARENT, "services_ok": True, "sharing_ok": True}
    await one.ask(Refer(id=one.id(), **STAFF, to="DINSOS", service="BANSOS", **ok))  # type: ignore[arg-type]
    accept = Reply(id=one.id(), **AGENCY, n=5, verb=Verb.ACCEPT)  # type: ignore[arg-type]
    return Opened(code, lambda: one.ask(accept))


def held(kind: str, count: int) -> Held:
    """Open `count` cases of a kind, then poke each, 20 a second."""
    opening = open_floor if kind == "floor" else open_case
    with measured(kind) as (plan, _, worker):
        return asyncio.run(_held(plan, worker, opening, count))


async def _held(plan: Plan, worker: Running, opening: Callable[[Client, int], Awaitable[Opened]], count: int) -> Held:
    client, messages = await client_of(plan.ports["temporal"]), plan.data / "messages.txt"
    await _open(client, opening, range(50))
    await _quiet(messages)
    before = worker.memory()
    cases = await _open(client, opening, range(50, 50 + count))
    await _quiet(messages)
    memory = (worker.memory() - before) / count
    sent: dict[str, float] = {}
    poking = []
    for each in cases:
        sent[each.name] = time.time()
        poking.append(asyncio.ensure_future(each.poke()))
        await asyncio.sleep(1 / RATE)
    await asyncio.gather(*poking)
    await asyncio.sleep(SETTLING)
    late = sorted(_latencies(messages, sent))
    assert len(late) >= count * 0.99, (len(late), count)
    return Held(memory, late[len(late) // 2], late[int(len(late) * 0.99)])


async def _quiet(messages: Path) -> None:
    """Until no message has come for three seconds: answers are given before they are recorded."""
    size = -1
    while (now := os.path.getsize(messages)) != size:  # noqa: PTH202, ASYNC240 - a look at a local file
        size = now
        await asyncio.sleep(3)


async def _open(client: Client, opening: Callable[[Client, int], Awaitable[Opened]], numbers: range) -> list[Opened]:
    gate = asyncio.Semaphore(10)

    async def one(number: int) -> Opened:
        async with gate:
            return await opening(client, number)

    return list(await asyncio.gather(*(one(number) for number in numbers)))


def _latencies(path: Path, sent: dict[str, float]) -> list[float]:
    """From each poke to the first message after it that names its case."""
    found: dict[str, float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        at, _, text = line.partition("\t")
        for name in (word.strip(".,:") for word in text.replace("floor", " floor").split()):
            key = name if name in sent else f"{name}."
            if key in sent and key not in found and float(at) >= sent[key]:
                found[key] = float(at) - sent[key]
    return list(found.values())
