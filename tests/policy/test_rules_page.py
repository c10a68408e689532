"""docs/rules.md is printed from the rules: every number has its place, its tests and its words."""

from pathlib import Path

import pytest

from scripts.rules import ROOT, RULES, Rule, carriers, page


def test_the_page_in_docs_is_what_the_script_prints() -> None:
    kept = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert kept == page(), "make the page again: python scripts/rules.py"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.number)
def test_a_rule_lives_in_files_that_are_there(rule: Rule) -> None:
    assert all((Path(ROOT) / "policy" / f"{name}.py").is_file() for name in rule.lives)


@pytest.mark.parametrize("number", "12345678")
def test_every_numbered_rule_has_a_test_that_carries_its_number(number: str) -> None:
    assert carriers(number)
