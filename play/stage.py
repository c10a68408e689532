"""One life lived: each step is asked for as the desk would ask, and the next waits for its answer."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import datetime

from play.lives import Life
from policy import commands
from policy.commands import Approve, Assess, ChildSaid, Command, MakePlan, ProposeClosure, Refer, Reply, Report, Visit
from policy.hard_words import Got
from policy.unit import Unit
from policy.words import Consent, Decline, Outcome, Risk, Role, Urgency, Verb, Via

Ask = Callable[[str, Command], int]
"""Puts a command for a case code and returns the hand-over its answer names."""
WaitFor = Callable[[str, int], None]
"""Waits until a reminder of that hand-over has been recorded."""


@dataclass(frozen=True)
class Stagehands:
    """How a life reaches the world."""

    ask: Ask
    reminded: WaitFor


class Actor:
    """Lives one case. Ids are made of the play's name, the life and the step: playing again adds nothing."""

    def __init__(self, name: str, life: Life, unit: Unit, hands: Stagehands) -> None:
        self._name = name
        self._life = life
        self._hands = hands
        self._worker = unit.staff(Role.WORKER)[0].code
        self._desk = unit.staff(Role.DESK)[0].code
        self._manager = unit.managers[0]
        self._unit = unit
        self._steps = 0

    def live(self) -> None:
        """From the report to where this life stops."""
        for acted, _ in enumerate(self._acts(), 1):
            if not self._life.ends and acted >= self._life.stops_after:
                return

    def _acts(self) -> Iterator[None]:
        self._report()
        yield
        self._assess()
        yield
        self._ask(MakePlan, self._worker, Role.WORKER)
        yield
        served = yield from self._refer()
        self._ask(Visit, self._worker, Role.WORKER, got=(ChildSaid(served, Got.YES),))
        yield
        self._end()
        yield

    def _report(self) -> None:
        life = self._life
        n = self._ask(Report, self._desk, Role.DESK, unit=self._unit.code, risk=Risk.HIGH, hour=life.hour)
        self._ask(Reply, self._worker, Role.WORKER, n=n, verb=Verb.ACCEPT)

    def _assess(self) -> None:
        self._ask(Assess, self._worker, Role.WORKER, risk=self._life.risk)

    def _refer(self) -> Generator[None, None, int]:
        """Referred until an agency serves; the number of that referral."""
        first, *others = self._life.agencies
        n = self._send(first)
        yield
        if self._life.refused and others:
            self._answer(first, n, Verb.DECLINE, reason=Decline.NO_CAPACITY)
            first, n = others[0], self._send(others[0])
            yield
        if self._life.stalls:
            self._hands.reminded(self._life.code, n)
        self._answer(first, n, Verb.ACCEPT)
        yield
        self._answer(first, n, Verb.COMPLETE, outcome=Outcome.SERVED)
        return n

    def _send(self, agency: str) -> int:
        return self._ask(
            Refer,
            self._worker,
            Role.WORKER,
            to=agency,
            service=self._life.service,
            urgency=Urgency.URGENT,
            consent=Consent.PARENT,
            services_ok=True,
            sharing_ok=True,
        )

    def _answer(self, agency: str, n: int, verb: Verb, **more: object) -> int:
        person = self._unit.agencies[agency].people[0]
        return self._ask(Reply, person, Role.FOCAL_POINT, agency=agency, n=n, verb=verb, via=Via.PHONE, **more)

    def _end(self) -> None:
        self._ask(ProposeClosure, self._worker, Role.WORKER, reason=self._life.reason)
        self._ask(Approve, self._manager, Role.MANAGER, yes=True)

    def _ask(self, kind: type[commands.Command], by: str, role: Role, **more: object) -> int:
        """Ask for one step, dated as the life has it."""
        step = self._steps
        self._steps += 1
        fields: dict[str, object] = {
            "id": f"{self._name}-{self._life.number:03d}-{step:02d}",
            "by": by,
            "role": role,
            "happened": self._when(step),
        }
        return self._hands.ask(self._life.code, kind(**(fields | more)))  # type: ignore[arg-type]

    def _when(self, step: int) -> datetime:
        return self._life.days[min(step, len(self._life.days) - 1)]
