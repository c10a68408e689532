"""One running instance for all tests of the command line, and a way to type without starting a process."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.commands.answering import ANSWERS
from tests.commands.desk import WAIT, desk, pack, quiet_desk, template
from tests.commands.said import Said, typed
from tests.instance.product import Product
from tests.patience import PATIENCE, until

__all__ = ["desk", "pack", "quiet_desk", "template"]

Type = Callable[..., Said]


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with Product(tmp_path_factory.mktemp("perintah") / "data") as running:
        yield running


@pytest.fixture
def type_(instance: Product, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Types a command to the running instance."""
    for name in ("RUJUKAN_DATA", "RUJUKAN_BY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(ANSWERS, str(PATIENCE))

    def typed_there(*words: str) -> Said:
        return typed(capsys, *words, "--data", str(instance.data))

    return typed_there


@pytest.fixture
def referred(type_: Type) -> tuple[str, str]:
    """A case with an open referral to DINSOS: case code and task code. On a busy machine a step may take longer."""
    code = type_("report", "--type", "KESOS", "--json").json["code"]
    seen = Seen(type_, code)
    assert type_("answer", seen.task("AMBIL_LAPORAN"), "TERIMA", "--by", "PS-01").code in DELIVERED
    seen.task("ASESMEN")
    assert type_("assess", code, "--risk", "sedang", "--by", "PS-01").code in DELIVERED
    seen.task("RENCANA")
    assert type_("plan", code, "--by", "PS-01").code in DELIVERED
    seen.task("KUNJUNGAN")
    consent = ("--consent", "ORANG_TUA", "--services-ok", "--sharing-ok", "--by", "PS-01", *WAIT)
    assert type_("refer", code, "--to", "DINSOS", "--service", "BANSOS", *consent).code in DELIVERED
    return code, seen.task("RUJUKAN")


DELIVERED = {0, 3}


@dataclass(frozen=True)
class Seen:
    """What the record shows of a case."""

    type_: Type
    code: str

    def task(self, kind: str) -> str:
        """The code of the open hand-over of a kind, once it is there."""
        until(lambda: bool(self._codes(kind)))
        return self._codes(kind)[0]

    def _codes(self, kind: str) -> list[str]:
        tasks = self.type_("case", self.code, "--json").json["handovers"]
        return [task["code"] for task in tasks if task["kind"] == kind and task["open"] and task["code"]]
