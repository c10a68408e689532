"""One server, one worker and one record in memory for all workflow tests of a process."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from itertools import count
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import WorkflowHandle
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from policy.case import Case
from policy.codes import make
from policy.commands import Command, Report
from policy.instants import wake_at
from policy.refusals import Refused
from tests.patience import PATIENCE, eventually, settled
from tests.workflows.people import ROAD, command
from tests.workflows.server import MemoryRecord, environment
from workflows.case import CaseWorkflow
from workflows.client import Cases, NotNowError
from workflows.messages import Answer
from workflows.names import STATE_QUERY
from workflows.sandbox import runner

QUEUE = "uji"
NUMBERS = count(1)


@dataclass
class Stage:
    """A case on the real server, asked as the relay asks, and moved through time by hand."""

    env: WorkflowEnvironment
    cases: Cases
    record: MemoryRecord
    code: str

    @property
    def handle(self) -> WorkflowHandle[object, object]:
        return self.env.client.get_workflow_handle(self.code)

    async def ask(self, kind: type[Command], who: str, **more: object) -> Answer | Refused:
        """One command; returns when the record has what came of it."""
        return await self.send(command(kind, who, **more))

    async def send(self, given: Command) -> Answer | Refused:
        """As the relay sends it; returns when the record has what came of it."""
        with self.env.with_time_skipping_disabled():
            answer = await self.deliver(given)
            if isinstance(answer, Answer):
                await settled(lambda: self.known_seq >= answer.seq)
        return answer

    async def deliver(self, given: Command) -> Answer | Refused:
        """The answer; what cannot be given now is asked for again under the same id."""
        ask = self.cases.begin if isinstance(given, Report) else self.cases.ask
        async with asyncio.timeout(PATIENCE):
            while True:
                with contextlib.suppress(NotNowError):
                    return await ask(self.code, given)

    async def do(self, kind: type[Command], who: str, **more: object) -> Answer:
        answer = await self.ask(kind, who, **more)
        assert isinstance(answer, Answer), answer
        return answer

    async def refused(self, kind: type[Command], who: str, **more: object) -> Refused:
        answer = await self.ask(kind, who, **more)
        assert isinstance(answer, Refused), answer
        return answer

    async def pass_time(self, span: timedelta) -> None:
        """Move the clock of the case; returns when what was due by then is done and recorded."""
        if await asyncio.wait_for(self.env.fast_forward(self.handle, span), PATIENCE):
            await eventually(self._caught_up)

    async def _caught_up(self) -> bool:
        """Whether nothing is left that was due by the clock of the case; one that stands still is left alone."""
        info = await self.env.get_time_skipping_info(self.handle)
        described = await self.handle.describe()
        if info is None or described.raw_description.pending_workflow_task.attempt > 1:
            return True
        case = await self.known()
        wake, now = wake_at(case), info.current_time.ToDatetime(UTC)
        return (wake is None or wake > now) and await self._agrees()

    async def refer(self) -> None:
        """A report, taken, assessed, planned, and referred to DINSOS (hand-over 5)."""
        await self.do(Report, "PD-01")
        for kind, more in ROAD:
            await self.do(kind, "PS-01", **more)

    async def shown(self) -> dict[str, Any]:
        """The search attributes as the server has them, once the case knows what the record knows."""
        await self.at_rest()
        described = await self.handle.describe()
        return {pair.key.name: pair.value for pair in described.typed_search_attributes}

    async def at_rest(self) -> None:
        """Until the case has folded in what the record answered; AssertionError if that never comes."""
        await eventually(self._agrees)

    async def _agrees(self) -> bool:
        return await self.known() == self.record.cases[self.code]

    async def known(self) -> Case:
        """The state as the case has it."""
        found: Case = await self.handle.query(STATE_QUERY, result_type=Case)
        return found

    async def run_id(self) -> str:
        """The id of the run that goes on."""
        return (await self.handle.describe()).run_id or ""

    async def ended(self) -> object:
        """The result of a case that is about to end; TimeoutError if it is not."""
        return await asyncio.wait_for(self.handle.result(), PATIENCE)

    @property
    def known_seq(self) -> int:
        return self.record.cases[self.code].seq if self.code in self.record.cases else 0


async def details(stage: Stage) -> str:
    """The current details as the Temporal page shows them."""
    return str((await metadata(stage))["currentDetails"])


async def metadata(stage: Stage) -> dict[str, Any]:
    """What the case says of itself to the Temporal page: definition and current details."""
    await stage.at_rest()
    found: WorkflowMetadata = await stage.handle.query("__temporal_workflow_metadata", result_type=WorkflowMetadata)
    return MessageToDict(found)


@pytest.fixture(scope="session")
async def env() -> AsyncIterator[WorkflowEnvironment]:
    server = await environment()
    yield server
    await server.shutdown()


@pytest.fixture(scope="session")
def record() -> MemoryRecord:
    return MemoryRecord()


@pytest.fixture(scope="session")
async def worker(env: WorkflowEnvironment, record: MemoryRecord) -> AsyncIterator[Worker]:
    async with Worker(
        env.client,
        task_queue=QUEUE,
        workflows=[CaseWorkflow],
        activities=[record.carry_out, record.settle],
        workflow_runner=runner(),
        sticky_queue_schedule_to_start_timeout=timedelta(seconds=1),
    ) as working:
        yield working


@pytest.fixture
def stage(env: WorkflowEnvironment, worker: Worker, record: MemoryRecord) -> Stage:
    assert worker.task_queue == QUEUE
    return Stage(env, Cases(env.client, QUEUE), record, fresh_code())


def fresh_code() -> str:
    """A case code nobody has used in this process."""
    letters = "ABCDEFGHJKMNPQRSTVWXYZ"
    while True:
        n = next(NUMBERS)
        body = "K" + "".join(letters[(n // len(letters) ** place) % len(letters)] for place in range(5))
        try:
            return make(body)
        except ValueError:
            continue
