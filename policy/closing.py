"""Ending a case: one proposes with a reason, somebody else approves, and a closed case can be opened again."""

from collections.abc import Mapping
from datetime import datetime

from policy.case import Case, Handover
from policy.checks import MANAGERS, OVERSEERS, staff_refused, stage_refused, task_name
from policy.commands import Approve, ProposeClosure, Reopen
from policy.draft import Draft, for_command
from policy.events import Decision, Type
from policy.intake import WORKING, person_of
from policy.refusals import Refused, refuse
from policy.reporters import tell_end
from policy.words import Audience, ClosureReason, Kind, Risk, Role, Stage, State

MANAGER_REASONS = frozenset({ClosureReason.CLIENT_DECLINES, ClosureReason.NOT_FOUND})
NOT_A_CASE = frozenset({ClosureReason.DUPLICATE, ClosureReason.IN_ERROR})
BLOCKING = (Kind.REFERRAL, Kind.REROUTE, Kind.RESEND, Kind.UNSERVED)
EARLY: Mapping[bool, Stage] = {True: Stage.REPORTED, False: Stage.ASSESSMENT}
"""Before an assessment: whether the report still waits to be taken says where the case stands."""


def propose(case: Case, command: ProposeClosure, now: datetime) -> Decision | Refused:
    """Closure is proposed; no case closes with an open referral, or with a refusal nobody has taken up."""
    refused = (
        staff_refused(command, "usulan terminasi")
        or stage_refused(case, "usulan terminasi", Stage.REPORTED, *WORKING)
        or _open_refused(case)
        or _duplicate_refused(case, command)
    )
    if refused:
        return refused
    draft = for_command(case, command, now)
    draft.add(Type.CLOSURE_ASKED, reason=command.reason)
    draft.stage(Stage.AWAITING_CLOSURE)
    party = Role.MANAGER if managers_matter(case, command) else Role.SUPERVISOR
    n = draft.open(Kind.APPROVAL, case.risk, party)
    draft.tell("closure_asked", Audience.HOLDER, n)
    return draft.done(command.id, command.happened)


def managers_matter(case: Case, command: ProposeClosure) -> bool:
    """High risk, "client declines", "not found" and an overseer's own proposal are the manager's to approve."""
    return case.risk is Risk.HIGH or command.reason in MANAGER_REASONS or command.role in OVERSEERS


def _open_refused(case: Case) -> Refused | None:
    if not (blocking := case.open_of(*BLOCKING)):
        return None
    task = blocking[0]
    return refuse("referral_open", case=case.code, task=task_name(task, case), state=task.state, holder=task.id_)


def _duplicate_refused(case: Case, command: ProposeClosure) -> Refused | None:
    """A duplicate ends by going into the other case: a child is never left out of both."""
    return refuse("use_same", case=case.code) if command.reason is ClosureReason.DUPLICATE else None


def approve(case: Case, command: Approve, now: datetime) -> Decision | Refused:
    """Somebody else than the proposer decides; the manager may stand in for the supervisor."""
    tasks = case.open_of(Kind.APPROVAL)
    if case.proposal is None or not tasks:
        return refuse("nothing_proposed", case=case.code)
    if refused := _approver_refused(case, tasks[0], command):
        return refused
    draft = for_command(case, command, now)
    draft.end(tasks[0], State.COMPLETED)
    (_close if command.yes else _go_on)(draft)
    return draft.done(command.id, command.happened)


def _approver_refused(case: Case, task: Handover, command: Approve) -> Refused | None:
    if case.proposal and command.by == case.proposal.by:
        return refuse("own_proposal", by=command.by)
    allowed = MANAGERS if task.party == Role.MANAGER else OVERSEERS
    return (
        None if command.role in allowed else refuse("not_approver", case=case.code, approver=task.party, by=command.by)
    )


def _close(draft: Draft) -> None:
    reason = draft.case.proposal.reason if draft.case.proposal else ClosureReason.OTHER
    draft.add(Type.CLOSURE_APPROVED, reason=reason)
    for task in draft.case.open_handovers:
        if (still := draft.case.find(task.n)) and still.open:
            draft.add(Type.ANSWERED, task.n, state=State.WITHDRAWN)
    draft.stage(Stage.TERMINATED)
    draft.tell("closure_approved", Audience.SENDER)
    tell_end(draft, in_error=reason in NOT_A_CASE)


def _go_on(draft: Draft) -> None:
    """A refused closure returns the case to where it stood; there is an open hand-over of that stage."""
    draft.add(Type.CLOSURE_REFUSED)
    case = draft.case
    if case.planned:
        draft.stage(Stage.REFERRED if case.open_of(Kind.REFERRAL) else Stage.MONITORING)
    else:
        draft.stage(Stage.PLANNING if case.assessed else EARLY[bool(case.open_of(Kind.TAKE_REPORT))])
    draft.tell("closure_refused", Audience.SENDER)


def reopen(case: Case, command: Reopen, now: datetime) -> Decision | Refused:
    """A terminated case goes on with an assessment by its worker."""
    if refused := staff_refused(command, "pembukaan kembali"):
        return refused
    if case.stage is not Stage.TERMINATED:
        return refuse("not_closed", case=case.code, stage=case.stage)
    draft = for_command(case, command, now)
    draft.add(Type.REOPENED)
    draft.stage(Stage.REOPENED)
    n = draft.open(Kind.ASSESSMENT, case.risk, Role.WORKER, person_of(case.worker))
    draft.tell("reopened", Audience.HOLDER, n)
    return draft.done(command.id, command.happened)
