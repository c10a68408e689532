"""Numbers and addresses of suspects and household (domain.md §4 rule 8): personal, kept as facts and nowhere else."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import Session, col, select

from models import inbox
from models.tables import Fact
from policy.case import Case
from policy.hard_commands import Bar, Unbar

KINDS = (Bar.__name__, Unbar.__name__)


def numbers(session: Session, case: Case, change_id: str = "") -> frozenset[str]:
    """The numbers recorded on a case and not taken back, those of a change that is being recorded included."""
    if not case.numbers:
        return frozenset()
    kept: set[str] = set()
    for kind, facts in (*_recorded(session, case.code), inbox.facts_of(session, change_id)):
        number = str(facts.get("number", ""))
        if number and kind in KINDS:
            (kept.add if kind == KINDS[0] else kept.discard)(number)
    return frozenset(kept)


def _recorded(session: Session, code: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    rows = select(Fact.kind, Fact.data).where(Fact.case_code == code, col(Fact.kind).in_(KINDS)).order_by(col(Fact.id))
    yield from session.exec(rows).all()
