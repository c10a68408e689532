"""Exact terms: person, task code and instants, fixed when a change is recorded, by the unit's data then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from policy.case import Case, Handover, Plan
from policy.doors import round_the_clock
from policy.events import Change, Data, Event, Type
from policy.ladder import LADDERS
from policy.matching import adrift, loose, successor
from policy.people import Person
from policy.recipients import holder_of
from policy.reckon import Reckon, Row, by_calendar, in_clock_hours, make_plan, nothing_new
from policy.unit import Unit
from policy.words import Kind
from policy.worktime import Calendar

NEW_PLAN = frozenset(
    {Type.OPENED, Type.ANSWERED, Type.REPLANNED, Type.UNDONE, Type.SENT, Type.CHOSEN, Type.NOT_ARRIVED}
)
REAL_HOUR = 3600
DrawCode = Callable[[], str]


@dataclass(frozen=True)
class Cases:
    """The unit's data as the case sees it, the case before and after a change, and the `whole` unit if it is more."""

    unit: Unit
    before: Case | None
    after: Case
    whole: Unit | None = None


def exact_terms(cases: Cases, change: Change, draw: DrawCode) -> tuple[Event, ...]:
    """TERMS events for every hand-over this change gave a clock, or whose holder has to be found anew."""
    return tuple(_terms(cases, change, draw))


def _terms(cases: Cases, change: Change, draw: DrawCode) -> Iterator[Event]:
    named = (event.n for event in change.events if event.n)
    for n in dict.fromkeys((*named, *loose(cases.whole or cases.unit, cases.unit, cases.after))):
        task = cases.after.find(n)
        if task is None or not task.open:
            continue
        events = [event for event in change.events if event.n == n]
        if data := _data(cases, task, events, change.at):
            if not task.code:
                data["code"] = draw()
            yield Event(Type.TERMS, n, "", data)


def _data(cases: Cases, task: Handover, events: list[Event], now: datetime) -> Data:
    data = Data()
    person = None if task.waits else _next(cases, task, now) or holder_of(cases.unit, cases.after, task, now)
    if person and person.code != task.person:
        if cases.after.kept_out or adrift(cases.whole or cases.unit, cases.unit, task):
            data["since"] = now
        data["person"] = person.code
        if task.person:
            data["was"] = task.person
    if any(event.type in NEW_PLAN for event in events):
        data |= _clock(cases, task, person, events, now)
    return data


def _next(cases: Cases, task: Handover, now: datetime) -> Person | None:
    """The deputy of whom the case keeps out, by name; an approval goes by its role, never to who proposed."""
    known = cases.before.find(task.n) if cases.before else None
    former = known.person if known and not task.person else task.person
    if former == "" or former in cases.unit.people or task.kind is Kind.APPROVAL:
        return None
    return successor(cases.whole or cases.unit, cases.unit, former, now)


def _clock(cases: Cases, task: Handover, person: Person | None, events: list[Event], now: datetime) -> Data:
    plan = task.plan if task.plan.exact else _exact(cases, task, person, events)
    old = _replaced(cases.before, task.n, events)
    data = _plan_data(plan)
    if old and (fired := nothing_new(plan, old, now)):
        data["fired"] = fired
    return data


def _replaced(before: Case | None, n: int, events: list[Event]) -> Plan | None:
    """The plan that a plan of the same start takes the place of."""
    types, known = {event.type for event in events}, before.find(n) if before else None
    if known and Type.UNDONE in types:
        return known.before
    return known.plan if known and Type.REPLANNED in types else None


def _exact(cases: Cases, task: Handover, person: Person | None, events: list[Event]) -> Plan:
    """The plan by the holder's calendar; a raised risk shortens, so never due later than what stood."""
    plan, unit = task.plan, cases.unit
    ladder = unit.ladders.get(plan.key) or LADDERS[plan.key]  # a pack older than the kind has no row of its own
    row, reckon = Row(plan.key, ladder), _reckon(unit, cases.after, task, person)
    chosen = [event.data.get("until") or event.data.get("due") for event in events]
    exact = make_plan(plan.no, row, plan.start, reckon, next((at for at in chosen if at), None))
    known = cases.before.find(task.n) if cases.before else None
    longer = any(event.data.get("longer") for event in events)
    if known is None or longer or known.level == task.level or exact.due <= known.plan.due:
        return exact
    return make_plan(plan.no, row, plan.start, reckon, known.plan.due)


def _reckon(unit: Unit, case: Case, task: Handover, person: Person | None) -> Reckon:
    """The holder's calendar; where an hour is not an hour (a demo, a play) every office is open."""
    if case.hour != REAL_HOUR:
        return in_clock_hours(case.hour)
    if round_the_clock(task.way, person):
        return by_calendar(Calendar(tz=unit.tz, always=True))
    if task.party in unit.agencies:
        return by_calendar(unit.calendar_of(task.party))
    return by_calendar(unit.calendar_of(person.code) if person else unit.calendars[unit.calendar])


def _plan_data(plan: Plan) -> Data:
    repeat = plan.repeat.total_seconds()
    return Data(no=plan.no, due=plan.due, rungs=list(plan.rungs), repeat=repeat)


def on_the_wire(terms: tuple[Event, ...], after: Case, change: Change) -> tuple[Event, ...]:
    """The terms as the workflow gets them: where its own provisional plan stands, only that it does.

    `after` is the case before these terms. The record keeps them whole: the defaults of another day must not
    change what was promised on this one.
    """
    replaced = {event.n for event in change.events if event.type in {Type.REPLANNED, Type.UNDONE}}
    return tuple(term if term.n in replaced else _short(term, after) for term in terms)


def _short(term: Event, after: Case) -> Event:
    task = after.find(term.n)
    if task is None or "due" not in term.data or term.data != term.data | _plan_data(task.plan):
        return term
    data = Data(**term.data)
    del data["due"], data["rungs"], data["repeat"]
    return replace(term, data=data)
