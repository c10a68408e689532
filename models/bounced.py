"""What a mail that came back means to the record: which message it was."""

from sqlmodel import Session, select

from models.tables import Outbox

UNKNOWN_PREFIX = "mail:"


def provider_id(session: Session, notification_id: str) -> str | None:
    """What the message is called at the mail server; one whose acceptance we missed has a name of its own."""
    row = _row(session, notification_id)
    return (row.provider_id or f"{UNKNOWN_PREFIX}{notification_id}") if row else None


def _row(session: Session, notification_id: str) -> Outbox | None:
    return session.exec(select(Outbox).where(Outbox.notification_id == notification_id)).first()
