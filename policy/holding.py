"""Who holds what: another worker, a deputy, an unreachable person, a clock reckoned again."""

from collections.abc import Mapping
from datetime import datetime

from policy.bases import barred
from policy.case import Case, Handover
from policy.checks import OVERSEERS, open_handover, staff_refused, stage_refused, task_name
from policy.commands import Assign, MessageFailed, Replan
from policy.draft import Draft, for_command
from policy.events import Data, Decision, Type
from policy.intake import WORKING, person_of
from policy.refusals import Refused, refuse
from policy.waiting import waits_refused
from policy.words import Audience, Kind, Role, Stage

OVERSEERS_OWN = frozenset({Kind.MANAGER, Kind.APPROVAL, Kind.BASIS, Kind.REVOCATION})
INTERNAL = tuple(kind for kind in Kind if kind is not Kind.REFERRAL and kind not in OVERSEERS_OWN)
INSTEAD: Mapping[Audience, Audience] = {
    Audience.HOLDER: Audience.SUPERVISOR,
    Audience.SENDER: Audience.SUPERVISOR,
    Audience.SUPERIOR: Audience.SUPERVISOR,
    Audience.DESK: Audience.SUPERVISOR,
    Audience.DUTY_OFFICER: Audience.SUPERVISOR,
    Audience.REPORTER: Audience.SENDER,
    Audience.SUPERVISOR: Audience.MANAGER,
    Audience.DUTY_MANAGER: Audience.MANAGER,
    Audience.WATCH: Audience.MANAGER,
    Audience.MANAGER: Audience.SECOND_MANAGER,
    Audience.DEPUTY_MANAGER: Audience.SECOND_MANAGER,
    Audience.SECOND_MANAGER: Audience.LAST,
}
"""Who is told that a message did not arrive; beyond the last person there is nobody, and the ladder goes on."""
OVERSEEN: Mapping[str, Audience] = {Role.SUPERVISOR: Audience.SUPERVISOR, Role.MANAGER: Audience.MANAGER}
"""Where the holder is an overseer, the next one up is told and not the same person again."""


def assign(case: Case, command: Assign, now: datetime) -> Decision | Refused:
    """A hand-over, or the whole case with all its worker's tasks, goes to another person; due times stay."""
    if refused := staff_refused(command, "penugasan"):
        return refused
    return _assign_task(case, command, now) if command.n else _assign_case(case, command, now)


def _assign_task(case: Case, command: Assign, now: datetime) -> Decision | Refused:
    task = open_handover(case, command.n)
    if isinstance(task, Refused):
        return task
    if refused := waits_refused(case, task):
        return refused
    if task.kind is Kind.APPROVAL and case.proposal and command.to in case.proposal.people:
        return refuse("own_proposal", by=command.to)
    if task.person == command.to:
        return refuse("same_holder", to=command.to)
    if command.to == barred(task):
        return refuse("own_basis", task=task_name(task, case), by=command.to)
    draft = for_command(case, command, now)
    _reassign(draft, task, command.to)
    return draft.done(command.id, command.happened)


def _reassign(draft: Draft, task: Handover, to: str) -> None:
    draft.add(Type.REASSIGNED, task.n, person=to)
    draft.tell("task_referral" if task.kind is Kind.REFERRAL else "reassigned", Audience.HOLDER, task.n)


def _assign_case(case: Case, command: Assign, now: datetime) -> Decision | Refused:
    refused = stage_refused(case, "penugasan", Stage.REPORTED, Stage.AWAITING_CLOSURE, *WORKING)
    if refused:
        return refused
    if case.worker == command.to:
        return refuse("same_holder", to=command.to)
    draft = for_command(case, command, now)
    draft.add(Type.WORKER, person=command.to)
    for task in case.open_of(*INTERNAL):
        if task.person != command.to:
            _reassign(draft, task, command.to)
    return draft.done(command.id, command.happened)


def replan(case: Case, command: Replan, now: datetime) -> Decision | Refused:
    """An overseer has the clock reckoned again from its start by today's data of the unit; a chosen due time stays."""
    if command.role not in OVERSEERS:
        return refuse("overseer_only", by=command.by)
    task = open_handover(case, command.n)
    if isinstance(task, Refused):
        return task
    if refused := waits_refused(case, task):
        return refused
    if task.kind is Kind.STATUTORY:
        return refuse("clock_fixed", task=task_name(task, case), case=case.code, clock=task.clock)
    draft = for_command(case, command, now)
    terms = Data(level=task.level, undoable=True)
    if task.plan.chosen:
        terms["due"] = task.plan.due
    draft.add(Type.REPLANNED, task.n, **terms)
    draft.tell("replanned", Audience.HOLDER, task.n)
    return draft.done(command.id, command.happened)


def message_failed(case: Case, command: MessageFailed, now: datetime) -> Decision | Refused:
    """A message was given up: the person counts as unreachable, and somebody else is told (never only logged)."""
    draft = for_command(case, command, now)
    task = case.find(command.n)
    if task and task.open and command.audience is Audience.HOLDER:
        whom = person_of(command.person or task.person)
        draft.add(Type.MESSAGE_FAILED, task.n, **(Data(audience=command.audience) | whom))
    else:
        draft.add(Type.MESSAGE_FAILED, 0, audience=command.audience)
    if instead := INSTEAD.get(_reached_for(task, command.audience)):
        unreached = "reporter_unreached" if command.audience is Audience.REPORTER else "message_failed"
        draft.tell(unreached, instead, command.n)
    return draft.done(command.id)


def _reached_for(task: Handover | None, audience: Audience) -> Audience:
    return OVERSEEN.get(task.party, audience) if task and audience is Audience.HOLDER else audience
