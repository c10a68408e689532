"""uv.lock pins every package by version and hash and names no address: each machine has an index of its own.

`uv lock` writes the address of the index and of every file into the lock. They are replaced here by names
under `.invalid` (RFC 2606); the hashes stay, so the same bytes are installed whatever index hands them over.
See docs/adr/0002-lock-without-addresses.md. Run by `make lock`; arguments go on to `uv lock`
(`--upgrade`, `--upgrade-package NAME`).
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INDEX = "https://index.invalid/simple"
FILES = "https://files.invalid"
_REGISTRY = re.compile(r'registry = "([^"]+)"')
_FILE = re.compile(r'url = "https?://[^/"]+')
_PROBE = """\
[project]
name = "probe"
version = "0"
requires-python = ">=3.11"
dependencies = ["hatchling"]
"""


def scrub(lock: str) -> str:
    """The lock's text with every index and file host replaced by its placeholder."""
    return _FILE.sub(f'url = "{FILES}', _REGISTRY.sub(f'registry = "{INDEX}"', lock))


def restore(lock: str, index: str) -> str:
    """The lock's text naming this machine's index again, so that uv keeps the pinned versions."""
    return lock.replace(f'registry = "{INDEX}"', f'registry = "{index}"')


def _uv(folder: Path, *arguments: str) -> None:
    subprocess.run([Path(sys.executable).parent / "uv", *arguments], cwd=folder, check=True)


def _this_machines_index() -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pyproject.toml").write_text(_PROBE, encoding="utf-8")
        _uv(folder, "lock", "--quiet")
        found = _REGISTRY.search((folder / "uv.lock").read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit("uv named no package index in its lock: is one set up on this machine?")
    return found.group(1)


def main(arguments: list[str]) -> None:
    """Lock again, keeping pinned versions unless told to upgrade, and scrub the result."""
    lock = ROOT / "uv.lock"
    if lock.exists():
        lock.write_text(restore(lock.read_text(encoding="utf-8"), _this_machines_index()), encoding="utf-8")
    try:
        _uv(ROOT, "lock", *arguments)
    finally:
        lock.write_text(scrub(lock.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
