"""`policy/` is pure: the standard library only, no clock, no random number (design.md, section 3)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, sources

IMPURE_MODULES = {"random", "secrets", "socket", "subprocess", "threading", "asyncio", "os", "io", "pathlib"}
IMPURE_CALLS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter", "uuid1", "uuid4", "urandom"}
CLOCKS = {"datetime", "date", "time", "uuid", "os", "dt"}


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def _clock_reads(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in IMPURE_CALLS:
            owner = ast.unparse(node.value).rpartition(".")[2]
            if owner in CLOCKS:
                yield ast.unparse(node)


def _breaches(source: str) -> list[str]:
    tree = ast.parse(source)
    allowed = (set(sys.stdlib_module_names) - IMPURE_MODULES) | {"policy"}
    return [*(name for name in _imports(tree) if name not in allowed), *_clock_reads(tree)]


@pytest.mark.parametrize("path", list(sources("policy")), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_rule_knows_the_standard_library_and_nothing_of_the_moment(path: Path) -> None:
    assert _breaches(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "import sqlmodel",
        "from temporalio import workflow",
        "import random",
        "from datetime import datetime\nnow = datetime.now()",
        "import datetime\nnow = datetime.datetime.utcnow()",
        "import time\nt = time.monotonic()",
        "import uuid\nu = uuid.uuid4()",
    ],
)
def test_a_planted_breach_of_purity_is_seen(planted: str) -> None:
    assert _breaches(planted)
