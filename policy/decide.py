"""The one door: a case, what is asked, and the time give a decision or a refusal. Pure."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from policy import (
    alarm,
    answers,
    attempt,
    away,
    backstop,
    breach,
    choosing,
    closing,
    conflict,
    consent,
    consent_more,
    duplicates,
    gaps,
    holding,
    intake,
    not_arrived,
    referral,
    statute,
    transfer,
    whereabouts,
)
from policy.case import Case
from policy.checks import time_refused
from policy.clock import on_clock
from policy.commands import (
    Approve,
    Assess,
    Assign,
    Command,
    Correct,
    MakePlan,
    MessageFailed,
    ProposeClosure,
    Refer,
    Reopen,
    Replan,
    Reply,
    Report,
    Undo,
    Visit,
    Withdraw,
)
from policy.events import Decision
from policy.evolve import evolve_all
from policy.gates import gate_refused
from policy.hard_commands import (
    AddReport,
    Arrived,
    Attempt,
    Bar,
    Breach,
    Choose,
    DecideBasis,
    Follow,
    Heard,
    Prove,
    Restrict,
    SameChild,
    Send,
    StartClocks,
    Transfer,
    TransferAnswer,
    Unbar,
    WhereIs,
    WithdrawConsent,
)
from policy.later_commands import AddConsent, Filled, Foreseen, NotArrived, SuspectConsented
from policy.refusals import Refused, refuse
from policy.words import Stage

Rule = Callable[[Case, Any, datetime], Decision | Refused]

RULES: Mapping[type[Command], Rule] = {
    Reply: answers.reply,
    Undo: answers.undo,
    Assess: alarm.assess,
    MakePlan: intake.plan,
    Visit: intake.visit,
    Attempt: attempt.attempt,
    WhereIs: whereabouts.where_is,
    Arrived: whereabouts.arrived,
    Refer: referral.refer,
    Choose: choosing.choose,
    Withdraw: referral.withdraw,
    WithdrawConsent: consent.withdraw,
    DecideBasis: consent.decide,
    Send: referral.send,
    Correct: referral.correct,
    ProposeClosure: closing.propose,
    Approve: closing.approve,
    Reopen: closing.reopen,
    Transfer: transfer.transfer,
    TransferAnswer: transfer.transfer_answer,
    Assign: holding.assign,
    Follow: away.follow,
    Replan: holding.replan,
    MessageFailed: holding.message_failed,
    StartClocks: statute.start,
    Prove: statute.prove,
    Heard: backstop.heard,
    AddReport: duplicates.add,
    SameChild: duplicates.same,
    Bar: conflict.bar,
    Unbar: conflict.unbar,
    Restrict: conflict.restrict,
    Filled: gaps.filled,
    AddConsent: consent_more.add,
    SuspectConsented: consent_more.suspect,
    NotArrived: not_arrived.not_arrived,
}
ON_THE_UNIT = (Reply, Prove, Heard, Assign, MessageFailed, Filled)
AFTER_THE_END = (Reopen, MessageFailed, Correct, AddReport, Bar, Unbar, Restrict)
"""A suspect who becomes known later is known to whoever reopens: a case need not be opened to keep somebody out."""


def begins_a_run(command: Command) -> bool:
    """Whether a case that has ended begins a run for this: it goes on, or learns whom to keep out and ends again."""
    return isinstance(command, Reopen | Bar | Unbar | Restrict) or (isinstance(command, AddReport) and command.reopen)


def decide(case: Case, command: Command, now: datetime) -> Decision | Refused:
    """What `command` does to `case` at `now`: a decision, or a refusal that changes nothing and says why."""
    if refused := conflict.refused(case, command):
        return refused
    decided = decide_again(case, command, now)
    return decided if isinstance(decided, Refused) else gate_refused(case, command) or decided


def decide_again(case: Case, command: Command, now: datetime) -> Decision | Refused:
    """What a command that was taken before does: no gate is asked, so a later rule undoes nothing that happened."""
    if refused := time_refused(command, now):
        return refused
    if breach.of_unit(case.code) and not isinstance(command, ON_THE_UNIT):
        return refuse("unit_task", case=case.code)
    if case.stage is Stage.TERMINATED and not isinstance(command, AFTER_THE_END):
        return refuse("closed", case=case.code)
    return RULES[type(command)](case, command, now)


def decide_report(case: Case | None, command: Report, code: str, now: datetime) -> Decision | Refused:
    """The report that begins case `code`."""
    return time_refused(command, now) or intake.report(case, command, code, now)


def decide_breach(case: Case | None, command: Breach, code: str, now: datetime) -> Decision | Refused:
    """A breach begins the unit's own tasks under their reserved code, or joins those that run."""
    return time_refused(command, now) or breach.discovered(case, command, code, now)


def decide_gap(case: Case | None, command: Foreseen, code: str, now: datetime) -> Decision | Refused:
    """A gap in the unit's data begins the unit's own tasks, or joins those that run."""
    return time_refused(command, now) or gaps.foreseen(case, command, code, now)


def fire_all(case: Case, now: datetime) -> list[Decision]:
    """Every decision the clock has to take at `now`, in order."""
    decisions: list[Decision] = []
    while decision := on_clock(case, now):
        decisions.append(decision)
        case = decision.case
    return decisions


def replay(case: Case | None, decision: Decision) -> Case:
    """The case as the record will fold it; equal to the decision's own case (a test holds them together)."""
    return evolve_all(case, decision.change)
