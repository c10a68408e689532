"""What is recorded of one child's people holds for every child of the report (domain.md §4): an event on each case."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from commands.context import Context
from commands.say import BadInput
from commands.submit import LOOK, Outcome, row_of, wait
from models import barred, inbox, reports
from models.record import load_case
from models.tables import CaseFile, Inbox
from policy.case import Case
from policy.hard_commands import Bar, Unbar

Makes = Callable[[], Bar | Unbar]


def ask_all(context: Context, case: str, make: Makes, facts: dict[str, Any]) -> tuple[Outcome, list[str]]:
    """Ask this case and the others of its report, stored together; what came of it, and who else took it. BadInput."""
    first = make()
    rows = [row_of(context, code, make(), facts) for code in _others(context, case, first, facts)]
    with context.db.write() as session:
        inbox.put(session, row_of(context, case, first, facts), *rows)
    outcome = wait(context, case, first.id)
    patience = context.settings.answer_seconds if outcome.delivered else LOOK
    return outcome, [row.case_code or "" for row in rows if _taken(context, row, patience)]


def _taken(context: Context, row: Inbox, patience: float) -> bool:
    """Whether the case has it, or will have: only a refusal (another has said it meanwhile) is none."""
    try:
        wait(context, row.case_code or "", row.id, patience)
    except BadInput:
        return False
    return True


def _others(context: Context, case: str, command: Bar | Unbar, facts: dict[str, Any]) -> list[str]:
    """Cases of the same report, ended ones too: a reopening must know. Those that know it already are not asked."""
    wanted = isinstance(command, Bar)
    with context.db.read() as session:
        known = load_case(session, case)
        linked = reports.linked(session, session.get(CaseFile, case), known) if known else []
        states = [(each.code, load_case(session, each.code)) for each in linked if each.how == "satu laporan"]
        return [code for code, state in states if not state or _knows(session, state, command, facts) is not wanted]


def _knows(session: Session, case: Case, command: Bar | Unbar, facts: dict[str, Any]) -> bool:
    """Whether the person, or the number kept with the facts, is recorded on the case."""
    if command.person:
        return command.person in case.barred
    return facts.get("number") in barred.numbers(session, case)


def also(siblings: list[str]) -> tuple[str, str]:
    """The other cases by code, in both languages; nothing where there are none."""
    codes = ", ".join(siblings)
    if not codes:
        return "", ""
    return f" Juga pada kasus satu laporan: {codes}.", f" Also on the cases of the same report: {codes}."
