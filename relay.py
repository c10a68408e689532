"""The relay: takes what is in the inbox to its case, in order, once. `python -m relay`."""

import asyncio
import contextlib
import signal
import sys

import logs
import roots
from activities.inbound import Reader
from activities.wiring import opaque_id
from models import queries
from models.away import look_after
from models.db import Database
from settings import Settings
from worker import leave
from workflows.client import connect
from workflows.delivery import Relay

BEAT = 5.0
CARE = 600.0


async def serve(settings: Settings) -> None:
    """Deliver until SIGTERM or Ctrl-C. CannotStartError, DatabaseProblem."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    db = roots.database(settings)
    parts = roots.parts(db, settings, roots.unit(db, settings))
    reader = Reader(db, parts.sender, roots.now, opaque_id, settings.unit)
    relay = Relay(db, lambda: connect(settings.temporal_address, settings.temporal_namespace), reader, roots.now)
    sys.stdout.write("pengantar siap / relay ready\n")
    sys.stdout.flush()
    beating = asyncio.create_task(_beat(db, stopping))
    beating.add_done_callback(lambda _: stopping.set())  # without its beat the relay would look dead and go on
    caring = asyncio.create_task(_care(db, settings.unit, stopping))
    caring.add_done_callback(lambda _: stopping.set())
    await relay.run(stopping)
    await beating
    await caring
    await asyncio.to_thread(parts.sender.close)
    db.close()


async def _beat(db: Database, stopping: asyncio.Event) -> None:
    """Say every few seconds that we are alive: `doctor` reads it."""
    while not stopping.is_set():
        await asyncio.to_thread(_say, db)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), BEAT)


async def _care(db: Database, unit: str, stopping: asyncio.Event) -> None:
    """Look every ten minutes for holders and agencies that have gone since: a version may begin on any day."""
    while not stopping.is_set():
        await asyncio.to_thread(look_after, db, unit, roots.now())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), CARE)


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
