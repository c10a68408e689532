"""Law 1 for the child itself (domain.md §4, high risk): somebody always has to say where it is, each 24 hours."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from policy import draft
from tests.policy.machine_child import ChildAlwaysKnown

TestChildAlwaysKnown = ChildAlwaysKnown.TestCase


def _search() -> None:
    quick = settings(
        max_examples=200,
        derandomize=True,
        stateful_step_count=30,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(ChildAlwaysKnown, settings=quick)


@pytest.mark.parametrize("module, name, wrong", [(draft, "watch_wanted", lambda _: False)], ids=["nobody asks"])
def test_a_planted_bug_is_caught(module: object, name: str, wrong: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, name, wrong)
    with pytest.raises(AssertionError):
        _search()
