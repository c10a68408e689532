"""§4 and rule 4 at the desk: duplicates put before a person, second reports, reporters, their receipt."""

from typing import Any

import pytest
from sqlmodel import select

from models.tables import CaseFile, Fact, Inbox, Outbox, Report
from tests.commands.desk import WORKER, Desk

SAFE = ("--safe", "ya", "--injured", "tidak", "--near", "tidak")
SITI = ("report", "--type", "KESOS", "--child", "Siti Khoiriyah", "--born", "2016-05-04")
ALIKE = ("report", "--type", "KESOS", "--child", "Siti Choiriyah", "--born", "2016-05-04")


def told(desk: Desk, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.done(*words, "--json").json
    return found


def case(desk: Desk, code: str) -> dict[str, Any]:
    return told(desk, "case", code)


def open_kinds(desk: Desk, code: str) -> set[str]:
    return {task["kind"] for task in case(desk, code)["handovers"] if task["open"]}


def ended(desk: Desk, code: str) -> str:
    desk.done("close", code, "--reason", "LAINNYA", "--note", "uji", *WORKER)
    desk.done("approve", code, "--by", "MJ-01")
    assert desk.stage(code) == "TERMINASI"
    return code


def test_a_child_not_known_to_be_safe_gets_its_case_at_once_and_a_person_is_asked(desk: Desk) -> None:
    older = told(desk, *SITI)["code"]
    found = told(desk, *ALIKE)
    assert [(each["code"], each["stage"], each["name"], each["birth"]) for each in found["possible"]] == [
        (older, "LAPORAN", "nama terdengar sama", "tanggal lahir sama")
    ]
    assert open_kinds(desk, found["code"]) == {"AMBIL_LAPORAN", "LOKASI_ANAK", "PERIKSA_GANDA"}
    assert case(desk, found["code"])["alike"] == [older]
    assert f"rujukan same {found['code']}" in desk.done("case", found["code"]).out


def test_what_is_shown_of_a_possible_case_is_no_more_than_needed(desk: Desk) -> None:
    older = told(desk, *SITI)["code"]
    said = desk.done(*ALIKE)
    assert f"{older} (LAPORAN, nama terdengar sama, tanggal lahir sama)" in said.out
    assert "Khoiriyah" not in said.all
    assert "2016" not in said.all


def test_a_child_known_to_be_safe_is_asked_about_first_and_nothing_is_stored(desk: Desk) -> None:
    older = told(desk, *SITI)["code"]
    said = desk(*ALIKE, *SAFE)
    assert (said.code, older in said.err, "--same-as" in said.err, "--new" in said.err) == (1, True, True, True)
    assert desk(*ALIKE, *SAFE, "--json").json["possible"][0]["code"] == older
    with desk.db.read() as session:
        assert len(session.exec(select(Inbox)).all()) == 1


def test_a_new_child_is_recorded_as_decided_and_by_whom(desk: Desk) -> None:
    older = told(desk, *SITI)["code"]
    found = told(desk, *ALIKE, *SAFE, "--new", "--by", "PD-02")
    first = case(desk, found["code"])["events"][0]
    assert (first["by"], first["data"]["alike"], first["data"]["new"]) == ("PD-02", [older], True)
    assert open_kinds(desk, found["code"]) == {"AMBIL_LAPORAN"}
    assert found["possible"] == []


def test_a_second_report_is_added_to_the_open_case_and_kept(desk: Desk) -> None:
    older = told(desk, *SITI, *SAFE)["code"]
    words = ("report", "--same-as", older, "--child", "Siti", "--text", "guru melapor lagi", "--id", "surat-9")
    added = told(desk, *words)
    assert told(desk, *words)["report_no"] == added["report_no"]
    with desk.db.read() as session:
        assert len(session.exec(select(CaseFile)).all()) == 1
        (fact,) = session.exec(select(Fact).where(Fact.kind == "AddReport")).all()
        kept = session.get(Report, added["report_no"])
    assert (fact.case_code, fact.data["text"]) == (older, "guru melapor lagi")
    assert kept is not None
    assert kept.facts["added_to"] == older
    found = case(desk, older)
    assert (found["risk"], [e["type"] for e in found["events"]].count("LAPORAN_TAMBAHAN")) == ("tinggi", 1)
    assert "guru" not in str(found)


def test_a_report_on_an_ended_case_asks_to_reopen_and_then_does(desk: Desk) -> None:
    older = ended(desk, told(desk, *SITI)["code"])
    said = desk("report", "--same-as", older)
    assert (said.code, "--reopen" in said.err) == (1, True)
    desk.done("report", "--reopen", older)
    assert desk.stage(older) == "DIBUKA_KEMBALI"
    with desk.db.read() as session:
        assert len(session.exec(select(Report)).all()) == 2


def test_two_cases_of_one_child_become_one_and_the_newer_is_no_case_in_the_figures(desk: Desk) -> None:
    older, newer = told(desk, *SITI)["code"], told(desk, *ALIKE)["code"]
    desk.done("same", newer, "--as", older, *WORKER)
    ended_one, kept = case(desk, newer), case(desk, older)
    assert (ended_one["stage"], ended_one["handovers"][-1]["open"]) == ("TERMINASI", False)
    assert [(each["code"], each["how"]) for each in kept["linked"]] == [(newer, "digabung ke sini")]
    assert [each["code"] for each in ended_one["linked"]] == [older]
    assert {each["law"] for each in desk("verify", "--json").json["breaches"]} <= {2}  # nobody runs Temporal here
    year = kept["events"][0]["at"][:4]
    assert [(row["type"], row["total"]) for row in told(desk, "table", year)["rows"]] == [("KESOS", 1)]
    assert "digabung ke sini" in desk.done("case", older).out
    assert "went into this one" in desk.done("case", older, "--en").out


def test_a_duplicate_of_an_ended_case_needs_the_decision_to_reopen_it(desk: Desk) -> None:
    older = ended(desk, told(desk, *SITI)["code"])
    newer = told(desk, *ALIKE)["code"]
    said = desk("same", newer, "--as", older, *WORKER)
    assert (said.code, "--reopen" in said.err, desk.stage(newer)) == (1, True, "LAPORAN")
    desk.done("same", newer, "--as", older, "--reopen", *WORKER)
    assert (desk.stage(older), desk.stage(newer)) == ("DIBUKA_KEMBALI", "TERMINASI")


def test_another_child_ends_the_question(desk: Desk) -> None:
    told(desk, *SITI)
    newer = told(desk, *ALIKE)["code"]
    desk.done("same", newer, "--different", *WORKER)
    assert (open_kinds(desk, newer), case(desk, newer)["alike"]) == ({"AMBIL_LAPORAN", "LOKASI_ANAK"}, [])


def test_siblings_of_one_report_are_linked_and_no_duplicates(desk: Desk) -> None:
    words = ("report", "--type", "KESOS", "--child", "Budi", "--child", "Budi", "--born", "2016-05-04", "--born", "-")
    found = told(desk, *words)
    one, other = found["codes"]
    assert found["possible"] == []
    assert [(each["code"], each["how"]) for each in case(desk, one)["linked"]] == [(other, "satu laporan")]


def test_the_same_submission_is_not_its_own_duplicate(desk: Desk) -> None:
    first = told(desk, *SITI, *SAFE, "--id", "surat-1")
    again = told(desk, *SITI, *SAFE, "--id", "surat-1")
    assert (again["code"], again["possible"]) == (first["code"], [])


BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "a second type nobody knows": (("--same-as", "{older}", "--type", "KESOSS"), "KESOS"),
    "two decisions": (("--new", "--same-as", "{older}"), "--reopen"),
    "two children into one case": (("--same-as", "{older}", "--child", "A", "--child", "B"), "2 anak"),
    "a case nobody knows": (("--same-as", "KX7M4QA"), "KX7M4QA"),
    "one birth date for two children": (("--child", "A", "--child", "B", "--born", "2016-05-04"), "--born"),
    "a happening before birth": (("--born", "2020-05-04", "--event", "2019-01-01 10:00"), "sebelum anak lahir"),
    "leave to call nobody": (("--may-call",), "--safe-contact"),
    "hours that are none": (("--safe-contact", "081234567890", "--contact-hours", "pagi"), "08.00-16.00"),
    "a number nobody has": (("--safe-contact", "12"), "--safe-contact"),
    "a child that is an agency": (("--child-alone", "--agency", "DINSOS"), "--child-alone"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_report_says_what_is_wrong_and_stores_nothing(name: str, desk: Desk) -> None:
    older = told(desk, *SITI)["code"]
    words, named = BAD[name]
    said = desk("report", "--type", "KESOS", *(word.format(older=older) for word in words))
    assert (said.code, named in said.err) == (1, True), said
    with desk.db.read() as session:
        assert len(session.exec(select(Inbox)).all()) == 1


def test_a_decision_must_be_said_and_the_older_case_stays(desk: Desk) -> None:
    older, newer = told(desk, *SITI)["code"], told(desk, *ALIKE)["code"]
    assert "--different" in desk("same", newer, *WORKER).err
    assert f"rujukan same {newer} --as {older}" in desk("same", older, "--as", newer, *WORKER).err
    assert desk("same", newer, "--as", newer, *WORKER).code == 1


def test_a_case_that_is_not_there_yet_takes_no_second_report(quiet_desk: Desk) -> None:
    older = told(quiet_desk, *SITI)["code"]
    said = quiet_desk("report", "--same-as", older)
    assert (said.code, "masih diantar" in said.err) == (1, True)


def test_an_agency_that_reported_is_told_without_details(desk: Desk) -> None:
    found = told(desk, *SITI, "--agency", "DINSOS")
    desk.done("answer", desk.task(found["code"], "AMBIL_LAPORAN"), "TERIMA", *WORKER)
    with desk.db.read() as session:
        (sent,) = session.exec(select(Outbox).where(Outbox.audience == "pelapor")).all()
    assert sent.person == "DINSOS-1"
    assert found["report_no"] in sent.text
    assert found["code"] not in sent.text


def test_an_anonymous_reporter_and_a_child_alone_are_taken(desk: Desk) -> None:
    code = told(desk, "report", "--type", "KESOS", "--child-alone", "--safe-contact", "0812 3456 7890", "--may-call")
    with desk.db.read() as session:
        file = session.get(CaseFile, code["code"])
    assert file is not None
    kept = ("reporter", "child_alone", "contact", "may_call", "may_leave_word")
    assert [file.facts[name] for name in kept] == ["", True, "+6281234567890", True, False]
    assert "81234567890" not in str(case(desk, code["code"]))


def test_a_receipt_is_offered_and_printed_only_where_it_is_safe_to_carry(desk: Desk) -> None:
    offered, printed = desk.done(*SITI), told(desk, "report", "--type", "KESOS", "--child", "Budi", "--receipt")
    assert "aman membawa tanda terima?" in offered.out
    assert "T-" not in offered.out
    slip = told(desk, "receipt", printed["receipt"], "--print")["slip"]
    assert printed["receipt"] in slip[0]
    assert not any(word in " ".join(slip) for word in ("Budi", printed["code"], printed["report_no"], "KESOS"))
    assert "Bukan bukti identitas" in slip[-1]
    assert "TANDA TERIMA" in desk.done("report", "--type", "KESOS", "--receipt").out


def test_a_reporter_hears_one_of_three_words_and_is_called_by_the_safe_contact_only(desk: Desk) -> None:
    found = told(desk, *SITI)
    no = found["report_no"]
    first = told(desk, "receipt", no)
    assert (first["word"], first["may_call_now"], first["why_not"]) == ("diterima", False, "no_safe_contact")
    desk.done("answer", desk.task(found["code"], "AMBIL_LAPORAN"), "TERIMA", *WORKER)
    assert told(desk, "receipt", no.lower())["word"] == "sedang ditangani"
    ended(desk, found["code"])
    assert "ended" in desk.done("receipt", no, "--en").out
    assert desk("receipt", "L-TIDAKADA").code == 1


def test_who_may_be_called_and_how_is_said_without_the_number(desk: Desk) -> None:
    contact = ("--safe-contact", "0355 321000", "--may-call", "--may-leave-word", "--contact-hours", "00.00-23.59")
    no = told(desk, "report", "--type", "KESOS", *contact)["report_no"]
    said = told(desk, "receipt", no)
    assert (said["may_call_now"], said["may_leave_word"]) == (True, True)
    out = desk.done("receipt", no).out
    assert "boleh meninggalkan pesan" in out
    assert "321000" not in out


def test_clocks_of_the_law_go_along_to_the_case_the_child_has(desk: Desk) -> None:
    """§5: ended by their own proof only; found by the machine with everything at once."""
    older = told(desk, *SITI)["code"]
    newer = told(desk, *ALIKE, "--sexual-violence")["code"]
    before = {each["clock"]: each["due"] for each in case(desk, newer)["clocks"]}
    assert set(before) == {"LAPOR_POLISI", "PROFILAKSIS"}
    desk.done("same", newer, "--as", older, *WORKER)
    assert {each["clock"]: each["due"] for each in case(desk, older)["clocks"]} == before
    assert case(desk, newer)["clocks"] == []
