"""The desk's list in a running product: a cry for help, a call written down on the page, BERHENTI and LANJUT."""

import json
import re
from typing import Any

import httpx

from tests.commands.conftest import Type
from tests.instance.product import Product
from tests.patience import PATIENCE, until

PAGE = "/meja/panggilan"


def listed(type_: Type, kind: str, person: str) -> list[dict[str, Any]]:
    items = type_("desk", "--json").json["items"]
    return [item for item in items if item["kind"] == kind and item["person"] == person]


def test_a_cry_for_help_is_called_back_and_the_answer_reaches_the_case_from_the_page(
    type_: Type, instance: Product, referred: tuple[str, str]
) -> None:
    code, task = referred
    number = instance.address("DINSOS-1")
    instance.reply(number, f"bantu {task}")  # at any hour: the message itself may wait for the opening
    until(lambda: any(item["task"] == task for item in listed(type_, "call", "DINSOS-1")))
    key = json.loads((instance.data / "instance.json").read_text(encoding="utf-8"))["desk_key"]
    assert f"{PAGE}?kunci={key}" in instance.text
    with httpx.Client(
        base_url=f"http://127.0.0.1:{instance.base + 2}", trust_env=False, follow_redirects=True, timeout=PATIENCE
    ) as here:
        assert here.get(PAGE).status_code == 403
        page = here.get(PAGE, params={"kunci": key})
        assert page.url.query == b""
        section = next(part for part in page.text.split("<section")[1:] if f"tugas {task}" in part)
        mark = re.search(r'name="tanda" value="([0-9a-f]+)"', section)
        action = re.search(r'action="([^"]+)"', section)
        assert mark is not None
        assert action is not None
        form = {"tanda": mark[1], "oleh": "PD-01", "dijawab": "DINSOS-1", "jawaban": "TERIMA"}
        assert "Tercatat" in here.post(action[1], data=form).text
    until(lambda: state(type_, code, task) == "DITERIMA")
    assert [item for item in listed(type_, "call", "DINSOS-1") if item["task"] == task] == []


def state(type_: Type, code: str, task: str) -> str:
    rows = type_("case", code, "--json").json["handovers"]
    return next(str(row["state"]) for row in rows if row["code"] == task)


def test_somebody_stops_their_messages_and_starts_them_again(type_: Type, instance: Product) -> None:
    number = instance.address("LPA-1")
    instance.reply(number, "berhenti")
    until(lambda: any("DIHENTIKAN" in text for text in instance.handset(number)))
    (item,) = listed(type_, "stopped", "LPA-1")
    assert "LPA-1 minta BERHENTI" in item["words"]
    instance.reply(number, "lanjut")
    until(lambda: any("DILANJUTKAN" in text for text in instance.handset(number)))
    type_("desk", "--done", str(item["id"]), "--by", "PD-01")
    assert listed(type_, "stopped", "LPA-1") == []
