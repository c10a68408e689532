"""Transfer (*pelimpahan*): a case goes to a named person of another unit; our worker asks until that one answers."""

from datetime import datetime

from policy.case import Case, Handover
from policy.checks import open_handover, staff_refused, stage_refused, task_name
from policy.commands import Withdraw
from policy.draft import Draft, for_command
from policy.events import Data, Decision, Type
from policy.hard_commands import Transfer, TransferAnswer
from policy.intake import WORKING, person_of
from policy.refusals import Refused, refuse
from policy.words import Audience, Kind, Role, Stage, State


def transfer(case: Case, command: Transfer, now: datetime) -> Decision | Refused:
    """The case worker holds the transfer until the other unit, which has no account here, has answered."""
    refused = (
        staff_refused(command, "pelimpahan")
        or stage_refused(case, "pelimpahan", Stage.REPORTED, *WORKING)
        or _named_refused(case, named=command.named)
        or _double_refused(case)
    )
    if refused:
        return refused
    draft = for_command(case, command, now)
    _end_refused_one(draft)
    n = draft.open(Kind.TRANSFER, case.risk, Role.WORKER, person_of(case.worker))
    draft.tell("task_internal", Audience.HOLDER, n)
    return draft.done(command.id, command.happened)


def _named_refused(case: Case, *, named: bool) -> Refused | None:
    return None if named else refuse("transfer_unnamed", case=case.code)


def _double_refused(case: Case) -> Refused | None:
    if not (waiting := case.open_of(Kind.TRANSFER)):
        return None
    return refuse("transfer_open", case=case.code, task=task_name(waiting[0], case))


def _end_refused_one(draft: Draft) -> None:
    """Asking another unit, or the same one again, answers the refusal that came back."""
    for task in draft.case.open_of(Kind.REROUTE):
        asked = draft.case.find(task.parent)
        if asked and asked.kind is Kind.TRANSFER:
            draft.end(task, State.COMPLETED)


def transfer_answer(case: Case, command: TransferAnswer, now: datetime) -> Decision | Refused:
    """The other unit's word, recorded with who said it: acceptance lets the case end, a refusal is back at once."""
    refused = staff_refused(command, "jawaban pelimpahan")
    task = open_handover(case, command.n)
    if refused or isinstance(task, Refused):
        return refused or task  # type: ignore[return-value]
    if task.kind is not Kind.TRANSFER:
        return refuse("not_a_transfer", task=task_name(task, case), case=case.code)
    if not command.named:
        return refuse("transfer_said_by", task=task_name(task, case))
    draft = for_command(case, command, now)
    (_accepted if command.accepted else _declined)(draft, task)
    return draft.done(command.id, command.happened)


def _accepted(draft: Draft, task: Handover) -> None:
    draft.end(task, State.COMPLETED)
    draft.add(Type.TRANSFERRED, task.n)
    draft.tell("transfer_accepted", Audience.SENDER, task.n)


def _declined(draft: Draft, task: Handover) -> None:
    draft.end(task, State.REJECTED)
    more = person_of(draft.case.worker) | Data(parent=task.n)
    n = draft.open(Kind.REROUTE, draft.case.risk, Role.WORKER, more)
    draft.tell("task_internal", Audience.HOLDER, n)


def take_back(case: Case, task: Handover, command: Withdraw, now: datetime) -> Decision:
    """The child stays: the transfer is over, and the case goes on where it stood."""
    draft = for_command(case, command, now)
    draft.end(task, State.WITHDRAWN)
    return draft.done(command.id, command.happened)
