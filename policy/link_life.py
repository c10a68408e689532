"""How long a link lives that belongs to no hand-over: to "my tasks", in digests and merged reminders. Pure.

The link of one hand-over needs no clock: it ends with it (ADR 5). One to all of a person's tasks would never end.
"""

from datetime import datetime, timedelta

LASTS = timedelta(days=7)
"""Each working day's digest brings a new one, and the longest closure (18-24 March 2026) is seven days."""


def is_over(case_code: str, left: datetime, now: datetime) -> bool:
    """Whether the link of a message that left then opens nothing any more, whoever still holds tasks."""
    return not case_code and now >= left + LASTS
