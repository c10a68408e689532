"""What the record answers replaces what was provisional: exact terms are folded like any event."""

from policy.case import Case
from policy.events import Recorded
from policy.evolve import evolve


def on_recorded(case: Case, recorded: Recorded) -> Case:
    """The case with the exact terms of a recorded change; its seq stays, later changes may be under way."""
    for event in recorded.terms:
        case = evolve(case, event, case.stage_since)
    return case
