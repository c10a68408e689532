"""How channels fare: heartbeats, and who was told of a silence. One row a channel, made when it is first needed."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.reach import ChannelState
from policy.words import Channel


def beat(session: Session, channel: Channel, now: datetime) -> None:
    """The channel has shown that it is alive."""
    of(session, channel)
    session.exec(update(ChannelState).where(col(ChannelState.channel) == channel.value).values(beat_at=now))


def of(session: Session, channel: Channel) -> ChannelState:
    """The state of a channel, locked until the end of the transaction."""
    wanted = select(ChannelState).where(ChannelState.channel == channel.value).with_for_update()
    if found := session.exec(wanted).first():
        return found
    try:
        with session.begin_nested():
            session.add(ChannelState(channel=channel.value))
    except IntegrityError:
        pass  # another process made it between our look and our write
    return session.exec(wanted).one()


def every(session: Session) -> list[ChannelState]:
    """All channels of which something is known."""
    return list(session.exec(select(ChannelState).order_by(ChannelState.channel)).all())
