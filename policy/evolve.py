"""The fold: a case and one event give the next case. Used alike by the workflow and by the record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from policy import awaited, bases
from policy.case import Case, Handover, Incoming, Plan, Rung
from policy.doors import Way
from policy.events import Change, Data, Event, Type
from policy.evolve_closing import CLOSING, Folder
from policy.evolve_tasks import TASKS, BrokenPromiseError, held
from policy.kept_out import FOLDS as KEPT_OUT
from policy.kept_out import swept, with_found
from policy.ladder import ladder_key
from policy.reckon import fixed, provisional
from policy.watch import asked_for_risk, asked_from, gone_again, known_from, where
from policy.words import Action, Kind, Risk, Stage, State

BORN: Mapping[Type, Stage] = {Type.REPORTED: Stage.REPORTED, Type.BREACH: Stage.UNIT, Type.FORESEEN: Stage.UNIT}


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
    """The case after `event`, recorded at `at`: nobody kept out holds, and what waits is its worker's.

    Events that change no state leave it alone.
    """
    fold = _FOLDS.get(event.type)
    return awaited.held_by_worker(swept(fold(case, event, at))) if fold else case


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
        day=data.get("day", ""),
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
    found = tuple(Rung(Action(action), at) for action, at in data["rungs"])
    wound = plan.rungs[-plan.wound :] if plan.wound else ()  # what a manager's answer has added meanwhile stays
    rungs = (*found, *(rung for rung in wound if rung not in found))
    repeat = timedelta(seconds=data["repeat"])
    return replace(plan, due=data["due"], rungs=rungs, repeat=repeat)


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
    return replace(case, worker=event.data["person"]) if stands else case


def _assessed(case: Case, event: Event, at: datetime) -> Case:
    return replace(_risk(case, event, at), assessed=True)


def _risk(case: Case, event: Event, at: datetime) -> Case:
    case = asked_from(case, at) if event.data.get("watch") else case
    suspected = event.data.get("carer_suspected", case.carer_suspected)
    kept = event.data.get("kept", False) and (case.watch_kept or asked_for_risk(case))
    return replace(case, risk=Risk(event.data["risk"]), carer_suspected=suspected, watch_kept=kept)


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
    """Who does not hold it any more was not reached: that says nothing of who does."""
    if (known := case.find(event.n)) is None:
        return case
    unknown = not known.person and not known.plan.exact  # the record has found somebody and was not heard yet
    unreached = unknown or known.person == event.data.get("person", known.person)
    return case.with_handover(replace(known, unreachable=True)) if unreached else case


_FOLDS: Mapping[Type, Folder] = {
    Type.OPENED: _opened,
    Type.TERMS: _terms,
    Type.REASSIGNED: _reassigned,
    Type.CHOSEN: _chosen,
    Type.WORKER: _worker,
    Type.ASSESSED: _assessed,
    Type.RISK: _risk,
    Type.PLANNED: _planned,
    Type.STAGE: _stage,
    Type.MESSAGE_FAILED: _message_failed,
    **TASKS,
    **CLOSING,
    Type.CONSENT_ASKED: bases.asked,
    Type.CONSENT_WITHDRAWN: bases.withdrawn,
    Type.BASIS_REFUSED: bases.refused,
    Type.BASIS_CHANGED: bases.changed,
    Type.CONSENT_ADDED: bases.added,
    Type.NOT_ARRIVED: gone_again,
    Type.WHERE: where,
    Type.ARRIVED: where,
    Type.SENT: awaited.sent,
    Type.WAITS: awaited.waits,
    Type.REPORT_ADDED: _report_added,
    Type.SAME_CHILD: _one_child,
    Type.OTHER_CHILD: _other_child,
    **KEPT_OUT,
}
