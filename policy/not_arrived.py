"""An arrival that was recorded by mistake: the placement is open again, and somebody has to say where the child is."""

from datetime import datetime

from policy.case import Case
from policy.checks import staff_refused, stage_refused, task_name
from policy.draft import for_command
from policy.events import Decision, Type
from policy.intake import WORKING
from policy.later_commands import NotArrived
from policy.refusals import Refused, refuse
from policy.words import Audience


def not_arrived(case: Case, command: NotArrived, now: datetime) -> Decision | Refused:
    """Nothing is deleted: an event says so. The due time that stood stands again, and holder and sender are told."""
    refused = staff_refused(command, "koreksi kedatangan") or stage_refused(case, "koreksi kedatangan", *WORKING)
    task = case.find(command.n)
    if task is None or refused:
        return refused or refuse("unknown_handover", case=case.code, n=command.n)
    if not (task.placement and task.served):
        return refuse("not_arrived_yet", task=task_name(task, case), state=task.state)
    draft = for_command(case, command, now)
    draft.add(Type.NOT_ARRIVED, task.n)
    for audience in (Audience.HOLDER, Audience.SENDER):
        draft.tell("not_arrived", audience, task.n)
    draft.referral_stage()
    return draft.done(command.id, command.happened)
