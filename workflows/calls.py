"""How a case calls its activities: by name, with time-outs, retries and a summary a layman understands."""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, is_cancelled_exception

from policy.events import Change, Changes, Recorded, Settled, Unsettled
from policy.words import Audience
from workflows.names import CARRY_OUT, SETTLE

HEARTBEAT = timedelta(seconds=5)
RECORDING = RetryPolicy(maximum_interval=timedelta(seconds=10))
"""`carry_out` itself says which failure is for good: naming it here too would be written into every change."""
SETTLING = RetryPolicy(maximum_interval=timedelta(minutes=1))
GRACE = timedelta(minutes=2)
LOOKING = timedelta(minutes=2)
"""One look of `settle` at a message. Longer than a message may be held by a sender that is gone (tests/activities)."""


class NotRecordedError(Exception):
    """The record refuses a change (seq taken). No Temporal failure on purpose: it suspends the case, ends nothing."""


async def carry_out(changes: tuple[Change, ...], summary: str) -> Recorded:
    """Record changes and try their messages. Retried for ever: what was answered must be recorded. NotRecordedError."""
    try:
        result: Recorded = await workflow.execute_activity(
            CARRY_OUT,
            Changes(changes),
            result_type=Recorded,
            start_to_close_timeout=timedelta(seconds=30),
            heartbeat_timeout=HEARTBEAT,
            retry_policy=RECORDING,
            summary=summary,
        )
    except ActivityError as error:
        if is_cancelled_exception(error):
            raise
        raise NotRecordedError(f"{changes[0].case} seq {changes[0].seq}: {error.cause}") from error
    return result


async def settle(unsettled: Unsettled) -> Audience | None:
    """See a message to its fate by its deadline: None if it left or is not needed, else who was missed."""
    wait = unsettled.start - workflow.now()
    if wait > timedelta(0):
        await workflow.sleep(wait, summary=f"Ditahan sampai jam buka: {unsettled.summary}"[:200])
    left = max(unsettled.deadline - workflow.now(), timedelta(0)) + GRACE
    try:
        settled: Settled = await workflow.execute_activity(
            SETTLE,
            unsettled,
            result_type=Settled,
            schedule_to_close_timeout=left,
            start_to_close_timeout=LOOKING,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=SETTLING,
            summary=unsettled.summary[:200],
        )
    except ActivityError:
        return Audience.HOLDER
    return settled.failed
