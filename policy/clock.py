"""What the clock says: rungs fire once when they come; after a silence of ours one message each, no backlog."""

from collections.abc import Mapping
from datetime import datetime

from policy.backstop import backstop, silent
from policy.case import Case, Handover
from policy.draft import Draft
from policy.events import Data, Decision, Type
from policy.instants import managers_task, next_instant
from policy.words import Action, Audience, Kind, Risk, Role, State, Urgency

RANK: Mapping[Action, int] = {
    Action.DUE: 0,
    Action.REMIND: 1,
    Action.CALL: 1,
    Action.SUPERVISE: 2,
    Action.MANAGE: 3,
    Action.DEPUTY: 3,
    Action.SECOND: 4,
    Action.LAST: 5,
}
"""The escalation level a rung brings; it never falls while its hand-over is open."""

Telling = tuple[tuple[str, Audience], ...]
TELL: Mapping[Action, Telling] = {
    Action.DUE: (),
    Action.REMIND: (),
    Action.CALL: (("call_desk", Audience.DESK),),
    Action.SUPERVISE: (("to_supervisor", Audience.SUPERVISOR),),
    Action.MANAGE: (),
    Action.DEPUTY: (("to_manager_again", Audience.DEPUTY_MANAGER),),
    Action.SECOND: (("to_manager_again", Audience.SECOND_MANAGER),),
    Action.LAST: (("to_manager_again", Audience.LAST),),
}
OF_REFERRAL: Telling = (("to_superior", Audience.SUPERIOR), ("silent", Audience.SENDER))
DUTY = (Audience.DUTY_OFFICER, Audience.DUTY_MANAGER)
ON_DUTY: Mapping[Action, str] = {
    Action.REMIND: "call_desk",
    Action.CALL: "call_desk",
    Action.SUPERVISE: "to_supervisor",
    Action.MANAGE: "to_manager",
    Action.DEPUTY: "to_manager_again",
    Action.SECOND: "to_manager_again",
    Action.LAST: "to_manager_again",
}
"""What both on duty read of a rung of an emergency; nobody is on duty while the office is open (`recipients`)."""


def next_due(case: Case, now: datetime) -> Handover | None:
    """The open hand-over whose rung has waited longest, if one has come."""
    waiting = [(at, h.n) for h in case.open_handovers if (at := next_instant(case, h)) and at <= now]
    return case.find(min(waiting)[1]) if waiting else None


def on_clock(case: Case, now: datetime) -> Decision | None:
    """Fire what has come on one hand-over; call again until it gives None."""
    task = next_due(case, now)
    return fire(case, task, now) if task else None


def rung_id(case: Case, task: Handover) -> str:
    """The identity of a firing: hand-over, plan, and how often its ladder has fired (design.md §2)."""
    return f"{case.code}/{task.n}/{task.plan.no}/{task.plan.fired}"


def fire(case: Case, task: Handover, now: datetime) -> Decision:
    """All rungs of one hand-over that have come, as one change with one message to each person."""
    if silent(case, task, now):
        return backstop(case, task, now)
    passed = _passed(task, now)
    draft = Draft(case, now)
    last, rank = passed[-1], max(RANK[action] for action in passed)
    fired = task.plan.fired + (len(passed) if _on_ladder(task) else _repeats(task, now))
    draft.add(Type.RUNG, task.n, fired=fired, action=last, rung=rank)
    if Action.MANAGE in passed:
        to_manager(draft, task)
    if task.plan.exact or task.urgency is Urgency.EMERGENCY:
        _tell(draft, task, passed)
    return draft.done(rung_id(case, task))


def _passed(task: Handover, now: datetime) -> tuple[Action, ...]:
    """Actions that have come, in order; beyond the ladder its last one, once, however long we slept."""
    rungs = task.plan.rungs
    passed = tuple(rung.action for rung in rungs[task.plan.fired :] if rung.at <= now)
    return passed or (rungs[-1].action,)


def _on_ladder(task: Handover) -> bool:
    return task.plan.fired < len(task.plan.rungs)


def _repeats(task: Handover, now: datetime) -> int:
    """How many repeats of the last rung have gone by; they count as one message."""
    plan = task.plan
    gone = int((now - plan.rungs[-1].at) / plan.repeat)
    return max(1, gone - (plan.fired - len(plan.rungs)))


def _tell(draft: Draft, task: Handover, passed: tuple[Action, ...]) -> None:
    """The highest rung speaks for those below it; a telephone call is asked for beside a reminder."""
    top = max(RANK[action] for action in passed)
    for action in dict.fromkeys(passed):
        if RANK[action] == top or action is Action.SUPERVISE:
            for template, audience in _telling(task, action):
                draft.tell(template, audience, task.n)
    if task.urgency is Urgency.EMERGENCY:
        _tell_duty(draft, task, max(passed, key=RANK.__getitem__))


def _tell_duty(draft: Draft, task: Handover, action: Action) -> None:
    """Both on duty hear of the highest rung."""
    for audience in DUTY if action in ON_DUTY else ():
        draft.tell(ON_DUTY[action], audience, task.n)


def _telling(task: Handover, action: Action) -> Telling:
    told = ((_reminder(task), Audience.HOLDER),) if action is Action.REMIND else TELL[action]
    if task.kind is Kind.STATUTORY and action is Action.MANAGE:
        told += (("clock_late", Audience.HOLDER),)
    if task.kind is Kind.REFERRAL and action is Action.SUPERVISE:
        told += OF_REFERRAL
    return told


def _reminder(task: Handover) -> str:
    """What is waited for: an answer, a result, or a task of the unit's own people."""
    if task.kind is Kind.STATUTORY:
        return "clock_running"
    if task.kind is not Kind.REFERRAL:
        return "reminder_internal"
    return "reminder" if task.state is State.REQUESTED else "reminder_outcome"


def to_manager(draft: Draft, task: Handover) -> None:
    """The manager's task opens beside the hand-over, with its own due time and ladder; one at a time."""
    if managers_task(draft.case, task.n):
        return
    level = _managers_level(draft.case, task)
    n = draft.open(Kind.MANAGER, level, Role.MANAGER, Data(parent=task.n))
    draft.tell("manager_task", Audience.HOLDER, n)


def _managers_level(case: Case, task: Handover) -> str:
    """The manager is as quick as the referral, as the risk, and on a clock of the law as quick as can be."""
    if task.kind is Kind.REFERRAL:
        return task.level
    return Risk.HIGH if task.kind is Kind.STATUTORY else case.risk
