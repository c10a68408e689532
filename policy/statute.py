"""Statutory and health clocks on a running case: a happening becomes known, its proof ends it, none is forgotten."""

from datetime import datetime

from policy.case import Case, Handover
from policy.checks import MANAGERS, staff_refused, task_name, when
from policy.draft import for_command
from policy.events import Decision, Type
from policy.hard_commands import Prove, StartClocks
from policy.hard_words import Proof
from policy.refusals import Refused, refuse
from policy.running import start_clocks
from policy.words import Kind, State

ENDS = {Proof.GIVEN: State.COMPLETED, Proof.REFUSED: State.COMPLETED, Proof.WAIVED: State.WITHDRAWN}


def start(case: Case, command: StartClocks, now: datetime) -> Decision | Refused:
    """A clock starts with the happening, at any stage, however late it becomes known (domain.md §5)."""
    if refused := staff_refused(command, "jam hukum") or _future_refused(command, now):
        return refused
    draft = for_command(case, command, now)
    start_clocks(draft, command.clocks)
    if not draft.events:
        names = ", ".join(each.clock for each in command.clocks)
        return refuse("clock_runs", clock=names or "-", case=case.code)
    return draft.done(command.id, command.happened)


def _future_refused(command: StartClocks, now: datetime) -> Refused | None:
    coming = (each.start for each in command.clocks if each.start > now)
    at = next(coming, None)
    return refuse("future", at=when(at)) if at else None


def prove(case: Case, command: Prove, now: datetime) -> Decision | Refused:
    """Its own proof ends a clock, and nothing else; without one only a manager, with a recorded reason."""
    task = _wanted(case, command)
    if isinstance(task, Refused):
        return task
    if refused := staff_refused(command, "bukti") or _proof_refused(task, command):
        return refused
    draft = for_command(case, command, now)
    draft.add(Type.PROVED, task.n, clock=task.clock, proof=command.proof)
    draft.end(task, ENDS[command.proof])
    return draft.done(command.id, command.happened)


def _wanted(case: Case, command: Prove) -> Handover | Refused:
    """The running clock that is meant; of several of one kind the task must be named."""
    running = case.open_of(Kind.STATUTORY)
    found = [task for task in running if task.clock == command.clock and command.n in {0, task.n}]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(task_name(task, case) for task in found)
        return refuse("clock_which", clock=command.clock, tasks=names)
    names = ", ".join(task.clock for task in running) or "-"
    return refuse("clock_unknown", case=case.code, clock=command.clock, running=names)


def _proof_refused(task: Handover, command: Prove) -> Refused | None:
    if command.proof is Proof.REFUSED and not task.vital:
        return refuse("clock_not_refused", clock=task.clock)
    if command.proof is Proof.WAIVED and command.role not in MANAGERS:
        return refuse("clock_manager", clock=task.clock, by=command.by)
    return None


def unproved_refused(case: Case) -> Refused | None:
    """No case closes with a running clock (domain.md §5)."""
    for task in case.open_of(Kind.STATUTORY):
        return refuse("clock_open", case=case.code, clock=task.clock, at=when(task.plan.due))
    return None
