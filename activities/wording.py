"""A message that had to wait says what is true when it leaves, in the way of the channel it leaves by."""

import re
from typing import Any

from models.tables import Outbox
from notifications import links
from notifications.render import RenderError, worded
from notifications.when import DEFAULT_ZONE, wib
from policy.case import Case
from policy.words import Channel

_LINK = re.compile(rf"https?://\S+{links.PATH}{links.PLACE}")


def words_for(row: Outbox, case: Case | None, channel: str, *, reply: bool) -> dict[str, str]:
    """`text` and `subject` of a message on a channel now; where it was not made of a template's values, its words stay.

    `reply`: whether an answer by this channel comes back. The place of a link stays a place.
    """
    if not row.filled:
        return {"subject": row.text.partition(":")[0]} if channel == Channel.EMAIL and not row.subject else {}
    link = _LINK.search(row.text)
    values: dict[str, Any] = {"link": link.group() if link else ""} | row.filled | _now(row, case) | {"reply": reply}
    try:
        text, subject = worded(row.template, row.language, values, channel)
    except RenderError:
        return {}
    return {"text": text, "subject": subject}


def _now(row: Outbox, case: Case | None) -> dict[str, Any]:
    """What may have moved meanwhile: the due time of a task that is still open, and where it stands."""
    task = case.find(row.n) if case else None
    if task is None or not task.open or not row.filled:
        return {}
    due = wib(task.plan.due, str(row.filled.get("tz", DEFAULT_ZONE)), row.language)
    until = {"until": due} if row.filled.get("until") == row.filled.get("due") else {}
    return {"due": due, "state": task.state.value} | until
