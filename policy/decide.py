"""The one door: a case, what is asked, and the time give a decision or a refusal. Pure."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from policy import answers, away, closing, holding, intake, referral
from policy.case import Case
from policy.checks import time_refused
from policy.clock import on_clock
from policy.commands import (
    Approve,
    Assess,
    Assign,
    Command,
    Correct,
    Follow,
    MakePlan,
    MessageFailed,
    ProposeClosure,
    Refer,
    Reopen,
    Replan,
    Reply,
    Report,
    Send,
    Undo,
    Visit,
    Withdraw,
)
from policy.events import Decision
from policy.evolve import evolve_all
from policy.refusals import Refused, refuse
from policy.words import Stage

Rule = Callable[[Case, Any, datetime], Decision | Refused]

RULES: Mapping[type[Command], Rule] = {
    Reply: answers.reply,
    Undo: answers.undo,
    Assess: intake.assess,
    MakePlan: intake.plan,
    Visit: intake.visit,
    Refer: referral.refer,
    Withdraw: referral.withdraw,
    Send: referral.send,
    Correct: referral.correct,
    ProposeClosure: closing.propose,
    Approve: closing.approve,
    Reopen: closing.reopen,
    Assign: holding.assign,
    Follow: away.follow,
    Replan: holding.replan,
    MessageFailed: holding.message_failed,
}
AFTER_THE_END = (Reopen, MessageFailed, Correct)


def decide(case: Case, command: Command, now: datetime) -> Decision | Refused:
    """What `command` does to `case` at `now`: a decision, or a refusal that changes nothing and says why."""
    if refused := time_refused(command, now):
        return refused
    if case.stage is Stage.TERMINATED and not isinstance(command, AFTER_THE_END):
        return refuse("closed", case=case.code)
    return RULES[type(command)](case, command, now)


def decide_report(case: Case | None, command: Report, code: str, now: datetime) -> Decision | Refused:
    """The report that begins case `code`."""
    return time_refused(command, now) or intake.report(case, command, code, now)


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
