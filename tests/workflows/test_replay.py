"""Histories of released versions replay on today's code; a planted reorder is caught."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner, Worker

from policy.commands import Reply, Report
from policy.words import Verb
from tests.workflows.conftest import Stage, fresh_code
from tests.workflows.server import MemoryRecord
from workflows import run as case_run
from workflows.case import CaseWorkflow
from workflows.client import Cases
from workflows.converter import data_converter
from workflows.sandbox import runner

HISTORIES = sorted((Path(__file__).parent.parent / "histories").rglob("*.json"))


def replayer(**more: Any) -> Replayer:
    """A Replayer with the product's converter, sandbox on unless said otherwise."""
    settings: dict[str, Any] = {"workflow_runner": runner(), "data_converter": data_converter()}
    return Replayer(workflows=[CaseWorkflow], **(settings | more))


def history(path: Path) -> WorkflowHistory:
    """A kept history under the case code it was recorded with."""
    return WorkflowHistory.from_json(path.stem.split(".")[1], path.read_text(encoding="utf-8"))


def test_every_released_version_has_left_its_histories() -> None:
    assert {path.parent.name for path in HISTORIES} >= {"v0.1.0"}


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: f"{path.parent.name}-{path.stem}")
async def test_a_kept_history_replays(path: Path) -> None:
    await replayer().replay_workflow(history(path))


async def test_a_planted_reorder_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The attributes come after the timer instead of before it: the Replayer must notice."""

    def swapped(self: case_run.CaseRun) -> None:
        self._arm()
        asyncio.get_running_loop().call_soon(original, self)

    original = case_run.CaseRun._show  # noqa: SLF001 - the bug is planted inside
    monkeypatch.setattr(case_run.CaseRun, "_show", swapped)
    with pytest.raises(workflow.NondeterminismError):
        await replayer(workflow_runner=UnsandboxedWorkflowRunner()).replay_workflow(history(HISTORIES[0]))


async def test_a_case_survives_replay_at_every_task(stage: Stage) -> None:
    """No cache at all: each workflow task replays the whole history."""
    record, queue = MemoryRecord(), "tanpa-simpanan"
    bare = Stage(stage.env, Cases(stage.env.client, queue), record, fresh_code())
    async with Worker(
        stage.env.client,
        task_queue=queue,
        workflows=[CaseWorkflow],
        activities=[record.carry_out, record.settle],
        workflow_runner=runner(),
        max_cached_workflows=0,
    ):
        await bare.do(Report, "PD-01")
        await bare.do(Reply, "PS-01", n=1, verb=Verb.ACCEPT)
        assert record.cases[bare.code].stage == "ASESMEN"
