"""A gap in the unit's data as a manager's task of the unit and of no case (design.md §4): opened, ended when filled."""

from datetime import datetime

from policy.ahead import tasks
from policy.breach import of_unit
from policy.case import Case
from policy.checks import MANAGERS, open_handover, task_name
from policy.draft import Draft, for_command
from policy.events import Data, Decision, Event, Type
from policy.evolve import begin
from policy.later_commands import Filled, Foreseen
from policy.refusals import Refused, refuse
from policy.words import Audience, Kind, Risk, Role, Stage, State, Via


def foreseen(case: Case | None, command: Foreseen, code: str, now: datetime) -> Decision | Refused:
    """One manager's task per gap, beside whatever else the unit has open; its ladder is a manager's own."""
    if refused := _refused(case, command, code):
        return refused
    draft = for_command(case, command, now) if case else _first(command, code, now)
    if case:
        draft.add(Type.FORESEEN, **_data(command))
        draft.stage(Stage.UNIT)
    n = draft.open(Kind.MANAGER, command.risk, Role.MANAGER, Data(clock=command.lack, day=command.day))
    draft.tell("gap_ahead", Audience.HOLDER, n)
    return draft.done(command.id, command.happened)


def _refused(case: Case | None, command: Foreseen, code: str) -> Refused | None:
    if command.via is not Via.SYSTEM:
        return refuse("gap_system")
    same = (task for task in tasks(case) if task.open and (task.clock, task.day) == (command.lack, command.day))
    known = next(same, None)
    return refuse("gap_known", task=known.code or f"{code}-{known.n}", lack=command.lack) if known else None


def _first(command: Foreseen, code: str, now: datetime) -> Draft:
    first = Event(Type.FORESEEN, 0, command.by, _data(command))
    draft = Draft(begin(code, first, now), now, command.by)
    draft.events.append(first)
    return draft


def _data(command: Foreseen) -> Data:
    data = Data(unit=command.unit, risk=Risk.HIGH, clock=command.lack, day=command.day)
    if command.hour != Case.hour:
        data["hour"] = command.hour
    return data


def filled(case: Case, command: Filled, now: datetime) -> Decision | Refused:
    """What was lacking is there: the task ends by itself, or by a manager's word."""
    task = open_handover(case, command.n)
    if isinstance(task, Refused):
        return task
    if not of_unit(case.code) or not task.day:
        return refuse("not_a_gap", task=task_name(task, case))
    if command.via is not Via.SYSTEM and command.role not in MANAGERS:
        return refuse("gap_manager", task=task_name(task, case), by=command.by)
    draft = for_command(case, command, now)
    draft.add(Type.FILLED, task.n, clock=task.clock, day=task.day)
    draft.end(task, State.WITHDRAWN)
    return draft.done(command.id, command.happened)
