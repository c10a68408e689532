"""What a search does: `make check` looks at the same lives each time, `make nightly` at new ones and says which."""

import ast
from collections.abc import Iterator
from pathlib import Path

from hypothesis import settings

from tests.house.tree import ROOT, sources

SAME_EACH_TIME = {"derandomize": True, "database": None}


def _own_will(path: Path) -> Iterator[str]:
    """Searches of a file that would be random, or remember, whatever the profile says."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    for word in (word for call in calls for word in call.keywords if word.arg in SAME_EACH_TIME):
        if getattr(word.value, "value", word) is not SAME_EACH_TIME[word.arg or ""] and _searches(path):
            yield f"{path.relative_to(ROOT)}:{word.value.lineno} {word.arg}"


def _searches(path: Path) -> bool:
    return "hypothesis" in path.read_text(encoding="utf-8") and path.name != "conftest.py"


def test_a_change_is_judged_by_the_same_lives_on_every_machine() -> None:
    check = settings.get_profile("check")
    assert (check.derandomize, check.database) == (True, None)


def test_no_search_is_random_on_its_own() -> None:
    """A random search in CI makes the landing of unrelated work a lottery."""
    assert [found for path in sources("tests") for found in _own_will(path)] == []


def test_the_night_draws_new_lives_and_prints_what_repeats_a_find() -> None:
    night = settings.get_profile("nightly")
    assert (night.derandomize, night.print_blob) == (False, True)
    assert (night.max_examples, night.stateful_step_count) == (2_000, 40)
