"""What is personal of one case, read at once: for the check that no text tells it (`policy.privacy`)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import literal, select, union_all
from sqlmodel import Session, col

from models.tables import CaseFile, Fact


def personal(session: Session, code: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The case type ("" beside later facts) with the facts of the report, and the facts of every command; one query."""
    file = select(col(CaseFile.type), col(CaseFile.facts)).where(col(CaseFile.code) == code)
    later = select(literal(""), col(Fact.data)).where(col(Fact.case_code) == code)
    return [(kind, facts) for kind, facts in session.connection().execute(union_all(file, later))]
