"""What a waiting referral waits for (*menunggu K7M4*, domain.md §4): who waits, for what, and how it is folded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from policy.case import Case, Handover
from policy.events import Event
from policy.ladder import ladder_key
from policy.reckon import provisional
from policy.words import Kind, Outcome, Role, State


def drafts(case: Case) -> tuple[Handover, ...]:
    """Referrals that wait: nothing is sent, the case worker holds them, they have no clock of their own."""
    return tuple(task for task in case.handovers if task.waits)


def waiting_for(case: Case, n: int) -> tuple[Handover, ...]:
    """The referrals that wait for hand-over `n`."""
    return tuple(task for task in drafts(case) if task.after == n)


def decision_on(case: Case, n: int) -> Handover | None:
    """The open task of the case worker who has to decide on waiting referral `n`."""
    return next((task for task in decisions(case) if task.parent == n), None)


def decisions(case: Case) -> Iterator[Handover]:
    """The open tasks of that kind. Asked at every decision, so it looks no further than it must."""
    return (task for task in case.handovers if task.kind is Kind.DECIDE and task.open)


def served(task: Handover) -> bool:
    """Whether a referral ended as it should: outcome A."""
    return task.state is State.COMPLETED and task.outcome is Outcome.SERVED


def chain(case: Case, n: int) -> Iterator[int]:
    """`n`, what it waits for, what that waits for, and so on."""
    while task := case.find(n):
        yield n
        if not task.waits:
            return
        n = task.after


def sent(case: Case, event: Event, at: datetime) -> Case:
    """A waiting referral leaves: from here on the agency holds it, and its own ladder starts."""
    if (task := case.find(event.n)) is None:
        return case
    plan = provisional(task.plan.no + 1, ladder_key(task.kind, task.level), at, case.hour)
    person, way = event.data.get("person", task.named), event.data.get("way", task.way)
    left = replace(task, state=State.REQUESTED, person=person, way=way, since=at, plan=plan, unreachable=False)
    return case.with_handover(replace(left, found=False))


def waits(case: Case, event: Event, _at: datetime) -> Case:
    """A waiting referral waits for another one than before."""
    task = case.find(event.n)
    return case.with_handover(replace(task, after=event.data["after"])) if task else case


def held_by_worker(case: Case) -> Case:
    """Whoever is the case worker holds what is not sent yet, and the role while there is none.

    It follows from the case after every event, and nobody is looked for: so exact terms that come late change nothing.
    """
    holder = case.worker or Role.WORKER
    for task in drafts(case):
        if task.person != holder or task.found:
            case = case.with_handover(replace(task, person=holder, found=False, unreachable=False))
    return case
