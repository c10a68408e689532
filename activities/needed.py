"""The task is read again before a message leaves that had to wait: what is no longer true is not sent."""

from models.tables import Outbox
from policy.case import Case
from policy.desk import LAST_WORDS, OF_A_SILENCE
from policy.words import Audience, State

FIRST_ONLY = frozenset({"task_referral", "reminder"})
"""What a holder hears only until they have answered."""


def wanted(case: Case | None, row: Outbox) -> bool:
    """Whether somebody still needs this message; one of no case is always needed."""
    return case is None or needed(case, row)


def needed(case: Case, row: Outbox) -> bool:
    """Whether a message that had to wait is still true: its task open, unanswered, theirs, and they not kept out."""
    if row.person in case.kept_out:
        return False
    task = case.find(row.n)
    if row.n == 0 or task is None:
        return True
    if row.audience != Audience.HOLDER:
        return task.open or row.template not in OF_A_SILENCE
    if not task.open:
        return row.template in LAST_WORDS
    answered = row.template in FIRST_ONLY and task.state is not State.REQUESTED
    return not answered and row.person == task.person
