"""What a manager sees in the Temporal list: each attribute is derived from the case and the time."""

from dataclasses import dataclass
from datetime import datetime

from policy.case import Case, Handover
from policy.instants import next_instant, rung_at
from policy.words import Kind, Role, Stage, State, Stuck

FOLLOW_UPS = (Kind.REROUTE, Kind.UNSERVED)


@dataclass(frozen=True)
class Attributes:
    """The 13 search attributes of design.md §4; instants are aware UTC, "" and None mean nothing to show."""

    stage: str
    risk: str
    unit: str
    worker: str
    stuck: str
    waiting_on: tuple[str, ...]
    overdue_by: tuple[str, ...]
    overdue: bool
    needs_manager: bool
    level: int
    open_handovers: int
    due: datetime | None
    stage_since: datetime


def attributes(case: Case, now: datetime) -> Attributes:
    """The attributes of a case at `now`."""
    late = overdue(case, now)
    return Attributes(
        stage=case.stage,
        risk=case.risk,
        unit=case.unit,
        worker=case.worker,
        stuck=stuck_reason(case, now),
        waiting_on=_names(running(case)),
        overdue_by=_names(late),
        overdue=bool(late),
        needs_manager=any(_managers(h) for h in case.open_handovers),
        level=max((h.rung for h in case.open_handovers), default=0),
        open_handovers=len(case.open_handovers),
        due=min((h.plan.due for h in running(case)), default=None),
        stage_since=case.stage_since,
    )


def _names(handovers: tuple[Handover, ...]) -> tuple[str, ...]:
    """Agencies and the unit's people by code, a role while nobody is found; each once, in order."""
    return tuple(dict.fromkeys(h.party if h.kind is Kind.REFERRAL else h.id_ for h in handovers))


def _managers(handover: Handover) -> bool:
    return handover.party == Role.MANAGER


def overdue(case: Case, now: datetime) -> tuple[Handover, ...]:
    """Open hand-overs whose due time has come."""
    return tuple(h for h in running(case) if h.plan.due <= now)


def running(case: Case) -> tuple[Handover, ...]:
    """Open hand-overs with a clock: all but the referrals that wait for another."""
    return tuple(h for h in case.open_handovers if not h.waits)


def stuck_reason(case: Case, now: datetime) -> str:
    """Why the case is stuck, in one word, or "": the gravest reason first."""
    tasks = running(case)
    late = overdue(case, now)
    reasons = (
        (any(h.unreachable for h in tasks), Stuck.MESSAGE_FAILED),
        (any(h.plan.exact and not h.person for h in tasks), Stuck.NO_HOLDER),
        (any(h.state is State.REQUESTED and h.kind is Kind.REFERRAL for h in late), Stuck.UNANSWERED),
        (case.stage is Stage.AWAITING_CLOSURE, Stuck.AWAITING_APPROVAL),
        (any(h.kind is Kind.RESEND for h in tasks), Stuck.DATA_MISSING),
        (
            any(h.kind in FOLLOW_UPS for h in tasks) and not any(h.kind is Kind.REFERRAL for h in tasks),
            Stuck.ALL_DECLINED,
        ),
        (bool(late), Stuck.UNANSWERED),
    )
    return next((reason.value for holds, reason in reasons if holds), "")


def first_holder(case: Case) -> Handover | None:
    """The hand-over the whole case waits for: a window of health, else the one that is due first."""
    return min(running(case), key=lambda h: (not h.vital, h.plan.due, h.n), default=None)


def what_next(case: Case, handover: Handover, now: datetime) -> tuple[str, datetime | None]:
    """The next thing that happens by itself on a hand-over: its action's word and the instant."""
    plan = handover.plan
    at = next_instant(case, handover)
    if at is None:
        return ("tugas_manajer", None)
    if at != rung_at(case, handover):
        return ("jaring_pengaman", max(at, now))
    rung = plan.rungs[min(plan.fired, len(plan.rungs) - 1)]
    return (rung.action.value, max(at, now))
