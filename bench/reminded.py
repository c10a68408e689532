"""Many reminders within one minute, beside the floor: how late each message reaches the provider."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import randbelow

from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy

from bench.floor import Floor, Step
from bench.lives import Kit, client_of
from bench.stack import measured
from instance.plan import Plan
from policy.codes import case_code
from policy.commands import Report
from policy.words import Role
from workflows.client import Cases
from workflows.names import TASK_QUEUE

WITHIN = 60.0
OPENING = 300.0
"""Seconds given to opening all cases before the first reminder is due."""
QUARTER = 4
"""The first reminder of a report comes after a quarter of an hour; an hour lasts as long as the bench says."""
Opening = Callable[[Client, int, float], Awaitable[str]]


@dataclass(frozen=True)
class Late:
    """Seconds from the due instant to the provider: median and 99th of a hundred."""

    half: float
    worst: float


async def remind_floor(client: Client, number: int, due: float) -> str:
    """A message at once and one by a timer."""
    name = f"floor-{number}."
    first = WithStartWorkflowOperation(
        Floor.run, id=name, task_queue=TASK_QUEUE, id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING
    )
    step = Step(1, seconds=due - time.time())
    await client.execute_update_with_start_workflow("step", step, start_workflow_operation=first, id="0")
    return name


async def remind_case(client: Client, number: int, due: float) -> str:
    """A report: the task to its holder at once, a reminder when nobody takes it."""
    code = case_code(randbelow)
    one = Kit(Cases(client), code, number)
    hour = (due - time.time()) * QUARTER
    await one.ask(Report(id=one.id(), by="PD-01", role=Role.DESK, unit="tulungagung", hour=hour))
    return code


def reminded(kind: str, count: int) -> Late:
    """Open `count` cases whose first reminders fall evenly into one minute."""
    opening = remind_floor if kind == "floor" else remind_case
    with measured(kind) as (plan, *_):
        return asyncio.run(_reminded(plan, opening, count))


async def _reminded(plan: Plan, opening: Opening, count: int) -> Late:
    client, first = await client_of(plan.ports["temporal"]), time.time() + OPENING
    due = await _open(client, opening, [first + WITHIN * number / count for number in range(count)])
    assert time.time() < first, "the cases were not open when the first reminder was due"
    await asyncio.sleep(first + WITHIN + 10 - time.time())
    late = sorted(_lateness(plan.data / "messages.txt", due))
    assert len(late) >= count * 0.999, (len(late), count)
    return Late(late[len(late) // 2], late[int(len(late) * 0.99)])


async def _open(client: Client, opening: Opening, instants: list[float]) -> dict[str, float]:
    gate = asyncio.Semaphore(10)

    async def one(number: int, due: float) -> tuple[str, float]:
        async with gate:
            return await opening(client, number, due), due

    return dict(await asyncio.gather(*(one(number, due) for number, due in enumerate(instants))))


def _lateness(path: Path, due: Mapping[str, float]) -> Iterator[float]:
    """Of each case the first message that left after its reminder was due."""
    waiting = dict(due)
    for line in path.read_text(encoding="utf-8").splitlines():
        at, _, text = line.partition("\t")
        for name in {word.rstrip(".,:") for word in text.split()} | set(text.split()):
            if name in waiting and float(at) >= waiting[name]:
                yield float(at) - waiting.pop(name)
