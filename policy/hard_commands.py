"""What is asked of a case on a hard day: withdrawal, suspects, clocks of the law, transfers, second reports."""

from dataclasses import dataclass
from datetime import date, datetime

from policy.commands import Command, Started
from policy.doors import WaitReason, Way
from policy.hard_words import Conflict, How, Place, Proof
from policy.words import Consent, Risk


@dataclass(frozen=True, kw_only=True)
class AddReport(Command):
    """A second report on the same child is added to the case; `reopen`: also where the case has ended."""

    report: str
    risk: Risk = Risk.HIGH
    sender: str = ""
    reopen: bool = False


@dataclass(frozen=True, kw_only=True)
class SameChild(Command):
    """A person has decided: this case and case `other` are one child; "" = none of the possible ones is.

    `clocks` are the running clocks of this case as `other` has taken them over (`policy.running.carried`).
    """

    other: str = ""
    clocks: tuple[Started, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choose(Command):
    """Before a closed door referral `n` goes to the 24/7 contact `person`, or waits with a reason."""

    n: int
    way: Way
    wait_reason: WaitReason | None = None
    person: str = ""


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
    """Waiting referral `n` is sent now, or (`after`) waits for another one.

    `way` and `wait_reason` are the choice before a closed door, `person` the 24/7 contact.
    """

    n: int
    after: int = 0
    way: Way | None = None
    wait_reason: WaitReason | None = None
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class Follow(Command):
    """The agency of referral `n` has ended: it goes to `to` of its successor; without one it comes back."""

    n: int
    successor: str = ""
    to: str = ""


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
