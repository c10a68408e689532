"""From a role to a person, at the moment it matters: rosters, deputies and absences as they are now."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from policy.case import Case, Handover
from policy.people import Person
from policy.unit import Unit
from policy.words import Audience, Kind, Role
from policy.worktime import is_open

Finder = Callable[[Unit, Case, Handover | None, datetime], Person | None]


def holder_of(unit: Unit, case: Case, task: Handover, now: datetime) -> Person | None:
    """Who holds this hand-over: the named person or a deputy, else whom the agency or role stands for."""
    if task.person and task.person in unit.people:
        return unit.standing_in(task.person, now) or unit.people[task.person]
    day = unit.local(now).date()
    if not task.waits and (agency := unit.current(task.party, day)):
        return unit.holder_for(agency.code, now)
    return _of_role(unit, case, task, now)


def _of_role(unit: Unit, case: Case, task: Handover, now: datetime) -> Person | None:
    proposer = case.proposal.by if case.proposal and task.kind is Kind.APPROVAL else ""
    if task.party == Role.SUPERVISOR:
        return _other(unit, (*unit.supervisors, *unit.managers), proposer, now)
    if task.party == Role.MANAGER:
        return _other(unit, (*unit.managers, unit.last_person), proposer, now)
    return worker_of(unit, case, now)


def _other(unit: Unit, codes: Iterable[str], not_this: str, now: datetime) -> Person | None:
    """The first who is there and is not the one who proposed."""
    others = [code for code in codes if code != not_this]
    present = (unit.people[code] for code in others if not unit.people[code].is_away(unit.local(now).date()))
    return next(present, unit.people[others[0]] if others else None)


def worker_of(unit: Unit, case: Case, now: datetime) -> Person | None:
    """The case worker or a deputy; before there is one, the worker on the roster, else the supervisor."""
    if case.worker in unit.people:
        return unit.standing_in(case.worker, now) or unit.supervisor(now)
    return unit.case_worker_on_roster(now) or unit.supervisor(now)


def recipient(unit: Unit, case: Case, task: Handover | None, audience: Audience, now: datetime) -> Person | None:
    """The person a message goes to; None where the message is not needed (duty while the office is open)."""
    return _FINDERS[audience](unit, case, task, now)


def _holder(unit: Unit, case: Case, task: Handover | None, now: datetime) -> Person | None:
    return holder_of(unit, case, task, now) if task else worker_of(unit, case, now)


def _sender(unit: Unit, case: Case, _task: Handover | None, now: datetime) -> Person | None:
    return worker_of(unit, case, now)


def _superior(unit: Unit, _case: Case, task: Handover | None, now: datetime) -> Person | None:
    agency = unit.current(task.party, unit.local(now).date()) if task else None
    return unit.people[agency.superior] if agency and agency.superior else None


def _supervisor(unit: Unit, _case: Case, _task: Handover | None, now: datetime) -> Person | None:
    return unit.supervisor(now)


def _manager(unit: Unit, _case: Case, _task: Handover | None, now: datetime) -> Person | None:
    return unit.manager(now)


def _deputy_manager(unit: Unit, _case: Case, task: Handover | None, now: datetime) -> Person | None:
    held = task.person if task and task.person in unit.people else unit.managers[0]
    deputies = unit.people[held].deputies or unit.managers[1:]
    return _other(unit, deputies, held, now)


def _second_manager(unit: Unit, _case: Case, task: Handover | None, now: datetime) -> Person | None:
    return _other(unit, unit.managers, task.person if task else unit.managers[0], now)


def _last(unit: Unit, _case: Case, _task: Handover | None, _now: datetime) -> Person | None:
    return unit.people[unit.last_person]


def _desk(unit: Unit, _case: Case, _task: Handover | None, now: datetime) -> Person | None:
    present = (p for p in unit.staff(Role.DESK) if not p.is_away(unit.local(now).date()))
    return next(present, None) or unit.duty(now).officer


def _closed(unit: Unit, now: datetime) -> bool:
    return not is_open(unit.calendars[unit.calendar], now)


def _duty_officer(unit: Unit, _case: Case, _task: Handover | None, now: datetime) -> Person | None:
    return unit.duty(now).officer if _closed(unit, now) else None


def _duty_manager(unit: Unit, _case: Case, _task: Handover | None, now: datetime) -> Person | None:
    return unit.duty(now).manager if _closed(unit, now) else None


_FINDERS: Mapping[Audience, Finder] = {
    Audience.HOLDER: _holder,
    Audience.SENDER: _sender,
    Audience.SUPERIOR: _superior,
    Audience.SUPERVISOR: _supervisor,
    Audience.MANAGER: _manager,
    Audience.DEPUTY_MANAGER: _deputy_manager,
    Audience.SECOND_MANAGER: _second_manager,
    Audience.LAST: _last,
    Audience.DESK: _desk,
    Audience.DUTY_OFFICER: _duty_officer,
    Audience.DUTY_MANAGER: _duty_manager,
}
