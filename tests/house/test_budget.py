"""The budget of style: no function over 40 lines, no file over 250, and each file says its rule."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOMS, ROOT, sources

FUNCTION_LINES = 40
FILE_LINES = 250


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            length = node.end_lineno - node.body[0].lineno + 2  # a command's options are declared, not done
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", length


def _written() -> list[Path]:
    """What people write: Alembic writes migrations, and never twice."""
    return [path for path in sources() if "migrations/versions" not in path.as_posix()]


def test_no_function_is_longer_than_forty_lines() -> None:
    lengths = [found for path in _written() for found in _functions(path)]
    assert [f"{name}: {lines} lines" for name, lines in lengths if lines > FUNCTION_LINES] == []


def test_no_file_is_longer_than_two_hundred_and_fifty_lines() -> None:
    lengths = {p.relative_to(ROOT): len(p.read_text(encoding="utf-8").splitlines()) for p in _written()}
    assert [f"{name}: {lines} lines" for name, lines in lengths.items() if lines > FILE_LINES] == []


def test_every_file_opens_with_its_rule() -> None:
    silent = [p for p in sources() if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


@pytest.mark.parametrize("words", ["make run", "make test", "Apache-2.0", *(f"{room}/" for room in ROOMS)])
def test_the_readme_tells_a_newcomer_of(words: str) -> None:
    assert words in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_tree_that_is_measured_is_the_tree_that_is_shipped() -> None:
    assert {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()} >= set(ROOMS)
