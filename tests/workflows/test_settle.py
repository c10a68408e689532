"""What becomes of changes and messages: kept until recorded, seen to their fate, never dropped in silence."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowExecutionStatus
from temporalio.exceptions import ApplicationError

from policy.commands import Approve, ProposeClosure, Reply, Report
from policy.events import Change
from policy.words import Audience, ClosureReason, Verb
from tests.patience import eventually, settled
from tests.workflows.conftest import Stage
from tests.workflows.people import command
from tests.workflows.server import held
from workflows.client import NotNowError
from workflows.messages import Answer

HOUR = timedelta(hours=1)
TOLD = ("message_failed", "supervisor", 1)


def message(stage: Stage, row: int, after: timedelta = timedelta(0)) -> None:
    """Plant one unsettled message with the report: it may leave `after` that."""
    stage.record.plants[stage.code] = lambda change: (held(row, change.at + after),) if change.seq == 1 else ()


async def failed_tasks(stage: Stage) -> list[str]:
    """Why workflow tasks of this case failed."""
    events = (await stage.handle.fetch_history()).events
    kind = EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED
    return [e.workflow_task_failed_event_attributes.failure.message for e in events if e.event_type == kind]


async def suspended(stage: Stage) -> str:
    """The reason for which the case stands still, once it does."""
    return (await eventually(lambda: failed_tasks(stage)))[0]


@pytest.fixture
async def doomed(stage: Stage) -> AsyncIterator[Stage]:
    """A case that will be suspended: it is taken off the server afterwards, or it would try for ever."""
    yield stage
    await stage.handle.terminate()


async def test_a_message_given_up_is_somebody_elses_task(stage: Stage) -> None:
    message(stage, 77)
    stage.record.fates[77] = Audience.HOLDER
    await stage.do(Report, "PD-01")
    await settled(lambda: stage.known_seq >= 2)
    assert stage.record.told(stage.code).count(TOLD) == 1
    assert (await stage.shown())["StuckReason"] == "PESAN_GAGAL"


async def test_a_message_that_left_is_no_news(stage: Stage) -> None:
    message(stage, 70)
    stage.record.fates[70] = None
    await stage.do(Report, "PD-01")
    await settled(lambda: 70 in stage.record.looked)
    await stage.do(Reply, "PS-01", n=1, verb=Verb.ACCEPT)
    assert TOLD not in stage.record.told(stage.code)


async def test_a_held_message_is_not_looked_at_before_its_hour(stage: Stage) -> None:
    message(stage, 71, after=10 * HOUR)
    stage.record.fates[71] = None
    await stage.do(Report, "PD-01")
    await stage.pass_time(9 * HOUR)
    assert 71 not in stage.record.looked
    await stage.pass_time(1.1 * HOUR)
    await settled(lambda: 71 in stage.record.looked)


async def test_a_fate_that_never_comes_is_given_up_after_the_deadline(stage: Stage) -> None:
    message(stage, 72)
    await stage.do(Report, "PD-01")
    await stage.pass_time(0.9 * HOUR)
    assert TOLD not in stage.record.told(stage.code)
    await stage.pass_time(0.3 * HOUR)
    await settled(lambda: TOLD in stage.record.told(stage.code))
    assert stage.record.told(stage.code).count(TOLD) == 1


async def test_a_case_ends_only_when_no_message_is_unsettled(stage: Stage) -> None:
    message(stage, 73, after=10 * HOUR)
    stage.record.fates[73] = None
    await stage.do(Report, "PD-01")
    await stage.do(ProposeClosure, "PD-01", reason=ClosureReason.OTHER)
    await stage.do(Approve, "MJ-01", yes=True)
    assert (await stage.shown())["Stage"] == "TERMINASI"
    assert (await stage.handle.describe()).status is WorkflowExecutionStatus.RUNNING
    await stage.pass_time(11 * HOUR)
    assert await stage.ended() == "TERMINASI"


def stumbling(times: int) -> Callable[[Change], None]:
    """A record that fails so often before it takes a change."""
    left = [times]

    def fail(_change: Change) -> None:
        if left[0]:
            left[0] -= 1
            raise ApplicationError("basis data terkunci", type="locked")

    return fail


async def test_a_record_that_fails_again_and_again_loses_nothing(stage: Stage) -> None:
    stage.record.trouble[stage.code] = stumbling(2)
    await stage.do(Report, "PD-01")
    stage.record.trouble[stage.code] = stumbling(1)
    given = [command(Reply, "PS-01", n=1, verb=Verb.HELP) for _ in range(3)]
    answers = [await stage.send(each) for each in given]
    assert [answer.seq for answer in answers if isinstance(answer, Answer)] == [2, 3, 4]
    assert [change.seq for change in stage.record.of(stage.code)] == [1, 2, 3, 4]


def taken(change: Change) -> None:
    """The record knows another change under this seq."""
    raise ApplicationError(f"seq {change.seq}", type="seq_taken", non_retryable=True)


async def test_a_seq_that_is_taken_suspends_the_case_loudly_and_ends_nothing(doomed: Stage) -> None:
    await doomed.do(Report, "PD-01")
    doomed.record.trouble[doomed.code] = taken
    with doomed.env.with_time_skipping_disabled():
        await doomed.cases.ask(doomed.code, command(Reply, "PS-01", n=1, verb=Verb.HELP))
        assert doomed.code in await suspended(doomed)
        with pytest.raises(NotNowError):
            await doomed.cases.ask(doomed.code, command(Reply, "PS-01", n=1, verb=Verb.HELP))
    assert (await doomed.handle.describe()).status is WorkflowExecutionStatus.RUNNING


async def test_what_breaks_beside_the_loop_suspends_the_case_too(doomed: Stage) -> None:
    """A start without its zone is no instant: the settling breaks, and says so where a manager sees it."""
    doomed.record.plants[doomed.code] = lambda change: (held(74, change.at.replace(tzinfo=None)),)
    with doomed.env.with_time_skipping_disabled():
        await doomed.cases.begin(doomed.code, command(Report, "PD-01"))
        assert "offset-naive" in await suspended(doomed)
    assert (await doomed.handle.describe()).status is WorkflowExecutionStatus.RUNNING
