"""How channels fare, counted from the messages themselves: volume, errors, time to delivered, spend."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from sqlmodel import Session, col, select

from models.tables import Outbox
from policy.outbox_states import ASKED, LOST

_COLUMNS = (
    Outbox.channel,
    Outbox.state,
    Outbox.created_at,
    Outbox.intent_at,
    Outbox.accepted_at,
    Outbox.settled_at,
    Outbox.resent,
    Outbox.segments,
    Outbox.cost_micros,
    Outbox.currency,
    Outbox.error_code,
)


@dataclass(frozen=True)
class Figures:
    """One channel in one span. `error_rate` of what left; None where nothing left. Spend in millionths by currency.

    `seconds_to_delivered` is a median over those that were delivered.
    """

    channel: str
    left: int
    delivered: int
    lost: int
    unknown: int
    resent: int
    error_rate: float | None
    seconds_to_delivered: float | None
    segments: int
    spend: dict[str, int]
    codes: dict[str, int]


def since(session: Session, start: datetime) -> Sequence[Any]:
    """What was written for any channel from an instant on: rows of just what is counted."""
    return session.exec(select(*_COLUMNS).where(col(Outbox.created_at) >= start)).all()  # type: ignore[call-overload]


def figures(rows: Iterable[Any], start: datetime) -> list[Figures]:
    """The figures of each channel over rows from an instant on, by channel."""
    by_channel: dict[str, list[Any]] = {}
    for row in rows:
        if row.created_at >= start:
            by_channel.setdefault(row.channel, []).append(row)
    return [_of(channel, found) for channel, found in sorted(by_channel.items())]


def _of(channel: str, rows: list[Any]) -> Figures:
    left = [row for row in rows if row.state in ASKED]
    states = Counter(row.state for row in left)
    lost = [row for row in left if row.state in LOST]
    spend: Counter[str] = Counter()
    for row in rows:
        if row.cost_micros is not None:
            spend[row.currency] += row.cost_micros
    return Figures(
        channel=channel,
        left=len(left),
        delivered=states["DELIVERED"],
        lost=len(lost),
        unknown=states["AMBIGUOUS"],
        resent=sum(row.resent for row in left),
        error_rate=round(len(lost) / len(left), 4) if left else None,
        seconds_to_delivered=_median(left),
        segments=sum(row.segments for row in rows),
        spend=dict(spend),
        codes=dict(Counter(row.error_code for row in lost if row.error_code).most_common(5)),
    )


def _median(rows: list[Any]) -> float | None:
    """From the acceptance, or where it was not written from the request, to the word that it was delivered."""
    spans = [
        (row.settled_at - began).total_seconds()
        for row in rows
        if row.state == "DELIVERED" and row.settled_at and (began := row.accepted_at or row.intent_at)
    ]
    return round(median(spans), 1) if spans else None
