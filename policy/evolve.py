"""The fold: a case and one event give the next case. Used alike by the workflow and by the record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from policy import awaited, bases
from policy.case import Case, Handover, Incoming, Plan, Rung
from policy.doors import Way
from policy.events import Change, Data, Event, Type
from policy.evolve_closing import CLOSING, Folder
from policy.kept_out import FOLDS as KEPT_OUT
from policy.kept_out import swept, with_found
from policy.ladder import OUTCOME, POSTPONED, ladder_key
from policy.reckon import fixed, nothing_new, provisional
from policy.watch import asked_from, known_from, where
from policy.words import Action, Decline, Kind, Outcome, Risk, Stage, State

BORN: Mapping[Type, Stage] = {Type.REPORTED: Stage.REPORTED, Type.BREACH: Stage.UNIT}


class BrokenPromiseError(Exception):
    """The program broke a promise of its own; never a user's fault."""


def begin(code: str, event: Event, at: datetime) -> Case:
    """The case that a first event brings into being: a report, or for the unit's own tasks a breach."""
    data = event.data
    return Case(
        code=code,
        unit=data["unit"],
        risk=Risk(data["risk"]),
        reported=at,
        stage_since=at,
        stage=BORN[event.type],
        hour=data.get("hour", 3600),
        worker=data.get("person", ""),
        carer_suspected=data.get("carer_suspected", False),
        abuse=data.get("abuse", False),
        whereabouts=known_from(data, at),
        reports=_incoming(data),
        alike=() if data.get("new") else tuple(data.get("alike", ())),
        restricted=data.get("restricted", False),
        named=(event.by,) if data.get("restricted") else (),
    )


def _incoming(data: Data) -> tuple[Incoming, ...]:
    return (Incoming(data["report"], data.get("sender", "")),) if "report" in data else ()


def evolve(case: Case, event: Event, at: datetime) -> Case:
    """The case after `event`, recorded at `at`. Events that change no state leave it alone; nobody kept out holds."""
    fold = _FOLDS.get(event.type)
    return swept(fold(case, event, at)) if fold else case


def evolve_all(case: Case | None, change: Change) -> Case:
    """The case after all events of a change, with its seq."""
    for event in change.events:
        first = case is None and event.type in BORN
        case = begin(change.case, event, change.at) if first else evolve(_known(case), event, change.at)
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
    key = ladder_key(kind, level)
    plan = fixed(key, data) if "rungs" in data else provisional(1, key, at, case.hour, data.get("due"))
    handover = Handover(
        n=event.n,
        kind=kind,
        level=level,
        party=data["party"],
        person=data.get("person", ""),
        service=data.get("service", ""),
        parent=data.get("parent", 0),
        way=data.get("way", ""),
        state=State(data.get("state", State.REQUESTED)),
        after=data.get("after", 0),
        named=data.get("named", ""),
        plan=plan,
        opened=at,
        since=at,
        clock=data.get("clock", ""),
        bases=bases.named(data),
        decider=data.get("decider", ""),
        placement=data.get("placement", False),
    )
    case = asked_from(case, at) if handover.placement else case
    return replace(bases.given(case, handover), next_n=event.n + 1)


def _terms(case: Case, event: Event, _at: datetime) -> Case:
    """Exact terms commute with all that follows: a person stands in for who `was` named, a plan where it stands."""
    if (known := case.find(event.n)) is None:
        return case
    data = event.data
    changed = replace(with_found(known, data), code=data.get("code", known.code))
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


def _reassigned(case: Case, event: Event, at: datetime) -> Case:
    """Another person; where its agency has ended, one of the agency that follows it."""
    known, data = held(case, event), event.data
    moved = replace(known, party=data["party"], named="") if "party" in data else known
    return case.with_handover(replace(moved, person=data["person"], since=at, unreachable=False, found=False))


def _chosen(case: Case, event: Event, at: datetime) -> Case:
    """The 24/7 contact has the time of the ladder from now on; who waits keeps what stood."""
    task = replace(held(case, event), way=event.data["way"])
    if task.way == Way.CONTACT:
        task = replace(task, plan=provisional(task.plan.no + 1, task.plan.key, at, case.hour))
    return case.with_handover(task)


def _worker(case: Case, event: Event, _at: datetime) -> Case:
    stands = case.worker == event.data.get("was", case.worker)  # else somebody was chosen while the record looked
    return awaited.held_by_worker(replace(case, worker=event.data["person"])) if stands else case


def _assessed(case: Case, event: Event, at: datetime) -> Case:
    return replace(_risk(case, event, at), assessed=True)


def _risk(case: Case, event: Event, at: datetime) -> Case:
    case = asked_from(case, at) if event.data.get("watch") else case
    suspected = event.data.get("carer_suspected", case.carer_suspected)
    return replace(case, risk=Risk(event.data["risk"]), carer_suspected=suspected)


def _planned(case: Case, _event: Event, _at: datetime) -> Case:
    return replace(case, planned=True)


def _stage(case: Case, event: Event, at: datetime) -> Case:
    return replace(case, stage=Stage(event.data["stage"]), stage_since=at)


def _report_added(case: Case, event: Event, _at: datetime) -> Case:
    """A second report may raise the risk and never lowers it."""
    risk = min(case.risk, Risk(event.data["risk"]), key=list(Risk).index)
    return replace(case, risk=risk, reports=(*case.reports, *_incoming(event.data)))


def _one_child(case: Case, event: Event, _at: datetime) -> Case:
    return replace(case, alike=(), same_as=event.data.get("other", ""), proposal=None)


def _other_child(case: Case, _event: Event, _at: datetime) -> Case:
    return replace(case, alike=())


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
    Type.CHOSEN: _chosen,
    Type.WORKER: _worker,
    Type.ASSESSED: _assessed,
    Type.RISK: _risk,
    Type.PLANNED: _planned,
    Type.STAGE: _stage,
    Type.MESSAGE_FAILED: _message_failed,
    Type.HELP: _no_silence,
    Type.HEARD: _no_silence,
    Type.BACKSTOP: _no_silence,
    **CLOSING,
    Type.CONSENT_ASKED: bases.asked,
    Type.CONSENT_WITHDRAWN: bases.withdrawn,
    Type.BASIS_REFUSED: bases.refused,
    Type.BASIS_CHANGED: bases.changed,
    Type.WHERE: where,
    Type.ARRIVED: where,
    Type.SENT: awaited.sent,
    Type.WAITS: awaited.waits,
    Type.REPORT_ADDED: _report_added,
    Type.SAME_CHILD: _one_child,
    Type.OTHER_CHILD: _other_child,
    **KEPT_OUT,
}
