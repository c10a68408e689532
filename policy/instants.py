"""When the clock next speaks of a case: rungs, the backstop, and what carries the clock of what."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from policy.case import Case, Handover
from policy.words import Kind, Risk, State

BACKSTOP: Mapping[Risk, int] = {Risk.HIGH: 24, Risk.MEDIUM: 72}
"""Clock hours of complete silence after which the duty manager is told (domain.md §5)."""
OWN_WATCH = frozenset({Kind.VISIT, Kind.MANAGER, Kind.STATUTORY})
"""Kinds nobody has to answer (a visit to come), or whose own rungs go higher and ring at any hour."""


def managers_task(case: Case, n: int) -> Handover | None:
    """The open manager's task beside hand-over `n`."""
    return next((h for h in case.open_of(Kind.MANAGER) if h.parent == n), None)


def backstop_at(case: Case, handover: Handover) -> datetime | None:
    """When complete silence on a hand-over is told to the duty manager, all calendars apart (domain.md §5)."""
    hours = BACKSTOP.get(case.risk)
    silent = handover.watched and handover.state is State.REQUESTED and handover.kind not in OWN_WATCH
    return handover.opened + timedelta(seconds=case.hour) * hours if hours and silent else None


def next_instant(case: Case, handover: Handover) -> datetime | None:
    """When the clock next speaks of this hand-over: its next rung, or the backstop if that comes first."""
    instants = (rung_at(case, handover), backstop_at(case, handover))
    return min((at for at in instants if at), default=None)


def rung_at(case: Case, handover: Handover) -> datetime | None:
    """When this hand-over's next rung fires; None while a manager's task, or what it waits for, carries the clock."""
    plan = handover.plan
    if not handover.open or handover.waits:
        return None
    if plan.fired < len(plan.rungs):
        return plan.rungs[plan.fired].at
    if managers_task(case, handover.n):
        return None
    return plan.rungs[-1].at + plan.repeat * (plan.fired - len(plan.rungs) + 1)


def wake_at(case: Case) -> datetime | None:
    """The next instant at which the clock has something to say on this case."""
    instants = [at for h in case.open_handovers if (at := next_instant(case, h))]
    return min(instants, default=None)
