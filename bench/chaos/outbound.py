"""The outbox path alone, in a process that may die at any moment.

`python -m bench.chaos.outbound FOLDER ours|plain` bears one process for each line `there` or `nowhere` of its input:
they are forked, so that a start costs no imports. It says `ready PID` when one begins, `end PID CODE` when it is gone.
"""

import heapq
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlmodel import col, select
from temporalio.exceptions import ApplicationError

from activities.wiring import build
from bench.chaos.ground import NOWHERE, Ground
from bench.chaos.memory import Looked, Memory
from bench.chaos.plain import Plain
from bench.chaos.scene import OURS
from models.db import Database
from models.outbox import FOLLOWER
from models.tables import Outbox
from policy.events import Settled, Unsettled
from worker import leave

IN_FLIGHT = 16
Look = Callable[[Unsettled], Settled]


class Carrier:
    """Looks at each message until it is settled, sixteen at a time, as the workflows' `settle` activities do."""

    def __init__(self, look: Look, memory: Memory, times: float) -> None:
        self._look = look
        self._memory = memory
        self._times = times
        self._due: list[tuple[float, int]] = []
        self._rows: dict[int, Unsettled] = {}
        self._left = 0
        self._change = threading.Condition()

    def take(self, rows: list[Unsettled]) -> None:
        """Take up every message where the last process has left it."""
        known = self._memory.read()
        self._memory.shorten(known.values())
        for row in rows:
            looked = known.get(row.row, Looked(row.row))
            if not looked.done:
                self._rows[row.row] = row
                heapq.heappush(self._due, (looked.again, row.row))
        self._left = len(self._rows)

    def carry(self) -> None:
        """Until every message is settled."""
        with ThreadPoolExecutor(IN_FLIGHT) as pool:
            for each in [pool.submit(self._work) for _ in range(IN_FLIGHT)]:
                each.result()

    def _work(self) -> None:
        while (row_id := self._next()) is not None:
            looked = self._once(self._rows[row_id])
            self._memory.write(looked)
            with self._change:
                if looked.done:
                    self._left -= 1
                else:
                    heapq.heappush(self._due, (looked.again, row_id))
                self._change.notify_all()

    def _next(self) -> int | None:
        with self._change:
            while self._left:
                pause = self._due[0][0] - time.time() if self._due else None
                if pause is not None and pause <= 0:
                    return heapq.heappop(self._due)[1]
                self._change.wait(pause)
            return None

    def _once(self, row: Unsettled) -> Looked:
        try:
            settled = self._look(row)
        except ApplicationError as waiting:
            if waiting.type != "waiting" or waiting.next_retry_delay is None:
                raise
            return Looked(row.row, again=time.time() + waiting.next_retry_delay.total_seconds() / self._times)
        return Looked(row.row, done=True, told=settled.failed or "")


def unsettled(db: Database) -> list[Unsettled]:
    """Every message by its first row."""
    with db.read() as session:
        asked = select(Outbox.id, Outbox.n, Outbox.start, Outbox.deadline).where(col(Outbox.place) < FOLLOWER)
        asked = asked.where(col(Outbox.change_id).startswith(OURS))
        return [Unsettled(row_id or 0, n, start, deadline, "") for row_id, n, start, deadline in session.exec(asked)]


def main(folder: Path, kind: str, provider: str) -> int:
    """Carry everything; 0 when all is settled. `provider` `nowhere`: its name cannot be resolved this time."""
    ground = Ground.read(folder)
    db = Database(ground.database_url)
    ways = ground.ways(NOWHERE if provider == "nowhere" else "")
    parts = build(db, ways, callback_base=ground.public_url, can_receive=lambda _: True, clock=ground.clock)
    look = parts.activities.settle if kind == "ours" else Plain(db, ways, ground.clock).look
    carrier = Carrier(look, Memory(folder), ground.times)
    carrier.take(unsettled(db))
    _say(f"ready {os.getpid()}")
    carrier.carry()
    return 0


def _say(line: str) -> None:
    """On a line of its own, whatever a killed process has left unfinished."""
    os.write(sys.stdout.fileno(), f"\n{line}\n".encode())


def _bear(folder: Path, kind: str, provider: str) -> None:
    pid = os.fork()
    if not pid:
        try:
            leave(main(folder, kind, provider))
        finally:
            traceback.print_exc()
            leave(1)
    _, status = os.waitpid(pid, 0)
    _say(f"end {pid} {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    for asked in sys.stdin:
        _bear(Path(sys.argv[1]), sys.argv[2], asked.strip())
