"""What a holder may answer now: found by asking the rules themselves, so that a page never offers what they refuse."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from policy.case import Case, Handover
from policy.commands import Command, Reply, Undo
from policy.decide import decide
from policy.events import Decision
from policy.people import Person
from policy.words import Decline, Outcome, Verb, Via

DAYS = (1, 2, 3, 5, 7, 14)
"""Postponements that are offered, in days."""
PLAIN = (Verb.ACCEPT, Verb.START, Verb.HELP)


@dataclass(frozen=True)
class Offers:
    """The lawful answers to one hand-over: verbs without more, reasons to refuse, days, outcomes, and undoing."""

    plain: tuple[Verb, ...]
    reasons: tuple[Decline, ...]
    days: tuple[int, ...]
    outcomes: tuple[Outcome, ...]
    complete: bool
    undo: bool


@dataclass(frozen=True)
class _Asked:
    case: Case
    task: Handover
    person: Person
    now: datetime

    def may(self, kind: type[Command], **more: Any) -> bool:  # noqa: ANN401 - the fields of any command
        who: dict[str, Any] = {"id": "-", "by": self.person.code, "role": self.person.role, "n": self.task.n}
        command = kind(**who, via=Via.LINK, agency=self.person.agency or "", **more)
        return isinstance(decide(self.case, command, self.now), Decision)

    def answer(self, verb: Verb, **more: Any) -> bool:  # noqa: ANN401 - as above
        return self.may(Reply, verb=verb, **more)


def offers(case: Case, task: Handover, person: Person, now: datetime) -> Offers:
    """What this person may answer to the hand-over at this moment."""
    asked = _Asked(case, task, person, now)
    outcomes = tuple(each for each in Outcome if asked.answer(Verb.COMPLETE, outcome=each))
    return Offers(
        plain=tuple(verb for verb in PLAIN if asked.answer(verb)),
        reasons=tuple(each for each in Decline if asked.answer(Verb.DECLINE, reason=each)),
        days=tuple(each for each in DAYS if asked.answer(Verb.POSTPONE, days=each)),
        outcomes=outcomes,
        complete=not outcomes and asked.answer(Verb.COMPLETE),
        undo=asked.may(Undo),
    )
