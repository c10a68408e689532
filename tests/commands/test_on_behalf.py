"""An answer that the desk or a manager writes down is kept with who said it and who wrote it."""

from typing import Any

import pytest

from tests.commands.desk import Desk


@pytest.fixture
def referred(desk: Desk) -> tuple[str, str]:
    code = desk.planned()
    return code, desk.referred(code)


def answered(desk: Desk, code: str) -> list[dict[str, Any]]:
    events = desk.done("case", code, "--json").json["events"]
    return [event for event in events if event["type"] == "TUGAS_DIJAWAB"]


@pytest.mark.parametrize(
    "writer, speaker, via",
    [("PD-01", "DINSOS-1", "telepon"), ("MJ-01", "DINSOS-2", "surat"), ("SV-01", "DINSOS-1", "meja")],
)
def test_both_names_and_the_way_are_kept(
    desk: Desk, referred: tuple[str, str], writer: str, speaker: str, via: str
) -> None:
    code, task = referred
    said = desk.done("answer", task, "TERIMA", "--said-by", speaker, "--by", writer, "--via", via, "--json")
    assert "notes" not in said.json
    event = answered(desk, code)[-1]
    assert (event["by"], event["data"]["person"], event["data"]["state"]) == (writer, speaker, "DITERIMA")


def test_that_nobody_is_named_is_said_and_the_answer_stands_in_the_writers_name(
    desk: Desk, referred: tuple[str, str]
) -> None:
    code, task = referred
    said = desk.done("answer", task, "TERIMA", "--by", "MJ-01")
    assert "Tidak disebut siapa di DINSOS yang menjawab" in said.err
    event = answered(desk, code)[-1]
    assert event["by"] == "MJ-01"
    assert "person" not in event["data"]


def test_the_holders_own_answer_needs_no_other_name(desk: Desk, referred: tuple[str, str]) -> None:
    assert "notes" not in desk.done("answer", referred[1], "TERIMA", "--by", "DINSOS-1", "--json").json


@pytest.mark.parametrize("speaker", ["LPA-1", "PS-01"])
def test_who_does_not_speak_on_a_task_cannot_have_answered(desk: Desk, referred: tuple[str, str], speaker: str) -> None:
    before = answered(desk, referred[0])
    said = desk("answer", referred[1], "TERIMA", "--said-by", speaker, "--by", "PD-01", "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "not_theirs_to_say")
    assert answered(desk, referred[0]) == before


def test_nobody_of_another_agency_answers_in_its_own_name(desk: Desk, referred: tuple[str, str]) -> None:
    said = desk("answer", referred[1], "TERIMA", "--by", "LPA-1", "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "not_yours")
