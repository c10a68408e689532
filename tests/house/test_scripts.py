"""Setting up and locking, as far as they are plain functions; `make setup` itself is run by every CI."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import ROOT

LOCKED = """\
source = { registry = "https://index.example/simple" }
sdist = { url = "https://files.example/a/b/x-1.tar.gz", hash = "sha256:00" }
wheels = [{ url = "http://files.example:8080/c/x-1.whl", hash = "sha256:01" }]
"""


def _script(name: str) -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "scripts" / f"{name}.py"))


def test_scrubbing_takes_every_address_and_leaves_every_hash() -> None:
    scrubbed = _script("lock")["scrub"](LOCKED)
    assert "example" not in scrubbed
    assert scrubbed.count(".invalid/") == 3
    assert [h in scrubbed for h in ("sha256:00", "sha256:01")] == [True, True]


def test_scrubbing_twice_changes_nothing_more() -> None:
    scrub = _script("lock")["scrub"]
    assert scrub(scrub(LOCKED)) == scrub(LOCKED)


def test_the_index_of_this_machine_comes_back_before_locking_again() -> None:
    lock = _script("lock")
    back = lock["restore"](lock["scrub"](LOCKED), "https://mirror.example/simple")
    assert 'registry = "https://mirror.example/simple"' in back


def test_uv_itself_is_installed_by_version_and_hash() -> None:
    line = _script("setup")["pinned"]((ROOT / "uv.lock").read_text(encoding="utf-8"), "uv")
    assert line.startswith("uv==")
    assert " --hash=sha256:" in line


@pytest.mark.parametrize(
    "given, told",
    [
        ({"PIP_INDEX_URL": "https://m.example"}, {"UV_DEFAULT_INDEX": "https://m.example"}),
        ({"PIP_INDEX_URL": "https://m.example", "UV_DEFAULT_INDEX": "https://u.example"}, {}),
        ({"PIP_CERT": "/ca.pem"}, {"SSL_CERT_FILE": "/ca.pem"}),
        ({"PIP_CERT": "/ca.pem", "SSL_CERT_FILE": "/other.pem"}, {}),
    ],
    ids=["pip's index", "uv's own index wins", "pip's certificates", "certificates already named"],
)
def test_uv_is_told_what_pip_knows(given: dict[str, str], told: dict[str, str]) -> None:
    silent_pip = [sys.executable, "-c", "raise SystemExit(1)"]
    assert _script("setup")["index_of_pip"](silent_pip, given) == told


@pytest.mark.parametrize("target", ["help", "setup", "run", "test", "check", "bench", "nightly", "lock"])
def test_make_alone_tells_what_can_be_asked_for(target: str) -> None:
    told = subprocess.run(["make"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert f"make {target} " in told


def test_fast_reaches_the_product() -> None:
    dry = ["make", "--dry-run", "--old-file=.venv/ready", "run", "FAST=1"]
    told = subprocess.run(dry, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert "rujukan up --fast" in told


def test_ci_can_be_run_by_hand() -> None:
    assert os.access(Path(ROOT / ".ci" / "run"), os.X_OK)
