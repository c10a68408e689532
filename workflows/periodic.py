"""What is done again and again: a schedule for each job starts `Berkala`, which has an activity do it.

A run takes no argument (temporal.md §4): its job stands in its workflow id, `berkala-<job>-<instant>`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from temporalio import workflow
from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleHandle,
    ScheduleIntervalSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleSpec,
    ScheduleUpdate,
    ScheduleUpdateInput,
)
from temporalio.common import RetryPolicy

from workflows.names import PERIODIC, SWEEP, TASK_QUEUE

_PREFIX = "berkala-"
HEARTBEAT = timedelta(seconds=30)
CATCH_UP = timedelta(minutes=1)
RETRY = RetryPolicy(maximum_interval=timedelta(seconds=20))


@dataclass(frozen=True)
class Job:
    """How often a job is started, and what it is, in the words of the Temporal page."""

    every: timedelta
    what: str


JOBS: Mapping[str, Job] = {
    "pesan": Job(timedelta(minutes=10), "Nasib pesan: ditanyakan tiap 20 detik"),
    "harian": Job(timedelta(minutes=15), "Ringkasan harian"),
    "jam": Job(timedelta(hours=1), "Pesan masuk yang terlewat, biaya pesan"),
}
"""`pesan` looks every 20 seconds within one run: a run for each look would leave 390,000 of them in 90 days."""


@workflow.defn(name=PERIODIC)
class PeriodicWorkflow:
    """`Berkala`: one run of one job; the next start is the schedule's."""

    @workflow.run
    async def run(self) -> None:
        """Have it done; a run that cannot be ended before the next is due gives up to it."""
        job = job_of(workflow.info().workflow_id)
        await workflow.execute_activity(
            SWEEP,
            job,
            schedule_to_close_timeout=JOBS[job].every if job in JOBS else CATCH_UP,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=RETRY,
            summary=JOBS[job].what if job in JOBS else job,
        )


def job_of(workflow_id: str) -> str:
    """`berkala-pesan-2026-11-24T03:00:00Z` is a run of `pesan`."""
    return workflow_id.removeprefix(_PREFIX).partition("-")[0]


async def ensure(client: Client, task_queue: str = TASK_QUEUE) -> None:
    """Every schedule as this version has it: made if it is not there, else changed. RPCError."""
    for name, job in JOBS.items():
        wanted = _schedule(name, job, task_queue)
        try:
            await client.create_schedule(f"{_PREFIX}{name}", wanted, trigger_immediately=True)
        except ScheduleAlreadyRunningError:
            await _renew(client.get_schedule_handle(f"{_PREFIX}{name}"), wanted)


async def _renew(handle: ScheduleHandle, wanted: Schedule) -> None:
    """As this version has it; what stood still while the product was down is done at once, unless it is paused."""
    await handle.update(_becomes(wanted))
    if not wanted.state.paused:
        await handle.trigger(overlap=ScheduleOverlapPolicy.SKIP)


def _becomes(wanted: Schedule) -> Callable[[ScheduleUpdateInput], ScheduleUpdate]:
    """The new one, paused if somebody has paused the old one."""

    def change(found: ScheduleUpdateInput) -> ScheduleUpdate:
        wanted.state = found.description.schedule.state
        return ScheduleUpdate(wanted)

    return change


def _schedule(name: str, job: Job, task_queue: str) -> Schedule:
    """A run that began at an odd time is followed by the next as it ends: skipped, nobody looks for ten minutes."""
    return Schedule(
        action=ScheduleActionStartWorkflow(
            PeriodicWorkflow.run,
            id=f"{_PREFIX}{name}",
            task_queue=task_queue,
            execution_timeout=job.every,
            static_summary=job.what,
        ),
        spec=ScheduleSpec(intervals=[ScheduleIntervalSpec(every=job.every)]),
        policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.BUFFER_ONE, catchup_window=CATCH_UP),
    )


"""A run that began at an odd time is followed by the next as it ends; skipped, nobody looks until the one after."""
