"""Referrals that wait for another: opened as a draft, sent when that one has served, else for the worker to decide."""

from typing import TYPE_CHECKING

from policy.awaited import chain, decision_on, decisions, drafts, served, waiting_for
from policy.case import Case, Handover
from policy.checks import open_handover, staff_refused, task_name
from policy.doors import wait_refused
from policy.events import Data, Type
from policy.hard_commands import Send
from policy.refusals import Refused, refuse
from policy.table import Act
from policy.words import Audience, Kind, Role, State

if TYPE_CHECKING:
    from policy.draft import Draft


def after_refused(case: Case, after: int) -> Refused | None:
    """Only a referral of this case can be waited for, and none that has ended without serving."""
    if not after:
        return None
    if (awaited := case.find(after)) is None:
        return refuse("unknown_handover", case=case.code, n=after)
    if awaited.kind is not Kind.REFERRAL:
        return refuse("not_a_referral", task=task_name(awaited, case))
    if awaited.open or served(awaited):
        return None
    return refuse("awaited_ended", task=task_name(awaited, case), state=awaited.state)


def held_back(case: Case, after: int, terms: Data) -> Data:
    """The terms of a referral that waits: the case worker holds it. What has served already is not waited for."""
    awaited = case.find(after)
    if awaited is None or not awaited.open:
        return terms
    holder = case.worker or Role.WORKER  # never "": late terms of the draft must not name the holder of what is sent
    return terms | Data(state=State.DRAFT, after=after, named=terms.get("person", ""), person=holder)


def waits_refused(case: Case, task: Handover) -> Refused | None:
    """What waits has no holder of its own to replace, and no clock to reckon again."""
    if not task.waits:
        return None
    awaited = case.find(task.after)
    name = task_name(awaited, case) if awaited else str(task.after)
    return refuse("waits", task=task_name(task, case), awaited=name, case=case.code)


def leave(draft: "Draft", task: Handover, chosen: Data | None = None) -> None:
    """It is sent now: its clock starts, and the agency is told. `chosen`: how it goes to a closed door."""
    draft.add(Type.SENT, task.n, **(chosen or Data()))
    draft.tell("task_referral", Audience.HOLDER, task.n)


def wait_for(draft: "Draft", task: Handover, after: int) -> None:
    """It waits for another one from here on, and nobody has to decide any more."""
    end_decision(draft, task.n)
    draft.add(Type.WAITS, task.n, after=after)


def wait_on(draft: "Draft", ended: int, after: int) -> None:
    """The referral opened next stands in for `ended`: what waited for that one waits for it, but never in a circle."""
    before = set(chain(draft.case, after))
    for task in waiting_for(draft.case, ended):
        if task.n not in before:
            wait_for(draft, task, draft.case.next_n)


def end_decision(draft: "Draft", n: int) -> None:
    """The decision on waiting referral `n` is taken."""
    if task := decision_on(draft.case, n):
        draft.end(task, State.COMPLETED)


def settle(draft: "Draft") -> None:
    """Before any decision is done: what waited for a referral that has now ended is sent, or the worker decides.

    So a waiting referral always has an open one before it, or an open task beside it: law 1.
    """
    for task in decisions(draft.case):
        if (about := draft.case.find(task.parent)) is None or not about.waits:
            draft.end(task, State.COMPLETED)
    for task in drafts(draft.case):
        awaited = draft.case.find(task.after)
        if awaited and awaited.open:
            continue
        if awaited and served(awaited):
            leave(draft, task)
        elif decision_on(draft.case, task.n) is None:
            _ask(draft, task)


def _ask(draft: "Draft", task: Handover) -> None:
    case = draft.case
    more = Data(parent=task.n, service=task.service)
    if case.worker:
        more["person"] = case.worker
    n = draft.open(Kind.DECIDE, case.risk, Role.WORKER, more)
    draft.tell("task_internal", Audience.HOLDER, n)


def send_refused(case: Case, command: Send) -> Refused | None:
    """Only staff send, only what waits is sent, and it waits for nothing that waits for it."""
    if refused := staff_refused(command, "pengiriman"):
        return refused
    task = open_handover(case, command.n)
    if isinstance(task, Refused):
        return task
    if not task.waits:
        return refuse("impossible", act=Act.SEND, task=task_name(task, case), state=task.state)
    refused = wait_refused(command.way, command.wait_reason) or after_refused(case, command.after)
    return refused or _cycle_refused(case, task, command.after)


def chosen_door(command: Send) -> Data:
    """The choice that was made with the sending, if one was needed."""
    if command.way is None:
        return Data()
    data = Data(way=command.way)
    if command.wait_reason:
        data["reason"] = command.wait_reason
    return data | Data(person=command.person) if command.person else data


def _cycle_refused(case: Case, task: Handover, after: int) -> Refused | None:
    if task.n not in chain(case, after):
        return None
    other = case.find(after) or task
    return refuse("waiting_cycle", task=task_name(task, case), awaited=task_name(other, case))
