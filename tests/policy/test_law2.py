"""Law 2: nothing expires silently; beside a hand-over whose ladder is climbed a manager's task is open, or comes."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from policy import clock, evolve_tasks
from policy.case import Case, Plan
from policy.commands import Refer, Replan, Reply, Undo
from policy.instants import managers_task
from policy.words import Kind, Urgency, Verb
from tests.policy.cases import CONSENT, DINSOS, MANAGER, SUPERVISOR, WORKER
from tests.policy.machine import SPANS, AlwaysHeld

LATER = st.sampled_from([timedelta(0), timedelta(minutes=9), timedelta(hours=2)])


class NeverSilent(AlwaysHeld):
    """The same random lives, led to where a ladder begins anew: undone, postponed, ticked off by a manager."""

    @rule(urgency=st.sampled_from(Urgency), silence=SPANS, later=LATER, again=st.booleans())
    def accept_and_undo(self, urgency: Urgency, silence: timedelta, later: timedelta, *, again: bool) -> None:
        """An agency answers after a silence and takes it back; left to chance this hardly ever happens."""
        self._ask(Refer, WORKER, to="DINSOS", service="LAIN", urgency=urgency, **CONSENT)
        for task in self.world.known.open_of(Kind.REFERRAL)[-1:]:
            self.world.pass_time(silence)
            self._ask(Reply, DINSOS, n=task.n, verb=Verb.ACCEPT)
            self.world.pass_time(later)
            self._ask(Undo, DINSOS, n=task.n)
            if again:
                self._ask(Replan, SUPERVISOR, n=task.n)

    @rule(days=st.integers(1, 2), silence=SPANS)
    def postpone(self, days: int, silence: timedelta) -> None:
        for task in self.world.known.open_of(Kind.REFERRAL)[:1]:
            self._ask(Reply, SUPERVISOR, n=task.n, verb=Verb.POSTPONE, days=days)
            self.world.pass_time(silence)

    @rule()
    def tick_off(self) -> None:
        """A manager ends the tasks beside hand-overs that stay silent."""
        for task in self.world.known.open_of(Kind.MANAGER):
            self._ask(Reply, MANAGER, n=task.n, verb=Verb.COMPLETE)

    @invariant()
    def a_climbed_ladder_has_a_managers_task_beside_it(self) -> None:
        if self.world.case is None:
            return
        self.world.sleep(timedelta(0))
        for task in self.world.known.open_handovers:
            if task.kind is not Kind.MANAGER and task.plan.fired >= len(task.plan.rungs):
                assert managers_task(self.world.known, task.n), f"{task.kind} {task.n} has fallen silent"


TestNeverSilent = NeverSilent.TestCase


def _search() -> None:
    quick = settings(
        max_examples=400,
        derandomize=True,
        stateful_step_count=30,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(NeverSilent, settings=quick)


def _no_managers_task(*_: object) -> None:
    return None


def _not_wound_again(case: Case, *_: object) -> Case:
    return case


def _all_rungs_gone(plan: Plan, *_: object) -> int:
    return len(plan.rungs)


PLANTED: dict[str, tuple[Any, str, Any]] = {
    "a manager's rung that opens nothing": (clock, "to_manager", _no_managers_task),
    "a manager's task ticked off for good": (evolve_tasks, "_wind_again", _not_wound_again),
    "an undone acceptance that takes the manager's rung with it": (evolve_tasks, "nothing_new", _all_rungs_gone),
}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_hand_over_that_falls_silent_is_found(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, wrong = PLANTED[bug]
    monkeypatch.setattr(module, name, wrong)
    with pytest.raises(AssertionError, match="has fallen silent"):
        _search()
