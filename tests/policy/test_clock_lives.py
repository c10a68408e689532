"""The machine of law 1 and 2 with clocks of the law and of health: random lives move none and end none unproved."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from policy import closing, pace
from policy.case import ENDED, Case, Handover
from policy.draft import Draft
from policy.events import Type
from policy.hard_commands import Heard, Prove, StartClocks
from policy.hard_words import Proof
from policy.instants import managers_task
from policy.words import Kind
from tests.policy.cases import DESK, Who
from tests.policy.clocks import health, police
from tests.policy.machine import PICK, SPANS, AlwaysHeld
from tests.policy.machine_closing import PEOPLE
from tests.policy.runs import runs


class UnderTheLaw(AlwaysHeld):
    """Random lives of a case on which sexual violence may be suspected at any time, also long after."""

    def __init__(self) -> None:
        super().__init__()
        self.clocks: dict[int, datetime] = {}
        self.codes: dict[int, str] = {}
        self.looked = 0

    @rule(ago=SPANS)
    def flag(self, ago: timedelta) -> None:
        clocks = (police(self.world.now - ago), health(self.world.now - ago))
        self._ask(StartClocks, DESK, clocks=clocks)

    @rule(who=PEOPLE, proof=st.sampled_from(Proof))
    def prove(self, who: Who, proof: Proof) -> None:
        for task in self.world.known.open_of(Kind.STATUTORY):
            self._ask(Prove, who, clock=task.clock, proof=proof)

    @rule(who=PEOPLE, pick=PICK)
    def hear(self, who: Who, pick: int) -> None:
        self._ask(Heard, who, n=self._open(pick))

    @invariant()
    def a_clock_never_moves(self) -> None:
        """§5: from its opening to its proof one due time."""
        for task in self.world.case.open_of(Kind.STATUTORY) if self.world.case else ():
            assert task.plan.due == self.clocks.setdefault(task.n, task.plan.due), "a clock has moved"
            self.codes[task.n] = task.clock

    @invariant()
    def a_clock_ends_by_its_proof_only(self) -> None:
        """§5: or by an earlier happening of the same clock, which takes its place; or it was carried over."""
        for change in self.world.changes[self.looked :]:
            ended = {event.n for event in change.events if event.n in self.clocks and event.data.get("state") in ENDED}
            proved = {event.n for event in change.events if event.type is Type.PROVED}
            again = any(event.data.get("clock") for event in change.events if event.type is Type.OPENED)
            gone = {clock for event in change.events for clock in event.data.get("clocks", ())}
            carried = {n for n, clock in self.codes.items() if clock in gone}
            assert again or ended <= proved | carried, "a clock has ended without its proof"
        self.looked = len(self.world.changes)

    @invariant()
    def a_late_clock_is_the_managers_too(self) -> None:
        """§5 and rule 2."""
        if self.world.case is None:
            return
        self.world.sleep(timedelta(0))
        for task in self.world.known.open_of(Kind.STATUTORY):
            if task.plan.fired >= len(task.plan.rungs):
                assert managers_task(self.world.known, task.n), "a late clock without a manager"


TestUnderTheLaw = UnderTheLaw.TestCase
TestUnderTheLaw.settings = settings(max_examples=runs(40), stateful_step_count=40, deadline=None)


def _search() -> None:
    quick = settings(
        max_examples=1200,
        derandomize=True,
        stateful_step_count=30,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(UnderTheLaw, settings=quick)


def _closes_over_clocks(_case: Case) -> None:
    return None


def _moved_by_risk(draft: Draft) -> tuple[Handover, ...]:
    return draft.case.open_handovers


PLANTED = {
    "a closure over a running clock": (closing, "unproved_refused", _closes_over_clocks),
    "a clock that the risk moves": (pace, "_movable", _moved_by_risk),
}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_in_the_clocks_is_caught(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """§5: never postponed, not ended by anything but its own proof."""
    module, name, wrong = PLANTED[bug]
    monkeypatch.setattr(module, name, wrong)
    with pytest.raises((AssertionError, KeyError, ValueError)):
        _search()
