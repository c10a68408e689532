"""The newcomer's tour of docs/tour.md, walked against the embedded server with short hours."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.instance.product import ROOT, Product
from tests.instance.tour import Tour
from tests.instance.tour_answering import Answering
from tests.instance.tour_here import here
from tests.instance.tour_reaching import Reaching
from tests.patience import until
from tests.processes import working_in

REACHED = ("DINSOS-1 answers by WhatsApp", "Proof of notice", "LPA-1 refuses: no capacity", "Both channels were tried")


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with Product(tmp_path_factory.mktemp("tur") / "data", hour=1.0) as running:
        yield running


def test_the_tour_goes_from_report_to_termination(product: Product) -> None:
    steps = list(Tour(here(product)).walk())
    assert len(steps) >= 15
    assert "TERMINASI" in steps[-2].seen
    assert "no breach" in steps[-1].seen


def test_the_tour_reaches_people_who_answer_refuse_and_are_not_there(product: Product) -> None:
    steps = {step.title: step.seen for step in Reaching(here(product)).walk()}
    assert "Enam keterangan" in steps["Proof of notice"]
    assert "MENOLAK" in steps["LPA-1 refuses: no capacity"]
    assert "21211" in steps["Both channels were tried"]
    assert "WHATSAPP" in steps["Both channels were tried"]
    assert "no breach" in steps["The laws hold here too"]


def test_the_tour_is_answered_behind_a_link_and_by_telephone(product: Product) -> None:
    steps = {step.title: step.seen for step in Answering(here(product)).walk()}
    assert "DIBUKA" in steps["DUKCAPIL-1 presses Terima behind the link"]
    assert "TERIMA" in steps["DINSOS-1 accepts on the telephone"]


def test_doctor_finds_everything_well(product: Product) -> None:
    found = product.json("doctor")
    assert found["ok"], found["checks"]


def test_the_written_tour_has_every_step(product: Product) -> None:
    assert product.data.exists()
    written = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    for title in ("A report is taken", "Silence: manajer", "The focal point answers", "The laws hold", *REACHED):
        assert title in written


def test_ctrl_c_ends_everything_and_leaves_no_orphan(tmp_path: Path) -> None:
    with Product(tmp_path / "data") as running:
        assert len(working_in(running.data)) >= 6
        assert running.stop() == 0
        assert working_in(running.data) == []


def test_the_next_start_goes_on_with_every_open_case(tmp_path: Path) -> None:
    with Product(tmp_path / "data") as running:
        code = running.json("report", "--type", "KESOS")["code"]
        until(lambda: running.json("case", code)["stage"] == "LAPORAN")
        running.stop()
        running.patience = 0
        stored = running.json("report", "--type", "KESOS")
        assert (stored["delivered"], len(stored["code"])) == (False, 7)
        running.start()
        assert running.json("case", code)["stage"] == "LAPORAN"
        until(lambda: running.json("case", stored["code"])["stage"] == "LAPORAN")
        assert running.json("verify")["breaches"] == []


def test_a_killed_up_leaves_no_orphan(tmp_path: Path) -> None:
    with Product(tmp_path / "data") as running:
        assert running.stop(signal.SIGKILL) == -signal.SIGKILL
        until(lambda: working_in(running.data) == [])
