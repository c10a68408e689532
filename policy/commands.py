"""What people (and the sending of messages) ask of a case: one frozen dataclass per message, ids and codes only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from policy.doors import WaitReason, Way
from policy.hard_words import Conflict, Got, How, Place, Proof, Window
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
class AddReport(Command):
    """A second report on the same child is added to the case; `reopen`: also where the case has ended."""

    report: str
    risk: Risk = Risk.HIGH
    sender: str = ""
    reopen: bool = False


@dataclass(frozen=True, kw_only=True)
class SameChild(Command):
    """A person has decided: this case and case `other` are one child; "" = none of the possible ones is."""

    other: str = ""


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
    """The assessment (or a new one) is recorded with its risk. `lengthen`: an overseer gives a lowered risk its time.

    `watch`: with a high risk somebody is asked where the child is, also on a case whose report did not say.
    """

    risk: Risk
    carer_suspected: bool | None = None
    lengthen: bool = False
    watch: bool = False


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


@dataclass(frozen=True, kw_only=True)
class Choose(Command):
    """Before a closed door referral `n` goes to the 24/7 contact `person`, or waits with a reason."""

    n: int
    way: Way
    wait_reason: WaitReason | None = None
    person: str = ""


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
class Attempt(Command):
    """Somebody tried to find the child on `day` (the unit's local day) and did not."""

    how: How
    day: date


@dataclass(frozen=True, kw_only=True)
class WhereIs(Command):
    """Where the child is: what kind of place, since when, and who saw it there (a person's code)."""

    place: Place
    since: datetime
    seen_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Arrived(Command):
    """The child has arrived (anak sudah tiba): placement `n` has it since `happened`.

    `handed_by` and `received_by` are codes, where those persons have one.
    """

    n: int
    place: Place
    handed_by: str = ""
    received_by: str = ""


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
class Transfer(Command):
    """The case is handed to a person of another unit; `named`: their name stands in the facts."""

    named: bool = False


@dataclass(frozen=True, kw_only=True)
class TransferAnswer(Command):
    """What the other unit said to transfer `n`; `named`: who said it stands in the facts."""

    n: int
    accepted: bool
    named: bool = False


@dataclass(frozen=True, kw_only=True)
class Reopen(Command):
    """A terminated case goes on."""


@dataclass(frozen=True, kw_only=True)
class Withdraw(Command):
    """The sender takes referral `n` back."""

    n: int


@dataclass(frozen=True, kw_only=True)
class WithdrawConsent(Command):
    """Somebody takes consent back, as `giver`. `named`: the facts say who; `abuse`: suspected, sexual or by a carer."""

    giver: Consent | None = None
    named: bool = False
    by_suspect: bool = False
    abuse: bool = False


@dataclass(frozen=True, kw_only=True)
class DecideBasis(Command):
    """The supervisor's word on hand-over `n`: the other basis is confirmed, or the withdrawal stops referrals."""

    n: int
    yes: bool


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
class Bar(Command):
    """Somebody is suspect or household of the case: `person`, or "" for whoever has the number kept with the facts."""

    relation: Conflict
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class Unbar(Command):
    """`person`, or ("") the number kept with the facts, was recorded as suspect or household by mistake."""

    person: str = ""


@dataclass(frozen=True, kw_only=True)
class Restrict(Command):
    """The case is *terbatas*: `names` may open it as well, `remove` no longer; `lift` ends it."""

    names: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    lift: bool = False


@dataclass(frozen=True, kw_only=True)
class MessageFailed(Command):
    """A message about hand-over `n` could not be delivered to this audience."""

    n: int
    audience: Audience


@dataclass(frozen=True, kw_only=True)
class StartClocks(Command):
    """A happening that starts statutory or health clocks became known on a running case."""

    clocks: tuple[Started, ...]


@dataclass(frozen=True, kw_only=True)
class Prove(Command):
    """The proof that ends a statutory or health clock; the proof itself (a number, a reason) is a fact.

    `n` where several of the same clock run (two breaches of the unit).
    """

    clock: str
    proof: Proof = Proof.GIVEN
    n: int = 0


@dataclass(frozen=True, kw_only=True)
class Breach(Command):
    """A data breach was discovered: a hand-over of the unit, of no case. `hour` as in a report."""

    unit: str
    clock: Started
    hour: float = 3600


@dataclass(frozen=True, kw_only=True)
class Heard(Command):
    """The holder of hand-over `n` was spoken to, or has opened the link: somebody knows of it."""

    n: int
