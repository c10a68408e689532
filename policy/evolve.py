"""The fold: a case and one event give the next case. Used alike by the workflow and by the record."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from policy import awaited
from policy.case import Case, Handover, Plan, Proposal, Rung
from policy.events import Change, Data, Event, Type
from policy.ladder import OUTCOME, POSTPONED, ladder_key
from policy.reckon import nothing_new, provisional
from policy.words import Action, ClosureReason, Decline, Kind, Outcome, Risk, Stage, State

Folder = Callable[[Case, Event, datetime], Case]
BORN = (Type.REPORTED,)


class BrokenPromiseError(Exception):
    """The program broke a promise of its own; never a user's fault."""


def begin(code: str, event: Event, at: datetime) -> Case:
    """The case that a first event (REPORTED) brings into being."""
    data = event.data
    return Case(
        code=code,
        unit=data["unit"],
        risk=Risk(data["risk"]),
        reported=at,
        stage_since=at,
        hour=data.get("hour", 3600),
        worker=data.get("person", ""),
    )


def evolve(case: Case, event: Event, at: datetime) -> Case:
    """The case after `event`, recorded at `at`. Events that change no state leave it alone."""
    fold = _FOLDS.get(event.type)
    return fold(case, event, at) if fold else case


def evolve_all(case: Case | None, change: Change) -> Case:
    """The case after all events of a change, with its seq."""
    for event in change.events:
        case = begin(change.case, event, change.at) if event.type in BORN else evolve(_known(case), event, change.at)
    return replace(_known(case), seq=change.seq)


def _known(case: Case | None) -> Case:
    if case is None:
        raise BrokenPromiseError("an event came before the report")
    return case


def held(case: Case, event: Event) -> Handover:
    """The hand-over an event speaks of."""
    handover = case.find(event.n)
    if handover is None:
        raise BrokenPromiseError(f"hand-over {event.n} is not on this case")
    return handover


def _opened(case: Case, event: Event, at: datetime) -> Case:
    data = event.data
    kind, level = Kind(data["kind"]), data["level"]
    plan = provisional(1, ladder_key(kind, level), at, case.hour, data.get("due"))
    handover = Handover(
        n=event.n,
        kind=kind,
        level=level,
        party=data["party"],
        person=data.get("person", ""),
        service=data.get("service", ""),
        parent=data.get("parent", 0),
        state=State(data.get("state", State.REQUESTED)),
        after=data.get("after", 0),
        named=data.get("named", ""),
        plan=plan,
        opened=at,
        since=at,
    )
    return replace(case.with_handover(handover), next_n=event.n + 1)


def _terms(case: Case, event: Event, _at: datetime) -> Case:
    """Exact terms commute with all that follows: a person stands in for who `was` named, a plan where it stands."""
    if (known := case.find(event.n)) is None:
        return case
    data = event.data
    person = data.get("person", known.person) if known.person == data.get("was", "") else known.person
    changed = replace(known, code=data.get("code", known.code), person=person)
    before = known.before and _exact(known.before, data)
    return case.with_handover(replace(changed, plan=_exact(known.plan, data), before=before))


def _exact(plan: Plan, data: Data) -> Plan:
    """The plan with the instants the record found; where it found the same ones it says only the plan's number."""
    if data.get("no") != plan.no:
        return plan
    plan = replace(plan, exact=True, fired=max(plan.fired, data.get("fired", 0)))
    if "due" not in data:
        return plan
    rungs = tuple(Rung(Action(action), at) for action, at in data["rungs"])
    repeat = timedelta(seconds=data["repeat"])
    return replace(plan, due=data["due"], rungs=rungs, repeat=repeat)


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
    return case.with_handover(replace(beside, plan=replace(plan, rungs=(*plan.rungs[: plan.fired], again))))


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


def _replanned(case: Case, event: Event, _at: datetime) -> Case:
    """A new plan from the same start; its exact terms say which rungs tell nothing new (`reckon.nothing_new`)."""
    handover = held(case, event)
    old, level = handover.plan, event.data.get("level", handover.level)
    key = ladder_key(old.key.split("/")[0], level)
    plan = provisional(old.no + 1, key, old.start, case.hour, event.data.get("due"))
    if level != handover.level and plan.due > old.due:  # a raised risk lengthens nothing
        plan = provisional(plan.no, key, old.start, case.hour, old.due)
    plan = replace(plan, chosen=old.chosen)
    return case.with_handover(replace(handover, level=level, plan=plan, before=None))


def _reassigned(case: Case, event: Event, at: datetime) -> Case:
    """Another person; where its agency has ended, one of the agency that follows it."""
    known, data = held(case, event), event.data
    moved = replace(known, party=data["party"], named="") if "party" in data else known
    return case.with_handover(replace(moved, person=data["person"], since=at, unreachable=False))


def _worker(case: Case, event: Event, _at: datetime) -> Case:
    return awaited.held_by_worker(replace(case, worker=event.data["person"]))


def _assessed(case: Case, event: Event, _at: datetime) -> Case:
    return replace(case, risk=Risk(event.data["risk"]), assessed=True)


def _planned(case: Case, _event: Event, _at: datetime) -> Case:
    return replace(case, planned=True)


def _stage(case: Case, event: Event, at: datetime) -> Case:
    return replace(case, stage=Stage(event.data["stage"]), stage_since=at)


def _asked(case: Case, event: Event, _at: datetime) -> Case:
    return replace(case, proposal=Proposal(event.by, ClosureReason(event.data["reason"])))


def _no_proposal(case: Case, _event: Event, _at: datetime) -> Case:
    return replace(case, proposal=None)


def _reopened(case: Case, _event: Event, _at: datetime) -> Case:
    return replace(case, proposal=None, assessed=False, planned=False)


def _message_failed(case: Case, event: Event, _at: datetime) -> Case:
    known = case.find(event.n)
    return case.with_handover(replace(known, unreachable=True)) if known else case


_FOLDS: Mapping[Type, Folder] = {
    Type.OPENED: _opened,
    Type.TERMS: _terms,
    Type.ANSWERED: _answered,
    Type.UNDONE: _undone,
    Type.RUNG: _rung,
    Type.REPLANNED: _replanned,
    Type.REASSIGNED: _reassigned,
    Type.WORKER: _worker,
    Type.ASSESSED: _assessed,
    Type.PLANNED: _planned,
    Type.STAGE: _stage,
    Type.CLOSURE_ASKED: _asked,
    Type.CLOSURE_REFUSED: _no_proposal,
    Type.REOPENED: _reopened,
    Type.MESSAGE_FAILED: _message_failed,
    Type.SENT: awaited.sent,
    Type.WAITS: awaited.waits,
}
