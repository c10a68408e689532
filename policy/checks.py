"""Questions every rule asks first: may this person, on this hand-over, at this stage, at this time."""

from datetime import datetime, timedelta

from policy.case import Case, Handover
from policy.commands import Command
from policy.refusals import Refused, refuse
from policy.words import Kind, Role, Stage, Via

STAFF = frozenset({Role.DESK, Role.WORKER, Role.SUPERVISOR, Role.MANAGER, Role.LAST})
OVERSEERS = frozenset({Role.SUPERVISOR, Role.MANAGER, Role.LAST})
MANAGERS = frozenset({Role.MANAGER, Role.LAST})
FARTHEST = timedelta(days=366)
VISIT_LIMIT = timedelta(days=92)


def task_name(handover: Handover, case: Case) -> str:
    """What people call the hand-over: its task code, or case and number while it has none."""
    return handover.code or f"{case.code}-{handover.n}"


def when(at: datetime) -> str:
    """An instant in a sentence; the offset is shown, since the edge may be elsewhere."""
    return at.isoformat(timespec="minutes")


def time_refused(command: Command, now: datetime) -> Refused | None:
    """A happening is never in the future."""
    if command.happened and command.happened > now:
        return refuse("future", at=when(command.happened))
    return None


def coming_refused(at: datetime, now: datetime) -> Refused | None:
    """A date to come lies in the future, but not years away."""
    if at <= now:
        return refuse("past", at=when(at))
    return refuse("too_far", at=when(at)) if at > now + FARTHEST else None


def staff_refused(command: Command, act: str) -> Refused | None:
    """Only the unit's own people record this."""
    return None if command.role in STAFF else refuse("staff_only", act=act, by=command.by)


def stage_refused(case: Case, act: str, *stages: Stage) -> Refused | None:
    """The act belongs to certain stages only."""
    if case.stage in stages:
        return None
    if case.stage is Stage.TERMINATED:
        return refuse("closed", case=case.code)
    return refuse("wrong_stage", case=case.code, stage=case.stage, act=act)


def open_handover(case: Case, n: int) -> Handover | Refused:
    """The hand-over if it is there and still open."""
    handover = case.find(n)
    if handover is None:
        return refuse("unknown_handover", case=case.code, n=n)
    if not handover.open:
        return refuse("ended", task=task_name(handover, case), state=handover.state)
    return handover


def holder_refused(case: Case, handover: Handover, command: Command) -> Refused | None:
    """The holder answers, or somebody of the same agency, or the unit: the desk and overseers on behalf."""
    same_agency = command.agency != "" and command.agency == handover.party
    unit = command.agency == "" and (command.role in {Role.DESK, *OVERSEERS} or command.via is Via.SYSTEM)
    taker = handover.kind is Kind.TAKE_REPORT and command.role is Role.WORKER
    if command.by == handover.person or same_agency or unit or taker:
        return None
    return refuse("not_yours", task=task_name(handover, case), holder=handover.id_, by=command.by)
