"""Law 1: somebody always holds the case, and something always happens next, whatever people do or leave undone."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from policy import answers, clock, closing, gates, waiting
from policy.case import Handover
from policy.commands import Reply
from policy.draft import Draft
from policy.evolve_tasks import BrokenPromiseError
from policy.words import Audience, Stage, State
from tests.policy.machine import AlwaysHeld

TestAlwaysHeld = AlwaysHeld.TestCase


def _search() -> None:
    quick = settings(
        max_examples=1500,
        derandomize=True,
        stateful_step_count=30,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(AlwaysHeld, settings=quick)


def _no_follow_up(draft: Draft, task: Handover, *_: object) -> None:
    draft.tell("refused", Audience.SENDER, task.n)


def _taken_without_assessment(draft: Draft, task: Handover, _command: Reply) -> None:
    draft.end(task, State.COMPLETED)
    draft.stage(Stage.ASSESSMENT)


def _closed_over_open_tasks(draft: Draft) -> None:
    draft.stage(Stage.TERMINATED)


PLANTED: dict[str, tuple[Any, str, Any]] = {
    "a refusal that comes back to nobody": (answers, "_follow_up", _no_follow_up),
    "a report that is taken and then held by nobody": (answers, "take", _taken_without_assessment),
    "a closure over open hand-overs": (closing, "_close", _closed_over_open_tasks),
    "goals met without the child's yes": (gates, "OF_REASON", {}),
    "a waiting referral that nobody wakes": (waiting, "settle", lambda *_: None),
    "a waiting referral that nobody decides on": (waiting, "_ask", lambda *_: None),
    "a ladder that does not repeat": (clock, "next_due", lambda *_: None),
}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_caught(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, wrong = PLANTED[bug]
    monkeypatch.setattr(module, name, wrong)
    with pytest.raises((AssertionError, BrokenPromiseError)):
        _search()
