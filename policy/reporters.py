"""Who reported: an agency is told of taking, refusal and end, without details; others hear one of three words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from policy.case import Case, Incoming
from policy.draft import Draft
from policy.events import Event, Type
from policy.people import Person
from policy.refusals import Refused, refuse
from policy.unit import Unit
from policy.words import Audience, Stage


class Word(StrEnum):
    """All that a reporter is ever told (domain.md §4 rule 4)."""

    RECEIVED = "diterima"
    IN_HAND = "sedang ditangani"
    ENDED = "selesai"


_HOURS = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d) ?- ?([01]?\d|2[0-3])[.:]([0-5]\d)")


@dataclass(frozen=True)
class Hours:
    """From when to when a reporter may be called, on the unit's wall clock; past midnight if `end` is the earlier."""

    start: time
    end: time

    def contains(self, at: time) -> bool:
        """Whether a call at this time of the day is inside."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def __str__(self) -> str:
        return f"{self.start:%H.%M}-{self.end:%H.%M}"


@dataclass(frozen=True)
class SafeContact:
    """How a reporter has agreed to be reached; what was not asked is not allowed. No hours: at any hour."""

    address: str = ""
    may_call: bool = False
    may_leave_word: bool = False
    hours: Hours | None = None


def hours_of(text: str) -> Hours | None:
    """`08.00-16.00` as hours; None if it cannot be read, or is no span."""
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        return None
    h, m, until_h, until_m = map(int, found.groups())
    start, end = time(h, m), time(until_h, until_m)
    return Hours(start, end) if start != end else None


def call_refused(contact: SafeContact, local: datetime, report: str) -> Refused | None:
    """A reporter is contacted only by the agreed safe contact (rule 4): with leave, and inside its hours."""
    if not contact.address or not contact.may_call:
        return refuse("no_safe_contact", report=report)
    if contact.hours and not contact.hours.contains(local.time()):
        return refuse("outside_contact_hours", report=report, hours=contact.hours)
    return None


def word_of(cases: Iterable[Case | None]) -> Word:
    """The word for a report, over the cases of its children: of the one that is least far. None: on its way."""
    words = [_word(case) for case in cases]
    return min(words, key=list(Word).index, default=Word.RECEIVED)


def _word(case: Case | None) -> Word:
    if case is None or case.stage is Stage.REPORTED:
        return Word.RECEIVED
    return Word.IN_HAND if case.open or case.same_as else Word.ENDED


def tell_senders(draft: Draft, template: str) -> None:
    """A report from an agency is an incoming referral: its focal point is told, without details (rule 4)."""
    if any(report.sender for report in draft.case.reports):
        draft.tell(template, Audience.REPORTER)


def tell_end(draft: Draft, *, in_error: bool) -> None:
    """The end of a case that was taken is its end; one never taken, or no case at all, was refused."""
    tell_senders(draft, "reporter_refused" if in_error or not draft.case.worker else "reporter_ended")


def senders(unit: Unit, case: Case, events: tuple[Event, ...], now: datetime) -> dict[Person, Incoming]:
    """The person of each agency to be told, each once, with its report: of the report just added, else of all."""
    added = {event.data["report"] for event in events if event.type is Type.REPORT_ADDED}
    found: dict[Person, Incoming] = {}
    for report in case.reports:
        agency = unit.current(report.sender, unit.local(now).date()) if report.sender else None
        if agency and agency.people and (not added or report.no in added):
            found[unit.holder_for(agency.code, now)] = report
    return found
