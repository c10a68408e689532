"""Statutory and health clocks (domain.md §5): clock hours from the happening, beside the ladder.

`decide` does not know the unit's data, yet a case must have its timer at once: so the hours and warnings of the row
come with the command as values, and the event that opens the hand-over holds the instants themselves. A replay, a
`rebuild` and a later pack with other hours all read what was promised on the day; and a unit may have rows of its
own, which no default table would know.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from policy.case import Handover, Rung
from policy.clock import RANK, to_manager
from policy.commands import Started
from policy.draft import Draft
from policy.events import Data, Type
from policy.words import Action, Audience, Kind, Role, State

REPEAT = 24


def start_clocks(draft: Draft, clocks: Iterable[Started]) -> None:
    """Open each clock that does not run yet; one that runs from a later happening gives way to the earlier."""
    for given in clocks:
        running = find_clock(draft, given.clock)
        if running and running.plan.start <= given.start:
            continue
        if running:
            draft.end(running, State.IN_ERROR)
        _open(draft, given)


def find_clock(draft: Draft, clock: str) -> Handover | None:
    """The running clock of that code."""
    return next((task for task in draft.case.open_of(Kind.STATUTORY) if task.clock == clock), None)


def _open(draft: Draft, given: Started) -> None:
    """The case worker holds it; one already passed is at once the manager's too, marked late (domain.md §5)."""
    n = draft.open(Kind.STATUTORY, given.window, Role.WORKER, _terms(draft, given))
    task = draft.case.find(n)
    if task is None or task.plan.due > draft.now:
        draft.tell("clock_running", Audience.HOLDER, n)
        return
    rungs = len(task.plan.rungs)
    draft.add(Type.RUNG, n, fired=rungs, action=Action.MANAGE, rung=RANK[Action.MANAGE])
    draft.tell("clock_late", Audience.HOLDER, n)
    to_manager(draft, task)


def _terms(draft: Draft, given: Started) -> Data:
    hour = timedelta(seconds=draft.case.hour)
    due = given.start + hour * given.hours
    warned = [Rung(Action.REMIND, given.start + hour * hours) for hours in given.warn_hours]
    data = Data(clock=given.clock, start=given.start, due=due, rungs=[*warned, Rung(Action.MANAGE, due)])
    data |= Data(repeat=(hour * REPEAT).total_seconds(), fired=len(list(_gone(warned, draft.now))))
    if draft.case.worker:
        data["person"] = draft.case.worker
    return data


def _gone(warned: list[Rung], now: datetime) -> Iterator[Rung]:
    """Warnings whose time has passed: the message at the start speaks for them."""
    return (rung for rung in warned if rung.at <= now)


def clocks_follow(draft: Draft, worker: str) -> None:
    """The case worker holds them, whoever that becomes."""
    for task in draft.case.open_of(Kind.STATUTORY):
        if task.person != worker:
            draft.add(Type.REASSIGNED, task.n, person=worker)
