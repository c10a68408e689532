"""What the record finds on a case that keeps people out (domain.md §4 rule 8): whose number it is, who comes next.

Numbers and addresses are personal and stay in the record; what it answers has codes only.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from policy.case import Case, Handover
from policy.events import Change, Data, Event, Notice, Type
from policy.evolve import evolve
from policy.people import Person
from policy.unit import Unit
from policy.without import without
from policy.words import Audience, Kind


def found(unit: Unit, before: Case | None, after: Case, change: Change, numbers: Collection[str]) -> tuple[Event, ...]:
    """Events the record adds to a change before its terms: people matched by a number, restriction, worker."""
    if not (numbers or after.kept_out):
        return ()
    first = tuple(_matched(unit, after, numbers))
    after = folded(after, first, change)
    out = without(unit, after.kept_out)
    return (*first, *_restricted(unit, before, after, change), *_worker(unit, out, before, after, change.at))


def folded(case: Case, events: tuple[Event, ...], change: Change) -> Case:
    """The case with these events of the record."""
    for event in events:
        case = evolve(case, event, change.at)
    return case


def reached_at(unit: Unit, numbers: Collection[str]) -> tuple[str, ...]:
    """Everybody of the unit with a contact at one of these numbers or addresses."""
    return tuple(code for code, each in unit.people.items() if any(c.address.lower() in numbers for c in each.channels))


def _matched(unit: Unit, case: Case, numbers: Collection[str]) -> Iterator[Event]:
    """Looked up at every change: a pack may give somebody the number tomorrow."""
    people = reached_at(unit, numbers)
    if people != case.matched:
        yield Event(Type.MATCHED, 0, "", Data(people=list(people)))


def _restricted(unit: Unit, before: Case | None, after: Case, change: Change) -> Iterator[Event]:
    """A case that touches staff is restricted by default; who wrote it down is named."""
    new = set(after.kept_out) - set(before.kept_out if before else ())
    if after.restricted or not any(_is_staff(unit, code) for code in new):
        return
    by = change.events[0].by
    named = [by] if _is_staff(unit, by) and by not in after.kept_out else []
    yield Event(Type.RESTRICTED, 0, "", Data(people=named))


def _is_staff(unit: Unit, code: str) -> bool:
    return code in unit.people and unit.people[code].agency is None


def _worker(unit: Unit, out: Unit, before: Case | None, after: Case, now: datetime) -> Iterator[Event]:
    """The case of a worker who is kept out goes to the deputy, else to the roster; else the supervisor chooses."""
    if after.worker or not (before and before.worker):
        return
    if person := successor(unit, out, before.worker, now) or out.case_worker_on_roster(now):
        yield Event(Type.WORKER, 0, "", Data(person=person.code, was=""))


def successor(unit: Unit, out: Unit, former: str, now: datetime) -> Person | None:
    """Who comes after somebody by name: the first deputy who is neither away nor kept out (`out` is without those)."""
    codes = unit.people[former].deputies if former in unit.people else ()
    day = out.local(now).date()
    left = (out.people[code] for code in codes if code in out.people)
    return next((person for person in left if not person.is_away(day)), None)


def vacant(task: Handover | None) -> bool:
    """Whether an open hand-over was recorded and nobody was found for it (TANPA_PEMEGANG)."""
    return task is not None and task.open and task.plan.exact and not task.person


def adrift(unit: Unit, out: Unit, task: Handover) -> bool:
    """Whether it has no holder, or one to whom nothing of this case may go."""
    return vacant(task) or (task.person in unit.people and task.person not in out.people)


def loose(unit: Unit, out: Unit, case: Case) -> Iterator[int]:
    """Hand-overs whose holder has to be found anew, whatever the change was about."""
    yield from (task.n for task in case.open_handovers if not task.waits and adrift(unit, out, task))


def tellings(out: Unit, before: Case | None, after: Case) -> Iterator[Notice]:
    """Who has to hear of it: the new holder, or the supervisor where nobody is left to hold it."""
    if before is None:
        before = after
    for task in after.open_handovers:
        known = before.find(task.n)
        if vacant(task) and not vacant(known):
            yield Notice("no_holder", Audience.SUPERVISOR, task.n)
        elif known and not known.waits and known.person != task.person and _lost(out, known):
            yield Notice("task_referral" if task.kind is Kind.REFERRAL else "reassigned", Audience.HOLDER, task.n)


def _lost(out: Unit, known: Handover) -> bool:
    return vacant(known) or (known.person != "" and known.person not in out.people)
