"""A choice that is made late: a referral came without it, its sender was asked, and says now (domain.md §5)."""

from datetime import datetime

from policy.case import Case, Handover
from policy.checks import open_handover, staff_refused, task_name
from policy.doors import Way, wait_refused
from policy.draft import Draft, for_command
from policy.events import Data, Decision, Type
from policy.hard_commands import Choose
from policy.refusals import Refused, refuse
from policy.words import Audience, Kind, State


def choose(case: Case, command: Choose, now: datetime) -> Decision | Refused:
    """A referral that waits for its answer goes to the 24/7 contact, or waits with a reason."""
    refused = staff_refused(command, "pilihan") or wait_refused(command.way, command.wait_reason)
    task = open_handover(case, command.n)
    if isinstance(task, Refused) or refused:
        return refused or task  # type: ignore[return-value]
    if task.kind is not Kind.REFERRAL:
        return refuse("not_a_referral", task=task_name(task, case))
    if task.state is not State.REQUESTED:
        return refuse("impossible", act="Pilihan", task=task_name(task, case), state=task.state)
    if command.way is Way.CONTACT and task.person == command.person:
        return refuse("same_holder", to=command.person)
    draft = for_command(case, command, now)
    draft.add(Type.CHOSEN, task.n, **_chosen(command))
    if command.way is Way.CONTACT:
        _to_contact(draft, task, command.person)
    return draft.done(command.id, command.happened)


def _chosen(command: Choose) -> Data:
    data = Data(way=command.way)
    if command.wait_reason:
        data["reason"] = command.wait_reason
    return data


def _to_contact(draft: Draft, task: Handover, person: str) -> None:
    """The contact holds it from now on; its clock starts anew and runs day and night."""
    draft.add(Type.REASSIGNED, task.n, person=person)
    draft.tell("task_referral", Audience.HOLDER, task.n)
