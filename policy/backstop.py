"""The backstop (domain.md §5): complete silence on a hand-over is told to the duty manager, all calendars apart."""

from datetime import datetime

from policy.case import Case, Handover
from policy.checks import open_handover, staff_refused
from policy.draft import Draft, for_command
from policy.events import Decision, Type
from policy.hard_commands import Heard
from policy.instants import backstop_at, rung_at
from policy.refusals import Refused
from policy.words import Audience, Via


def silent(case: Case, task: Handover, now: datetime) -> bool:
    """Whether the backstop has come on this hand-over, and no rung before it waits to fire."""
    at, rung = backstop_at(case, task), rung_at(case, task)
    return at is not None and at <= now and (rung is None or at < rung)


def backstop(case: Case, task: Handover, now: datetime) -> Decision:
    """Nobody has answered, opened the link or been spoken to: the duty manager is told, once per hand-over."""
    draft = Draft(case, now)
    draft.add(Type.BACKSTOP, task.n)
    draft.tell("backstop", Audience.WATCH, task.n)
    return draft.done(f"{case.code}/{task.n}/jaring")


def heard(case: Case, command: Heard, now: datetime) -> Decision | Refused:
    """Somebody was spoken to, or opened the link: a sign of life, not an answer; the ladder goes on."""
    refused = None if command.via is Via.SYSTEM else staff_refused(command, "kontak")
    task = open_handover(case, command.n)
    if isinstance(task, Refused) or refused:
        return refused or task  # type: ignore[return-value]
    draft = for_command(case, command, now)
    draft.add(Type.HEARD, task.n)
    return draft.done(command.id, command.happened)
