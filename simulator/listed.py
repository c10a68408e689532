"""Which messages Twilio's list shows: both directions, by the address and the time of the question."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from simulator.book import GATEWAY, Message

DATES = frozenset({"DateSent", "DateSent<", "DateSent>"})
_ELSEWHERE = frozenset({"EMAIL", GATEWAY})
_DAY = timedelta(days=1)


def instant(text: str) -> datetime:
    """A day (its first moment) or an instant, as the client writes them, in UTC. ValueError."""
    if len(text) == len("2026-11-24"):
        day = date.fromisoformat(text)
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def theirs(message: Message) -> bool:
    """Whether it went through this provider."""
    return message.channel not in _ELSEWHERE


def fits(message: Message, to: str | None, sender: str | None, days: Mapping[str, datetime]) -> bool:
    """`DateSent>` and `DateSent<` include their own second, as Twilio's "on or after" and "on or before"."""
    at = message.at.replace(microsecond=0)
    after, before, on = days.get("DateSent>"), days.get("DateSent<"), days.get("DateSent")
    in_time = (after is None or at >= after) and (before is None or at <= before)
    that_day = on is None or on <= message.at < on + _DAY
    return theirs(message) and to in {None, message.to} and sender in {None, message.sender} and in_time and that_day
