"""What the record makes of a change: who is kept out, exact terms, and who else has to hear of it. Pure."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from policy.case import Case
from policy.closed import unchosen
from policy.events import Change, Event, Notice, Recorded
from policy.evolve import evolve_all
from policy.fixing import Cases, DrawCode, exact_terms, on_the_wire
from policy.matching import folded, found, tellings
from policy.recorded import on_recorded
from policy.unit import Unit
from policy.without import without

Numbers = Callable[[Case], Collection[str]]
"""The numbers and addresses recorded on a case as suspect or household."""


@dataclass(frozen=True)
class Fixed:
    """`cases.after` has the terms; `terms` are kept, `answer` goes to the workflow, `notices` are all that leave."""

    cases: Cases
    terms: tuple[Event, ...]
    answer: Recorded
    notices: tuple[Notice, ...]


def fix(unit: Unit, before: Case | None, change: Change, numbers: Numbers, draw: DrawCode) -> Fixed:
    """A change by the unit's data of its day, as the case sees the unit: without those it keeps out."""
    after = evolve_all(before, change)
    first = found(unit, before, after, change, numbers(after))
    after = folded(after, first, change)
    cases = Cases(without(unit, after.kept_out), before, after, unit)
    terms = (*first, *exact_terms(cases, change, draw))
    answer = Recorded(change.seq, on_the_wire(terms, after, change))
    cases = replace(cases, after=on_recorded(after, Recorded(change.seq, terms)))
    return Fixed(cases, terms, answer, _notices(cases, change))


def _notices(cases: Cases, change: Change) -> tuple[Notice, ...]:
    """Who was found or lost first, then what the decision tells, then the sender before a closed door."""
    told = tellings(cases.unit, cases.before, cases.after)
    return (*told, *change.notices, *unchosen(cases.unit, cases.after, change))
