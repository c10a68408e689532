"""What a mail that came back means to the record: which message it was, and that nobody is at that address."""

from datetime import datetime

from sqlmodel import Session, select

from models.reach import Reach
from models.tables import Outbox

UNKNOWN_PREFIX = "mail:"


def provider_id(session: Session, notification_id: str) -> str | None:
    """What the message is called at the mail server; one whose acceptance we missed has a name of its own."""
    row = _row(session, notification_id)
    return (row.provider_id or f"{UNKNOWN_PREFIX}{notification_id}") if row else None


def nobody_there(session: Session, notification_id: str, code: str, now: datetime) -> None:
    """Note at the person's address that the server said so."""
    row = _row(session, notification_id)
    if row is None:
        return
    key = (row.unit, row.person, row.channel, row.address)
    reach = session.get(Reach, key) or Reach(unit=key[0], person=key[1], channel=key[2], address=key[3])
    reach.failed_at, reach.failed_code = now, code
    session.add(reach)


def _row(session: Session, notification_id: str) -> Outbox | None:
    return session.exec(select(Outbox).where(Outbox.notification_id == notification_id)).first()
