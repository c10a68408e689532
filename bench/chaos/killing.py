"""The outbox path killed with SIGKILL again and again until every message has its fate."""

import os
import signal
import time
from dataclasses import dataclass
from random import Random

from bench.chaos.ground import FASTER
from bench.chaos.memory import Memory
from bench.chaos.nursery import STARTING, bearing
from bench.chaos.scene import Scene, put, scene
from bench.chaos.tally import Story, Tally, copies, tally
from models.db import Database
from simulator.mix import Mix

ALIVE = (0.1, 0.6)
"""Seconds after it is ready at which it is killed."""
FRUITLESS = 1.2
"""How much longer a life is after one that settled nothing: a busy machine makes a quick death a certain one."""
NAMELESS = 8
"""Every so many starts the provider's name cannot be resolved."""
QUIET = 2.0


@dataclass(frozen=True)
class Run:
    """What is to be carried: `kind` is `ours` or `plain`; `killed`: again and again; `limit` in seconds."""

    count: int
    mix: Mix
    kind: str = "ours"
    times: float = FASTER
    killed: bool = True
    limit: float = 1_800


def chaos(run: Run) -> tuple[Tally, list[Story]]:
    """Carry messages through the mix. TimeoutError if they are not settled in time."""
    with scene(run.mix, run.times) as set_up:
        db = Database(set_up.ground.database_url)
        put(db, set_up.ground, run.count)
        kills = _until_settled(set_up, run)
        _until_quiet(set_up)
        found = tally(set_up, db, kills)
        db.close()
        return found


def _until_settled(set_up: Scene, run: Run) -> int:
    random, end = Random(run.mix.seed), time.monotonic() + run.limit  # noqa: S311 - repeatable, not secret
    with bearing(set_up, run.kind) as nursery:
        kills, settled, stretch = 0, 0, 1.0
        while time.monotonic() < end:
            nameless = kills % NAMELESS == NAMELESS - 1
            pid = nursery.bear("nowhere" if nameless else "there")
            if nursery.ended(pid, random.uniform(*ALIVE) * stretch if run.killed else run.limit):
                return kills
            os.kill(pid, signal.SIGKILL)
            assert nursery.ended(pid, STARTING), "it does not die"
            kills += 1
            before, settled = settled, _settled(set_up)
            stretch = 1.0 if settled > before else stretch * FRUITLESS
    left = [each for each in Memory(set_up.folder).read().values() if not each.done]
    raise TimeoutError(f"{len(left)} messages are not settled after {kills} kills")


def _settled(set_up: Scene) -> int:
    return sum(each.done for each in Memory(set_up.folder).read().values())


def _until_quiet(set_up: Scene) -> None:
    """Until the provider has taken what it takes late: its book has not grown for a while."""
    pause = max(QUIET, 200 / set_up.ground.times)
    before, grown = -1, len(copies(set_up))
    while grown != before:
        time.sleep(pause)
        before, grown = grown, len(copies(set_up))
