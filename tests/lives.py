"""Lives of cases in a real database: decisions of `policy`, recorded by the real recorder, no Temporal between."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any, Protocol

from activities.record import Recorder
from models import record
from models.db import Database
from policy.case import Case, Handover
from policy.clock import on_clock
from policy.commands import (
    Approve,
    Assess,
    Assign,
    ChildSaid,
    Command,
    Correct,
    MakePlan,
    ProposeClosure,
    Refer,
    Reopen,
    Replan,
    Reply,
    Report,
    Visit,
    Withdraw,
)
from policy.decide import decide, decide_report
from policy.events import Change, Decision, Recorded
from policy.hard_commands import Attempt, DecideBasis, Transfer, TransferAnswer, WithdrawConsent
from policy.hard_words import Got, How
from policy.instants import wake_at
from policy.recorded import on_recorded
from policy.words import ClosureReason, Consent, Decline, Kind, Outcome, Risk, Verb
from tests.databases import NOW
from tests.policy.cases import CONSENT, DESK, DINSOS, MANAGER, RSUD, SECOND_MANAGER, SUPERVISOR, WORKER, Who

PEOPLE = (DESK, WORKER, WORKER, WORKER, SUPERVISOR, MANAGER, SECOND_MANAGER, DINSOS, DINSOS, RSUD)
SPANS = (timedelta(minutes=1), timedelta(hours=5), timedelta(days=3))
VERBS = (Verb.ACCEPT, Verb.ACCEPT, Verb.DECLINE, Verb.START, Verb.COMPLETE, Verb.POSTPONE, Verb.FAIL, Verb.HELP)


def recorder(database: Database, seed: int = 7) -> Recorder:
    """A recorder with repeatable codes and ids."""
    random, ids = Random(seed), count()  # noqa: S311 - repeatable, not secret
    return Recorder(database, random.randrange, lambda: f"id{seed}-{next(ids)}", lambda _: True)


class Records(Protocol):
    """Whoever records a change: a Recorder, or more than that."""

    def record(self, change: Change, /) -> Recorded: ...


@dataclass
class Life:
    """One case that is decided in memory and recorded in the database."""

    database: Database
    recorder: Records
    code: str = "KX7M4QA"
    now: datetime = NOW
    case: Case | None = None
    changes: list[Change] = field(default_factory=list)
    _ids: "count[int]" = field(default_factory=count)

    @property
    def known(self) -> Case:
        assert self.case is not None
        return self.case

    def begin(self, risk: Risk = Risk.MEDIUM, **more: Any) -> "Life":
        command = Report(id=self._id(), by=DESK.by, role=DESK.role, unit="contoh", risk=risk, **more)
        decided = decide_report(None, command, self.code, self.now)
        assert isinstance(decided, Decision), decided
        self.take(decided)
        return self

    def ask(self, kind: type[Command], who: Who, **more: Any) -> bool:
        """Whether it was taken; a refusal leaves everything as it was."""
        fields = {"id": self._id(), "by": who.by, "role": who.role, "agency": who.agency}
        decided = decide(self.known, kind(**(fields | more)), self.now)
        if isinstance(decided, Decision):
            self.take(decided)
        return isinstance(decided, Decision)

    def do(self, kind: type[Command], who: Who, **more: Any) -> Change:
        assert self.ask(kind, who, **more)
        return self.changes[-1]

    def ring(self) -> bool:
        decided = on_clock(self.known, self.now)
        if decided:
            self.take(decided)
        return decided is not None

    def take(self, decided: Decision) -> None:
        self.case = on_recorded(decided.case, self.recorder.record(decided.change))
        self.changes.append(decided.change)

    def kept(self) -> Case | None:
        """The case as the database has it."""
        with self.database.read() as session:
            return record.load_case(session, self.code)

    def planned(self) -> "Life":
        """Taken by the worker, assessed and planned."""
        self.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
        self.do(Assess, WORKER, risk=Risk.MEDIUM)
        self.do(MakePlan, WORKER)
        return self

    def refer(self, to: str = "DINSOS", **more: Any) -> Handover:
        """Refer to an agency; the hand-over that waits for its answer."""
        self.do(Refer, WORKER, to=to, **({"service": "BANTUAN"} | CONSENT | more))
        return self.known.open_of(Kind.REFERRAL)[-1]

    def referred(self) -> "Life":
        """Planned, and referred to DINSOS, whose answer is awaited."""
        self.planned().refer()
        return self

    def pass_time(self, span: timedelta) -> None:
        """Let time pass rung by rung."""
        end = self.now + span
        while (at := wake_at(self.known)) and at <= end:
            self.now = max(self.now, at)
            assert self.ring()
        self.now = end

    def _id(self) -> str:
        return f"{self.code}-{next(self._ids)}"


def random_steps(life: Life, random: Random, steps: int) -> None:
    """Random people do random things at random times; silence is the commonest of them."""
    for _ in range(steps):
        life.now += random.choice(SPANS)
        while life.ring():
            pass
        kind, more = random.choice(list(_things(life, random)))
        life.ask(kind, random.choice(PEOPLE), **more)


def _things(life: Life, random: Random) -> Iterator[tuple[type[Command], dict[str, Any]]]:
    tasks = [task.n for task in life.known.open_handovers]
    n = random.choice(tasks) if tasks else 1
    for _ in range(6):
        yield Reply, {"n": n, "verb": random.choice(VERBS), **_arguments(random)}
    for _ in range(3):
        yield Refer, {"to": random.choice(["DINSOS", "RSUD"]), "service": "BANTUAN", **CONSENT}
    yield Assess, {"risk": random.choice(list(Risk))}
    yield MakePlan, {}
    yield Visit, {"got": _heard(life, random)}
    yield Attempt, {"how": random.choice(list(How)), "day": life.now.date()}
    yield Transfer, {"named": True}
    yield TransferAnswer, {"n": n, "accepted": random.random() < 0.5, "named": True}
    yield Assign, {"to": random.choice(["PS-01", "PS-02"]), "n": random.choice([0, n])}
    yield ProposeClosure, {"reason": random.choice(list(ClosureReason))}
    yield Approve, {"yes": random.random() < 0.5}
    yield Reopen, {}
    yield Replan, {"n": n}
    yield Withdraw, {"n": n}
    yield Correct, {"n": n}
    yield Refer, {"to": "RSUD", "service": "PERIKSA", "consent": Consent.OTHER_BASIS, "decider": "PS-01"}
    yield WithdrawConsent, {"giver": Consent.PARENT, "named": True, "by_suspect": random.random() < 0.2}
    decisions = [task.n for task in life.known.open_of(Kind.BASIS, Kind.REVOCATION)]
    yield DecideBasis, {"n": random.choice(decisions or [n]), "yes": random.random() < 0.5}


def _heard(life: Life, random: Random) -> tuple[ChildSaid, ...]:
    return tuple(ChildSaid(task.n, random.choice(list(Got))) for task in life.known.handovers if task.served)


def _arguments(random: Random) -> dict[str, Any]:
    return {
        "reason": random.choice(list(Decline)),
        "outcome": random.choice(list(Outcome)),
        "days": random.randrange(1, 4),
    }
