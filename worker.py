"""The worker: carries cases and activities; SIGTERM drains and exits 0. `python -m worker`."""

import asyncio
import gc
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Thread

from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode
from temporalio.worker import Worker

import logs
import roots
from settings import CannotStartError, Settings
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.bootstrap import registered
from workflows.case import CaseWorkflow
from workflows.client import NotNowError, connect
from workflows.names import TASK_QUEUE
from workflows.periodic import PeriodicWorkflow
from workflows.sandbox import runner

THREADS = 32
STICKY = timedelta(seconds=1)
COLLECT_AFTER = (20_000, 20, 100)
"""Objects, then young and middle collections, between two collections (Python: 700, 10, 10)."""
CONNECTING = 30
"""Tries, a second apart, before a worker gives up on a Temporal server that does not answer."""


async def serve(settings: Settings) -> None:
    """Work until SIGTERM or Ctrl-C. CannotStartError, DatabaseProblem."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    db = roots.database(settings)
    served = roots.unit(db, settings)
    client = await _connected(settings, stopping)
    if client is None:
        return
    await _attributes(client, settings.temporal_address)
    parts = roots.parts(db, settings, served)
    collect_seldom()
    with ThreadPoolExecutor(THREADS, thread_name_prefix="kerja") as threads:
        Thread(target=roots.introduce, args=(parts.sender, settings), daemon=True).start()  # no stop waits for it
        async with worker(client, settings, parts.activities, threads, [roots.sweeps(db, settings, parts).sweep]):
            sys.stdout.write("pekerja siap / worker ready\n")
            sys.stdout.flush()
            await stopping.wait()
    await asyncio.to_thread(parts.sender.close)
    db.close()


def worker(
    client: Client,
    settings: Settings,
    activities: object,
    threads: ThreadPoolExecutor,
    more: Sequence[Callable[..., object]] = (),
) -> Worker:
    """A worker of the product's task queue; `more` are activities beside those of a case."""
    return Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=[CaseWorkflow, PeriodicWorkflow],
        activities=[activities.carry_out, activities.settle, *more],  # type: ignore[attr-defined]
        activity_executor=threads,
        workflow_runner=runner(),
        identity=f"pekerja-{os.getpid()}@{socket.gethostname()}",
        max_cached_workflows=settings.max_cached_workflows,
        max_concurrent_activities=THREADS,
        sticky_queue_schedule_to_start_timeout=STICKY,
        graceful_shutdown_timeout=timedelta(seconds=settings.graceful_seconds),
    )


def collect_seldom() -> None:
    """Python's own collector would stop all cases for a tenth of a second again and again: what stays is set aside.

    A cached case is many small objects that live long; measured with 450 of them (docs/figures.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


async def _connected(settings: Settings, stopping: asyncio.Event) -> Client | None:
    """The client; the server may come up after us. None if we were told to stop meanwhile."""
    for _ in range(CONNECTING):
        if stopping.is_set():
            return None
        try:
            return await connect(settings.temporal_address, settings.temporal_namespace)
        except NotNowError:
            await asyncio.sleep(1)
    raise silent(settings.temporal_address)


async def _attributes(client: Client, address: str) -> None:
    """Every search attribute of ours, of the right type, or a plain error."""
    try:
        found = await registered(client)
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise silent(address) from None
        raise CannotStartError(
            f"Namespace {client.namespace} tidak ada di Temporal. Jalankan: rujukan bootstrap",
            f"Temporal has no namespace {client.namespace}. Run: rujukan bootstrap",
        ) from None
    for name, kind in SEARCH_ATTRIBUTES.items():
        if found.get(name) != kind:
            raise CannotStartError(
                f"Atribut pencarian {name} harus bertipe {kind}, ada: {found.get(name)}. rujukan bootstrap",
                f"Search attribute {name} must be {kind}, found {found.get(name)}. Run: rujukan bootstrap",
            )


def silent(address: str) -> CannotStartError:
    """The server does not answer."""
    return CannotStartError(
        f"Server Temporal {address} tidak menjawab. Hidupkan dulu, atau periksa alamatnya.",
        f"The Temporal server {address} does not answer. Start it, or check the address.",
    )


def main() -> int:
    """One process, or as many as the settings say."""
    logs.configure()
    return roots.told(lambda: _run(Settings.load()))


def _run(settings: Settings) -> int:
    if settings.worker_processes > 1:
        return _team(settings)
    asyncio.run(serve(settings))
    return 0


def _team(settings: Settings) -> int:
    """Several processes: the first that ends, and SIGTERM or Ctrl-C, end all."""
    start = multiprocessing.get_context("spawn")
    alone = settings.model_copy(update={"worker_processes": 1})
    team: list[BaseProcess] = [start.Process(target=_member, args=(alone,)) for _ in range(settings.worker_processes)]
    told: list[int] = []

    def end(number: int, _frame: object) -> None:
        told.append(number)
        _end(team)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    for member in team:
        member.start()
    if not told:
        wait([member.sentinel for member in team])
    _end(team)
    for member in team:
        member.join()
    return max(_code(member) for member in team)


def _end(team: list[BaseProcess]) -> None:
    for member in team:
        if member.is_alive():
            member.terminate()


def _code(member: BaseProcess) -> int:
    """How a member ended; one that was told to stop before it could listen has done nothing wrong."""
    return 0 if member.exitcode == -signal.SIGTERM else abs(member.exitcode or 0)


def _member(settings: Settings) -> None:
    logs.configure()
    leave(roots.told(lambda: _run(settings)))


def leave(code: int) -> None:
    """End at once: the SDK may abort in the interpreter's end after clean work (sdk-python issue 300)."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    leave(main())
