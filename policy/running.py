"""Statutory and health clocks (domain.md §5): clock hours from the happening, beside the ladder.

`decide` does not know the unit's data, yet a case must have its timer at once: so the hours and warnings of the row
come with the command as values, and the event that opens the hand-over holds the instants themselves. A replay, a
`rebuild` and a later pack with other hours all read what was promised on the day; and a unit may have rows of its
own, which no default table would know.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from policy.case import Case, Handover, Rung
from policy.clock import RANK, to_manager
from policy.commands import Started
from policy.draft import Draft
from policy.events import Data, Type
from policy.hard_words import Begun, Window
from policy.terms import Statutory
from policy.words import Action, Audience, Kind, Role, State

REPEAT = 24


def started_by(rows: Iterable[Statutory], happenings: Mapping[Begun, datetime]) -> tuple[Started, ...]:
    """The clocks of a unit's data that these happenings start."""
    return tuple(_started(row, happenings[row.begun_by]) for row in rows if row.begun_by and row.begun_by in happenings)


def _started(row: Statutory, start: datetime) -> Started:
    window = Window.HEALTH if row.begun_by is Begun.EVENT else Window.LAW
    return Started(
        clock=row.code,
        window=window,
        start=start,
        hours=row.hours,
        warn_hours=row.warn_hours,
        holder=Role(row.holder),
    )


def suspected(told: datetime, event: datetime | None) -> Mapping[Begun, datetime]:
    """The happenings of *dugaan kekerasan seksual*; of an event nobody can date the telling is the latest it can be."""
    return {Begun.TELLING: told, Begun.EVENT: min(event or told, told)}


def start_clocks(draft: Draft, clocks: Iterable[Started]) -> None:
    """Open each clock that does not run yet; one that runs from a later happening gives way to the earlier."""
    for given in clocks:
        running = find_clock(draft, given.clock)
        if running and running.plan.start <= given.start:
            continue
        if running:
            draft.end(running, State.IN_ERROR)
        open_clock(draft, given)


def carried(case: Case) -> tuple[Started, ...]:
    """The running clocks of a case as another case takes them over, with what was promised on their day."""
    return tuple(_as_started(task, case.hour) for task in case.open_of(Kind.STATUTORY))


def _as_started(task: Handover, hour: float) -> Started:
    start, span = task.plan.start, timedelta(seconds=hour)
    warned = (round((rung.at - start) / span) for rung in task.plan.rungs if rung.action is Action.REMIND)
    return Started(
        clock=task.clock,
        window=Window(task.level),
        start=start,
        hours=round((task.plan.due - start) / span),
        warn_hours=tuple(warned),
        holder=Role(task.party),
    )


def find_clock(draft: Draft, clock: str) -> Handover | None:
    """The running clock of that code."""
    return next((task for task in draft.case.open_of(Kind.STATUTORY) if task.clock == clock), None)


def open_clock(draft: Draft, given: Started) -> None:
    """Whom its row names holds it; one already passed is at once the manager's too, marked late (domain.md §5)."""
    n = draft.open(Kind.STATUTORY, given.window, given.holder, _terms(draft, given))
    task = draft.case.find(n)
    if task is None or task.plan.due > draft.now:
        draft.tell("clock_running", Audience.HOLDER, n)
        return
    rungs = len(task.plan.rungs)
    draft.add(Type.RUNG, n, fired=rungs, action=Action.MANAGE, rung=RANK[Action.MANAGE])
    draft.tell("clock_late", Audience.HOLDER, n)
    to_manager(draft, task)


def _terms(draft: Draft, given: Started) -> Data:
    hour, start = timedelta(seconds=draft.case.hour), min(given.start, draft.now)
    due = start + hour * given.hours
    warned = [Rung(Action.REMIND, start + hour * hours) for hours in given.warn_hours]
    data = Data(clock=given.clock, start=start, due=due, rungs=[*warned, Rung(Action.MANAGE, due)])
    data |= Data(repeat=(hour * REPEAT).total_seconds(), fired=len(list(_gone(warned, draft.now))))
    if draft.case.worker and given.holder is Role.WORKER:
        data["person"] = draft.case.worker
    return data


def _gone(warned: list[Rung], now: datetime) -> Iterator[Rung]:
    """Warnings whose time has passed: the message at the start speaks for them."""
    return (rung for rung in warned if rung.at <= now)


def clocks_follow(draft: Draft, worker: str) -> None:
    """The case worker holds them, whoever that becomes."""
    for task in draft.case.open_of(Kind.STATUTORY):
        if task.person != worker and task.party == Role.WORKER:
            draft.add(Type.REASSIGNED, task.n, person=worker)
