"""What became of what was typed for a case when nobody waited for the answer: still on its way, or refused since."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from commands.answers import when
from commands.context import Context
from models import inbox
from models.tables import Inbox

SHOWN_FOR = timedelta(days=1)
"""A refusal older than that has been read, or the case has gone on."""


def asked(context: Context, session: Session, code: str) -> list[Inbox]:
    """Rows of the command line for this case without an answer, or refused within the last day; oldest first."""
    return inbox.unsettled(session, code, "cli", context.now - SHOWN_FOR)


def asked_values(rows: list[Inbox]) -> list[dict[str, Any]]:
    """In JSON; `refused` is None while it is on its way."""
    return [
        {"kind": row.kind, "by": row.payload.get("by"), "at": row.created_at.isoformat(), "refused": _refusal(row)}
        for row in rows
    ]


def asked_lines(context: Context, rows: list[Inbox]) -> list[str]:
    """A sentence for each."""
    return [_line(context, row) for row in rows]


def _line(context: Context, row: Inbox) -> str:
    at, by, pick = when(context)(row.created_at), row.payload.get("by"), context.speaker.pick
    if (why := _refusal(row)) is None:
        return pick(f"Masih diantar: {row.kind} oleh {by}, {at}.", f"Still on its way: {row.kind} by {by}, {at}.")
    return pick(f"Ditolak: {row.kind} oleh {by}, {at}. {why['id']}", f"Refused: {row.kind} by {by}, {at}. {why['en']}")


def _refusal(row: Inbox) -> dict[str, str] | None:
    return {name: row.answer[name] for name in ("code", "id", "en")} if row.answer else None
