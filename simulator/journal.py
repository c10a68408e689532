"""Everything that happened, one JSON object a line, appended, never rewritten; a torn line is left out."""

import json
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import Any

Line = Mapping[str, Any]


class Journal:
    """A file of lines, or nothing at all if `path` is None."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: TextIOWrapper | None = None

    def read(self) -> Iterator[dict[str, Any]]:
        """The lines so far, oldest first; one cut off by a crash is left out."""
        if self._path is None or not self._path.exists():
            return
        for text in self._path.read_text(encoding="utf-8").splitlines():
            try:
                yield json.loads(text)
            except json.JSONDecodeError:
                continue

    def append(self, line: Line) -> None:
        """Write one line at the end and hand it to the operating system."""
        if self._path is None:
            return
        if self._file is None:
            self._file = _opened(self._path)
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file; a later append opens it again."""
        if self._file is not None:
            self._file.close()
        self._file = None


def _opened(path: Path) -> TextIOWrapper:
    path.parent.mkdir(parents=True, exist_ok=True)
    torn = path.exists() and path.read_bytes()[-1:] not in {b"", b"\n"}
    file = path.open("a", encoding="utf-8")
    file.write("\n" if torn else "")
    return file
