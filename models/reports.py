"""Reports and their children: whom a new report may mean, which cases belong together, what a receipt stands for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, or_, select

from models.record import load_case
from models.tables import CaseFile, EventRow, Report
from policy.alike import Birth, Child, Likeness, Name, born_on, likeness
from policy.case import Case
from policy.events import Type
from policy.words import ClosureReason, Stage

MOST = 10
"""A person looks at ten possible cases; more say that the name says nothing."""


@dataclass(frozen=True)
class Possible:
    """A case that may be of the same child: no more than is needed to decide where to look."""

    code: str
    stage: Stage | None
    like: Likeness

    @property
    def open(self) -> bool:
        """Whether the case goes on; one without a stage is still on its way."""
        return self.stage is not Stage.TERMINATED


@dataclass(frozen=True)
class Link:
    """Another case of the same report, or of the same child."""

    code: str
    stage: Stage | None
    how: str


def child_of(facts: dict[str, Any]) -> Child:
    """What can be compared of a child; an age that was told is no birth date."""
    return Child(str(facts.get("child", "")), born_on(str(facts.get("born", ""))))


def possible(session: Session, unit: str, child: Child) -> list[Possible]:
    """Cases of the unit, open and ended, that may be of this child; open ones first, then the more alike.

    A case that went into another one stands for that one; what was no case at all is left out.
    """
    found: dict[str, Possible] = {}
    for file, like in _alike(session, unit, child):
        state = load_case(session, file.code)
        if not _no_case(state):
            state = _whole(session, state)
            code = state.code if state else file.code
            each = Possible(code, state.stage if state else None, like)
            found[code] = min(each, found.get(code, each), key=_rank)
    return sorted(found.values(), key=_rank)[:MOST]


def _alike(session: Session, unit: str, child: Child) -> Iterator[tuple[CaseFile, Likeness]]:
    """Every child of the unit is compared, one after the other: there is nothing else to search names by."""
    for file in session.exec(select(CaseFile).where(CaseFile.unit == unit)):
        if like := likeness(child, child_of(file.facts)):
            yield file, like


def _whole(session: Session, case: Case | None) -> Case | None:
    """The case that a case went into, and where that one went."""
    while case and case.same_as and (into := load_case(session, case.same_as)):
        case = into
    return case


def _no_case(case: Case | None) -> bool:
    """Entered in error; a duplicate that nobody has said of which stays in."""
    return case is not None and not case.open and bool(case.proposal and case.proposal.reason is ClosureReason.IN_ERROR)


def _rank(each: Possible) -> tuple[bool, int, int, str]:
    like = each.like
    return (not each.open, list(Name).index(like.name), list(Birth).index(like.birth), each.code)


def linked(session: Session, file: CaseFile | None, case: Case) -> list[Link]:
    """The other children of the case's reports, the case it went into, and those that went into it."""
    numbers = {report.no.partition("/")[0] for report in case.reports} | ({file.report_no} if file else set())
    wanted = or_(col(CaseFile.report_no).in_(numbers), CaseFile.code == case.same_as)
    rows = select(CaseFile).where(wanted, CaseFile.code != case.code).order_by(col(CaseFile.code))
    return [_link(session, each.code, case) for each in session.exec(rows).all()]


def _link(session: Session, code: str, case: Case) -> Link:
    other = load_case(session, code)
    stage = other.stage if other else None
    if case.same_as == code:
        return Link(code, stage, "digabung ke sana")
    joined = other is not None and other.same_as == case.code
    return Link(code, stage, "digabung ke sini" if joined else "satu laporan")


def report_of(session: Session, number: str) -> Report | None:
    """The report with this number, or with this number on its receipt."""
    by_receipt = col(Report.facts)["receipt"].as_string() == number
    return session.exec(select(Report).where(or_(col(Report.no) == number, by_receipt))).first()


def cases_of(session: Session, number: str) -> Sequence[Case | None]:
    """The cases a report became or was added to; None for one that is still on its way."""
    own = session.exec(select(CaseFile.code).where(CaseFile.report_no == number)).all()
    added = session.exec(
        select(EventRow.case_code).where(
            EventRow.type == Type.REPORT_ADDED, col(EventRow.data)["report"].as_string() == number
        )
    ).all()
    return [_whole(session, load_case(session, code)) for code in dict.fromkeys([*own, *added])]
