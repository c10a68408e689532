"""What people (and the sending of messages) ask of a case: one frozen dataclass per message, ids and codes only."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from policy.doors import WaitReason, Way
from policy.hard_words import Got, Place, Window
from policy.words import Audience, ClosureReason, Consent, Decline, Outcome, Risk, Role, Urgency, Verb, Via


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
class Started:
    """A statutory or health clock: its row in the unit's data as values, and the happening that started it."""

    clock: str
    window: Window
    start: datetime
    hours: int
    warn_hours: tuple[int, ...] = ()
    holder: Role = Role.WORKER


@dataclass(frozen=True, kw_only=True)
class Report(Command):
    """A report is taken: the case begins. `hour`: its length in seconds; `abuse`: suspected, sexual or by a carer.

    `place` is where the child is; without it (a report of before that was asked) nobody is asked to confirm it.
    `report` is the report's number, `sender` the agency that sent it, `alike` the cases that may be of the same child;
    `new`: a person has looked at them and decided that this child is another one.
    """

    unit: str
    risk: Risk = Risk.HIGH
    hour: float = 3600
    worker: str = ""
    restricted: bool = False
    clocks: tuple[Started, ...] = ()
    carer_suspected: bool = False
    abuse: bool = False
    place: Place | None = None
    report: str = ""
    sender: str = ""
    alike: tuple[str, ...] = ()
    new: bool = False


@dataclass(frozen=True, kw_only=True)
class Reply(Command):
    """A holder answers hand-over `n`; `days` (whole days) with POSTPONE; `said_by` on behalf of whom.

    `told`: the facts say what is missing (with DECLINE 3).
    """

    n: int
    verb: Verb
    reason: Decline | None = None
    outcome: Outcome | None = None
    days: int | None = None
    said_by: str = ""
    told: bool = False


@dataclass(frozen=True, kw_only=True)
class Assess(Command):
    """The assessment (or a new one) is recorded with its risk. `lengthen`: an overseer gives a lowered risk its time.

    `watch`: with a high risk somebody is asked where the child is, also on a case whose report did not say.
    `keep_watch`: a high risk that is lowered without an overseer (`lengthen`) does not end that question.
    """

    risk: Risk
    carer_suspected: bool | None = None
    lengthen: bool = False
    watch: bool = False
    keep_watch: bool = False


@dataclass(frozen=True, kw_only=True)
class MakePlan(Command):
    """The intervention plan is recorded."""


@dataclass(frozen=True, kw_only=True)
class Refer(Command):
    """The case is referred to `to`. `instead_of` names the task it answers; `way`: the choice before a closed door.

    `consent` is who gave it, `also` the other bases; `by_suspect`: the giver is recorded as suspect.
    `placement`: the child itself is to be brought there; `after`: the referral it waits for.
    """

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
    way: Way | None = None
    wait_reason: WaitReason | None = None
    also: tuple[Consent, ...] = ()
    by_suspect: bool = False
    placement: bool = False
    after: int = 0


class ChildSaid(NamedTuple):
    """What the child says of referral `n`."""

    n: int
    got: Got


@dataclass(frozen=True, kw_only=True)
class Visit(Command):
    """A visit or review took place; `got`: of each served referral, whether the child got it."""

    next_visit: datetime | None = None
    got: tuple[ChildSaid, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProposeClosure(Command):
    """Somebody proposes to end the case; `said_by` on behalf of whom."""

    reason: ClosureReason
    said_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Approve(Command):
    """Somebody else approves or refuses the closure; `said_by` in whose name, if not their own."""

    yes: bool = False
    said_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Reopen(Command):
    """A terminated case goes on."""


@dataclass(frozen=True, kw_only=True)
class Withdraw(Command):
    """The sender takes referral `n` back."""

    n: int


@dataclass(frozen=True, kw_only=True)
class Assign(Command):
    """Hand-over `n` (0: the whole case) goes to another person."""

    to: str
    n: int = 0


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
    """A message about hand-over `n` could not be delivered to this audience, then `person`."""

    n: int
    audience: Audience
    person: str = ""
