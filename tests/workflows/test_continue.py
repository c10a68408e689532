"""A long history goes on in a new run with everything under way: nothing twice, nothing forgotten."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from temporalio.client import WorkflowExecutionStatus
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from policy.case import Case
from policy.commands import Approve, ProposeClosure, Reply, Report
from policy.words import Audience, ClosureReason, Verb
from tests.patience import settled
from tests.workflows.conftest import QUEUE, Stage, details, fresh_code
from tests.workflows.people import command
from tests.workflows.server import MemoryRecord, environment, held
from workflows.case import CaseWorkflow
from workflows.client import AlreadyReportedError, Cases
from workflows.names import STATE_QUERY
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


async def new_run(stage: Stage) -> None:
    """Ask for help until the case goes on in a run that is not its first."""
    first = await stage.run_id()
    for _ in range(20):
        await stage.do(Reply, "PS-01", n=1, verb=Verb.HELP)
        if await stage.run_id() != first:
            return
    raise AssertionError("the case stayed in its first run")


async def test_answers_that_arrive_during_continue_as_new_are_done_once(long_case: Stage) -> None:
    stage = long_case
    await stage.do(Report, "PD-01")
    first = await stage.run_id()
    asked = [command(Reply, "PS-01", n=1, verb=Verb.HELP) for _ in range(40)]
    with stage.env.with_time_skipping_disabled():
        answers = await asyncio.gather(*(stage.deliver(each) for each in asked))
        await settled(lambda: stage.known_seq == 41)
        again = await asyncio.gather(*(stage.deliver(each) for each in asked[-20:]))
    assert await stage.run_id() != first
    assert [change.seq for change in stage.record.of(stage.code)] == list(range(1, 42))
    assert len({change.id for change in stage.record.of(stage.code)}) == 41
    assert again == answers[-20:]


async def test_a_rung_fires_once_across_runs(long_case: Stage) -> None:
    stage = long_case
    await stage.refer()
    first = await stage.run_id()
    await stage.pass_time(timedelta(hours=8, minutes=30))
    rungs = [change.id for change in stage.record.of(stage.code) if "/" in change.id]
    assert await stage.run_id() != first
    assert len(rungs) == len(set(rungs))
    told = [template for template, _, n in stage.record.told(stage.code) if n == 5]
    assert told.count("reminder") == 2
    assert (await stage.handle.describe()).status is WorkflowExecutionStatus.RUNNING


async def test_an_unsettled_message_is_taken_into_the_new_run(long_case: Stage) -> None:
    stage, later = long_case, timedelta(days=2)
    stage.record.plants[stage.code] = lambda change: (held(99, change.at + later),) if change.seq == 1 else ()
    stage.record.fates[99] = Audience.HOLDER
    await stage.do(Report, "PD-01")
    await new_run(stage)
    assert 99 not in stage.record.looked
    await stage.pass_time(later + timedelta(minutes=10))
    assert stage.record.told(stage.code).count(("message_failed", "supervisor", 1)) == 1
    assert stage.record.looked.count(99) == 1


async def test_the_new_run_knows_all_the_old_one_knew(long_case: Stage) -> None:
    await long_case.do(Report, "PD-01")
    await new_run(long_case)
    known = await long_case.handle.query(STATE_QUERY, result_type=Case)
    assert known == long_case.record.cases[long_case.code]
    assert known.handovers[0].code == "C1"
    assert "Ambil laporan C1: P-peksos" in await details(long_case)
    assert (await long_case.shown())["WaitingOn"] == ["P-peksos"]


async def test_a_report_sent_again_in_a_later_run_gets_its_first_answer(long_case: Stage) -> None:
    given = command(Report, "PD-01")
    first = await long_case.send(given)
    await new_run(long_case)
    assert await long_case.send(given) == first
    assert [change.id for change in long_case.record.of(long_case.code)].count(given.id) == 1


async def test_a_report_sent_again_after_the_end_of_a_later_run_begins_nothing(long_case: Stage) -> None:
    given = command(Report, "PD-01")
    await long_case.send(given)
    await new_run(long_case)
    await long_case.do(ProposeClosure, "PD-01", reason=ClosureReason.OTHER)
    await long_case.do(Approve, "MJ-01", yes=True)
    await long_case.ended()
    last = await long_case.run_id()
    with pytest.raises(AlreadyReportedError):
        await long_case.deliver(given)
    assert await long_case.run_id() == last
