"""Builders for the rules' tests: a case at a stage, people who act, and the clock moved by hand."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Self

from policy.case import Case, Handover, Plan
from policy.clock import on_clock
from policy.commands import Assess, Command, MakePlan, Refer, Reply, Report
from policy.decide import decide, decide_report, replay
from policy.events import Change, Data, Decision, Event, Recorded, Type
from policy.fixing import NEW_PLAN
from policy.hard_commands import Attempt
from policy.hard_words import How
from policy.instants import wake_at
from policy.reckon import nothing_new
from policy.recorded import on_recorded
from policy.refusals import Refused
from policy.words import Consent, Kind, Risk, Role, State, Verb

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
CONSENT: dict[str, Any] = {"consent": Consent.PARENT, "services_ok": True, "sharing_ok": True}


@dataclass(frozen=True)
class Who:
    """Somebody who acts."""

    by: str
    role: Role
    agency: str = ""


DESK = Who("PD-01", Role.DESK)
WORKER = Who("PS-01", Role.WORKER)
OTHER_WORKER = Who("PS-02", Role.WORKER)
SUPERVISOR = Who("SV-01", Role.SUPERVISOR)
MANAGER = Who("MJ-01", Role.MANAGER)
SECOND_MANAGER = Who("MJ-02", Role.MANAGER)
DINSOS = Who("DINSOS-1", Role.FOCAL_POINT, "DINSOS")
RSUD = Who("RSUD-1", Role.FOCAL_POINT, "RSUD")
OUTSIDER = Who("LUAR-1", Role.FOCAL_POINT, "LUAR")


@dataclass
class World:
    """One case in the hands of a test: `do` asks, `pass_time` lets the clock ring, `changes` is the record."""

    now: datetime = NOW
    case: Case | None = None
    changes: list[Change] = field(default_factory=list)
    exact: bool = True
    _ids: "count[int]" = field(default_factory=count)
    _old: dict[tuple[int, int], Plan] = field(default_factory=dict)

    @property
    def known(self) -> Case:
        assert self.case is not None
        return self.case

    def begin(self, risk: Risk = Risk.MEDIUM, who: Who = DESK, **more: Any) -> Self:
        command = Report(id=f"c{next(self._ids)}", by=who.by, role=who.role, unit="contoh", risk=risk, **more)
        decided = decide_report(None, command, "KX7M4QA", self.now)
        assert isinstance(decided, Decision), decided
        self._take(decided)
        return self

    def ask(self, kind: type[Command], who: Who, **more: Any) -> Decision | Refused:
        """What `decide` says; a decision is taken, a refusal leaves everything as it was."""
        fields = {"id": f"c{next(self._ids)}", "by": who.by, "role": who.role, "agency": who.agency}
        decided = decide(self.known, kind(**(fields | more)), self.now)
        if isinstance(decided, Decision):
            self._take(decided)
        return decided

    def do(self, kind: type[Command], who: Who, **more: Any) -> Decision:
        decided = self.ask(kind, who, **more)
        assert isinstance(decided, Decision), decided
        return decided

    def refused(self, kind: type[Command], who: Who, **more: Any) -> str:
        before = self.case
        decided = self.ask(kind, who, **more)
        assert isinstance(decided, Refused), decided
        assert self.case == before
        return decided.code

    def pass_time(self, span: timedelta) -> list[Decision]:
        """Let time pass rung by rung, as the workflow does; every decision the clock took."""
        end, taken = self.now + span, []
        while decided := self._ring(end):
            taken.append(decided)
        self.now = end
        return taken

    def sleep(self, span: timedelta) -> list[Decision]:
        """Let time pass while nobody rings, then ring once for all: an outage of ours."""
        self.now += span
        taken = []
        while decided := on_clock(self.known, self.now):
            taken.append(decided)
            self._take(decided)
        return taken

    def _ring(self, end: datetime) -> Decision | None:
        at = wake_at(self.known)
        if at is None or at > end:
            return None
        self.now = max(self.now, at)
        decided = on_clock(self.known, self.now)
        if decided:
            self._take(decided)
        return decided

    def _take(self, decided: Decision) -> None:
        assert replay(self.case, decided) == decided.case
        assert decided.case.seq == (self.case.seq if self.case else 0) + 1
        self._keep_old(decided)
        self.case = decided.case
        self.changes.append(decided.change)
        if self.exact:
            self.record(decided.change)

    def _keep_old(self, decided: Decision) -> None:
        """Which plan a plan of the same start takes the place of, as the record will still know it."""
        for event in decided.change.events:
            before = self.case.find(event.n) if self.case else None
            after = decided.case.find(event.n)
            if before and after and event.type in {Type.REPLANNED, Type.UNDONE}:
                old = before.before if event.type is Type.UNDONE else before.plan
                self._old[event.n, after.plan.no] = old or before.plan

    def record(self, change: Change) -> None:
        """What `carry_out` answers: code, person and the exact plan (here the provisional one)."""
        terms = tuple(term for n in dict.fromkeys(e.n for e in change.events) if (term := self._terms(change, n)))
        self.case = on_recorded(self.known, Recorded(change.seq, terms))

    def _terms(self, change: Change, n: int) -> Event | None:
        task = self.known.find(n)
        if task is None or not task.open or not any(e.n == n and e.type in NEW_PLAN for e in change.events):
            return None
        plan = task.plan
        data = Data(no=plan.no, due=plan.due, rungs=list(plan.rungs), repeat=plan.repeat.total_seconds())
        if old := self._old.get((n, plan.no)):
            data["fired"] = nothing_new(plan, old, change.at)
        data["code"] = task.code or f"T{n:03d}"
        if not task.person:
            roles = {"peksos": "PS-01", "supervisor": "SV-01", "manajer": "MJ-01"}
            data["person"] = roles.get(task.party, f"{task.party}-1")
        return Event(Type.TERMS, n, "", data)

    def one(self, kind: Kind) -> Handover:
        """The one open hand-over of a kind."""
        (found,) = self.known.open_of(kind)
        return found

    def one_beside(self, n: int) -> Handover:
        """The manager's task beside a hand-over."""
        (found,) = [task for task in self.known.open_of(Kind.MANAGER) if task.parent == n]
        return found

    def told(self, template: str) -> list[str]:
        """To whom messages of a template went, in order."""
        return [notice.to for change in self.changes for notice in change.notices if notice.template == template]


def referred(risk: Risk = Risk.MEDIUM) -> World:
    """A case with a plan and one referral to DINSOS that waits for its answer."""
    world = World().begin(Risk.MEDIUM)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=risk)
    world.do(MakePlan, WORKER)
    world.do(Refer, WORKER, to="DINSOS", service="BANTUAN", **CONSENT)
    assert world.one(Kind.REFERRAL).state is State.REQUESTED
    return world


def tried(world: World, days: int = 3) -> None:
    """Attempts to find the child on so many days, the last one today."""
    for back in range(days):
        world.do(Attempt, WORKER, how=How.VISIT, day=(world.now - timedelta(days=back)).date())


def waiting(risk: Risk = Risk.MEDIUM) -> World:
    """A referral to RSUD (hand-over 6) that waits for the one to DINSOS (5)."""
    world = referred(risk)
    world.do(Refer, WORKER, to="RSUD", service="LAIN", after=5, **CONSENT)
    return world
