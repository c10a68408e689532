"""The activity of the schedules: each job is a list of things to do at an instant; helpers add theirs in `wiring`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.deliver import Clock
from activities.guard import Guard

Beat = Callable[[], None]
Work = Callable[[datetime, Beat], object]
PESAN, HARIAN, JAM = "pesan", "harian", "jam"
SECOND = timedelta(seconds=1)


class Sweeps:
    """Does jobs. `often`: for how long, and with which pause, a job is repeated within one run; others are done once.

    A run ends a little before the next is due, so that the schedule never skips one.
    """

    def __init__(
        self,
        jobs: Mapping[str, Sequence[Work]],
        clock: Clock,
        often: Mapping[str, tuple[timedelta, timedelta]] | None = None,
    ) -> None:
        self._jobs = jobs
        self._clock = clock
        self._often = OFTEN if often is None else often

    @activity.defn(name="sweep")
    def sweep(self, job: str) -> None:
        """Do a job, again and again until its time is over; a worker that is asked to stop hands it to another."""
        lasts, pause = self._often.get(job, (timedelta(0), SECOND))
        last = activity.info().scheduled_time + lasts - pause
        while True:
            guard = Guard()
            guard.each(self._jobs.get(job, ()), lambda work: work(self._clock(), _beat))
            guard.end()
            if self._clock() >= last:
                return
            _rest(pause)


def _beat() -> None:
    """A sign of life between two rows. Raises if this worker is asked to stop: no row is left half done by that."""
    if activity.is_worker_shutdown():
        raise ApplicationError("pekerja berhenti", type="stopping", next_retry_delay=SECOND)
    activity.heartbeat()


def _rest(pause: timedelta) -> None:
    """Wait, beating. Raises if this worker is asked to stop: the server gives the rest to another one."""
    left = pause
    while left > timedelta(0):
        activity.wait_for_worker_shutdown_sync(min(SECOND, left))
        _beat()
        left -= SECOND


OFTEN: Mapping[str, tuple[timedelta, timedelta]] = {PESAN: (timedelta(minutes=9, seconds=50), timedelta(seconds=20))}
"""The fates of messages: every 20 seconds."""
