"""Away and gone: people and agencies that are no longer in the unit's data hand on what they hold, told once each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from policy.case import Case, Handover
from policy.checks import open_handover, staff_refused, task_name
from policy.draft import Draft, for_command
from policy.events import Data, Decision, Type
from policy.hard_commands import Follow
from policy.holding import INTERNAL
from policy.intake import person_of
from policy.recipients import holder_of, worker_of
from policy.refusals import Refused, refuse
from policy.unit import Unit
from policy.words import Audience, Kind, Role, State


class Move(NamedTuple):
    """What has to change hands: hand-over `n` (0: the whole case) to a person; `ended`: its agency has ended."""

    n: int
    to: str
    ended: bool = False
    successor: str = ""


def follow(case: Case, command: Follow, now: datetime) -> Decision | Refused:
    """The referral of an agency that has ended goes to its successor, whose focal point is told; due times stay."""
    refused = staff_refused(command, "penggantian instansi")
    task = open_handover(case, command.n)
    if isinstance(task, Refused) or refused:
        return refused or task  # type: ignore[return-value]
    if task.kind is not Kind.REFERRAL:
        return refuse("not_a_referral", task=task_name(task, case))
    if task.party == command.successor:
        return refuse("same_holder", to=command.successor)
    draft = for_command(case, command, now)
    (_hand_on if command.successor else _bring_back)(draft, task, command)
    return draft.done(command.id, command.happened)


def _hand_on(draft: Draft, task: Handover, command: Follow) -> None:
    """What is not sent yet stays with the worker: only for whom it is changes."""
    person = task.person if task.waits else command.to
    draft.add(Type.REASSIGNED, task.n, party=command.successor, person=person)
    if not task.waits:
        draft.tell("task_referral", Audience.HOLDER, task.n)


def _bring_back(draft: Draft, task: Handover, _command: Follow) -> None:
    """Nobody follows: back to the case worker, as a refusal would be (domain.md §4, rule 3)."""
    draft.end(task, State.WITHDRAWN)
    more = person_of(draft.case.worker) | Data(parent=task.n, service=task.service)
    n = draft.open(Kind.REROUTE, draft.case.risk, Role.WORKER, more)
    draft.tell("task_internal", Audience.HOLDER, n)
    draft.referral_stage()


def moves(unit: Unit, case: Case, now: datetime) -> Iterator[Move]:
    """What of an open case is held by somebody, or sent to an agency, that the unit's data no longer has."""
    leaving = case.worker != "" and case.worker not in unit.people
    if leaving and (worker := worker_of(unit, case, now)):
        yield Move(0, worker.code)
    for task in case.open_handovers:
        if move := _move(unit, case, task, now, followed=leaving):
            yield move


def _move(unit: Unit, case: Case, task: Handover, now: datetime, *, followed: bool) -> Move | None:
    """One hand-over's move; what goes along with its case worker (`followed`) needs none of its own."""
    day = unit.local(now).date()
    if task.kind is Kind.REFERRAL and not unit.active(task.party, day):
        if (found := unit.current(task.party, day)) is None:
            return Move(task.n, "", ended=True)
        return Move(task.n, unit.holder_for(found.code, now).code, ended=True, successor=found.code)
    if not is_gone(unit, task.kind, task.party, task.person) or task.waits or (followed and task.kind in INTERNAL):
        return None
    holder = holder_of(unit, case, replace(task, person=""), now)
    return Move(task.n, holder.code) if holder else None


def is_gone(unit: Unit, kind: str, party: str, person: str) -> bool:
    """Whether a holder is no longer in the unit's data, or a focal point now belongs to another agency."""
    if person in {"", *Role}:  # a role holds what waits while the case has no worker
        return False
    known = unit.people.get(person)
    return known is None or (kind == Kind.REFERRAL and known.agency not in {None, party})
