"""A dated attempt to find a child: three on different days come before "not found" (domain.md §4)."""

from datetime import datetime, timedelta

from policy.case import Case
from policy.checks import FARTHEST, staff_refused, stage_refused
from policy.draft import for_command
from policy.events import Decision, Type
from policy.hard_commands import Attempt
from policy.intake import WORKING
from policy.refusals import Refused, refuse
from policy.words import Stage

EASTERNMOST = timedelta(hours=9)
"""Indonesia's latest clock (WIT): a local day later than this one has not begun anywhere in the country."""


def attempt(case: Case, command: Attempt, now: datetime) -> Decision | Refused:
    """An attempt is recorded with its day; the visit that is due stays due, since nobody was seen."""
    refused = (
        staff_refused(command, "upaya menemui anak")
        or stage_refused(case, "upaya menemui anak", Stage.REPORTED, *WORKING)
        or _day_refused(command, now)
    )
    if refused:
        return refused
    draft = for_command(case, command, now)
    draft.add(Type.ATTEMPTED, how=command.how, day=command.day.isoformat())
    return draft.done(command.id, command.happened)


def _day_refused(command: Attempt, now: datetime) -> Refused | None:
    today = (now + EASTERNMOST).date()
    if command.day > today:
        return refuse("future", at=command.day)
    return refuse("too_far", at=command.day) if command.day < today - FARTHEST else None
