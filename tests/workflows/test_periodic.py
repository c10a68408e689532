"""What is done again and again: schedules that may be made twice, one run at a time, handed from worker to worker."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from temporalio.client import Client, ScheduleOverlapPolicy
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.sweeps import HARIAN, JAM, OFTEN, PESAN, Beat, Sweeps
from tests.patience import PATIENCE, settled
from workflows import periodic
from workflows.periodic import JOBS, PeriodicWorkflow, ensure, job_of
from workflows.sandbox import runner

QUEUE = "berkala-uji"
SECOND = timedelta(seconds=1)
RUNNING = "WorkflowType='Berkala' AND ExecutionStatus='Running'"


@dataclass
class Jobs:
    """Counts what is done; the first look at `jam` may be planted to fail."""

    done: list[str] = field(default_factory=list)
    trouble: list[Exception] = field(default_factory=list)

    def work(self, name: str) -> Callable[[datetime, Beat], None]:
        def do(now: datetime, beat: Beat) -> None:
            assert now.tzinfo is not None
            beat()
            if self.trouble:
                raise self.trouble.pop()
            self.done.append(name)

        return do

    def activity(self, often: dict[str, tuple[timedelta, timedelta]] | None = None) -> Callable[[str], None]:
        jobs = {name: [self.work(name)] for name in JOBS}
        return Sweeps(jobs, lambda: datetime.now(UTC), {} if often is None else often).sweep


def _worker(client: Client, activity: Callable[[str], None], threads: ThreadPoolExecutor) -> Worker:
    return Worker(
        client,
        task_queue=QUEUE,
        workflows=[PeriodicWorkflow],
        activities=[activity],
        activity_executor=threads,
        workflow_runner=runner(),
        graceful_shutdown_timeout=timedelta(seconds=10),
    )


@pytest.fixture
async def client(env: WorkflowEnvironment) -> AsyncIterator[Client]:
    """A client; what it has scheduled is gone afterwards."""
    with env.with_time_skipping_disabled():
        yield env.client
    async for each in await env.client.list_schedules():
        await env.client.get_schedule_handle(each.id).delete()
    async for run in env.client.list_workflows(RUNNING):
        with contextlib.suppress(RPCError):
            await env.client.get_workflow_handle(run.id).terminate()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def test_a_runs_job_stands_in_its_id() -> None:
    assert [job_of(f"berkala-{name}-2026-11-24T03:00:00Z") for name in JOBS] == list(JOBS)
    assert set(JOBS) == {PESAN, HARIAN, JAM}


def test_messages_are_looked_at_every_twenty_seconds_and_a_run_ends_before_the_next_begins() -> None:
    lasts, pause = OFTEN[PESAN]
    assert pause == timedelta(seconds=20)
    assert lasts < JOBS[PESAN].every


async def test_each_job_is_done_at_once_and_asked_for_twice_there_is_one_schedule(
    client: Client, threads: ThreadPoolExecutor
) -> None:
    jobs = Jobs()
    async with _worker(client, jobs.activity(), threads):
        for _ in range(2):
            await ensure(client, QUEUE)
        await settled(lambda: set(jobs.done) == set(JOBS))
    described = [await client.get_schedule_handle(f"berkala-{name}").describe() for name in JOBS]
    assert [each.schedule.policy.overlap for each in described] == [ScheduleOverlapPolicy.BUFFER_ONE] * len(JOBS)
    assert [each.schedule.policy.catchup_window for each in described] == [periodic.CATCH_UP] * len(JOBS)


async def test_what_stood_still_while_the_product_was_down_is_done_as_it_starts_again(
    client: Client, threads: ThreadPoolExecutor
) -> None:
    jobs = Jobs()
    async with _worker(client, jobs.activity(), threads):
        await ensure(client, QUEUE)
        await settled(lambda: set(jobs.done) == set(JOBS))
        while [run async for run in client.list_workflows(RUNNING)]:  # noqa: ASYNC110 - the server's own pace
            await asyncio.sleep(0.1)
        await ensure(client, QUEUE)
        await settled(lambda: all(jobs.done.count(job) >= 2 for job in JOBS))  # a schedule's own hour may strike too


async def test_a_schedule_that_somebody_has_paused_stays_paused(client: Client, threads: ThreadPoolExecutor) -> None:
    async with _worker(client, Jobs().activity(), threads):
        await ensure(client, QUEUE)
        handle = client.get_schedule_handle("berkala-jam")
        await handle.pause(note="perawatan")
        await ensure(client, QUEUE)
        assert (await handle.describe()).schedule.state.paused


async def test_a_job_that_fails_is_tried_again_in_the_same_run(client: Client, threads: ThreadPoolExecutor) -> None:
    jobs = Jobs(trouble=[ValueError("planted")])
    async with _worker(client, jobs.activity(), threads):
        await ensure(client, QUEUE)
        await settled(lambda: set(jobs.done) == set(JOBS))


async def test_a_worker_that_stops_hands_its_look_to_another(client: Client, threads: ThreadPoolExecutor) -> None:
    often = {PESAN: (timedelta(minutes=9), SECOND)}
    first, second = Jobs(), Jobs()
    async with _worker(client, first.activity(often), threads):
        await ensure(client, QUEUE)
        await settled(lambda: first.done.count(PESAN) >= 2 and JAM in first.done)
    async with _worker(client, second.activity(often), threads):
        await settled(lambda: second.done.count(PESAN) >= 1)


async def test_a_run_takes_no_argument_and_leaves_a_short_history(client: Client, threads: ThreadPoolExecutor) -> None:
    async with _worker(client, Jobs().activity(), threads):
        handle = await client.start_workflow(PeriodicWorkflow.run, id="berkala-jam-uji", task_queue=QUEUE)
        await asyncio.wait_for(handle.result(), PATIENCE)
        events = [event async for event in handle.fetch_history_events()]
    assert not events[0].workflow_execution_started_event_attributes.input.payloads
    assert len(events) <= 11
