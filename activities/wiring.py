"""Putting the activities together from what a composition root has read."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from activities.case import CaseActivities
from activities.deliver import Clock, Sender
from activities.fates import Fates
from activities.ids import opaque_id as opaque_id  # noqa: PLC0414 - roots name what leaves the house
from activities.record import Recorder
from activities.settle import Settler
from models.db import Database
from notifications.channels import Channel as Way
from notifications.links import Links
from notifications.prices import Prices
from policy.words import Channel


def utc_now() -> datetime:
    """The clock of the composition roots."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Parts:
    """The activities, and the sender that has to be closed after the worker."""

    activities: CaseActivities
    sender: Sender
    settler: Settler
    fates: Fates


def build(  # noqa: PLR0913 - what a root has read
    db: Database,
    ways: Mapping[Channel, Way],
    *,
    callback_base: str,
    can_receive: Callable[[Channel], bool],
    clock: Clock = utc_now,
    link_key: str = "",
    pace: float = 1,
    rates: Prices | None = None,
) -> Parts:
    """Activities on this database and these channels; callbacks go to `callback_base` (no trailing slash).

    With a `link_key` messages carry links to pages at that address.
    """
    own_links = Links(link_key, callback_base)
    sender = Sender(db, ways, clock, callback_base, link_key=link_key, rates=rates, pace=pace)
    recorder = Recorder(db, secrets.randbelow, opaque_id, can_receive, own_links.text)
    settler = Settler(db, sender, clock, opaque_id, can_receive, own_links)
    fates = Fates(db, sender, settler, clock, opaque_id)
    return Parts(CaseActivities(db, recorder, sender, settler, clock), sender, settler, fates)
