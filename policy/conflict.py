"""Conflict of interest (domain.md §4 rule 8): who is kept out of a case, and who may open a restricted one."""

from collections.abc import Iterator
from datetime import datetime

from policy.case import Case
from policy.checks import OVERSEERS, staff_refused
from policy.commands import Command, MessageFailed
from policy.draft import for_command
from policy.events import Data, Decision, Type
from policy.hard_commands import Bar, Restrict, Unbar
from policy.intake import person_of
from policy.refusals import Refused, refuse

CHOICES = ("to", "person", "decider", "said_by")
"""The fields of a command in which somebody is chosen to hold, decide or speak."""
SEXUAL_CRIME = "j"
"""The letter of Law 35/2014 art. 59(2)."""


def refused(case: Case, command: Command) -> Refused | None:
    """Nobody kept out of the case acts on it, and nobody chooses them."""
    out = case.kept_out
    if not out:
        return None
    if command.by in out:
        return refuse("barred_actor", by=command.by, case=case.code)
    chosen = next((code for code in _chosen(command) if code in out), "")
    return refuse("barred_choice", person=chosen, case=case.code) if chosen else None


def _chosen(command: Command) -> Iterator[str]:
    if isinstance(command, Restrict):
        yield from command.names
    elif not isinstance(command, Bar | Unbar | MessageFailed):  # whom a message did not reach, nobody has chosen
        yield from (getattr(command, name, "") for name in CHOICES)


def bar(case: Case, command: Bar, now: datetime) -> Decision | Refused:
    """A person or a number is suspect or household; what they held goes on when it is recorded, and so does the word.

    The event has the code of the person, never a number: that stays beside it, in the record.
    """
    if refusal := staff_refused(command, "hubungan dengan kasus"):
        return refusal
    if command.person in case.barred:
        return refuse("already_barred", person=command.person, case=case.code)
    draft = for_command(case, command, now)
    draft.add(Type.BARRED, **(person_of(command.person) | Data(reason=command.relation)))
    return draft.done(command.id, command.happened)


def unbar(case: Case, command: Unbar, now: datetime) -> Decision | Refused:
    """An overseer takes back a mistake; nothing goes back to whom it was taken from."""
    if command.role not in OVERSEERS:
        return refuse("unbar_overseer", by=command.by)
    known = command.person in case.barred if command.person else case.numbers
    if not known:
        return refuse("not_barred", person=command.person or "-", case=case.code)
    draft = for_command(case, command, now)
    draft.add(Type.UNBARRED, **person_of(command.person))
    return draft.done(command.id, command.happened)


def restrict(case: Case, command: Restrict, now: datetime) -> Decision | Refused:
    """Those who may open the case name others; an overseer may too, and so name themselves; only one lifts it."""
    if refusal := staff_refused(command, "pembatasan") or _restriction_refused(case, command):
        return refusal
    draft = for_command(case, command, now)
    if command.lift:
        draft.add(Type.UNRESTRICTED)
    else:
        first = () if case.restricted else (command.by,)
        named = dict.fromkeys((*case.named, *first, *command.names))
        draft.add(Type.RESTRICTED, people=[code for code in named if code not in command.remove])
    return draft.done(command.id, command.happened)


def _restriction_refused(case: Case, command: Restrict) -> Refused | None:
    overseer = command.role in OVERSEERS
    if command.lift and not case.restricted:
        return refuse("not_restricted", case=case.code)
    if command.lift and not overseer:
        return refuse("lift_overseer", by=command.by, case=case.code)
    if overseer or may_open(case, command.by):
        return None
    return refuse("not_named", by=command.by, case=case.code)


def restricted_by_default(article59: str | None, *, suspected: bool) -> bool:
    """Sexual violence: its type or the report's flag; cases that touch staff are found by the record."""
    return suspected or article59 == SEXUAL_CRIME


def may_open(case: Case, code: str) -> bool:
    """Whether somebody sees more of a case than its code and due time.

    A restricted case is open to those named, its worker and the holders of what is open; none to whom it keeps out.
    """
    if code in case.kept_out:
        return False
    holders = (task.person for task in case.open_handovers)
    return not case.restricted or code in {*case.named, case.worker, *holders}
