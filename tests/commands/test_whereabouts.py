"""Where the child is, as it is typed: names stay in the record, a placement ends with an arrival and its minutes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models.tables import CaseFile, CaseRow, EventRow, Fact, Outbox
from tests.commands.desk import CONSENT, WORKER, Desk

SECRET = ("Bu Sulastri", "Gang Melati 7", "Pak Joko Serah")


def high_risk(desk: Desk, *more: str) -> str:
    code: str = desk.done("report", "--type", "KESOS", *more, "--json").json["code"]
    return code


def placed(desk: Desk) -> str:
    code = desk.planned()
    desk.done("refer", code, "--to", "RUMAH-AMAN", "--service", "TEMPAT_AMAN", *CONSENT, *WORKER)
    return code


def test_a_report_of_high_risk_opens_the_question_and_a_confirmation_the_next(desk: Desk) -> None:
    code = high_risk(desk, "--place", "RUMAH")
    first = desk.task(code, "LOKASI_ANAK")
    desk.done(
        "whereabouts", code, "--place", "rumah_aman", "--with", SECRET[0], "--at", SECRET[1], "--seen-by", "PS-01"
    )
    assert desk.task(code, "LOKASI_ANAK") != first
    found = desk.done("whereabouts", code, "--json").json
    assert (found["place"], found["seen_by"]) == ("RUMAH_AMAN", "PS-01")
    assert "rumah aman" in desk.done("whereabouts", code).out


def test_the_three_safety_questions_are_kept_with_the_report_and_one_without_an_answer_counts_as_danger(
    desk: Desk,
) -> None:
    """§4, a report: three safety questions give the initial risk; not assessed counts as tinggi."""
    found = desk.done("report", "--type", "KESOS", "--safe", "ya", "--injured", "tidak", "--json").json
    assert found["risk"] == "tinggi"
    with desk.db.read() as session:
        file = session.get(CaseFile, found["code"])
    assert file is not None
    assert [file.facts[name] for name in ("safe", "injured", "near")] == ["ya", "tidak", "tidak-tahu"]


def test_names_and_addresses_are_in_the_record_and_in_no_plain_text(desk: Desk) -> None:
    code = placed(desk)
    desk.done("whereabouts", code, "--place", "RUMAH", "--with", SECRET[0], "--at", SECRET[1], "--seen-by", "PS-01")
    desk.done("arrived", code, "--place", "RUMAH_AMAN", "--handed-by", SECRET[2], "--received-by", SECRET[0], *WORKER)
    with desk.db.read() as session:
        kept = [fact.data for fact in session.exec(select(Fact).where(Fact.kind.in_(["WhereIs", "Arrived"])))]  # type: ignore[attr-defined]
        plain = [str(row) for table in (EventRow, CaseRow, Outbox) for row in session.exec(select(table))]
    assert kept == [{"with": SECRET[0], "at": SECRET[1]}, {"handed_by": SECRET[2], "received_by": SECRET[0]}]
    shown = [desk("case", code, "--json").out, desk("whereabouts", code).out, desk("case", code).out, *plain]
    assert [secret for secret in SECRET for text in shown if secret in text] == []


def test_a_service_that_takes_the_child_in_is_a_placement_and_ends_by_arrival_only(desk: Desk) -> None:
    code = placed(desk)
    task = desk.task(code, "RUJUKAN")
    assert desk("answer", task, "SELESAI", "--outcome", "A", "--json").json["refused"]["code"] == "arrival_first"
    assert (
        desk("close", code, "--reason", "TUJUAN_TERCAPAI", *WORKER, "--json").json["refused"]["code"] == "not_arrived"
    )
    assert desk("minutes", code, "--json").json["refused"]["code"] == "no_arrival"
    said = desk.done(
        "arrived", code, "--place", "RUMAH_AMAN", "--handed-by", "PS-01", "--received-by", SECRET[0], *WORKER, "--json"
    ).json
    assert said["task"] == task
    rows = desk.done("case", code, "--json").json["handovers"]
    assert next(row["state"] for row in rows if row["code"] == task) == "SELESAI"
    assert not [row for row in rows if row["kind"] == "LOKASI_ANAK" and row["open"]]


def test_the_minutes_of_an_arrival_are_a_page_with_the_names_to_be_signed(desk: Desk, tmp_path: Path) -> None:
    code = placed(desk)
    desk.done(
        "arrived",
        code,
        "--place",
        "RUMAH_AMAN",
        "--handed-by",
        "ps-01",
        "--received-by",
        "<Bu Sulastri>",
        "--condition",
        "sehat",
        *WORKER,
    )
    text = desk.done("minutes", code).out
    for words in (
        "BERITA ACARA SERAH TERIMA ANAK",
        "<Bu Sulastri>",
        "sehat",
        code,
        "PS-01",
        "WIB",
        "rumah aman",
        "Rahasia",
    ):
        assert words in text
    page = tmp_path / "berita acara.html"
    desk.done("minutes", code, "--html", "--out", str(page))
    assert "&lt;Bu Sulastri&gt;" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words, code",
    [
        (("--handed-by", "PS-01"), "nobody_named"),
        (("--handed-by", "PS-01", "--received-by", "Bu Ani"), "no_placement"),
        (("--handed-by", "PS-01", "--received-by", "Bu Ani", "--task", "K7M4"), "unknown_task"),
    ],
)
def test_an_arrival_without_placement_or_names_is_refused(desk: Desk, words: tuple[str, ...], code: str) -> None:
    case = desk.planned() if code != "nobody_named" else placed(desk)
    assert desk("arrived", case, "--place", "LKSA", *words, "--json").json["refused"]["code"] == code


def test_of_several_placements_the_one_that_ended_is_named(desk: Desk) -> None:
    code = placed(desk)
    other = desk.referred(code, to="LKSA-MELATI", service="ASUH_ALTERNATIF")
    words = ("arrived", code, "--place", "RUMAH_AMAN", "--handed-by", "PS-01", "--received-by", "Bu Ani")
    assert desk(*words, "--json").json["refused"]["code"] == "several_placements"
    assert desk.done(*words, "--task", other, "--json").json["task"] == other
    assert desk.done("whereabouts", code, "--json").json["place"] == "RUMAH_AMAN"


def test_nothing_happens_before_the_birth_or_in_the_future(desk: Desk) -> None:
    code = high_risk(desk, "--born", "2020-05-01")
    seen = ("whereabouts", code, "--place", "RUMAH", "--seen-by", "PS-01", "--json", "--since")
    assert desk(*seen, "2019-05-01").json["refused"]["code"] == "before_birth"
    assert desk(*seen, "2090-01-01").json["refused"]["code"] == "future"
    assert desk("visit", code, "--happened", "2019-05-01", "--json").json["refused"]["code"] == "before_birth"
    assert desk("visit", code, "--happened", "2090-01-01", "--json").json["refused"]["code"] == "future"
    early = ("report", "--type", "KESOS", "--born", "2020-05-01", "--event", "2020-04-01", "--json")
    assert desk(*early).json["refused"]["code"] == "before_birth"


def test_a_child_who_turns_eighteen_is_a_line_for_whoever_looks_and_changes_nothing(desk: Desk) -> None:
    grown = (datetime.now(UTC) - timedelta(days=18 * 366)).date().isoformat()
    code = high_risk(desk, "--born", grown)
    assert "GENAP_18" in desk.done("case", code).err
    assert desk.stage(code) == "LAPORAN"
    desk.done("close", code, "--reason", "GENAP_18", *WORKER)
    young = high_risk(desk, "--born", "2020-05-01")
    assert "GENAP_18" not in desk.done("case", young).err
    assert desk("close", young, "--reason", "GENAP_18", *WORKER, "--json").json["refused"]["code"] == "not_eighteen"


def test_what_would_be_lost_without_a_kind_of_place_or_a_folder_is_refused(desk: Desk, tmp_path: Path) -> None:
    code = placed(desk)
    assert desk("whereabouts", code, "--seen-by", "PS-01", "--json").json["refused"]["code"] == "place_missing"
    desk.done("arrived", code, "--place", "LKSA", "--handed-by", "PS-01", "--received-by", "Bu Ani", *WORKER)
    nowhere = ("--out", str(tmp_path / "tidak-ada" / "ba.txt"))
    assert desk("minutes", code, *nowhere, "--json").json["refused"]["code"] == "not_written"


def test_only_a_supervisor_lengthens_what_a_lowered_risk_leaves_open(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code)
    words = ("assess", code, "--risk", "rendah", "--lengthen", "--json")
    assert desk(*words, *WORKER).json["refused"]["code"] == "lengthen_overseer"
    before = _due(desk, code, task)
    desk.done(*words, "--by", "SV-01")
    assert _due(desk, code, task) > before


def _due(desk: Desk, code: str, task: str) -> str:
    rows = desk.done("case", code, "--json").json["handovers"]
    due: str = next(row["due"] for row in rows if row["code"] == task)
    return due
