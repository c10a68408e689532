"""The unit's own hand-overs (design.md §4): a data breach belongs to no case; its notice is the manager's clock.

They live under one reserved code per unit, in a workflow of the same type with the same ladders. The alphabet of
codes has no U, so no case ever gets such a code. It ends with its last clock and begins again with the next breach.
"""

from datetime import datetime

from policy.case import Case
from policy.checks import staff_refused, when
from policy.codes import normalise
from policy.draft import Draft, for_command
from policy.events import Data, Decision, Event, Type
from policy.evolve import begin
from policy.hard_commands import Breach
from policy.refusals import Refused, refuse
from policy.running import open_clock
from policy.words import Risk, Stage

PREFIX = "UNIT"


def unit_code(unit: str) -> str:
    """The reserved code of a unit's own tasks."""
    return PREFIX + normalise(unit)


def of_unit(code: str) -> bool:
    """Whether the code is of a unit's own tasks and of no child's case."""
    return code.startswith(PREFIX)


def discovered(case: Case | None, command: Breach, code: str, now: datetime) -> Decision | Refused:
    """Each breach has a clock of its own, from its discovery (domain.md §5)."""
    if refused := staff_refused(command, "kebocoran data"):
        return refused
    if command.clock.start > now:
        return refuse("future", at=when(command.clock.start))
    draft = for_command(case, command, now) if case else _first(command, code, now)
    if case:
        draft.add(Type.BREACH, **_data(command))
        draft.stage(Stage.UNIT)
    open_clock(draft, command.clock)
    return draft.done(command.id, command.happened)


def _first(command: Breach, code: str, now: datetime) -> Draft:
    first = Event(Type.BREACH, 0, command.by, _data(command))
    draft = Draft(begin(code, first, now), now, command.by)
    draft.events.append(first)
    return draft


def _data(command: Breach) -> Data:
    data = Data(unit=command.unit, risk=Risk.HIGH)
    if command.hour != Case.hour:
        data["hour"] = command.hour
    return data
