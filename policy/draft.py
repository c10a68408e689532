"""A decision in the making: each event is folded in at once, so that every later line sees the case as it then is."""

from dataclasses import replace
from datetime import datetime
from typing import Unpack

from policy import waiting
from policy.case import Case, Handover
from policy.commands import Command
from policy.events import Change, Data, Decision, Event, Notice, Type
from policy.evolve import evolve
from policy.evolve_tasks import BrokenPromiseError
from policy.table import LAWFUL
from policy.watch import watch_wanted
from policy.words import Audience, Kind, Role, Stage, State


class Draft:
    """Collects the events and notices of one decision on `case` at `now`, caused by `by` ("" = the clock)."""

    def __init__(self, case: Case, now: datetime, by: str = "") -> None:
        """Start from the case as it is."""
        self.case = case
        self.now = now
        self.by = by
        self.events: list[Event] = []
        self.notices: list[Notice] = []

    def add(self, event_type: Type, n: int = 0, **data: Unpack[Data]) -> None:
        """Record one event and fold it in."""
        by = "" if self.events else self.by  # the first event names who caused the change, the others follow
        event = Event(event_type, n, by, Data(**data))
        self.case = evolve(self.case, event, self.now)
        self.events.append(event)

    def tell(self, template: str, to: Audience, n: int = 0) -> None:
        """Queue one message; the same one is queued once."""
        if (notice := Notice(template, to, n)) not in self.notices:
            self.notices.append(notice)

    def open(self, kind: Kind, level: str, party: str, more: Data | None = None) -> int:
        """Open a hand-over and return its number."""
        n = self.case.next_n
        data = Data(kind=kind, level=level, party=party)
        data.update(more or Data())
        self.add(Type.OPENED, n, **data)
        return n

    def end(self, handover: Handover, state: State) -> None:
        """End a hand-over, and the manager's task beside it."""
        self.add(Type.ANSWERED, handover.n, state=state)
        self.end_managers_tasks(handover.n)
        waiting.end_decision(self, handover.n)

    def end_managers_tasks(self, n: int) -> None:
        """The manager's task beside hand-over `n` has served its purpose."""
        for task in self.case.open_of(Kind.MANAGER):
            if task.parent == n:
                self.add(Type.ANSWERED, task.n, state=State.COMPLETED)

    def stage(self, target: Stage) -> None:
        """Move the case; an unlawful move is the program's fault."""
        if target is self.case.stage:
            return
        if (self.case.stage, target) not in LAWFUL:
            raise BrokenPromiseError(f"{self.case.stage} -> {target} is not in the table")
        self.add(Type.STAGE, stage=target)

    def referral_stage(self) -> None:
        """After the plan the stage follows from the referrals: one open or none."""
        if self.case.planned and self.case.stage in {Stage.PLANNING, Stage.REFERRED, Stage.MONITORING}:
            self.stage(Stage.REFERRED if self.case.open_of(Kind.REFERRAL) else Stage.MONITORING)

    def open_watch(self) -> int:
        """Somebody is asked where the child is: the case worker, within a day."""
        worker = self.case.worker
        more = Data(person=worker) if worker else Data()
        return self.open(Kind.WHEREABOUTS, self.case.risk, Role.WORKER, more)

    def _keep_watch(self) -> None:
        """Whether somebody has to confirm where the child is follows from the case as every decision leaves it."""
        tasks, wanted = self.case.open_of(Kind.WHEREABOUTS), watch_wanted(self.case)
        if wanted and not tasks:
            self.tell("task_internal", Audience.HOLDER, self.open_watch())
        for task in tasks if not wanted else ():
            self.end(task, State.WITHDRAWN)

    def done(self, change_id: str, happened: datetime | None = None) -> Decision:
        """The finished decision, numbered as the case's next change; what waited for what ended is settled first."""
        waiting.settle(self)
        self._keep_watch()
        if self.case.stage is Stage.UNIT and not self.case.open_handovers:
            self.stage(Stage.TERMINATED)
        seq = self.case.seq + 1
        case = replace(self.case, seq=seq)
        events, notices = tuple(self.events), tuple(self.notices)
        return Decision(case, Change(change_id, case.code, seq, self.now, events, notices, happened))


def for_command(case: Case, command: Command, now: datetime) -> Draft:
    """A draft in the name of who gave the command."""
    return Draft(case, now, command.by)
