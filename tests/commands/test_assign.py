"""Everything of a worker who leaves goes to another; what a loaded pack no longer has hands on what it holds."""

from pathlib import Path
from typing import Any

from tests.commands.answering import Answering
from tests.commands.desk import Desk
from tests.patience import until
from tests.units.folders import TULUNGAGUNG, copied


def case(desk: Desk, code: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.done("case", code, "--json").json
    return found


def eventually(desk: Desk, code: str, task: str, holder: str) -> None:
    """Until this task has this holder: the row of a loaded pack is answered like any other."""
    until(lambda: any(row["code"] == task and row["holder"] == holder for row in case(desk, code)["handovers"]))


def seen(desk: Desk, code: str, kind: str) -> None:
    """Until a task of this kind is open."""
    until(lambda: any(row["kind"] == kind and row["open"] for row in case(desk, code)["handovers"]))


def steps(desk: Desk, code: str) -> list[tuple[str, str]]:
    """Kind and due time of what is open: the child's next steps."""
    return [(row["kind"], row["due"]) for row in case(desk, code)["handovers"] if row["open"]]


def test_all_cases_of_a_worker_go_to_another_and_every_next_step_stays(desk: Desk) -> None:
    """Issue 4: `rujukan assign --all-from`, with each child's next step kept."""
    codes = [desk.planned() for _ in range(3)]
    before = {code: steps(desk, code) for code in codes}
    said = desk.done("assign", "--all-from", "PS-01", "--to", "PS-03", "--by", "SV-01")
    assert "3/3" in said.err
    assert "3 dari 3" in said.out
    assert {code: steps(desk, code) for code in codes} == before
    for code in codes:
        found = case(desk, code)
        assert found["worker"] == "PS-03"
        assert {row["holder"] for row in found["handovers"] if row["open"]} == {"PS-03"}


def test_what_waits_goes_along_with_its_case(desk: Desk) -> None:
    code = desk.planned()
    first = desk.referred(code)
    second = desk.referred(code, "--after", first, to="LPA", service="KONSULTASI")
    desk.done("assign", "--all-from", "PS-01", "--to", "PS-03", "--by", "SV-01")
    held = {row["code"]: row["holder"] for row in case(desk, code)["handovers"] if row["open"]}
    assert (held[first], held[second]) == ("DINSOS-1", "PS-03")


def test_a_single_task_on_the_case_of_another_goes_along(desk: Desk) -> None:
    code = desk.planned()
    visit = desk.task(code, "KUNJUNGAN")
    desk.done("assign", visit, "--to", "PS-02", "--by", "SV-01")
    said = desk.done("assign", "--all-from", "PS-02", "--to", "PS-03", "--by", "SV-01", "--json").json
    assert [each["case"] for each in said["moved"]] == [code]
    assert (case(desk, code)["worker"], said["stayed"]) == ("PS-01", [])
    assert next(row["holder"] for row in case(desk, code)["handovers"] if row["code"] == visit) == "PS-03"


def test_what_could_not_be_moved_is_listed_with_its_reason(desk: Desk) -> None:
    code = desk.planned()
    desk.done("close", code, "--reason", "LAINNYA", "--note", "uji", "--by", "SV-01")
    approval = desk.task(code, "PERSETUJUAN")
    held = next(row["holder"] for row in case(desk, code)["handovers"] if row["code"] == approval)
    said = desk("assign", "--all-from", held, "--to", "SV-01", "--by", "SV-01", "--json")
    assert said.code == 1
    assert [(each["case"], each["code"]) for each in said.json["stayed"]] == [(code, "own_proposal")]
    told = desk("assign", "--all-from", held, "--to", "SV-01", "--by", "SV-01")
    assert f"{code}: Yang mengusulkan terminasi (SV-01)" in told.out


def test_a_worker_without_anything_is_said_so(desk: Desk) -> None:
    assert "0 dari 0" in desk.done("assign", "--all-from", "PS-04", "--to", "PS-03").out


def test_what_nobody_answers_yet_is_stored_and_said_so(quiet_desk: Desk) -> None:
    with Answering(quiet_desk.db):
        codes = {quiet_desk.planned(), quiet_desk.planned()}
    said = quiet_desk("assign", "--all-from", "PS-01", "--to", "PS-03", "--json")
    assert (said.code, {each["case"] for each in said.json["stored"]}) == (3, codes)
    told = quiet_desk("assign", "--all-from", "PS-01", "--to", "PS-03").out
    assert all(f"{code}: masih diantar" in told for code in codes)


BAD = {
    "nobody to take it": (("assign", "--all-from", "PS-01"), "--to"),
    "two wishes at once": (("assign", "K7M4", "--all-from", "PS-01", "--to", "PS-03"), "--all-from"),
    "a focal point as case worker": (("assign", "--all-from", "PS-01", "--to", "LPA-1"), "LPA-1"),
    "to oneself": (("assign", "--all-from", "PS-01", "--to", "PS-01"), "PS-01"),
    "to one of whom nothing is known": (("assign", "--all-from", "PS-01", "--to", "PS-98"), "PS-98"),
    "from nobody we know": (("assign", "--all-from", "PS-99", "--to", "PS-01"), "PS-99"),
}


def test_bad_handing_over_is_one_clear_sentence(quiet_desk: Desk) -> None:
    for words, named in BAD.values():
        said = quiet_desk(*words)
        assert (said.code, named in said.err) == (1, True), said


def rotated(folder: Path) -> Path:
    """The pack after DINSOS-1 has left and DINSOS-3 has come."""
    pack = copied(folder, TULUNGAGUNG)
    for name in ("people.yaml", "agencies.yaml"):
        text = (pack / name).read_text(encoding="utf-8")
        (pack / name).write_text(text.replace("DINSOS-1", "DINSOS-3"), encoding="utf-8")
    return pack


def test_a_loaded_pack_hands_on_what_a_rotated_focal_point_held(desk: Desk, tmp_path: Path) -> None:
    """Issue 4: rotation of a focal point in the middle of a task; told once."""
    code = desk.planned()
    task = desk.referred(code)
    pack = str(rotated(tmp_path / "paket"))
    assert desk.done("unit", "load", pack, "--json").json["moved"] == [code]
    eventually(desk, code, task, "DINSOS-3")
    assert desk.done("unit", "load", pack, "--json").json["moved"] == []
    told = [message for message in case(desk, code)["messages"] if message["to"] == "DINSOS-3"]
    assert [message["template"] for message in told] == ["task_referral"]


def test_a_loaded_pack_sends_the_referrals_of_an_ended_agency_to_its_successor(desk: Desk, tmp_path: Path) -> None:
    """§2: an agency has validity dates; its open referrals follow to its successor."""
    code = desk.planned()
    task = desk.referred(code)
    pack = copied(tmp_path / "paket", TULUNGAGUNG)
    path = pack / "agencies.yaml"
    text = path.read_text(encoding="utf-8")
    start = "    valid_from: 2017-01-01\n    calendar: kantor\n"
    assert text.count(start) >= 1
    ended = "    valid_from: 2017-01-01\n    valid_to: 2026-01-01\n    successor: LPA\n    calendar: kantor\n"
    path.write_text(text.replace(start, ended, 1), encoding="utf-8")
    assert desk.done("unit", "load", str(pack), "--json").json["moved"] == [code]
    eventually(desk, code, task, "LPA-1")
    found = next(row for row in case(desk, code)["handovers"] if row["code"] == task)
    assert (found["party"], found["state"]) == ("LPA", "TERKIRIM")


def test_a_loaded_pack_brings_a_referral_without_a_successor_back_to_the_worker(desk: Desk, tmp_path: Path) -> None:
    """Rule 3: back with the sender as a re-route task."""
    code = desk.planned()
    desk.referred(code)
    pack = copied(tmp_path / "paket", TULUNGAGUNG)
    path = pack / "agencies.yaml"
    text = path.read_text(encoding="utf-8")
    start = "    valid_from: 2017-01-01\n"
    path.write_text(text.replace(start, f"{start}    valid_to: 2026-01-01\n", 1), encoding="utf-8")
    assert desk.done("unit", "load", str(pack), "--json").json["moved"] == [code]
    seen(desk, code, "RUJUK_ULANG")
