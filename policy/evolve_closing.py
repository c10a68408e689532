"""The fold of what leads to an end: what the child got, attempts to find it, transfer, proposal, and the way back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from policy.case import Case, Proposal
from policy.events import Event, Type
from policy.hard_words import Got
from policy.words import ClosureReason

Folder = Callable[[Case, Event, datetime], Case]


def _got(case: Case, event: Event, _at: datetime) -> Case:
    known = case.find(event.n)
    return case.with_handover(replace(known, got=Got(event.data["got"]))) if known else case


def _attempted(case: Case, event: Event, _at: datetime) -> Case:
    """Days count, not attempts: two calls on one day are one."""
    return replace(case, attempts=tuple(sorted({*case.attempts, event.data["day"]})))


def _visited(case: Case, _event: Event, _at: datetime) -> Case:
    """The child was there: earlier attempts to find it no longer count."""
    return replace(case, attempts=()) if case.attempts else case


def _transferred(case: Case, _event: Event, _at: datetime) -> Case:
    return replace(case, transferred=True)


def _asked(case: Case, event: Event, _at: datetime) -> Case:
    reason, said_by = ClosureReason(event.data["reason"]), event.data.get("said_by", "")
    return replace(case, proposal=Proposal(event.by, reason, said_by))


def _refused(case: Case, _event: Event, _at: datetime) -> Case:
    return replace(case, proposal=None)


def _reopened(case: Case, _event: Event, _at: datetime) -> Case:
    """What led to the end counts no more: another end needs its own attempts, its own transfer."""
    return replace(case, proposal=None, assessed=False, planned=False, transferred=False, attempts=(), same_as="")


CLOSING: Mapping[Type, Folder] = {
    Type.GOT: _got,
    Type.ATTEMPTED: _attempted,
    Type.VISITED: _visited,
    Type.TRANSFERRED: _transferred,
    Type.CLOSURE_ASKED: _asked,
    Type.CLOSURE_REFUSED: _refused,
    Type.REOPENED: _reopened,
}
