"""Typing a command without starting a process, and what it said."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

import cli


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def all(self) -> str:
        """Everything that was said, on one line as it were: tables and terminals may break it."""
        return f"{self.err}\n{self.out}"


def typed(capsys: pytest.CaptureFixture[str], *words: str) -> Said:
    """What `rujukan` with these words says."""
    capsys.readouterr()
    code = cli.run(words)
    found = capsys.readouterr()
    return Said(code, found.out, found.err)
