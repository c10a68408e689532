"""Changes that wait for the record go to it together; nobody waits twice, nothing changes its order."""

import asyncio
from threading import Event
from typing import Any

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.worker import WorkflowInstance

from policy.commands import Reply, Report
from policy.events import Change
from policy.words import Verb
from tests.patience import PATIENCE, settled
from tests.workflows.conftest import Stage
from tests.workflows.people import command
from workflows.run import TOGETHER
from workflows.sandbox import OneContext


async def test_changes_that_waited_are_recorded_together_in_their_order(stage: Stage) -> None:
    release = Event()

    def busy(change: Change) -> None:
        if change.seq == 1 and not release.is_set():
            raise ApplicationError("basis data terkunci", next_retry_delay=None)

    stage.record.trouble[stage.code] = busy
    await stage.deliver(command(Report, "PD-01"))
    asked = [command(Reply, "PS-01", n=1, verb=Verb.HELP) for _ in range(TOGETHER + 3)]
    for each in asked:
        await stage.deliver(each)
    release.set()
    with stage.env.with_time_skipping_disabled():
        await settled(lambda: stage.known_seq == len(asked) + 1)
    changes = stage.record.of(stage.code)
    assert [change.id for change in changes[1:]] == [each.id for each in asked]
    batches = [seqs for seqs in stage.record.batches if seqs[0] == stage.code]
    assert [len(seqs) - 1 for seqs in batches] == [1, TOGETHER, 3]
    assert [seq for _, *seqs in batches for seq in seqs] == list(range(1, len(asked) + 2))
    assert f"(+{TOGETHER - 1})" in await _summaries(stage)


async def _summaries(stage: Stage) -> str:
    history = await asyncio.wait_for(stage.handle.fetch_history(), PATIENCE)
    return " ".join(event.user_metadata.summary.data.decode() for event in history.events)


class Inside(WorkflowInstance):
    """An instance that must not be asked for contexts."""

    def activate(self, act: Any) -> Any:
        return ("activated", act)

    def get_serialization_context(self, command_info: object) -> Any:
        raise AssertionError(command_info)

    def get_external_store_context(self, command_info: object) -> Any:
        raise AssertionError(command_info)

    def get_info(self) -> Any:
        return "info"

    def get_thread_id(self) -> int | None:
        return 7


class Info:
    """What of a run's info the runner looks at."""

    namespace, workflow_id = "rujukan", "KX7M4QA"


@pytest.fixture
def one() -> OneContext:
    return OneContext(Inside(), Info())  # type: ignore[arg-type]


def test_every_payload_of_a_case_has_the_context_of_the_case(one: OneContext) -> None:
    context = one.get_serialization_context(None)
    assert (context.namespace, context.workflow_id) == ("rujukan", "KX7M4QA")  # type: ignore[attr-defined]
    assert one.get_serialization_context("a command") is context
    assert one.get_external_store_context("a command").target is None


def test_the_case_itself_runs_in_its_sandbox(one: OneContext) -> None:
    seen: tuple[Any, ...] = (one.activate("act"), one.get_info(), one.get_thread_id())
    assert seen == (("activated", "act"), "info", 7)
