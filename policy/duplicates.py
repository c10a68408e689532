"""One case is one child: a second report is added to the case, and whether two are one child a person decides."""

from datetime import datetime

from policy.case import Case
from policy.checks import staff_refused, task_name
from policy.closing import BLOCKING
from policy.draft import Draft, for_command
from policy.events import Data, Decision, Type
from policy.hard_commands import AddReport, SameChild
from policy.intake import person_of
from policy.pace import raise_clocks
from policy.refusals import Refused, refuse
from policy.reporters import tell_senders
from policy.words import Audience, ClosureReason, Kind, Role, Stage, State

READERS = (Kind.TAKE_REPORT, Kind.APPROVAL)
"""Whoever is about to take the case, or to close it, has to know of a new report."""


def add(case: Case, command: AddReport, now: datetime) -> Decision | Refused:
    """A second report on an open case: kept, told to who holds the case, and it may raise the risk."""
    if refused := staff_refused(command, "laporan tambahan") or _not_addable(case, command):
        return refused
    draft = for_command(case, command, now)
    data = Data(report=command.report, risk=command.risk, via=command.via)
    if command.sender:
        data["sender"] = command.sender
    draft.add(Type.REPORT_ADDED, **data)
    if case.stage is Stage.TERMINATED:
        _reopen(draft)
    elif draft.case.risk is not case.risk:
        raise_clocks(draft)
    _tell(draft, command)
    return draft.done(command.id, command.happened)


def _not_addable(case: Case, command: AddReport) -> Refused | None:
    if case.same_as:
        return refuse("is_duplicate", case=case.code, other=case.same_as)
    if command.report in {report.no for report in case.reports}:
        return refuse("report_known", case=case.code, report=command.report)
    ended = case.stage is Stage.TERMINATED and not command.reopen
    return refuse("closed_report", case=case.code) if ended else None


def _reopen(draft: Draft) -> None:
    """A case that had ended goes on with an assessment by its worker: a person has decided so."""
    draft.add(Type.REOPENED)
    draft.stage(Stage.REOPENED)
    n = draft.open(Kind.ASSESSMENT, draft.case.risk, Role.WORKER, person_of(draft.case.worker))
    draft.tell("reopened", Audience.HOLDER, n)


def _tell(draft: Draft, command: AddReport) -> None:
    case = draft.case
    if case.worker:
        draft.tell("second_report", Audience.SENDER)
    for task in case.open_of(*READERS):
        draft.tell("second_report", Audience.HOLDER, task.n)
    if command.sender and case.stage is not Stage.REPORTED:
        tell_senders(draft, "reporter_taken")


def same(case: Case, command: SameChild, now: datetime) -> Decision | Refused:
    """A person has decided: two children, and the question is closed; or one, and this case goes into the other."""
    if refused := staff_refused(command, "keputusan laporan ganda"):
        return refused
    return _one_child(case, command, now) if command.other else _two_children(case, command, now)


def _two_children(case: Case, command: SameChild, now: datetime) -> Decision | Refused:
    tasks = case.open_of(Kind.DUPLICATE)
    if not tasks:
        return refuse("nothing_alike", case=case.code)
    draft = for_command(case, command, now)
    draft.add(Type.OTHER_CHILD)
    for task in tasks:
        draft.end(task, State.COMPLETED)
    return draft.done(command.id, command.happened)


def _one_child(case: Case, command: SameChild, now: datetime) -> Decision | Refused:
    """The case ends as GANDA and is left out of figures; no referral is dropped on the way: it ends first.

    Nor is a clock: a gate (`policy.gates`) asks that each one that runs was named as carried over.
    """
    if command.other == case.code:
        return refuse("itself", case=case.code)
    if blocking := case.open_of(*BLOCKING):
        task = blocking[0]
        return refuse("referral_open", case=case.code, task=task_name(task, case), state=task.state, holder=task.id_)
    draft = for_command(case, command, now)
    draft.add(Type.SAME_CHILD, **_went(command))
    draft.add(Type.CLOSURE_APPROVED, reason=ClosureReason.DUPLICATE)
    for task in case.open_handovers:
        done = State.COMPLETED if task.kind is Kind.DUPLICATE else State.WITHDRAWN
        draft.add(Type.ANSWERED, task.n, state=done)
    draft.stage(Stage.TERMINATED)
    draft.tell("joined", Audience.SENDER)
    draft.tell("joined", Audience.SUPERVISOR)
    return draft.done(command.id, command.happened)


def _went(command: SameChild) -> Data:
    data = Data(other=command.other)
    if command.clocks:
        data["clocks"] = [each.clock for each in command.clocks]
    return data
