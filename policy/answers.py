"""Answers of holders: read as lawful moves, told to the sender, and followed up where the child was not served."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from policy.case import Case, Handover
from policy.checks import OVERSEERS, holder_refused, open_handover, task_name
from policy.commands import Reply, Undo
from policy.draft import Draft, for_command
from policy.events import Data, Decision, Type
from policy.intake import person_of, take
from policy.pace import POSTPONABLE
from policy.refusals import Refused, refuse
from policy.table import IMPLIES_ACCEPTANCE, STATES, Act
from policy.words import Audience, Decline, Kind, Outcome, Role, State, Verb, Via

ACTS: Mapping[Verb, Act] = {
    Verb.ACCEPT: Act.ACCEPT,
    Verb.DECLINE: Act.DECLINE,
    Verb.START: Act.START,
    Verb.COMPLETE: Act.COMPLETE,
    Verb.POSTPONE: Act.POSTPONE,
    Verb.FAIL: Act.FAIL,
}
COMMANDS = {
    Kind.ASSESSMENT: "assess",
    Kind.PLAN: "plan",
    Kind.VISIT: "visit",
    Kind.WHEREABOUTS: "whereabouts",
    Kind.APPROVAL: "approve",
    Kind.STATUTORY: "proof",
    Kind.BASIS: "decide",
    Kind.REVOCATION: "decide",
    Kind.DECIDE: "send",
    Kind.DUPLICATE: "same",
}
BY_TASK = frozenset({Kind.BASIS, Kind.REVOCATION})
"""Their command takes the task's code: a case may have several."""
BY_COMMAND_ONLY = {Kind.TRANSFER: "transfer-answer"}
"""Not even taken on by a word: "DITERIMA" would read as the other unit's acceptance."""
OF_STAFF = frozenset({Act.ACCEPT, Act.START, Act.COMPLETE})
"""What the unit's own people answer to a task of their own: they hand it on (`assign`), they do not refuse it."""
OVERSEERS_LIMIT = 90
TEXTED = frozenset({Via.SMS, Via.WHATSAPP})
UNDO_TIME = timedelta(minutes=10)
TOLD = {
    State.ACCEPTED: "accepted",
    State.IN_PROGRESS: "started",
    State.ON_HOLD: "postponed",
    State.COMPLETED: "completed",
}


def reply(case: Case, command: Reply, now: datetime) -> Decision | Refused:
    """A holder's answer. What cannot be read as a lawful move changes nothing and says why."""
    task = open_handover(case, command.n)
    if isinstance(task, Refused):
        return task
    if refused := holder_refused(case, task, command) or _words_refused(case, task, command):
        return refused
    draft = for_command(case, command, now)
    if command.verb is Verb.HELP:
        draft.add(Type.HELP, task.n)
        draft.tell("help_desk", Audience.DESK, task.n)
    elif task.kind is Kind.TAKE_REPORT:
        take(draft, task, command)
    else:
        _move(draft, task, command)
    if command.via in TEXTED:
        draft.tell("help_ok" if command.verb is Verb.HELP else "reply_ok", Audience.HOLDER, task.n)
    return draft.done(command.id, command.happened)


def _words_refused(case: Case, task: Handover, command: Reply) -> Refused | None:
    if command.verb is Verb.HELP:
        return None
    if task.kind is Kind.TAKE_REPORT:
        return _take_refused(case, task, command)
    if name := BY_COMMAND_ONLY.get(task.kind) or (COMMANDS.get(task.kind) if command.verb is not Verb.ACCEPT else None):
        about = _on_what(case, task)
        return refuse("use_command", task=task_name(task, case), kind=task.kind, command=name, case=about)
    return _act_refused(case, task, command) or _details_refused(case, task, command)


def _on_what(case: Case, task: Handover) -> str:
    """What the command is given: the case, but for a decision the referral that waits for it."""
    about = task if task.kind in BY_TASK else case.find(task.parent) if task.kind is Kind.DECIDE else None
    return task_name(about, case) if about else case.code


def _take_refused(case: Case, task: Handover, command: Reply) -> Refused | None:
    if command.verb is Verb.ACCEPT:
        return None
    return refuse("impossible", act=command.verb, task=task_name(task, case), state=task.state)


def _act_refused(case: Case, task: Handover, command: Reply) -> Refused | None:
    act = ACTS.get(command.verb)
    row = STATES[task.state]
    if task.kind is not Kind.REFERRAL and act not in OF_STAFF:
        return refuse("impossible", act=command.verb, task=task_name(task, case), state=task.state)
    if act in row or (act in IMPLIES_ACCEPTANCE and Act.ACCEPT in row):
        return None
    name = task_name(task, case)
    if act and _already(task, act):
        return refuse("already", task=name, state=task.state)
    return refuse("impossible", act=command.verb, task=name, state=task.state)


def _already(task: Handover, act: Act) -> bool:
    accepted = act is Act.ACCEPT and task.state is State.IN_PROGRESS
    return accepted or task.state in {row[act] for row in STATES.values() if act in row}


def _details_refused(case: Case, task: Handover, command: Reply) -> Refused | None:
    if command.verb is Verb.DECLINE and command.reason is None:
        return refuse("reason_missing")
    if command.verb is Verb.COMPLETE and task.kind is Kind.REFERRAL and command.outcome is None:
        return refuse("outcome_missing")
    if command.verb is Verb.COMPLETE and task.placement and command.outcome is Outcome.SERVED:
        return refuse("arrival_first", task=task_name(task, case), case=case.code)
    return _postponement_refused(case, task, command) if command.verb is Verb.POSTPONE else None


def _postponement_refused(case: Case, task: Handover, command: Reply) -> Refused | None:
    if not command.days or command.days < 1:
        return refuse("days_missing")
    limit = POSTPONABLE.get(task.urgency) if task.urgency and task.kind is Kind.REFERRAL else None
    if limit is None:
        return refuse("never_postponed", task=task_name(task, case))
    within = task.postponed + command.days <= limit or (command.role in OVERSEERS and command.days <= OVERSEERS_LIMIT)
    return None if within else refuse("postponed_too_long", task=task_name(task, case), limit=limit)


def _move(draft: Draft, task: Handover, command: Reply) -> None:
    """One lawful answer: as one event, or as acceptance and what it implies."""
    act = ACTS[command.verb]
    if act not in STATES[task.state]:
        draft.add(Type.ANSWERED, task.n, state=State.ACCEPTED)
        task = draft.case.find(task.n) or task
    state = STATES[task.state][act]
    draft.add(Type.ANSWERED, task.n, **_answer_data(draft, state, command))
    draft.end_managers_tasks(task.n)
    if task.kind is Kind.REFERRAL:
        _consequences(draft, task, state, command)


def _answer_data(draft: Draft, state: State, command: Reply) -> Data:
    data = Data(state=state)
    if command.reason and state is State.REJECTED:
        data["reason"] = command.reason
    if command.outcome and state is State.COMPLETED:
        data["outcome"] = command.outcome
    if command.days and state is State.ON_HOLD:
        data["days"] = command.days
        data["until"] = draft.now + timedelta(seconds=draft.case.hour) * 24 * command.days
    if command.said_by:
        data["person"] = command.said_by
    return data


def _consequences(draft: Draft, task: Handover, state: State, command: Reply) -> None:
    """The sender learns of it, and whatever is not served becomes the case worker's task (domain.md §4, 3 to 5)."""
    if state is State.REJECTED:
        kind = Kind.RESEND if command.reason is Decline.INCOMPLETE_DATA else Kind.REROUTE
        unsaid = kind is Kind.RESEND and not command.told
        _follow_up(draft, task, kind, "refused_unsaid" if unsaid else "refused")
    elif state is State.FAILED:
        _follow_up(draft, task, Kind.UNSERVED, "failed")
    elif state is State.COMPLETED and command.outcome is not Outcome.SERVED:
        _follow_up(draft, task, Kind.UNSERVED, "unserved")
    else:
        draft.tell(TOLD[state], Audience.SENDER, task.n)
    draft.referral_stage()


def _follow_up(draft: Draft, task: Handover, kind: Kind, template: str) -> None:
    case = draft.case
    more = person_of(case.worker) | Data(parent=task.n, service=task.service)
    if task.placement:
        more["placement"] = True
    n = draft.open(kind, case.risk, Role.WORKER, more)
    draft.tell(template, Audience.HOLDER, n)


def undo(case: Case, command: Undo, now: datetime) -> Decision | Refused:
    """An acceptance is undone within ten minutes: the first due time stands again."""
    task = open_handover(case, command.n)
    if isinstance(task, Refused):
        return task
    if refused := holder_refused(case, task, command):
        return refused
    if task.state is not State.ACCEPTED or task.before is None:
        return refuse("impossible", act=Act.UNDO, task=task_name(task, case), state=task.state)
    if (
        now > task.plan.start + UNDO_TIME
    ):  # the outcome clock started with the acceptance; `since` moves with its holder
        return refuse("undo_late", task=task_name(task, case))
    draft = for_command(case, command, now)
    draft.add(Type.UNDONE, task.n)
    draft.tell("undone", Audience.SENDER, task.n)
    return draft.done(command.id, command.happened)
