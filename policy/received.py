"""Rule 5: "served" is the agency's word; the next visit records whether the child got it; "belum" is followed up."""

from policy.case import Case, Handover
from policy.checks import task_name
from policy.commands import Visit
from policy.draft import Draft
from policy.events import Data, Type
from policy.hard_words import Got
from policy.refusals import Refused, refuse
from policy.words import Audience, Kind, Role, State


def owed(case: Case) -> tuple[Handover, ...]:
    """Served referrals without the child's "ya"; a later referral for the same service that has it makes up for one."""
    served = tuple(h for h in case.handovers if h.served)
    return tuple(h for h in served if h.got is not Got.YES and not _made_up(h, served))


def _made_up(task: Handover, served: tuple[Handover, ...]) -> bool:
    return any(h.got is Got.YES and h.service == task.service and h.n > task.n for h in served)


def asked(case: Case, command: Visit) -> Refused | None:
    """The next visit asks for every referral of which only the agency has spoken (rule 5)."""
    answered = {n for n, _ in command.got}
    waiting = (h for h in case.handovers if h.served and h.got is None and h.n not in answered)
    if (task := next(waiting, None)) is None:
        return None
    return refuse("got_missing", case=case.code, task=task_name(task, case), holder=task.party)


def answers_refused(case: Case, command: Visit) -> Refused | None:
    """An answer of the child is about a referral that an agency says it served."""
    for n, _ in command.got:
        task = case.find(n)
        if task is None:
            return refuse("unknown_handover", case=case.code, n=n)
        if not task.served:
            return refuse("not_served", task=task_name(task, case), state=task.state)
    return None


def take_answers(draft: Draft, command: Visit) -> None:
    """What the child says is recorded; "belum" is the case worker's task to refer anew, "ya" ends that task."""
    for n, got in command.got:
        draft.add(Type.GOT, n, got=got)
        follow_ups = [task for task in draft.case.open_of(Kind.UNSERVED) if task.parent == n]
        if got is Got.YES:
            for task in follow_ups:
                draft.end(task, State.COMPLETED)
        elif got is Got.NO and not follow_ups:
            _refer_anew(draft, n)


def _refer_anew(draft: Draft, n: int) -> None:
    case, task = draft.case, draft.case.find(n)
    more = Data(parent=n, service=task.service if task else "")
    if case.worker:
        more["person"] = case.worker
    opened = draft.open(Kind.UNSERVED, case.risk, Role.WORKER, more)
    draft.tell("not_received", Audience.HOLDER, opened)
