"""The state of one case: frozen values with codes and instants only, never anything personal."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from policy.hard_words import Got, Place, Window
from policy.words import Action, ClosureReason, Consent, Decline, Kind, Outcome, Risk, Stage, State, Urgency

ENDED = frozenset({State.REJECTED, State.COMPLETED, State.FAILED, State.WITHDRAWN, State.IN_ERROR})
ANSWERED = frozenset({State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD})
CLOSED_KEPT = 30


class Rung(NamedTuple):
    """One rung of an open ladder: what happens, and the instant (aware UTC)."""

    action: Action
    at: datetime


@dataclass(frozen=True)
class Plan:
    """The running clock of a hand-over; `fired` counts the rungs gone by, `chosen`: a person named the due time.

    `wound`: how many of the last rungs an answer of the manager has added.
    """

    no: int
    key: str
    start: datetime
    due: datetime
    rungs: tuple[Rung, ...]
    repeat: timedelta
    fired: int = 0
    exact: bool = False
    chosen: bool = False
    wound: int = 0


@dataclass(frozen=True)
class Handover:
    """Somebody named holds a task and must answer by a time. `party` is an agency or a role, `person` a code.

    `clock` is the code of a statutory clock, or with `day` what the unit's data lacks from that day on;
    `watched`: the backstop still waits for a sign of life.
    `bases`: the consents a referral stands on, or the one whose withdrawal is to be decided; `decider` named another.
    `after` is the hand-over a referral waits for or has waited for, `named` whom it is for once it is sent.
    `found`: the record chose the person after somebody was kept out; its next word on that counts.
    """

    n: int
    kind: Kind
    level: str
    party: str
    plan: Plan
    opened: datetime
    since: datetime
    state: State = State.REQUESTED
    code: str = ""
    person: str = ""
    service: str = ""
    parent: int = 0
    rung: int = 0
    before: Plan | None = None
    postponed: int = 0
    reason: Decline | None = None
    outcome: Outcome | None = None
    unreachable: bool = False
    way: str = ""
    clock: str = ""
    watched: bool = True
    got: Got | None = None
    bases: tuple[Consent, ...] = ()
    decider: str = ""
    placement: bool = False
    after: int = 0
    named: str = ""
    found: bool = False
    day: str = ""

    @property
    def open(self) -> bool:
        """Whether somebody still has to act on it."""
        return self.state not in ENDED

    @property
    def vital(self) -> bool:
        """A window of health: shown before everything else until the child is served or refuses."""
        return self.open and self.level == Window.HEALTH

    @property
    def served(self) -> bool:
        """Whether an agency says that it served the child: its word, until the child says "ya" (rule 5)."""
        return self.kind is Kind.REFERRAL and self.state is State.COMPLETED and self.outcome is Outcome.SERVED

    @property
    def waits(self) -> bool:
        """Whether it is a referral that waits for another (`after`) and is not sent yet."""
        return self.state is State.DRAFT

    @property
    def id_(self) -> str:
        """The person who holds it if known, else the agency or role."""
        return self.person or self.party

    @property
    def urgency(self) -> Urgency | None:
        """Its urgency where it has one (a referral and the manager's task beside it)."""
        return Urgency(self.level) if self.level in set(Urgency) else None


@dataclass(frozen=True)
class Proposal:
    """A closure waiting for somebody else's approval."""

    by: str
    reason: ClosureReason
    said_by: str = ""

    @property
    def people(self) -> frozenset[str]:
        """Who proposed it, and in whose name: neither of them approves."""
        return frozenset({self.by, self.said_by} - {""})


@dataclass(frozen=True)
class Whereabouts:
    """Where the child was last known to be: kind of place, since when, seen by whom ("" = nobody of ours)."""

    place: Place
    since: datetime
    seen_by: str = ""


class Incoming(NamedTuple):
    """A report on this child: its number, and the agency that sent it ("" = none)."""

    no: str
    sender: str = ""


@dataclass(frozen=True)
class Case:
    """One child's case. `seq` numbers its changes; `hour` is an hour's length in seconds (less in a demo).

    `abuse`: suspected, sexual or by a carer; `withdrawn`: consents taken back and not given anew.
    `watch_kept`: the risk was lowered from high and no overseer has said that nobody need ask where the child is.
    `alike` are cases that may be of the same child, while nobody has decided; `same_as` is the case it went into.
    """

    code: str
    unit: str
    risk: Risk
    reported: datetime
    stage_since: datetime
    stage: Stage = Stage.REPORTED
    seq: int = 0
    next_n: int = 1
    worker: str = ""
    assessed: bool = False
    planned: bool = False
    hour: float = 3600
    proposal: Proposal | None = None
    abuse: bool = False
    withdrawn: tuple[Consent, ...] = ()
    handovers: tuple[Handover, ...] = ()
    carer_suspected: bool = False
    transferred: bool = False
    attempts: tuple[str, ...] = ()
    whereabouts: Whereabouts | None = None
    reports: tuple[Incoming, ...] = ()
    alike: tuple[str, ...] = ()
    same_as: str = ""
    barred: tuple[str, ...] = ()
    matched: tuple[str, ...] = ()
    numbers: int = 0
    restricted: bool = False
    named: tuple[str, ...] = ()
    watch_kept: bool = False

    @property
    def kept_out(self) -> tuple[str, ...]:
        """Suspects and household by code: as recorded, and as `matched` by a recorded number or address (rule 8)."""
        return (*self.barred, *self.matched)

    @property
    def open(self) -> bool:
        """Whether the case still needs a holder."""
        return self.stage is not Stage.TERMINATED

    @property
    def open_handovers(self) -> tuple[Handover, ...]:
        """The hand-overs on which somebody has to act, oldest first."""
        return tuple(h for h in self.handovers if h.open)

    def find(self, n: int) -> Handover | None:
        """The hand-over with that number, if the case still remembers it."""
        return next((h for h in self.handovers if h.n == n), None)

    def open_of(self, *kinds: Kind) -> tuple[Handover, ...]:
        """Open hand-overs of these kinds."""
        return tuple(h for h in self.open_handovers if h.kind in kinds)

    def with_handover(self, changed: Handover) -> "Case":
        """The case with this hand-over replaced, or added; old ended ones are forgotten, but never a served one."""
        others = [h for h in self.handovers if h.n != changed.n]
        kept = sorted([*others, changed], key=lambda h: h.n)
        ended = [h.n for h in kept if not h.open and not h.served][:-CLOSED_KEPT]
        return replace(self, handovers=tuple(h for h in kept if h.n not in ended))
