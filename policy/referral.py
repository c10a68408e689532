"""Referrals as the sender sees them: sent with consent, taken back, or marked as entered in error."""

from datetime import datetime

from policy import waiting
from policy.case import Case, Handover
from policy.checks import open_handover, staff_refused, stage_refused, task_name
from policy.commands import Correct, Refer, Withdraw
from policy.consent import basis_data, end_confirmations, given_refused, open_confirmation
from policy.doors import wait_refused
from policy.draft import Draft, for_command
from policy.events import Data, Decision, Type
from policy.hard_commands import Send
from policy.intake import WORKING
from policy.pace import URGENCY_OF
from policy.refusals import Refused, refuse
from policy.transfer import take_back
from policy.words import Audience, Kind, Risk, Stage, State, Urgency

FOLLOW_UPS = (Kind.REROUTE, Kind.RESEND, Kind.UNSERVED)


def refer(case: Case, command: Refer, now: datetime) -> Decision | Refused:
    """A referral is sent. Before the plan only as an emergency; always with recorded consent or another basis."""
    urgency = command.urgency or preset(case.risk, round_the_clock=command.round_the_clock)
    refused = (
        staff_refused(command, "rujukan")
        or stage_refused(case, "rujukan", Stage.REPORTED, *WORKING)
        or _early_refused(case, urgency)
        or given_refused(case, command)
        or _double_refused(case, command)
        or _follow_up_refused(case, command)
        or wait_refused(command.way, command.wait_reason)
        or waiting.after_refused(case, command.after)
    )
    if refused:
        return refused
    draft = for_command(case, command, now)
    _end_follow_up(draft, command)
    open_confirmation(draft, command)
    terms = waiting.held_back(case, command.after, _terms_of(command))
    n = draft.open(Kind.REFERRAL, urgency, command.to, terms)
    if command.by_hand:
        draft.add(Type.DELIVERED, n)
    if "after" not in terms:
        draft.tell("task_referral", Audience.HOLDER, n)
    draft.referral_stage()
    return draft.done(command.id, command.happened)


def preset(risk: Risk, *, round_the_clock: bool) -> Urgency:
    """The urgency the risk asks for: an emergency only where somebody answers at any hour."""
    return Urgency.EMERGENCY if risk is Risk.HIGH and round_the_clock else URGENCY_OF[risk]


def _terms_of(command: Refer) -> Data:
    data = Data(service=command.service) | basis_data(command)
    if command.person:
        data["person"] = command.person
    if command.way:
        data["way"] = command.way
    if command.wait_reason:
        data["reason"] = command.wait_reason
    if command.placement:
        data["placement"] = True
    return data


def _early_refused(case: Case, urgency: Urgency) -> Refused | None:
    early = not case.planned and case.risk is not Risk.HIGH and urgency is not Urgency.EMERGENCY
    return refuse("plan_first") if early else None


def _double_refused(case: Case, command: Refer) -> Refused | None:
    same = (h for h in case.open_of(Kind.REFERRAL) if (h.party, h.service) == (command.to, command.service))
    if (other := next(same, None)) is None:
        return None
    task = task_name(other, case)
    return refuse("already_referred", case=case.code, to=command.to, service=command.service, task=task)


def _follow_up_refused(case: Case, command: Refer) -> Refused | None:
    if not command.instead_of:
        return None
    task = open_handover(case, command.instead_of)
    if isinstance(task, Refused):
        return task
    return None if task.kind in FOLLOW_UPS else refuse("not_a_follow_up", task=task_name(task, case), kind=task.kind)


def _end_follow_up(draft: Draft, command: Refer) -> None:
    """The referral answers a re-route, resend or unserved task: the named one, else one about the same service."""
    for task in draft.case.open_of(*FOLLOW_UPS):
        if task.n == command.instead_of or (not command.instead_of and task.service == command.service):
            draft.end(task, State.COMPLETED)
            waiting.wait_on(draft, task.parent, command.after)


def send(case: Case, command: Send, now: datetime) -> Decision | Refused:
    """A waiting referral is sent all the same, or waits for another one."""
    task = case.find(command.n)
    if (refused := waiting.send_refused(case, command)) or task is None:
        return refused or refuse("unknown_handover", case=case.code, n=command.n)
    draft = for_command(case, command, now)
    awaited = case.find(command.after)
    if awaited and awaited.open:
        waiting.wait_for(draft, task, command.after)
    else:
        waiting.end_decision(draft, task.n)
        waiting.leave(draft, task, waiting.chosen_door(command))
    return draft.done(command.id, command.happened)


def withdraw(case: Case, command: Withdraw, now: datetime) -> Decision | Refused:
    """The sender takes a referral back; its holder is told, and nothing else is asked of them."""
    refused = staff_refused(command, "pencabutan")
    task = open_handover(case, command.n)
    if isinstance(task, Refused) or refused:
        return refused or task  # type: ignore[return-value]
    if task.kind is Kind.TRANSFER:
        return take_back(case, task, command, now)
    if task.kind is not Kind.REFERRAL:
        return refuse("not_a_referral", task=task_name(task, case))
    return _taken_back(for_command(case, command, now), task, State.WITHDRAWN, "withdrawn", command)


def _taken_back(draft: Draft, task: Handover, state: State, template: str, command: Withdraw | Correct) -> Decision:
    draft.end(task, state)
    end_confirmations(draft, task.n)
    if not task.waits:  # of what was never sent nobody has heard
        draft.tell(template, Audience.HOLDER, task.n)
    draft.referral_stage()
    return draft.done(command.id, command.happened)


def correct(case: Case, command: Correct, now: datetime) -> Decision | Refused:
    """Something was entered in error: nothing is deleted, an event says so; a referral ends as SALAH_INPUT."""
    if refused := staff_refused(command, "koreksi"):
        return refused
    draft = for_command(case, command, now)
    if not command.n:
        if not command.event:
            return refuse("nothing_to_correct")
        draft.add(Type.CORRECTED, event=command.event)
        return draft.done(command.id, command.happened)
    task = open_handover(case, command.n)
    if isinstance(task, Refused):
        return task
    if task.kind is not Kind.REFERRAL:
        return refuse("not_a_referral", task=task_name(task, case))
    draft.add(Type.CORRECTED, task.n)
    return _taken_back(draft, task, State.IN_ERROR, "entered_in_error", command)
