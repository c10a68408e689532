"""The fold of what happens to a hand-over: answers and their clocks, undo, rungs, new plans."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from policy.case import Case, Handover, Plan, Rung
from policy.events import Data, Event, Type
from policy.evolve_closing import Folder
from policy.ladder import OUTCOME, POSTPONED, ladder_key
from policy.reckon import nothing_new, provisional
from policy.words import Action, Decline, Kind, Outcome, State


class BrokenPromiseError(Exception):
    """The program broke a promise of its own; never a user's fault."""


def held(case: Case, event: Event) -> Handover:
    """The hand-over an event speaks of."""
    handover = case.find(event.n)
    if handover is None:
        raise BrokenPromiseError(f"hand-over {event.n} is not on this case")
    return handover


def _answered(case: Case, event: Event, at: datetime) -> Case:
    handover = held(case, event)
    data = event.data
    changed = replace(
        handover,
        state=State(data["state"]),
        since=at,
        reason=Decline(data["reason"]) if "reason" in data else handover.reason,
        outcome=Outcome(data["outcome"]) if "outcome" in data else handover.outcome,
        postponed=handover.postponed + data.get("days", 0),
    )
    changed = _next_clock(changed, data, at, case.hour)
    case = case.with_handover(changed)
    return _wind_again(case, changed, at) if changed.kind is Kind.MANAGER and not changed.open else case


def _next_clock(handover: Handover, data: Data, at: datetime, hour: float) -> Handover:
    """An acceptance starts the outcome clock, a postponement one of its own; the answered plan is kept for an undo."""
    if handover.kind is not Kind.REFERRAL or not handover.open:
        return handover
    no = handover.plan.no + 1
    if handover.state is State.ON_HOLD:
        plan = provisional(no, ladder_key(POSTPONED, handover.level), at, hour, data["until"])
        return replace(handover, plan=plan, before=None)
    if handover.plan.key.startswith(OUTCOME):
        return handover
    plan = provisional(no, ladder_key(OUTCOME, handover.level), at, hour)
    return replace(handover, plan=plan, before=handover.plan)


def _wind_again(case: Case, managers: Handover, at: datetime) -> Case:
    """A manager's task that ended winds the ladder beside it again: no hand-over falls silent (domain.md §4)."""
    beside = case.find(managers.parent)
    if beside is None or not beside.open or beside.plan.fired < len(beside.plan.rungs):
        return case
    plan = beside.plan
    again = Rung(Action.MANAGE, at + plan.repeat)
    wound = replace(plan, rungs=(*plan.rungs[: plan.fired], again), wound=plan.wound + 1)
    return case.with_handover(replace(beside, plan=wound))


def _undone(case: Case, event: Event, at: datetime) -> Case:
    """Back to the first question with its first due time; the plan gets a new number, so that its rungs stay unique."""
    handover = held(case, event)
    before = handover.before or handover.plan
    fired = nothing_new(before, before, at) if before.exact else 0
    plan = replace(before, no=handover.plan.no + 1, fired=fired)
    return case.with_handover(replace(handover, state=State.REQUESTED, since=at, plan=plan, before=None))


def _rung(case: Case, event: Event, _at: datetime) -> Case:
    handover = held(case, event)
    plan = replace(handover.plan, fired=event.data["fired"])
    rung = max(handover.rung, event.data.get("rung", 0))
    return case.with_handover(replace(handover, plan=plan, rung=rung))


def _no_silence(case: Case, event: Event, _at: datetime) -> Case:
    """Somebody was heard of, or the duty manager was told: the backstop has no more to say on this hand-over."""
    return case.with_handover(replace(held(case, event), watched=False))


def _replanned(case: Case, event: Event, at: datetime) -> Case:
    """A new plan from the same start; its exact terms say which rungs tell nothing new (`reckon.nothing_new`)."""
    handover, data = held(case, event), event.data
    level = data.get("level", handover.level)
    plan = _again(handover.plan, level, data, case.hour)
    plan = replace(plan, no=handover.plan.no + 1, chosen=handover.plan.chosen)
    before = handover.before if data.get("undoable") else None
    if before and level != handover.level:
        first = _again(before, level, data, case.hour)
        before = replace(first, fired=nothing_new(first, before, at))
    return case.with_handover(replace(handover, level=level, plan=plan, before=before))


def _again(old: Plan, level: str, data: Data, hour: float) -> Plan:
    """The same question at another level; a raised risk lengthens nothing."""
    key = ladder_key(old.key.split("/")[0], level)
    plan = provisional(old.no, key, old.start, hour, data.get("due"))
    shorter = key == old.key or plan.due <= old.due or data.get("longer")
    return plan if shorter else provisional(old.no, key, old.start, hour, old.due)


TASKS: Mapping[Type, Folder] = {
    Type.ANSWERED: _answered,
    Type.UNDONE: _undone,
    Type.RUNG: _rung,
    Type.REPLANNED: _replanned,
    Type.HELP: _no_silence,
    Type.HEARD: _no_silence,
    Type.BACKSTOP: _no_silence,
}
