"""The desk's list on one plain page: whom to call, the number, the words, and buttons for what came of it.

No script, nothing kept by a browser. A GET writes nothing; a POST carries a mark of ours.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.calls import Entry, Listed
from notifications import labels
from notifications.telephone import script
from notifications.when import wib
from policy.desk import DeskKind, label
from policy.people import Person
from policy.unit import Unit
from policy.words import Decline, Outcome, Role
from web import seal
from web.pages import TEMPLATES, templates

WRITERS = (Role.DESK, Role.SUPERVISOR, Role.MANAGER)


@dataclass(frozen=True)
class Shown:
    """What the page is made of. `said`: a sentence about what was just done."""

    unit: Unit
    key: str
    now: datetime
    said: str = ""


def page(shown: Shown, part: Listed) -> str:
    """The whole page: a part of the list, and the way to the rest of it."""
    unit = shown.unit
    return (
        templates(TEMPLATES)
        .get_template("calls.html")
        .render(
            unit=unit.sender,
            now=wib(shown.now, unit.tz, "id"),
            said=shown.said,
            entries=[_entry(shown, each) for each in part.entries],
            before=part.before,
            rest=part.rest,
            following=part.following,
            staff=[each.code for each in writers(unit)],
            reasons=[(each.value, labels.label(each, "id")) for each in Decline],
            outcomes=[(each.value, labels.label(each, "id")) for each in Outcome],
        )
    )


def style() -> str:
    """Its style sheet."""
    return (TEMPLATES / "gaya.css").read_text(encoding="utf-8")


def writers(unit: Unit) -> list[Person]:
    """Who may write down what a call brought: the desk, and those over it."""
    return [person for role in WRITERS for person in unit.staff(role)]


def speakers(unit: Unit, code: str) -> list[str]:
    """Who may have answered: the person called, their deputies, the others of their agency."""
    person = unit.people.get(code)
    agency = unit.agencies.get(person.agency or "") if person else None
    return list(dict.fromkeys([code, *(person.deputies if person else ()), *(agency.people if agency else ())]))


def words_of(unit: Unit, entry: Entry, language: str = "id") -> str:
    """What to say: the true state of the task where it waits for this person, else what was to be passed on."""
    item, task = entry.item, entry.task
    if item.kind != DeskKind.CALL or task is None or task.person != item.person:
        return item.words
    due = wib(task.due, unit.tz, language)
    says = script(language, unit.sender, task.code, task.party, due)
    return f"{item.words}\n\n{says}" if item.words else says


def _entry(shown: Shown, entry: Entry) -> dict[str, Any]:
    item, unit = entry.item, shown.unit
    return {
        "id": item.id,
        "mark": seal.mark(shown.key, item.id or 0),
        "kind": label(item.kind),
        "is_call": item.kind == DeskKind.CALL,
        "answers": entry.task is not None,
        "code": item.code,
        "person": item.person,
        "address": item.address,
        "due": wib(item.due, unit.tz, "id"),
        "late": item.due <= shown.now,
        "words": words_of(unit, entry),
        "speakers": speakers(unit, item.person),
    }
