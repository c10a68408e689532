"""The relay: takes what is in the inbox to its case, in order, once. `python -m relay`."""

import asyncio
import contextlib
import secrets
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import structlog

import logs
import roots
from activities.codes import Codes
from activities.enrolment import Enrolment
from activities.inbound import Reader
from activities.lists import CLOSURES, Lists
from activities.own_message import Post
from activities.wiring import opaque_id
from models import access, queries
from models.ahead import look_ahead
from models.away import look_after
from models.db import Database
from models.enrolment import ENROL
from models.fates import UNDELIVERED
from notifications.links import Links
from settings import Settings
from worker import leave
from workflows.client import connect
from workflows.delivery import Relay

BEAT = 5.0
"""Seconds after which the relay says again that it is alive: `doctor` reads it."""
THREADS = 32
"""What is done at once beside the loop: each row that waits for a provider or for the database has a thread."""
LOG = structlog.get_logger()
CARE = 600.0
"""Seconds between two looks for holders and agencies that have gone: a version may begin on any day."""


async def serve(settings: Settings) -> None:
    """Deliver until SIGTERM or Ctrl-C. CannotStartError, DatabaseProblem."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="antar"))
    db = roots.database(settings)
    parts = roots.parts(db, settings, roots.unit(db, settings))
    reader = Reader(db, parts.sender, roots.now, opaque_id, settings.unit)
    lists = Lists(db, parts.settler, roots.now, opaque_id, settings.unit)
    client = partial(connect, settings.temporal_address, settings.temporal_namespace)
    receives = partial(roots.receives, settings)
    post = Post(opaque_id, Links(settings.link_key, settings.public_url))
    enrol = Enrolment(db, parts.settler, roots.now, post, secrets.randbelow, receives, settings.unit)
    codes = Codes(db, parts.settler, roots.now, opaque_id)
    more = {
        CLOSURES: lists.send,
        UNDELIVERED: parts.fates.undelivered,
        ENROL: enrol.send,
        access.CODE: codes.send,
        access.PIN_LOCKED: codes.locked,
    }
    relay = Relay(db, client, reader, roots.now, more, settings.unit)
    sys.stdout.write("pengantar siap / relay ready\n")
    sys.stdout.flush()
    beside = [
        asyncio.create_task(_every(BEAT, lambda: _say(db), stopping)),
        asyncio.create_task(_every(CARE, lambda: care(db, settings), stopping)),
    ]
    for task in beside:
        task.add_done_callback(lambda _: stopping.set())  # without its beat the relay would look dead and go on
    await relay.run(stopping)
    for task in beside:
        await task
    await asyncio.to_thread(parts.sender.close)
    db.close()


async def _every(pause: float, work: Callable[[], object], stopping: asyncio.Event) -> None:
    """Do something at once and then every `pause` seconds."""
    while not stopping.is_set():
        await asyncio.to_thread(work)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), pause)


def care(db: Database, settings: Settings) -> None:
    """Who and what has gone changes hands; what the unit's data lacks becomes a manager's task.

    If that fails, answers are delivered all the same: it is looked at again after a while.
    """
    looks: tuple[Callable[[], object], ...] = (
        lambda: look_after(db, settings.unit, roots.now()),
        lambda: look_ahead(db, settings.unit, roots.now(), settings.hour_seconds),
    )
    for look in looks:
        try:
            look()
        except Exception as error:  # noqa: BLE001 - whatever it is, no answer waits for it
            LOG.error("perawatan gagal", alasan=type(error).__name__)  # noqa: TRY400 - a traceback may quote a row


def _say(db: Database) -> None:
    with db.write() as session:
        queries.beat(session, "relay", roots.now())


def main() -> int:
    """Run the relay; 4 with two plain sentences if it cannot start or go on."""
    logs.configure()
    return roots.told(_run)


def _run() -> int:
    asyncio.run(serve(Settings.load()))
    return 0


if __name__ == "__main__":
    leave(main())
