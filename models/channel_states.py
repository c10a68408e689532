"""How a channel fares, shared by all processes: its breaker, its heartbeats, and who was told of a silence.

Errors in a row trip the breaker, a probe that succeeds closes it. One row a channel, made when it is first needed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, select

from models.reach import ChannelState

TRIPS = 3
"""Errors of our own (account, sender), one after the other, that trip a channel."""
PROBE = timedelta(minutes=1)
"""A tripped channel lets one message through so often."""


def every(session: Session) -> Sequence[ChannelState]:
    """Every channel that anything is known of."""
    return session.exec(select(ChannelState).order_by(col(ChannelState.channel))).all()


def failed(session: Session, channel: str, now: datetime, reason: str) -> bool:
    """Count one more error in a row; whether it has tripped the channel just now."""
    state = of(session, channel)
    state.failures += 1
    session.add(state)
    return state.failures >= TRIPS and trip(session, channel, now, reason)


def trip(session: Session, channel: str, now: datetime, reason: str) -> bool:
    """The channel carries nothing any more; whether it did until now. The first probe waits its time."""
    state = of(session, channel)
    if state.down_since is not None:
        return False
    state.down_since, state.reason, state.told_at, state.probed_at = now, reason, now, now
    session.add(state)
    return True


def worked(session: Session, channel: str) -> bool:
    """The provider served us: nothing is counted any more; whether the channel was down until now."""
    state = of(session, channel)
    was_down = state.down_since is not None
    state.failures, state.down_since, state.reason, state.told_at = 0, None, "", None
    session.add(state)
    return was_down


def claim_probe(session: Session, channel: str, now: datetime) -> bool:
    """Whether the caller is the one who may try a tripped channel in this minute."""
    due = or_(col(ChannelState.probed_at).is_(None), col(ChannelState.probed_at) <= now - PROBE)
    mine = update(ChannelState).where(col(ChannelState.channel) == channel, due).values(probed_at=now)
    return session.connection().execute(mine).rowcount == 1


def beat(session: Session, channel: str, now: datetime) -> None:
    """The channel has shown that it is alive."""
    state = of(session, channel)
    state.beat_at = now
    session.add(state)


def of(session: Session, channel: str) -> ChannelState:
    """The state of a channel, locked until the end of the transaction; made by whoever comes first."""
    wanted = select(ChannelState).where(ChannelState.channel == channel).with_for_update()
    if found := session.exec(wanted).first():
        return found
    try:
        with session.begin_nested():
            session.add(ChannelState(channel=channel))
    except IntegrityError:
        session.expire_all()
    return session.exec(wanted).one()
