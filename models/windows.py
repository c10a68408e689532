"""Until when WhatsApp takes free text for a number: 24 hours from what the person last wrote there."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.reach import Reach
from policy.words import Channel

MARGIN = timedelta(minutes=5)
"""A message takes a while, and the provider's clock is not ours: the last minutes count as shut."""
_WHATSAPP = Channel.WHATSAPP.value


def is_open(session: Session, unit: str, number: str, now: datetime) -> bool:
    """Whether free text is taken for this number now."""
    mine = select(Reach.person).where(Reach.unit == unit, Reach.channel == _WHATSAPP, Reach.address == number)
    return session.exec(mine.where(col(Reach.window_until) > now + MARGIN).limit(1)).first() is not None


def shut(session: Session, unit: str, number: str) -> None:
    """The provider says that it is over, whatever was kept: for everybody who has this number."""
    theirs = select(Reach).where(Reach.unit == unit, Reach.channel == _WHATSAPP, col(Reach.window_until).is_not(None))
    for way in (each for each in session.exec(theirs).all() if each.address == number):
        way.window_until = None
        session.add(way)
