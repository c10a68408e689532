"""Whose handset it is: names for the page only, read from a JSON file that the product writes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.book import bare


@dataclass(frozen=True)
class Entry:
    """One address and the person behind it."""

    address: str
    label: str = ""
    role: str = ""
    agency: str = ""


class Directory:
    """The entries by address, in the file's order; read again when the file has changed."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._stamp = 0
        self._entries: dict[str, Entry] = {}

    def entries(self) -> Mapping[str, Entry]:
        """Every known address; none if there is no file yet."""
        if self._path is not None and self._path.exists():
            self._refresh(self._path)
        return self._entries

    def of(self, address: str) -> Entry:
        """Who holds the address; a nameless entry for a stranger."""
        return self.entries().get(bare(address), Entry(bare(address)))

    def _refresh(self, path: Path) -> None:
        stamp = path.stat().st_mtime_ns
        if stamp != self._stamp:
            rows = json.loads(path.read_text(encoding="utf-8"))
            entries = (Entry(**(row | {"address": bare(row["address"])})) for row in rows)
            self._entries = {entry.address: entry for entry in entries}
            self._stamp = stamp
