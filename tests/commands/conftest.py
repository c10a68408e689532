"""One running instance for all tests of the command line, and a way to type without starting a process."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

import cli
from tests.instance.product import Product


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


Type = Callable[..., Said]


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    running = Product(tmp_path_factory.mktemp("perintah") / "data").start()
    yield running
    running.stop()


@pytest.fixture
def type_(instance: Product, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Types a command to the running instance."""
    for name in ("RUJUKAN_DATA", "RUJUKAN_BY"):
        monkeypatch.delenv(name, raising=False)

    def typed(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["rujukan", *words, "--data", str(instance.data)])
        capsys.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        found = capsys.readouterr()
        return Said(code, found.out, found.err)

    return typed


@pytest.fixture
def referred(type_: Type) -> tuple[str, str]:
    """A case with an open referral to DINSOS: case code and task code."""
    code = type_("report", "--type", "KESOS", "--json").json["code"]
    task = type_("case", code, "--json").json["handovers"][0]["code"]
    for words in (
        ("answer", task, "TERIMA", "--by", "PS-01"),
        ("assess", code, "--risk", "sedang", "--by", "PS-01"),
        ("plan", code, "--by", "PS-01"),
    ):
        assert type_(*words).code == 0
    consent = ("--consent", "ORANG_TUA", "--services-ok", "--sharing-ok", "--by", "PS-01")
    found = type_("refer", code, "--to", "DINSOS", "--service", "BANSOS", *consent, "--json").json
    return code, found["task"]
