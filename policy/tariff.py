"""What a unit agreed with those who carry its messages: approved WhatsApp templates, and what a message costs. Data."""

from dataclasses import dataclass
from datetime import date

from policy.words import Channel


@dataclass(frozen=True)
class Content:
    """A WhatsApp template as it was approved: `text` has the places `{{1}}`, `{{2}}` for the `variables` in order."""

    template: str
    language: str
    content_sid: str
    variables: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Price:
    """What one part costs to numbers that begin with `prefix` (empty: everywhere), in millionths of `currency`."""

    channel: Channel
    prefix: str
    micros: int
    currency: str
    source: str
    checked: date
