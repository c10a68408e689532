"""The child's own steps: seen at a place, and handed over where it was to be brought ("anak sudah tiba")."""

from datetime import datetime

from policy.case import Case, Handover
from policy.checks import open_handover, staff_refused, task_name, when
from policy.commands import ProposeClosure
from policy.draft import Draft, for_command
from policy.events import Data, Decision, Type
from policy.hard_commands import Arrived, WhereIs
from policy.hard_words import Place
from policy.refusals import Refused, refuse
from policy.table import STATES, Act
from policy.watch import awaited, watch_wanted
from policy.words import Audience, ClosureReason, Kind, Outcome, State


def where_is(case: Case, command: WhereIs, now: datetime) -> Decision | Refused:
    """The place is confirmed and the next 24 hours begin; "nobody knows" confirms nothing: the clock goes on."""
    if refused := staff_refused(command, "lokasi anak") or _seen_refused(command, now):
        return refused
    draft = for_command(case, command, now)
    known = command.place is not Place.UNKNOWN
    tasks = case.open_of(Kind.WHEREABOUTS)
    n = tasks[0].n if tasks else 0
    draft.add(Type.WHERE, n, place=command.place, since=command.since, seen_by=command.seen_by)
    if known:
        _begin_again(draft)
    else:
        draft.tell("whereabouts_unknown", Audience.SUPERVISOR, n)
    return draft.done(command.id, command.happened)


def _begin_again(draft: Draft) -> None:
    """A confirmation ends the one that was due; the next opens in silence, its reminder tells of it."""
    for task in draft.case.open_of(Kind.WHEREABOUTS):
        draft.end(task, State.COMPLETED)
    if watch_wanted(draft.case):
        draft.open_watch()


def _seen_refused(command: WhereIs, now: datetime) -> Refused | None:
    if command.since > now:
        return refuse("future", at=when(command.since))
    if command.place is not Place.UNKNOWN and not command.seen_by:
        return refuse("nobody_saw", place=command.place)
    return None


def arrived(case: Case, command: Arrived, now: datetime) -> Decision | Refused:
    """A placement ends with the child's arrival: its outcome is "served", and the place is known from then on."""
    task = open_handover(case, command.n)
    if refused := staff_refused(command, "kedatangan anak") or _arrival_refused(case, task, command):
        return refused
    assert isinstance(task, Handover)  # noqa: S101 - what is no hand-over was refused
    draft = for_command(case, command, now)
    draft.add(Type.ARRIVED, task.n, **_arrival(command, now))
    if Act.COMPLETE not in STATES[task.state]:
        draft.add(Type.ANSWERED, task.n, state=State.ACCEPTED)
    draft.add(Type.ANSWERED, task.n, state=State.COMPLETED, outcome=Outcome.SERVED)
    draft.end_managers_tasks(task.n)
    _begin_again(draft)
    draft.tell("completed", Audience.SENDER, task.n)
    draft.referral_stage()
    return draft.done(command.id, command.happened)


def _arrival_refused(case: Case, task: Handover | Refused, command: Arrived) -> Refused | None:
    if isinstance(task, Refused):
        return task
    if not task.placement or task.kind is not Kind.REFERRAL:
        return refuse("not_a_placement", task=task_name(task, case), case=case.code)
    return refuse("arrived_nowhere", case=case.code) if command.place is Place.UNKNOWN else None


def _arrival(command: Arrived, now: datetime) -> Data:
    data = Data(place=command.place, since=command.happened or now)
    if command.received_by:
        data["seen_by"] = command.received_by
    if command.handed_by:
        data["handed_by"] = command.handed_by
    return data


def not_arrived(case: Case, command: ProposeClosure) -> Refused | None:
    """No case ends while a child is on its way; only a child that has died is no longer awaited."""
    if command.reason is ClosureReason.DIED or not (waiting := awaited(case)):
        return None
    return refuse("not_arrived", case=case.code, task=task_name(waiting[0], case), to=waiting[0].party)
