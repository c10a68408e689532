"""Whole stories whose histories are kept: every later version of the workflow must be able to replay them."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from temporalio.worker import Worker

from policy.commands import Approve, ChildSaid, ProposeClosure, Refer, Reply, Report, Visit, Withdraw
from policy.hard_words import Got
from policy.words import ClosureReason, Decline, Outcome, Verb
from tests.workflows.conftest import QUEUE, Stage, fresh_code
from tests.workflows.people import CONSENT, ROAD
from tests.workflows.server import MemoryRecord, environment
from workflows.case import CaseWorkflow
from workflows.client import Cases
from workflows.sandbox import runner

Story = Callable[[Stage], Awaitable[None]]


async def _referred(stage: Stage) -> None:
    await stage.do(Report, "PD-01")
    for kind, more in ROAD:
        await stage.do(kind, "PS-01", **more)


async def served(stage: Stage) -> None:
    """Answered in time, served, visited, closed."""
    await _referred(stage)
    await stage.do(Reply, "DINSOS-1", n=5, verb=Verb.ACCEPT)
    await stage.do(Reply, "DINSOS-1", n=5, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    await stage.do(Visit, "PS-01", got=(ChildSaid(5, Got.YES),))
    await stage.do(ProposeClosure, "PS-01", reason=ClosureReason.GOALS_MET)
    await stage.do(Approve, "SV-01", yes=True)
    await stage.handle.result()


async def silent(stage: Stage) -> None:
    """Nobody answers: reminders, supervisor, manager, head of the parent agency; still open."""
    await _referred(stage)
    await stage.pass_time(timedelta(days=3))


async def refused(stage: Stage) -> None:
    """Refused twice, referred again, withdrawn; still open."""
    await _referred(stage)
    await stage.do(Reply, "DINSOS-1", n=5, verb=Verb.DECLINE, reason=Decline.INCOMPLETE_DATA)
    await stage.do(Refer, "PS-01", to="RSUD", service="BANTUAN", **CONSENT)
    await stage.do(Reply, "RSUD-1", n=7, verb=Verb.DECLINE, reason=Decline.NOT_OUR_MANDATE)
    await stage.do(Refer, "PS-01", to="DINSOS", service="BANTUAN", **CONSENT)
    await stage.do(Withdraw, "PS-01", n=9)


STORIES: dict[str, Story] = {"served": served, "silent": silent, "refused": refused}


async def record_all(folder: Path) -> list[Path]:
    """Live every story on a server of its own and keep its history as JSON."""
    env, record, kept = await environment(), MemoryRecord(), []
    async with Worker(
        env.client,
        task_queue=QUEUE,
        workflows=[CaseWorkflow],
        activities=[record.carry_out, record.settle],
        workflow_runner=runner(),
    ):
        for name, story in STORIES.items():
            stage = Stage(env, Cases(env.client, QUEUE), record, fresh_code())
            await story(stage)
            history = await stage.handle.fetch_history()
            path = folder / f"{name}.{stage.code}.json"
            path.write_text(history.to_json(), encoding="utf-8")
            kept.append(path)
    await env.shutdown()
    return kept
