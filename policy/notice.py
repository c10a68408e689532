"""Proof of notice: six facts of an attempt to reach an agency, kept apart, none of them taken for another. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from policy.events import Type
from policy.words import Audience, State

TO_THEM = frozenset({Audience.HOLDER, Audience.SUPERIOR})
"""Messages to the agency itself; what the unit's own people heard proves nothing to it."""
ECHOES = frozenset({"reply_ok", "reply_unclear", "reply_refused", "reply_desk", "ask_reason", "ask_outcome"})
ANSWERS_TO_THEM = ECHOES | {"ask_days", "list", "status", "help_ok", "stopped", "resumed", "undone"}
"""What only answers somebody who wrote themselves is no notice."""
BY_HAND, BY_TELEPHONE = "LANGSUNG", "TELEPON"


class Happened(NamedTuple):
    """An event of a hand-over as it is read for the proof."""

    type: str
    at: datetime
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Answered:
    """What the holder did, each as the instant it happened; `state` and `why` are the end or the latest word."""

    accepted: datetime | None = None
    begun: datetime | None = None
    finished: datetime | None = None
    ended: datetime | None = None
    state: str = State.REQUESTED
    why: str = ""


@dataclass(frozen=True)
class Attempt:
    """One try to reach somebody: by which way, and how far it came. Nothing personal: `to` is a code."""

    at: datetime
    to: str
    way: str
    handed_over: datetime | None = None
    delivered: datetime | None = None
    opened: datetime | None = None
    failed: datetime | None = None
    code: str = ""


def answered(events: Iterable[Happened]) -> Answered:
    """What became of a hand-over; an acceptance that was taken back is none."""
    found = Answered()
    for event in events:
        if event.type == Type.UNDONE:
            found = replace(found, accepted=None, state=State.REQUESTED)
        elif event.type == Type.ANSWERED:
            found = _with(found, event)
    return found


def _with(found: Answered, event: Happened) -> Answered:
    state = State(event.data["state"])
    found = replace(found, state=state)
    if state is State.ACCEPTED:
        return replace(found, accepted=event.at)
    if state is State.IN_PROGRESS:
        return replace(found, begun=event.at)
    if state is State.COMPLETED:
        return replace(found, finished=event.at, why=str(event.data.get("outcome", "")))
    if state in {State.REJECTED, State.FAILED, State.WITHDRAWN, State.IN_ERROR}:
        return replace(found, ended=event.at, why=str(event.data.get("reason", "")))
    return found


def by_hand(events: Iterable[Happened], party: str) -> tuple[Attempt, ...]:
    """A letter received by hand is delivered; somebody who was spoken to heard it, and has opened nothing."""
    return tuple(_in_person(event, party) for event in events if event.type in {Type.DELIVERED, Type.HEARD})


def _in_person(event: Happened, party: str) -> Attempt:
    way = BY_HAND if event.type == Type.DELIVERED else BY_TELEPHONE
    return Attempt(event.at, party, way, handed_over=event.at, delivered=event.at)


def after(attempt: Attempt, at: datetime | None) -> datetime | None:
    """The instant if it came after the attempt: nobody answers what had not been sent."""
    return at if at is not None and at >= attempt.at else None
