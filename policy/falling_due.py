"""Before a long closure every holder hears what falls due in it, and every manager of all (domain.md §5). Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from policy.closures import Closure
from policy.people import Person
from policy.unit import Unit
from policy.words import Audience


class Task(NamedTuple):
    """An open hand-over as the list knows it."""

    code: str
    person: str
    due: datetime


@dataclass(frozen=True)
class DueList:
    """What one person is told: the task codes, the next one due first."""

    person: Person
    audience: Audience
    codes: tuple[str, ...]


def due_lists(unit: Unit, closure: Closure, tasks: Iterable[Task], now: datetime) -> tuple[DueList, ...]:
    """A list for every manager, of all; one for every other holder of something that falls due in it."""
    falling = sorted((each for each in tasks if closure.told <= each.due < closure.ends), key=lambda each: each.due)
    managers = {person.code: person for code in unit.managers if (person := _there(unit, code, now))}
    held: dict[str, list[str]] = {}
    for task in falling:
        if person := _there(unit, task.person, now):
            held.setdefault(person.code, []).append(task.code)
    every = tuple(task.code for task in falling)
    lists = (DueList(person, Audience.MANAGER, every) for person in managers.values())
    others = (code for code in held if code not in managers)
    return (*lists, *(DueList(unit.people[code], Audience.HOLDER, tuple(held[code])) for code in others))


def still_told(lists: Iterable[DueList], closure: Closure, now: datetime) -> Iterator[DueList]:
    """Once the doors are closed a list can help the unit's own people only."""
    return (each for each in lists if each.person.agency is None or now < closure.starts)


def _there(unit: Unit, code: str, now: datetime) -> Person | None:
    """The person, or who stands in; nobody for a hand-over without a person or one who is gone."""
    return (unit.standing_in(code, now) or unit.people[code]) if code in unit.people else None
