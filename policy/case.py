"""The state of one case: frozen values with codes and instants only, never anything personal."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from policy.words import Action, ClosureReason, Decline, Kind, Outcome, Risk, Stage, State, Urgency

ENDED = frozenset({State.REJECTED, State.COMPLETED, State.FAILED, State.WITHDRAWN, State.IN_ERROR})
ANSWERED = frozenset({State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD})
CLOSED_KEPT = 30


class Rung(NamedTuple):
    """One rung of an open ladder: what happens, and the instant (aware UTC)."""

    action: Action
    at: datetime


@dataclass(frozen=True)
class Plan:
    """The running clock of a hand-over; `fired` counts the rungs gone by, `chosen`: a person named the due time."""

    no: int
    key: str
    start: datetime
    due: datetime
    rungs: tuple[Rung, ...]
    repeat: timedelta
    fired: int = 0
    exact: bool = False
    chosen: bool = False


@dataclass(frozen=True)
class Handover:
    """Somebody named holds a task and must answer by a time. `party` is an agency or a role, `person` a code.

    `after` is the hand-over a referral waits for or has waited for, `named` whom it is for once it is sent.
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
    after: int = 0
    named: str = ""

    @property
    def open(self) -> bool:
        """Whether somebody still has to act on it."""
        return self.state not in ENDED

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


@dataclass(frozen=True)
class Case:
    """One child's case. `seq` numbers its changes; `hour` is an hour's length in seconds (less in a demo)."""

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
    handovers: tuple[Handover, ...] = ()

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
        """The case with this hand-over replaced, or added; old ended ones beyond the last 30 are forgotten."""
        others = [h for h in self.handovers if h.n != changed.n]
        kept = sorted([*others, changed], key=lambda h: h.n)
        ended = [h.n for h in kept if not h.open][:-CLOSED_KEPT]
        return replace(self, handovers=tuple(h for h in kept if h.n not in ended))


def managers_task(case: Case, n: int) -> Handover | None:
    """The open manager's task beside hand-over `n`."""
    return next((h for h in case.open_of(Kind.MANAGER) if h.parent == n), None)


def next_instant(case: Case, handover: Handover) -> datetime | None:
    """When this hand-over's next rung fires; None while a manager's task, or what it waits for, carries the clock."""
    plan = handover.plan
    if not handover.open or handover.waits:
        return None
    if plan.fired < len(plan.rungs):
        return plan.rungs[plan.fired].at
    if managers_task(case, handover.n):
        return None
    return plan.rungs[-1].at + plan.repeat * (plan.fired - len(plan.rungs) + 1)


def wake_at(case: Case) -> datetime | None:
    """The next instant at which the clock has something to say on this case."""
    instants = [at for h in case.open_handovers if (at := next_instant(case, h))]
    return min(instants, default=None)
