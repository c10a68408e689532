"""Putting the activities together from what a composition root has read."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from activities.case import CaseActivities
from activities.deliver import Clock, Sender
from activities.record import Recorder
from activities.settle import Settler
from models.db import Database
from notifications import links
from notifications.channels import Channel as Way
from policy.words import Channel


def utc_now() -> datetime:
    """The clock of the composition roots."""
    return datetime.now(UTC)


def opaque_id() -> str:
    """A random id for addresses and provider calls (128 bits, URL-safe)."""
    return secrets.token_urlsafe(16)


@dataclass(frozen=True)
class Parts:
    """The activities, and the sender that has to be closed after the worker."""

    activities: CaseActivities
    sender: Sender


def build(  # noqa: PLR0913 - what a composition root has read
    db: Database,
    ways: Mapping[Channel, Way],
    *,
    callback_base: str,
    can_receive: Callable[[Channel], bool],
    clock: Clock = utc_now,
    link_key: str = "",
) -> Parts:
    """Activities on this database and these channels; callbacks go to `callback_base` (no trailing slash).

    With a `link_key` messages carry links to pages at that address.
    """
    sender = Sender(db, ways, clock, callback_base, link_key=link_key)
    link = links.address(callback_base) if link_key else ""
    recorder = Recorder(db, secrets.randbelow, opaque_id, can_receive, link)
    settler = Settler(db, sender, clock, opaque_id)
    return Parts(CaseActivities(db, recorder, sender, settler, clock), sender)
