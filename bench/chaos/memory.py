"""What Temporal would remember of each message across a crash: when to look again, and what came of it."""

import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "looks.jsonl"


@dataclass(frozen=True)
class Looked:
    """The last word on a message: look `again` at this second of the world's clock, or `done`, `told` to somebody."""

    row: int
    again: float = 0
    done: bool = False
    told: str = ""


class Memory:
    """Lines appended by one process at a time; a line cut off by a kill is left out."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._turn = threading.Lock()

    def read(self) -> dict[int, Looked]:
        """The last word on each message."""
        return {line["row"]: Looked(**line) for line in self._lines()}

    def write(self, looked: Looked) -> None:
        """Remember, at once and for ever."""
        with self._turn, self._path.open("a", encoding="utf-8") as out:
            out.write("\n" + json.dumps(vars(looked)))

    def shorten(self, looks: Iterable[Looked]) -> None:
        """Keep the last words only; whoever dies meanwhile has changed nothing."""
        draft = self._path.with_suffix(".tmp")
        draft.write_text("".join(f"{json.dumps(vars(looked))}\n" for looked in looks), encoding="utf-8")
        draft.replace(self._path)

    def _lines(self) -> Iterator[dict[str, Any]]:
        if not self._path.exists():
            return
        for text in self._path.read_text(encoding="utf-8").splitlines():
            try:
                yield json.loads(text)
            except json.JSONDecodeError:
                continue
