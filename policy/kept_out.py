"""Suspects and household never hold (domain.md §4 rule 8): however they come in, the fold takes them out again."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from policy.case import Case, Handover
from policy.events import Data, Event, Type


def swept(case: Case) -> Case:
    """The case without anybody kept out as its worker or as holder of what is open.

    Who holds it then is found when it is recorded; until then the agency or the role does. What waits is the worker's.
    """
    if not (out := case.kept_out):
        return case
    if case.worker in out:
        case = replace(case, worker="")
    for task in (task for task in case.open_handovers if task.person in out and not task.waits):
        case = case.with_handover(replace(task, person="", unreachable=False, found=False))
    return case


def with_found(known: Handover, data: Data) -> Handover:
    """With the person the record found, unless somebody else was chosen meanwhile.

    What it found after somebody was kept out says since when, and stands until it finds another.
    """
    again = "since" in data
    if "person" not in data or not (known.person == data.get("was", "") or (known.found and again)):
        return known
    since = max(known.since, data["since"]) if again else known.since
    reached = known.person not in {"", data["person"]}  # somebody else, of whom nothing is known
    unreachable = known.unreachable and not reached
    return replace(known, person=data["person"], since=since, found=known.found or again, unreachable=unreachable)


def _barred(case: Case, event: Event, _at: datetime) -> Case:
    """A person by code; without one it is a number, which only the record knows."""
    if person := event.data.get("person", ""):
        return replace(case, barred=tuple(dict.fromkeys((*case.barred, person))))
    return replace(case, numbers=case.numbers + 1)


def _unbarred(case: Case, event: Event, _at: datetime) -> Case:
    return replace(case, barred=tuple(code for code in case.barred if code != event.data.get("person")))


def _matched(case: Case, event: Event, _at: datetime) -> Case:
    return replace(case, matched=tuple(event.data["people"]))


def _restricted(case: Case, event: Event, _at: datetime) -> Case:
    return replace(case, restricted=True, named=tuple(event.data["people"]))


def _unrestricted(case: Case, _event: Event, _at: datetime) -> Case:
    return replace(case, restricted=False, named=())


FOLDS: Mapping[Type, Callable[[Case, Event, datetime], Case]] = {
    Type.BARRED: _barred,
    Type.UNBARRED: _unbarred,
    Type.MATCHED: _matched,
    Type.RESTRICTED: _restricted,
    Type.UNRESTRICTED: _unrestricted,
}
