"""What a recipient sees of a child behind the link (domain.md §6): the unit's table, and what is never in it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policy.case import Case
from policy.conflict import may_open
from policy.people import Group, Person
from policy.shelter import shown as without_shelter
from policy.terms import Sharing
from policy.words import Kind, State

Facts = Mapping[str, object]
"""What a report said of the child, by name; personal."""
REQUEST, CONTACT = "request", "safe_contact"
NEVER = frozenset({"reporter", "hiv_status", "other_agencies", "whereabouts"})
"""Without a tick of its own, whatever the unit's table says."""
KEPT_AS: Mapping[str, tuple[str, ...]] = {
    "child_name": ("child",),
    "birth_facts": ("born", "sex"),
    "parents_names": ("carer",),
    "age": ("born",),
    "last_school": ("last_school",),
    "event_date": ("event",),
    "injuries": ("injured",),
    "facts": ("text",),
    "suspect": ("suspect",),
    "health_needs": ("health_needs",),
    "care_needs": ("care_needs",),
}
"""Under which names the record keeps what a field shows; what nobody recorded is shown as missing."""
HIDDEN = ("reporter", "contact", "where")
"""What must not stand in a free text either."""
LEAST = 3
"""Shorter values are no name: taking them out would spoil the text."""
MASK = "[...]"


class Shown(NamedTuple):
    """One field as a recipient sees it; no values: nothing is recorded."""

    field: str
    values: tuple[str, ...]


def fields(sharing: Sharing, group: Group) -> tuple[str, ...]:
    """The fields an agency of this group sees, in the order of the unit's table."""
    given = (*sharing.every, *sharing.groups.get(group, ()))
    return tuple(name for name in dict.fromkeys(given) if name not in NEVER and name not in sharing.never)


def may_see(case: Case, n: int, person: Person) -> bool:
    """Whether a person sees the detail of a hand-over: its holder, for their agency, not kept out, and it is sent."""
    task = case.find(n)
    if task is None or not task.open or task.state is State.DRAFT or task.kind is not Kind.REFERRAL:
        return False
    return task.person == person.code and task.party == person.agency and may_open(case, person.code)


def detail(case: Case, person: Person, sharing: Sharing, group: Group, facts: Facts) -> tuple[Shown, ...]:
    """The fields this person sees, without what is asked (the unit's services say it). Nothing of the reporter.

    The safe contact is given by the desk unless the child itself reported: else it is the reporter's own.
    """
    names = without_shelter(case, fields(sharing, group), person.code)
    return tuple(Shown(name, tuple(_values(name, facts))) for name in names if name != REQUEST)


def _values(name: str, facts: Facts) -> Iterator[str]:
    if name == CONTACT:
        yield from [str(facts["contact"])] if facts.get("child_alone") and facts.get("contact") else []
    for key in KEPT_AS.get(name, ()):
        if text := str(facts.get(key, "") or ""):
            yield _masked(text, facts)


def _masked(text: str, facts: Facts) -> str:
    for hidden in (str(facts.get(name, "") or "") for name in HIDDEN):
        if len(hidden) >= LEAST:
            text = text.replace(hidden, MASK)
    return text
