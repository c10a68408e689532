"""The lines that went back to whoever wrote: how many, about which texts, and whether one failed."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from models.tables import Outbox
from policy.desk import TO_WRITERS


def since(session: Session, address: str, since: datetime, template: str = "") -> int:
    """How many automatic lines went back to an address."""
    rows = select(func.count()).select_from(Outbox).where(*_lines(address, since))
    return session.exec(rows.where(Outbox.template == template) if template else rows).one()


def failed(session: Session, address: str, since: datetime, codes: Collection[str]) -> bool:
    """Whether a line back to an address failed with one of these codes."""
    rows = select(Outbox.id).where(*_lines(address, since), col(Outbox.error_code).in_(codes))
    return session.exec(rows.limit(1)).first() is not None


def _lines(address: str, since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (col(Outbox.address) == address, col(Outbox.audience) == TO_WRITERS, col(Outbox.created_at) > since)


def about(session: Session, address: str, since: datetime, template: str) -> list[str]:
    """The texts (their inbox ids) that got such a line, oldest first."""
    rows = select(Outbox.change_id).where(*_lines(address, since), Outbox.template == template)
    return list(session.exec(rows.order_by(col(Outbox.id))).all())
