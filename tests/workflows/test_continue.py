"""A long history goes on in a new run with everything under way: nothing twice, nothing forgotten."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from temporalio.client import WorkflowExecutionStatus
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from policy.commands import Command, Reply, Report
from policy.events import Change, Unsettled
from policy.refusals import Refused
from policy.words import Audience, Verb
from tests.workflows.conftest import QUEUE, Stage, fresh_code
from tests.workflows.people import ROAD, command
from tests.workflows.server import MemoryRecord, environment, settled
from workflows.case import CaseWorkflow
from workflows.client import Cases, NotNowError
from workflows.messages import Answer
from workflows.sandbox import runner

SHORT = "limit.historyCount.suggestContinueAsNew=60"


@pytest.fixture(scope="module")
async def short(record: MemoryRecord) -> AsyncIterator[WorkflowEnvironment]:
    """A server that wants a new run after sixty events."""
    env = await environment(SHORT)
    async with Worker(
        env.client,
        task_queue=QUEUE,
        workflows=[CaseWorkflow],
        activities=[record.carry_out, record.settle],
        workflow_runner=runner(),
    ):
        yield env
    await env.shutdown()


@pytest.fixture
def long_case(short: WorkflowEnvironment, record: MemoryRecord) -> Stage:
    return Stage(short, Cases(short.client, QUEUE), record, fresh_code())


async def _first_run(stage: Stage) -> str:
    return (await stage.handle.describe()).run_id or ""


async def insist(stage: Stage, given: Command) -> Answer | Refused:
    """Ask again while the case is busy, under the same id, as the relay does."""
    for _ in range(20):
        with contextlib.suppress(NotNowError):
            return await stage.cases.ask(stage.code, given)
    raise AssertionError("the case never answered")


async def test_answers_that_arrive_during_continue_as_new_are_done_once(long_case: Stage) -> None:
    stage = long_case
    await stage.do(Report, "PD-01")
    first = await _first_run(stage)
    for kind, more in ROAD:
        await stage.do(kind, "PS-01", **more)
    asked = [command(Reply, "DINSOS-1", n=5, verb=Verb.HELP) for _ in range(40)]
    with stage.env.with_time_skipping_disabled():
        answers = await asyncio.gather(*(insist(stage, each) for each in asked))
        await settled(lambda: stage.known_seq == 45)
        again = await asyncio.gather(*(insist(stage, each) for each in asked[-20:]))
    assert await _first_run(stage) != first
    changes = [change for change in stage.record.changes if change.case == stage.code]
    assert [change.seq for change in changes] == list(range(1, 46))
    assert len({change.id for change in changes}) == 45
    assert again == answers[-20:]


async def test_a_rung_fires_once_across_runs(long_case: Stage) -> None:
    stage = long_case
    await stage.do(Report, "PD-01")
    for kind, more in ROAD:
        await stage.do(kind, "PS-01", **more)
    first = await _first_run(stage)
    await stage.pass_time(timedelta(hours=8, minutes=30))
    rungs = [change.id for change in stage.record.changes if change.case == stage.code and "/" in change.id]
    assert await _first_run(stage) != first
    assert len(rungs) == len(set(rungs))
    told = [template for template, _, n in stage.record.told(stage.code) if n == 5]
    assert told.count("reminder") == 2
    assert (await stage.handle.describe()).status is WorkflowExecutionStatus.RUNNING


async def test_an_unsettled_message_is_taken_into_the_new_run(long_case: Stage) -> None:
    stage = long_case

    def plant(change: Change) -> tuple[Unsettled, ...]:
        """One held message: it may leave two days after the report."""
        if change.case != stage.code or change.seq != 1:
            return ()
        start = change.at + timedelta(days=2)
        return (Unsettled(99, 1, start, start + timedelta(hours=1), "SMS ke PS-01"),)

    stage.record.plant = plant
    stage.record.fates[99] = Audience.HOLDER
    await stage.do(Report, "PD-01")
    for kind, more in ROAD:
        await stage.do(kind, "PS-01", **more)
    assert ("message_failed", "supervisor", 1) not in stage.record.told(stage.code)
    await stage.pass_time(timedelta(days=2, minutes=10))
    assert stage.record.told(stage.code).count(("message_failed", "supervisor", 1)) == 1
