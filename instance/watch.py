"""Processes kept running together: one that dies is started again, three deaths in a row end all."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from instance.process import Child, Command, Say

DEATHS = 3
STEADY = 60.0
"""Seconds after which a process counts as steady: its next death is the first of a new row."""
GRACE = 6.0
GRACE_LAST = 2.0
KILLING = 1.0


class Team:
    """Children kept running until `stopping` is set, by us or by a signal; `failed` if it was by a death.

    `pause` is how many seconds the first restart waits; the second waits twice as long.
    """

    def __init__(self, logs: Path, say: Say, pause: float = 1.0) -> None:
        self.stopping = asyncio.Event()
        self.failed = False
        self._logs = logs
        self._say = say
        self._pause = pause
        self._children: dict[str, Child] = {}
        self._watching: dict[str, asyncio.Task[None]] = {}

    def keep(self, command: Command) -> None:
        """Start a process and keep it running."""
        self._children[command.name] = self._child(command)
        task = asyncio.create_task(self._watch(command))
        task.add_done_callback(lambda _: self.stopping.set())
        self._watching[command.name] = task

    async def ready(self, seconds: float) -> bool:
        """Whether every process got ready in time, and before we were told to stop."""
        ready = asyncio.create_task(self._all_ready())
        told = asyncio.create_task(self.stopping.wait())
        await asyncio.wait({ready, told}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        in_time = ready.done() and not self.stopping.is_set()
        told.cancel()
        ready.cancel()
        return in_time

    async def end(self, last: str) -> None:
        """End all within ten seconds, `last` after the others; what lingers is killed. Raises what broke a watch."""
        self.stopping.set()
        await self._stop([name for name in self._watching if name != last], GRACE)
        await self._stop([name for name in self._watching if name == last], GRACE_LAST)
        for task in self._watching.values():
            if task.done():
                task.result()

    async def _all_ready(self) -> None:
        for name in list(self._children):
            await self._children[name].ready.wait()

    async def _watch(self, command: Command) -> None:
        deaths, before = 0, False
        while not self.stopping.is_set():
            began = asyncio.get_running_loop().time()
            child = self._children[command.name]
            await child.start()
            if self.stopping.is_set():
                child.ask_to_stop()
            code = await child.wait()
            steady = asyncio.get_running_loop().time() - began > STEADY
            deaths = 1 if steady else deaths + 1
            before = before or child.ready.is_set()
            if self.stopping.is_set() or not await self._again(command.name, code, deaths if before else DEATHS):
                return
            self._children[command.name] = self._child(command)

    async def _again(self, name: str, code: int, deaths: int) -> bool:
        """Say what happened; whether to start it again, after a pause that grows."""
        if deaths >= DEATHS:
            self._say(name, f"berhenti ({code}), semua dihentikan / ended ({code}), stopping all")
            self.failed = True
            return False
        self._say(name, f"berhenti tak terduga ({code}), dijalankan lagi / ended unexpectedly ({code}), starting again")
        try:
            await asyncio.wait_for(self.stopping.wait(), self._pause * deaths)
        except TimeoutError:
            return True
        return False

    def _child(self, command: Command) -> Child:
        return Child(command, self._logs / f"{command.name}.log", self._say)

    async def _stop(self, names: Iterable[str], seconds: float) -> None:
        lingering = {self._watching[name] for name in names}
        for act, patience in ((Child.ask_to_stop, seconds), (Child.kill, KILLING)):
            for name in names:
                act(self._children[name])
            if lingering:
                _, lingering = await asyncio.wait(lingering, timeout=patience)
