"""A receipt that says "outside the 24 hours" (Twilio 63016): said once more as the approved template (messages.md §1).

By the same number, marked so that it can be told from a resend, and once only; a message no template says is refused
by its channel at once (`no-template`) and takes the next one.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from models import outbox
from models.tables import Outbox
from notifications.remedies_of import outside_the_window
from policy import patience


def as_template(
    session: Session, rows: Sequence[Outbox], name: str, now: datetime, said: Mapping[str, str]
) -> Outbox | None:
    """The row that follows in other words; None if its code does not ask for it, or it was done already.

    It was surely not delivered, so nothing is there twice: the mark is `AS_TEMPLATE`, not `resent`.
    """
    row = rows[-1]
    asked = row.accepted_at is not None and outside_the_window(row.channel, row.error_code or "")
    if not asked or any(outbox.is_template(each) for each in rows):
        return None
    marked = {"more": (row.more or {}) | {outbox.AS_TEMPLATE: True}, "resent": row.resent}
    deadline = patience.extended(row.deadline, now)
    return outbox.once_more(session, row, name, now, {**said, **marked, "deadline": deadline})
