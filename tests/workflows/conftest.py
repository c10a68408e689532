"""One server, one worker and one record in memory for all workflow tests of a process."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import pytest
from temporalio.client import WorkflowHandle
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from policy.codes import make
from policy.commands import Command
from policy.refusals import Refused
from tests.workflows.people import command
from tests.workflows.server import MemoryRecord, environment, settled
from workflows.case import CaseWorkflow
from workflows.client import Cases
from workflows.messages import Answer
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
        given = command(kind, who, **more)
        with self.env.with_time_skipping_disabled():
            answer = await (self.cases.begin if kind.__name__ == "Report" else self.cases.ask)(self.code, given)
            if isinstance(answer, Answer):
                await settled(lambda: self.known_seq >= answer.seq)
        return answer

    async def do(self, kind: type[Command], who: str, **more: object) -> Answer:
        answer = await self.ask(kind, who, **more)
        assert isinstance(answer, Answer), answer
        return answer

    async def refused(self, kind: type[Command], who: str, **more: object) -> Refused:
        answer = await self.ask(kind, who, **more)
        assert isinstance(answer, Refused), answer
        return answer

    async def pass_time(self, span: timedelta) -> None:
        await self.env.fast_forward(self.handle, span)

    @property
    def known_seq(self) -> int:
        return self.record.cases[self.code].seq if self.code in self.record.cases else 0


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
