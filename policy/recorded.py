"""What the record answers replaces what was provisional: exact terms are folded like any event."""

from policy.case import Case
from policy.events import Change, Recorded
from policy.evolve import evolve
from policy.words import Kind


def on_recorded(case: Case, recorded: Recorded) -> Case:
    """The case with the exact terms of a recorded change; its seq stays, later changes may be under way."""
    for event in recorded.terms:
        case = evolve(case, event, case.stage_since)
    return case


def touched(case: Case, change: Change) -> int:
    """The hand-over a command opened, else the one it touched; the watch over the child's place follows from others."""
    last = list(dict.fromkeys(event.n for event in reversed(change.events) if event.n))
    own = [n for n in last if (task := case.find(n)) is None or task.kind is not Kind.WHEREABOUTS]
    return next(iter(own or last), 0)
