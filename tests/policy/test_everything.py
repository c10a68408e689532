"""Laws 1 and 2 and rules 7 and 8 with everything at once: suspects, consents, clocks, doors, children, reports."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from policy import answers, consent, draft, evolve, gates
from policy.evolve_tasks import BrokenPromiseError
from policy.hard_words import Place
from policy.words import Risk, Urgency
from tests.policy.machine_all import Everything
from tests.policy.runs import runs
from tests.policy.test_law1 import PLANTED as OF_LAW_1

TestEverything = Everything.TestCase
TestEverything.settings = settings(
    max_examples=runs(40), stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)


def _search() -> None:
    quick = settings(
        max_examples=600,
        derandomize=True,
        stateful_step_count=40,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(Everything, settings=quick)


def _nothing(*_: object) -> None:
    """What a planted bug leaves undone."""


PLANTED: dict[str, tuple[Any, str, Any]] = {
    "a refusal that comes back to nobody": OF_LAW_1["a refusal that comes back to nobody"],
    "a withdrawal that stops nothing": (consent, "_stop", _nothing),
    "nobody asks where the child is": (draft, "watch_wanted", lambda _: False),
    "a case joined over a running clock": (gates, "carried", lambda _: ()),
    "a fold that leaves suspects their tasks": (evolve, "swept", lambda case: case),
}
"""A closure over a running clock is too rare here: `test_clock_lives` plants it."""


def test_the_planted_bugs_are_of_rules_that_are_there() -> None:
    assert all(hasattr(module, name) for module, name, _ in PLANTED.values())
    assert answers in {module for module, _, _ in PLANTED.values()}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_caught_among_everything_else(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, wrong = PLANTED[bug]
    monkeypatch.setattr(module, name, wrong)
    with pytest.raises((AssertionError, BrokenPromiseError, KeyError, ValueError)):
        _search()


def test_terms_that_come_late_keep_the_rung_a_managers_answer_has_added() -> None:
    """Found by the nightly search: the record was down for five hours after an undo."""
    found = Everything()
    found.report(risk=Risk.HIGH, place=Place.HOME, alike=())
    found.record_late(exact=False)
    silence = {"later": timedelta(0), "silence": timedelta(seconds=60)}
    found.accept_and_undo(again=False, urgency=Urgency.EMERGENCY, **silence)
    found.outage(span=timedelta(hours=5))
    found.tick_off()
    found.record_late(exact=True)
    task = found.world.known.find(3)
    assert task is not None
    assert [rung.at for rung in task.plan.rungs][-1] == found.world.now + timedelta(hours=4)
