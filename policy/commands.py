"""What people (and the sending of messages) ask of a case: one frozen dataclass per message, ids and codes only."""

from dataclasses import dataclass
from datetime import datetime

from policy.words import (
    Audience,
    ClosureReason,
    Consent,
    Decline,
    Outcome,
    Risk,
    Role,
    Urgency,
    Verb,
    Via,
)


@dataclass(frozen=True, kw_only=True)
class Command:
    """Who asks: `id` is the inbox id, `by` a person, `agency` theirs ("" = the unit), `happened` None = now."""

    id: str
    by: str
    role: Role
    via: Via = Via.DESK
    agency: str = ""
    happened: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Report(Command):
    """A report is taken: the case begins. `hour` is the length of an hour in seconds."""

    unit: str
    risk: Risk = Risk.HIGH
    hour: float = 3600
    worker: str = ""


@dataclass(frozen=True, kw_only=True)
class Reply(Command):
    """A holder answers hand-over `n`; `days` (whole days) with POSTPONE; `said_by` on behalf of whom."""

    n: int
    verb: Verb
    reason: Decline | None = None
    outcome: Outcome | None = None
    days: int | None = None
    said_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Assess(Command):
    """The assessment (or a new one) is recorded with its risk."""

    risk: Risk


@dataclass(frozen=True, kw_only=True)
class MakePlan(Command):
    """The intervention plan is recorded."""


@dataclass(frozen=True, kw_only=True)
class Refer(Command):
    """The case is referred to `to`. `instead_of`: the follow-up it answers; `after`: the referral it waits for."""

    to: str
    service: str
    urgency: Urgency | None = None
    round_the_clock: bool = False
    person: str = ""
    consent: Consent | None = None
    services_ok: bool = False
    sharing_ok: bool = False
    decider: str = ""
    instead_of: int = 0
    by_hand: bool = False
    after: int = 0


@dataclass(frozen=True, kw_only=True)
class Visit(Command):
    """A visit or review took place; `next_visit` asks for another day than the usual interval."""

    next_visit: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ProposeClosure(Command):
    """Somebody proposes to end the case."""

    reason: ClosureReason


@dataclass(frozen=True, kw_only=True)
class Approve(Command):
    """Somebody else approves or refuses the closure."""

    yes: bool = False


@dataclass(frozen=True, kw_only=True)
class Reopen(Command):
    """A terminated case goes on."""


@dataclass(frozen=True, kw_only=True)
class Withdraw(Command):
    """The sender takes referral `n` back."""

    n: int


@dataclass(frozen=True, kw_only=True)
class Send(Command):
    """Waiting referral `n` is sent now, or (`after`) waits for another one."""

    n: int
    after: int = 0


@dataclass(frozen=True, kw_only=True)
class Assign(Command):
    """Hand-over `n` (0: the whole case) goes to another person."""

    to: str
    n: int = 0


@dataclass(frozen=True, kw_only=True)
class Follow(Command):
    """The agency of referral `n` has ended: it goes to `to` of its successor; without one it comes back."""

    n: int
    successor: str = ""
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Correct(Command):
    """Referral `n` (or the event with this id) was entered in error; nothing is deleted."""

    n: int = 0
    event: str = ""


@dataclass(frozen=True, kw_only=True)
class Undo(Command):
    """An acceptance is undone within ten minutes."""

    n: int


@dataclass(frozen=True, kw_only=True)
class Replan(Command):
    """The clock of hand-over `n` is reckoned again from its start, by the unit's data of today."""

    n: int


@dataclass(frozen=True, kw_only=True)
class MessageFailed(Command):
    """A message about hand-over `n` could not be delivered to this audience."""

    n: int
    audience: Audience
