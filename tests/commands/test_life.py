"""A case from report to termination and back, typed at the command line; the record has every word of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlmodel import select

from models.tables import CaseFile, Fact, Report
from policy.people import Absence
from policy.unit import Unit
from tests.commands.desk import CONSENT, WAIT, WORKER, Desk

SAFE = ("--safe", "ya", "--injured", "tidak", "--near", "tidak")


def test_a_whole_life_is_typed_at_the_desk(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code)
    assert desk.stage(code) == "RUJUKAN"
    desk.done("answer", task, "SELESAI", "--outcome", "A", "--said-by", "DINSOS-1")
    assert desk.stage(code) == "PEMANTAUAN"
    desk.done("visit", code, *WORKER)
    desk.done("close", code, "--reason", "TUJUAN_TERCAPAI", *WORKER)
    assert desk("approve", code, *WORKER).code == 1
    desk.done("approve", code, "--by", "SV-01")
    assert desk.stage(code) == "TERMINASI"
    row = next(r for r in desk("table", str(datetime.now(UTC).year), "--json").json["rows"] if r["type"] == "KESOS")
    assert (row["in_process"], row["terminated"], row["total"]) == (0, 1, 1)
    desk.done("reopen", code)
    assert desk.stage(code) == "DIBUKA_KEMBALI"


def test_a_refusal_comes_back_and_is_referred_again(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code)
    desk.done("answer", task, "TOLAK", "--reason", "2", "--said-by", "DINSOS-1", "--via", "telepon")
    again = desk.task(code, "RUJUK_ULANG")
    desk.referred(code, "--instead-of", again, to="LPA", service="KONSULTASI")
    open_ = [row["kind"] for row in desk("case", code, "--json").json["handovers"] if row["open"]]
    assert "RUJUK_ULANG" not in open_


def test_an_acceptance_is_undone(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code)
    desk.done("answer", task, "TERIMA", "--said-by", "DINSOS-1")
    desk.done("undo", task.lower())
    row = next(r for r in desk("case", code, "--json").json["handovers"] if r["code"] == task)
    assert row["state"] == "TERKIRIM"


def test_a_referral_entered_in_error_stays_in_the_story(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code)
    desk.done("correct", code, "--task", task, "--note", "instansi keliru")
    found = desk("case", code, "--json").json
    assert next(row["state"] for row in found["handovers"] if row["code"] == task) == "SALAH_INPUT"
    desk.done("correct", code, "--event", found["events"][0]["id"])


def test_a_referral_says_its_task_code_its_holder_and_its_due_time(desk: Desk) -> None:
    code = desk.planned()
    words = ("refer", code, "--to", "DINSOS", "--service", "BANSOS", *CONSENT, *WORKER, *WAIT, "--json")
    found = desk.done(*words).json
    assert {"task", "holder", "due", "case", "seq", "delivered"} <= set(found)
    assert (len(found["task"]), found["holder"]) == (4, "DINSOS-1")
    assert datetime.fromisoformat(found["due"]) > datetime.now(UTC)


def test_the_letter_of_a_referral_is_kept_in_the_record_only(desk: Desk) -> None:
    code = desk.planned()
    letter = ("--letter-number", "460/12", "--letter-date", "20/11/2026", "--signer", "Kepala Unit")
    desk.referred(code, *letter, "--delivered-to", "Bu Sari")
    with desk.db.read() as session:
        facts = [fact.data for fact in session.exec(select(Fact).where(Fact.kind == "Refer"))]
    assert facts == [
        {
            "letter_number": "460/12",
            "letter_date": "2026-11-20",
            "signer": "Kepala Unit",
            "received_by": "Bu Sari",
        }
    ]
    assert "Bu Sari" not in desk("case", code, "--json").out


def test_each_child_of_a_report_is_a_case_under_one_number(desk: Desk) -> None:
    found = desk.done("report", "--type", "KESOS", "--child", "Anak A", "--child", "Anak B", *SAFE, "--json").json
    assert found["code"] == found["codes"][0]
    assert found["risk"] == "rendah"
    with desk.db.read() as session:
        files = list(session.exec(select(CaseFile)))
        reports = list(session.exec(select(Report)))
    assert sorted(file.code for file in files) == sorted(found["codes"])
    assert [file.facts["child"] for file in files] == ["Anak A", "Anak B"]
    assert [report.no for report in reports] == [found["report_no"]]
    assert found["receipt"] not in found["codes"]


def test_what_nobody_knows_of_a_childs_safety_counts_as_high_risk(desk: Desk) -> None:
    assert desk.done("report", "--type", "KESOS", "--json").json["risk"] == "tinggi"


def test_a_person_reads_who_holds_the_case_since_when_until_when_and_what_next(desk: Desk) -> None:
    said = desk.done("report", "--type", "KESOS")
    for words in ("Ambil laporan", "sejak", "tenggat", "Berikutnya", "WIB", "tanda terima"):
        assert words in said.out


def test_who_acts_is_said_where_nobody_was_named(desk: Desk) -> None:
    assert "PD-01" in desk.done("report", "--type", "KESOS").err
    assert "PD-01" in desk.done("report", "--type", "KESOS", "--en", "--json").json["notes"][0]
    assert desk.done("report", "--type", "KESOS", "--by", "PD-02").err == ""


def test_a_person_who_is_away_is_replaced_by_the_deputy_and_that_is_said(desk: Desk, pack: Unit) -> None:
    code = desk.planned()
    today = pack.local(datetime.now(UTC)).date()
    away = Absence(today, today + timedelta(days=3))
    holder = replace(pack.people["PS-02"], absences=(away,))
    assert holder.deputies
    desk.load(replace(pack, version="dengan cuti", people={**pack.people, "PS-02": holder}))
    said = desk.done("assign", code, "--to", "PS-02", "--json")
    assert any(holder.deputies[0] in note for note in said.json["notes"])
    assert desk.done("case", code, "--json").json["worker"] == holder.deputies[0]


def test_what_is_stuck_is_listed_with_its_lateness(desk: Desk) -> None:
    desk.planned()
    assert desk.done("stuck", "--json").json == {"rows": [], "undelivered": []}
    assert "Macet" in desk.done("stuck").out


def test_the_list_of_cases_is_by_their_next_instant(desk: Desk) -> None:
    codes = {desk.reported(), desk.reported()}
    assert {row["code"] for row in desk.done("cases", "--json").json["rows"]} == codes
    assert all(code in desk.done("cases").out for code in codes)


def test_a_story_is_readable_without_marks_of_a_page(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code)
    said = desk.done("case", code).out
    assert all(word in said for word in (code, task, "DINSOS-1", "Rujukan berjalan", "Kisah"))
    assert not any(mark in said for mark in ("##", "**", "> "))
