"""Every sentence of issue 5 and of messages.md with its proof: a test that is renamed or lost is missed here."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.house.sentences_answering import ANSWERING
from tests.house.sentences_facts import FACTS
from tests.house.sentences_sending import SENDING
from tests.house.tree import ROOT

SENTENCES = {**SENDING, **ANSWERING, **FACTS}
NAMED = re.compile(r"(?P<place>[\w/.]+)::(?P<name>\w+)(\[(?P<row>.+)\])?")
LEAST = {"1": 15, "2": 10, "3": 14, "4": 10, "5": 5, "6": 7, "7": 20, "trap": 10, "ours": 9}
"""Sentences of each section: none falls out of the list unseen."""
CHANNEL_PLACES = ("policy/words.py", "notifications/<channel>.py", "web/<channel>.py", "simulator/", "prices.yaml")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_has_its_proof(sentence: str) -> None:
    assert SENTENCES[sentence]
    assert [each for each in SENTENCES[sentence] if not there(each)] == []


def test_no_sentence_is_left_out() -> None:
    counted = Counter(sentence.partition(" ")[0] for sentence in SENTENCES)
    assert {section: counted[section] for section in LEAST if counted[section] < LEAST[section]} == {}


@pytest.mark.parametrize(
    "name",
    [
        "web/phone::nothing_of_the_kind",
        "web/nowhere::at_all",
        "units/findings::a_planted_error_is_found_on_its_line[x y]",
    ],
)
def test_what_is_not_there_is_missed(name: str) -> None:
    assert not there(name)


def test_contributing_leads_to_every_place_of_a_channel() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("### a channel")[2].partition("###")[0]
    assert [place for place in CHANNEL_PLACES if place not in told] == []


@pytest.mark.parametrize(
    "measure",
    [
        "event to provider",
        "darurat",
        "receipt to visible",
        "answer to",
        "first reminder",
        "hard error",
        "1,000 waiting",
    ],
)
def test_every_latency_has_its_row(measure: str) -> None:
    for told in ("bench/__main__.py", "docs/reliability.md"):
        assert measure in (ROOT / told).read_text(encoding="utf-8"), told


def there(proof: str) -> bool:
    """Whether the test (or the function of a bench) is there, and its row by name if one is named."""
    found = NAMED.fullmatch(proof)
    assert found, proof
    bench = found["place"].startswith("bench/")
    path = ROOT / (found["place"] if bench else _test_file(found["place"]))
    name = found["name"] if bench else f"test_{found['name']}"
    return name in _functions(path) and (not found["row"] or f'"{found["row"]}"' in path.read_text(encoding="utf-8"))


def _test_file(place: str) -> str:
    folder, _, name = place.rpartition("/")
    return f"tests/{folder}/test_{name}.py"


@cache
def _functions(path: Path) -> frozenset[str]:
    """What a file defines; nothing if it is gone."""
    if not path.exists():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
