"""The two packs of the product, and a copy of one to break."""

import shutil
from pathlib import Path

PACKS = Path(__file__).parents[2] / "data" / "units"
TULUNGAGUNG = PACKS / "tulungagung"
CONTOH = PACKS / "contoh"


def copied(target: Path, source: Path = CONTOH) -> Path:
    """A copy of a pack in a folder of its own."""
    return shutil.copytree(source, target / source.name)


def edited(pack: Path, file: str, old: str, new: str) -> int:
    """Replace the first `old` in a file by `new`; the line of the replacement."""
    path = pack / file
    text = path.read_text(encoding="utf-8")
    before, found, after = text.partition(old)
    assert found, f"{old!r} is not in {file}"
    path.write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1
