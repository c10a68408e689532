"""The product's own files, for the tests that look at the house as a whole."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = (
    "activities",
    "commands",
    "models",
    "notifications",
    "policy",
    "simulator",
    "units",
    "web",
    "workflows",
)


def sources(*folders: str) -> Iterator[Path]:
    """Every Python file of the named folders, or of the whole house."""
    for folder in folders or (*ROOMS, "bench", "scripts", "tests"):
        yield from sorted((ROOT / folder).rglob("*.py"))
    if not folders:
        yield from sorted(ROOT.glob("*.py"))


def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
