"""Who reads what: a case closed to the reader shows its code and due time, nothing else (domain.md §4 rule 8)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import Session

from commands.context import Context
from models import queries
from models.types import case_from_json
from notifications.when import wib
from policy.case import Case
from policy.conflict import may_open

SIGNS = ("restricted", "barred", "matched")
"""Where a state has none of these the case is open to everybody; it need not be read."""


def is_closed(context: Context, case: Case) -> bool:
    """Whether the one who reads may see no more than code and due time."""
    asked = case.restricted or case.kept_out
    return bool(asked) and not may_open(case, context.reader.code)


def closed(context: Context, session: Session, codes: Collection[str]) -> frozenset[str]:
    """The cases among these that are closed to the reader."""
    states = queries.states(session, codes)
    asked = {code: state for code, state in states.items() if any(state.get(sign) for sign in SIGNS)}
    return frozenset(code for code, state in asked.items() if is_closed(context, case_from_json(state)))


def code_and_due(code: str, due: datetime | None) -> dict[str, Any]:
    """All that is shown of a closed case, for a script."""
    return {"code": code, "restricted": True, "due": due.isoformat() if due else None}


def sentence(context: Context, code: str, due: datetime | None) -> str:
    """All that is shown of a closed case, for a person."""
    at = wib(due, context.unit.tz, "en" if context.speaker.english else "id") if due else "-"
    return context.speaker.pick(
        f"Kasus {code} terbatas; tenggat {at}. Hanya petugas yang disebut yang membukanya.",
        f"Case {code} is restricted; due {at}. Only named staff open it.",
    )
