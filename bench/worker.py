"""The worker that is measured: `python -m bench.worker floor|product`; its messages stay in memory."""

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

from temporalio import activity
from temporalio.worker import Worker

import logs
import roots
from activities.wiring import build
from bench.floor import SEND, Floor
from notifications.channels import Accepted, Outgoing
from notifications.memory import Memory
from policy.words import Channel
from settings import Settings
from worker import collect_seldom, leave
from workflows import attributes
from workflows.case import CaseWorkflow
from workflows.client import connect
from workflows.names import TASK_QUEUE
from workflows.sandbox import runner


class Timed(Memory):
    """Notes when each message reached the provider: one line `instant<TAB>text`."""

    def send(self, outgoing: Outgoing) -> Accepted:
        """Keep the message, and its time."""
        with Path(os.environ["BENCH_MESSAGES"]).open("a", encoding="utf-8") as out:
            out.write(f"{time.time()}\t{outgoing.text}\n")
        return super().send(outgoing)


WAY = Timed()


@activity.defn(name=SEND)
def send_bare() -> None:
    """One message by the same sender, with no record of it."""
    WAY.send(Outgoing("x", "+6281200000001", activity.info().workflow_id or "", "", 60))


def _none(before: attributes.Values, after: attributes.Values) -> Iterator[Any]:
    del before, after
    return iter(())


async def serve(kind: str) -> None:
    """Work until killed."""
    settings = Settings.load()
    db = roots.database(settings)
    client = await connect(settings.temporal_address, settings.temporal_namespace)
    parts = build(db, dict.fromkeys(Channel, WAY), callback_base="http://127.0.0.1", can_receive=lambda _: True)
    if kind == "product":
        attributes.changes = _none
    mine: dict[str, Any] = {"workflows": [Floor], "activities": [send_bare]}
    if kind != "floor":
        mine = {"workflows": [CaseWorkflow], "activities": [parts.activities.carry_out, parts.activities.settle]}
    collect_seldom()
    with ThreadPoolExecutor(32) as threads:
        worker = Worker(
            client,
            task_queue=TASK_QUEUE,
            activity_executor=threads,
            workflow_runner=runner(),
            max_cached_workflows=3_000,
            max_concurrent_activities=32,
            sticky_queue_schedule_to_start_timeout=timedelta(seconds=1),
            **mine,
        )
        await worker.run()


if __name__ == "__main__":
    logs.configure()
    asyncio.run(serve(sys.argv[1]))
    leave(0)
