"""Consent offered by somebody recorded as suspect: written down with who it was, and refused (domain.md §4 rule 7)."""

from typing import Any, NoReturn

from commands.answers import stored
from commands.context import Context
from commands.say import BadInput
from commands.submit import ask, author, new_id
from policy.commands import Command
from policy.later_commands import SuspectConsented
from policy.refusals import refuse
from policy.words import Consent


def noted(context: Context, case: str, command: Command, facts: dict[str, Any]) -> NoReturn:
    """The attempt is an event of the case, and opens nothing. BadInput always, or exit 3 if it is only stored."""
    outcome = ask(context, case, command, facts)
    if not outcome.delivered:
        stored(context, case)
    refused = refuse("suspect_noted", case=case)
    raise BadInput(refused.code, refused.id, refused.en)


def not_by_suspect(
    context: Context, case: str, consent: Consent | None, facts: dict[str, Any], *, suspect: bool
) -> None:
    """A referral on a suspect's consent is not asked for: the attempt is. BadInput, or exit 3."""
    if suspect:
        noted(context, case, SuspectConsented(id=new_id(), **author(context), consent=consent), facts)
