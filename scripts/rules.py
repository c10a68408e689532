"""Prints docs/rules.md: each numbered rule of the field, where it lives, its tests, its words to people."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from policy.refusals import SENTENCES  # noqa: E402 - the tree has to be on the path first

HEAD = """# The rules of the field

The rules that hold for every hand-over (`domain.md` §4), and the clocks and closings beside them: where each lives
(one place in `policy/`), the tests that carry its number, and what a person reads when it says no. Printed by
`.venv/bin/python scripts/rules.py`; a test compares.
"""


class Rule(NamedTuple):
    """A rule: its number or section, what it says, the modules of `policy/` that hold it, its refusals by code."""

    number: str
    says: str
    lives: tuple[str, ...]
    codes: tuple[str, ...] = ()


RULES = (
    Rule("1", "Each open case has a named holder and a next instant", ("instants", "view", "draft")),
    Rule("2", "Nothing expires silently: the manager's task beside it, to the last person", ("clock", "ladder")),
    Rule("3", "A refusal is back with the sender as a task within a minute", ("answers",), ("reason_missing",)),
    Rule(
        "4",
        "The sender, and an agency that reported, learn of each turn; a reporter by the safe contact only",
        ("answers", "reporters"),
        ("no_safe_contact", "outside_contact_hours"),
    ),
    Rule(
        "5",
        "A referral ends with an outcome; A is the agency's word until the child says ya",
        ("received", "gates"),
        ("outcome_missing", "got_missing", "goals_unconfirmed", "nothing_received"),
    ),
    Rule("6", "Delivered is not read, and neither is accepted", ("answers",)),
    Rule(
        "7",
        "Consent or another basis with a decider; withdrawal; a suspect neither gives nor withdraws",
        ("consent", "consent_more", "bases"),
        ("consent_missing", "suspect", "suspect_noted", "own_basis", "supervisor_decides", "already_withdrawn"),
    ),
    Rule(
        "8",
        "Suspects and household never hold, decide or receive; restricted cases; the shelter's address",
        ("conflict", "kept_out", "without", "shelter"),
        ("barred_choice", "barred_actor", "not_named"),
    ),
    Rule(
        "§4 place",
        "Where the child is, each 24 hours, until it has arrived",
        ("watch", "whereabouts", "not_arrived"),
        ("arrival_first", "not_arrived", "not_arrived_yet", "nobody_saw"),
    ),
    Rule(
        "§4 risk",
        "Raised it shortens at once; lowered it lengthens nothing without an overseer",
        ("pace", "alarm"),
        ("lengthen_overseer",),
    ),
    Rule(
        "§4 waiting",
        "A referral waits for another and wakes by itself",
        ("waiting", "awaited"),
        ("awaited_ended", "waiting_cycle", "waits"),
    ),
    Rule(
        "§4 duplicates",
        "A person decides whether two reports are one child",
        ("alike", "duplicates"),
        ("use_same", "nothing_alike", "closed_report"),
    ),
    Rule(
        "§4 termination",
        "Who approves what, attempts, transfer, reopening",
        ("closing", "gates", "attempt", "transfer"),
        ("own_proposal", "not_approver", "attempts_missing", "carer_suspected", "transfer_first"),
    ),
    Rule(
        "§5 clocks of law and health",
        "Started by the happening, ended by their own proof only",
        ("running", "statute"),
        ("clock_open", "clock_fixed", "clock_not_refused", "clock_manager"),
    ),
    Rule("§5 backstop", "Complete silence of 24 or 72 clock hours is told to the duty manager", ("backstop",)),
    Rule(
        "§5 closed doors",
        "The choice before a closed holder, also when a referral wakes; the list before a long closure",
        ("closed", "choosing", "closures", "falling_due"),
        ("wait_reason_missing",),
    ),
    Rule(
        "§5 gaps ahead",
        "Hours without anyone on duty and missing holidays are a manager's task of the unit, days ahead",
        ("foresight", "ahead", "gaps"),
        ("gap_manager",),
    ),
    Rule("§2 away", "Who is gone, an agency that ended, a worker who leaves", ("away", "recipients", "holding")),
)


def page() -> str:
    """The page as it should stand in docs/."""
    return HEAD + "".join(f"\n## {_title(rule)}\n\n{_body(rule)}" for rule in RULES)


def _title(rule: Rule) -> str:
    return f"Rule {rule.number}" if rule.number.isdigit() else rule.number


def _body(rule: Rule) -> str:
    lives = ", ".join(f"`policy/{name}.py`" for name in rule.lives)
    lines = [f"{rule.says}.\n", f"- Lives in {lives}", *_tests(rule)]
    words = [f"- `{code}`: {SENTENCES[code][0]} / {SENTENCES[code][1]}" for code in rule.codes]
    return "\n".join([*lines, *words]) + "\n"


def _tests(rule: Rule) -> Iterator[str]:
    if rule.number.isdigit():
        found = carriers(rule.number)
        yield f"- Tests: {len(found)}, among them `{found[0]}`"


def carriers(number: str) -> list[str]:
    """The tests whose docstring names a rule, in the order of the tree."""
    wanted = re.compile(rf"def (test_\w+)\([^\n]*\n(?:[^\n]*\n)??    \"\"\"[^\"]*\b[Rr]ules? (?:\d and )?{number}\b")
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [name for file in files for name in wanted.findall(file.read_text(encoding="utf-8"))]


if __name__ == "__main__":
    (ROOT / "docs" / "rules.md").write_text(page(), encoding="utf-8")
