"""The floor: the least workflow that takes the same updates, sends the same messages and sets the same timers."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from temporalio import workflow

SEND = "send_bare"


@dataclass(frozen=True)
class Step:
    """One update: how many messages it sends, whether the life ends with it, and its timer."""

    messages: int = 0
    last: bool = False
    seconds: float = 900


@workflow.defn(name="Floor")
class Floor:
    """No rules, no record: an update, a bare activity per message, a timer."""

    def __init__(self) -> None:
        self._messages = 0
        self._ended = False
        self._timer: asyncio.Task[None] | None = None
        self.rang = False

    @workflow.run
    async def run(self) -> str:
        """Send what the updates asked for, until the last one."""
        while not (self._ended and not self._messages):
            await workflow.wait_condition(lambda: self._messages > 0 or self._ended or self.rang)
            if self.rang:
                self.rang = False
                self._messages += 1
            while self._messages:
                await workflow.execute_activity(SEND, start_to_close_timeout=timedelta(seconds=30))
                self._messages -= 1
        await workflow.wait_condition(workflow.all_handlers_finished)
        return "ended"

    @workflow.update(name="step")
    def step(self, given: Step) -> int:
        """Take a step and set the timer anew."""
        if self._timer:
            self._timer.cancel()
        self._messages += given.messages
        self._ended = given.last
        if not given.last:
            self._timer = asyncio.create_task(self._wait(given.seconds))
        return self._messages

    @step.validator
    def _step(self, given: Step) -> None:
        del given

    async def _wait(self, seconds: float) -> None:
        await workflow.sleep(timedelta(seconds=seconds))
        self.rang = True
