"""How a command speaks: JSON for scripts, Indonesian first for people; exit codes; no traceback."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

DONE, REFUSED, USAGE, STORED, PROBLEM = 0, 1, 2, 3, 4
"""Exit codes: done; refused or bad input; wrong usage; stored but not yet delivered; the system cannot."""


class BadInput(Exception):  # noqa: N818 - a sentence for a person, not a programming error
    """Input that cannot be taken: a code and a sentence in each language. Nothing was stored."""

    def __init__(self, code: str, indonesian: str, english: str) -> None:
        self.code, self.id, self.en = code, indonesian, english
        super().__init__(english)


@dataclass(frozen=True)
class Speaker:
    """Writes what a command has to say."""

    json: bool = False
    english: bool = False
    notes: list[str] = field(default_factory=list)

    def result(self, values: Mapping[str, Any], *lines: str) -> None:
        """The JSON object for a script, or the lines for a person."""
        if self.json:
            noted = {"notes": self.notes} if self.notes else {}
            self._write(json.dumps({**values, **noted}, ensure_ascii=False, default=str))
            return
        for line in lines:
            self._write(line)

    def note(self, indonesian: str, english: str) -> None:
        """Something done otherwise than asked; said beside the result, never instead of it."""
        sentence = self.pick(indonesian, english)
        self.notes.append(sentence)
        if not self.json:
            sys.stderr.write(f"{sentence}\n")

    def pick(self, indonesian: str, english: str) -> str:
        """The sentence in the language asked for."""
        return english if self.english else indonesian

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table for a person."""
        shown = Table(title=title, title_justify="left")
        for column in columns:
            shown.add_column(column, overflow="fold")
        for row in rows:
            shown.add_row(*row)
        Console(width=None if sys.stdout.isatty() else 120).print(shown)

    def problem(self, code: str, indonesian: str, english: str, **more: Any) -> None:  # noqa: ANN401 - JSON values
        """Something that cannot be: both languages, on standard error; JSON on standard output."""
        if self.json:
            refused = {"code": code, "id": indonesian, "en": english}
            self._write(json.dumps({"ok": False, "refused": refused, **more}, ensure_ascii=False))
            return
        sys.stderr.write(f"{indonesian}\n{english}\n")

    def _write(self, line: str) -> None:
        sys.stdout.write(f"{line}\n")
