"""What a run of a case does around `policy`: one queue of changes, one timer, a settle per message."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, NoReturn

from temporalio import workflow
from temporalio.exceptions import ApplicationError

from policy.case import Case
from policy.commands import Command, MessageFailed, Report
from policy.decide import Rule, decide, decide_again, decide_breach, decide_gap, decide_report, fire_all
from policy.events import Change, Decision, Recorded, Type, Unsettled
from policy.hard_commands import Breach
from policy.instants import wake_at
from policy.later_commands import Foreseen
from policy.lines import NEXT, details, holder_line, rung_summary, task_line
from policy.recorded import on_recorded, touched
from policy.refusals import Refused, refuse
from policy.view import attributes
from policy.words import Audience, Role, Via
from workflows import attributes as shown
from workflows.calls import carry_out, settle
from workflows.messages import REFUSED, Answer, Remembered, Start

REMEMBERED = 50
TOGETHER = 8
"""Changes that waited for the record go to it together, at most so many: an argument stays under 8 kB."""
WIB = timezone(timedelta(hours=7), "WIB")
DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")


@lru_cache(maxsize=10_000)
def wib(at: datetime) -> str:
    """An instant as a manager reads it, with dashes: the UI turns 20/11 into a fraction."""
    local = at.astimezone(WIB)
    return f"{DAYS[local.weekday()]} {local:%d-%m-%Y %H.%M} WIB"


class CaseRun:
    """The state of one run. Handlers and the loop run in one thread: no locks, one writer."""

    def __init__(self, start: Start) -> None:
        self.case = start.case
        self._code = workflow.info().workflow_id
        self._remembered = list(start.remembered)
        self._changes: list[Change] = []
        self._unsettled = {each.row: each for each in start.unsettled}
        self._settling: dict[int, asyncio.Task[None]] = {}
        self._shown: shown.Values = {}
        self._timer: asyncio.Task[None] | None = None
        self._armed: datetime | None = None
        self._rang = False
        self._broken: BaseException | None = None
        self._checked: tuple[Command, Case | None, datetime, Decision] | None = None

    def check(self, command: Command) -> None:
        """Refuse without a trace in history what `policy` refuses: ApplicationError of type "refused"."""
        if self._given(command.id):
            return
        self._checked = (command, self.case, workflow.now(), self._decided_for(command))

    def apply(self, command: Command) -> Answer:
        """Decide at once and answer; the loop carries it out. The same id gets the same answer."""
        if given := self._given(command.id):
            return Answer(given.seq, given.n)
        decided = self._just_decided(command) or self._decided_for(command, decide_again)
        self._take(decided)
        answer = Answer(decided.change.seq, touched(decided.case, decided.change))
        self._remembered = [*self._remembered, Remembered(command.id, answer.seq, answer.n)][-REMEMBERED:]
        return answer

    def line(self, when: Callable[[datetime], str]) -> str:
        """Who holds the case."""
        return holder_line(self.case, workflow.now(), when) if self.case else "Belum ada laporan."

    async def carry_on(self) -> str:
        """The loop: changes in order, then the clock; ends with the case, or goes on in a new run."""
        self._show()
        for unsettled in list(self._unsettled.values()):
            self._settle(unsettled)
        while not self._finished():
            await workflow.wait_condition(self._something_to_do)
            await self._step()
        self._disarm()
        return self.case.stage if self.case else ""

    async def _step(self) -> None:
        if self._broken:
            raise self._broken
        if self._changes:
            await self._carry_out(tuple(self._changes[:TOGETHER]))
        elif self._rang:
            self._ring()
        elif self._crowded():
            self._continue()

    def _something_to_do(self) -> bool:
        under_way = bool(self._changes) or self._rang or self._broken is not None
        return under_way or self._finished() or self._crowded()

    def _finished(self) -> bool:
        ended = self.case is not None and not self.case.open
        return ended and not self._changes and not self._unsettled and workflow.all_handlers_finished()

    def _crowded(self) -> bool:
        return workflow.info().is_continue_as_new_suggested() and workflow.all_handlers_finished()

    def _given(self, command_id: str) -> Remembered | None:
        return next((each for each in self._remembered if each.id == command_id), None)

    def _just_decided(self, command: Command) -> Decision | None:
        """What the validator decided a moment ago; a replay runs no validators and decides again what was taken."""
        checked, self._checked = self._checked, None
        if checked and checked[0] == command and checked[1] is self.case and checked[2] == workflow.now():
            return checked[3]
        return None

    def _decided_for(self, command: Command, rule: Rule = decide) -> Decision:
        decided = self._decide(command, rule)
        if isinstance(decided, Refused):
            raise ApplicationError(decided.id, decided.code, decided.en, type=REFUSED, non_retryable=True)
        return decided

    def _decide(self, command: Command, rule: Rule = decide) -> Decision | Refused:
        now = workflow.now()
        if isinstance(command, Report):
            return decide_report(self.case, command, self._code, now)
        if isinstance(command, Breach):
            return decide_breach(self.case, command, self._code, now)
        if isinstance(command, Foreseen):
            return decide_gap(self.case, command, self._code, now)
        if self.case is None:
            return refuse("no_report", case=self._code)
        return rule(self.case, command, now)

    def _take(self, *decisions: Decision) -> None:
        """What was decided is the case from here on; shown once, however many rungs came together."""
        for decided in decisions:
            self.case = decided.case
            self._changes.append(decided.change)
        self._show()

    async def _carry_out(self, changes: tuple[Change, ...]) -> None:
        recorded: Recorded = await carry_out(changes, self._told(*changes))
        del self._changes[: len(changes)]
        if self.case:
            self.case = on_recorded(self.case, recorded)
        for unsettled in recorded.unsettled:
            self._settle(unsettled)
        self._show()

    def _told(self, change: Change, *more: Change) -> str:
        first, others = change.events[0], f" (+{len(more)})" if more else ""
        task = self.case.find(first.n) if self.case and first.type is Type.RUNG else None
        if task:
            return f"{NEXT[first.data['action']].capitalize()}: {task_line(task)}"[:190] + others
        return first.type.replace("_", " ").capitalize() + others

    def _ring(self) -> None:
        """The clock rang and all is recorded: every rung that has come fires."""
        self._rang = False
        self._take(*(fire_all(self.case, workflow.now()) if self.case else ()))

    def _settle(self, unsettled: Unsettled) -> None:
        self._unsettled[unsettled.row] = unsettled
        self._settling[unsettled.row] = self._beside(self._settled(unsettled))

    def _beside(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """A task beside the loop; if it breaks, so does the loop: nothing beside it fails in silence."""
        task = asyncio.create_task(work)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            self._broken = error

    async def _settled(self, unsettled: Unsettled) -> None:
        """See one message to its fate; giving up is an event of the case."""
        audience = await settle(unsettled)
        if audience and self.case:
            self._give_up(unsettled, audience)
        del self._unsettled[unsettled.row], self._settling[unsettled.row]

    def _give_up(self, unsettled: Unsettled, audience: Audience) -> None:
        command = MessageFailed(
            id=f"{self._code}/pesan/{unsettled.row}",
            by="",
            role=Role.DESK,
            via=Via.SYSTEM,
            n=unsettled.n,
            audience=audience,
            person=unsettled.person,
        )
        decided = self._decide(command)
        if isinstance(decided, Decision):
            self._take(decided)

    def _show(self) -> None:
        """Attributes that changed, the details, and the timer: what is seen is what is."""
        if self.case is None:
            return
        now = workflow.now()
        values = shown.values(attributes(self.case, now))
        if updates := list(shown.changes(self._shown, values)):
            workflow.upsert_search_attributes(updates)
            self._shown = values
        workflow.set_current_details(details(self.case, now, wib))
        self._arm()

    def _arm(self) -> None:
        """Keep exactly one timer, for the next instant at which the clock has something to say."""
        at = wake_at(self.case) if self.case and self.case.open else None
        if at == self._armed or self._rang:
            return
        self._disarm()
        if at and self.case:
            self._armed = at
            summary = rung_summary(self.case, workflow.now())
            self._timer = self._beside(self._wait_until(at, summary))

    def _disarm(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer, self._armed = None, None

    async def _wait_until(self, at: datetime, summary: str) -> None:
        delay = max(at - workflow.now(), timedelta(0))
        await workflow.sleep(delay, summary=summary)
        self._timer, self._armed, self._rang = None, None, True

    def _continue(self) -> NoReturn:
        """A long history goes on in a new run, with everything that is still under way; changes are all recorded."""
        unsettled = tuple(self._unsettled.values())
        workflow.continue_as_new(Start(self.case, tuple(self._remembered), unsettled))
