"""Ends of a case typed at the desk: what the child got, attempts, transfer, who approves, and the way back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from models.tables import Fact
from tests.commands.desk import WORKER, Desk
from tests.commands.said import Said

YEAR = str(datetime.now(UTC).year)


def served(desk: Desk) -> tuple[str, str]:
    """A case and its referral of which the agency says that it served."""
    code = desk.planned()
    task = desk.referred(code)
    desk.done("answer", task, "SELESAI", "--outcome", "A", "--said-by", "DINSOS-1")
    return code, task


def counted(desk: Desk) -> tuple[int, int]:
    """In process and terminated, in this year's table."""
    rows = desk.done("table", YEAR, "--json").json["rows"]
    return sum(row["in_process"] for row in rows), sum(row["terminated"] for row in rows)


def refused(said: Said) -> str:
    code: str = said.json["refused"]["code"]
    return code


def test_a_visit_asks_for_every_served_referral_and_takes_the_childs_answer(desk: Desk) -> None:
    """Rule 5."""
    code, task = served(desk)
    said = desk("visit", code, *WORKER)
    assert (said.code, f"--got {task}=ya" in said.err) == (1, True)
    desk.done("visit", code, "--got", f"{task.lower()}=belum", *WORKER)
    assert desk.task(code, "BELUM_TERLAYANI")
    events = desk.done("case", code, "--json").json["events"]
    assert [event["data"] for event in events if event["type"] == "LAYANAN_DIKONFIRMASI"] == [{"got": "belum"}]


def test_goals_are_met_only_with_ya(desk: Desk) -> None:
    """Rule 5."""
    code, task = served(desk)
    desk.done("visit", code, "--got", f"{task}=tidak diketahui", *WORKER)
    words = ("close", code, "--reason", "TUJUAN_TERCAPAI", *WORKER)
    said = desk(*words)
    assert (said.code, task in said.err, "rujukan visit" in said.err) == (1, True, True)
    desk.done("visit", code, "--got", f"{task}=ya", *WORKER)
    desk.done(*words)


@pytest.mark.parametrize(
    "given, named", [("K7M4", "K7M4=ya"), ("K7M4=mungkin", "belum"), ("K7M4=ya", "Yang terlayani")]
)
def test_an_answer_that_cannot_be_read_says_how_to_write_it(given: str, named: str, desk: Desk) -> None:
    """Rule 5."""
    code, task = served(desk)
    said = desk("visit", code, "--got", given if task != "K7M4" else given.replace("K7M4", "9TGB"), *WORKER)
    assert (said.code, named in said.err) == (1, True)


def test_not_found_needs_attempts_on_three_days(desk: Desk) -> None:
    """§4 termination."""
    code, now = desk.planned(), datetime.now(UTC)
    words = ("close", code, "--reason", "TIDAK_DITEMUKAN", *WORKER)
    for back, days in ((0, 1), (0, 1), (1, 2)):
        at = (now - timedelta(days=back)).isoformat()
        tried = ("attempt", code, "--how", "kunjungan", "--at", at, "--note", "rumah kosong", *WORKER, "--json")
        assert desk.done(*tried).json["days"] == days
    said = desk(*words)
    assert (said.code, "baru punya 2" in said.err) == (1, True)
    desk.done("attempt", code, "--how", "telepon", "--at", (now - timedelta(days=9)).isoformat(), *WORKER)
    desk.done(*words)
    assert desk("approve", code, "--by", "SV-01").code == 1
    desk.done("approve", code, "--by", "MJ-01")


@pytest.mark.parametrize(
    "at, named", [("2090-01-01 10:00", "masa depan"), ("1999-01-01", "jauh"), ("kemarin", "tidak terbaca")]
)
def test_an_attempt_has_a_day_that_can_be(at: str, named: str, desk: Desk) -> None:
    """§4 termination."""
    said = desk("attempt", desk.planned(), "--how", "surat", "--at", at, *WORKER)
    assert (said.code, named in said.err) == (1, True)


def test_a_report_may_say_that_a_carer_is_suspected(desk: Desk) -> None:
    """§4 termination: "client declines" then does not end the case, until an assessment says otherwise."""
    code: str = desk.done("report", "--type", "KESOS", "--carer-suspected", "--json").json["code"]
    words = ("close", code, "--reason", "KLIEN_MENOLAK", *WORKER)
    assert refused(desk(*words, "--json")) == "carer_suspected"
    desk.done("answer", desk.task(code, "AMBIL_LAPORAN"), "TERIMA", *WORKER)
    desk.done("assess", code, "--risk", "sedang", "--no-carer-suspected", *WORKER)
    desk.done(*words)


def test_a_case_moves_away_by_a_transfer_that_a_named_person_accepts(desk: Desk) -> None:
    """§4 pelimpahan: names and numbers stay in the record's facts."""
    code = desk.planned()
    close = ("close", code, "--reason", "PINDAH", *WORKER)
    assert refused(desk(*close, "--json")) == "transfer_first"
    unnamed = desk("transfer", code, "--unit", "ULT PSAI Blitar", *WORKER, "--json")
    assert refused(unnamed) == "transfer_unnamed"
    said = desk.done("transfer", code, "--unit", "ULT PSAI Blitar", "--person", "Bu Ratna", *WORKER, "--json").json
    assert (said["holder"], len(said["task"])) == ("PS-01", 4)
    assert refused(desk("transfer-answer", said["task"], "TERIMA", "--json")) == "transfer_said_by"
    desk.done("transfer-answer", said["task"], "TERIMA", "--said-by", "Bu Ratna", "--by", "PD-01")
    with desk.db.read() as session:
        facts = {fact.kind: fact.data for fact in session.exec(select(Fact).where(Fact.kind != "Report"))}
    assert facts == {
        "Transfer": {"unit": "ULT PSAI Blitar", "person": "Bu Ratna"},
        "TransferAnswer": {"said_by": "Bu Ratna"},
    }
    assert "Ratna" not in desk("case", code, "--json").out
    assert any(message["template"] == "transfer_accepted" for message in desk("case", code, "--json").json["messages"])
    desk.done(*close)
    desk.done("approve", code, "--by", "SV-01")
    assert counted(desk) == (0, 1)
    desk.done("reopen", code)
    assert counted(desk) == (1, 0)


def test_a_unit_that_refuses_sends_the_case_back_to_its_worker(desk: Desk) -> None:
    """§4 pelimpahan."""
    code = desk.planned()
    words = ("transfer", code, "--unit", "ULT PSAI Blitar", "--person", "Bu Ratna", *WORKER, "--json")
    task: str = desk.done(*words).json["task"]
    desk.done("transfer-answer", task, "TOLAK", "--said-by", "Bu Ratna")
    assert desk.task(code, "RUJUK_ULANG")
    again: str = desk.done(*words).json["task"]
    desk.done("withdraw", again, *WORKER, "--note", "anak tidak jadi pindah")
    assert refused(desk("transfer-answer", again, "TERIMA", "--said-by", "Bu Ratna", "--json")) == "ended"


@pytest.mark.parametrize("reason", ["SALAH_INPUT"])
def test_what_was_no_case_counts_again_once_it_is_reopened(reason: str, desk: Desk) -> None:
    """§4: duplicates and errors are left out of figures."""
    code = desk.planned()
    desk.done("close", code, "--reason", reason, *WORKER)
    desk.done("approve", code, "--by", "SV-01")
    assert counted(desk) == (0, 0)
    desk.done("reopen", code)
    assert counted(desk) == (1, 0)


def test_another_reason_is_written_out(desk: Desk) -> None:
    """§4: "other (text)"."""
    code = desk.planned()
    assert refused(desk("close", code, "--reason", "LAINNYA", *WORKER, "--json")) == "note_missing"
    desk.done("close", code, "--reason", "LAINNYA", "--note", "ditangani keluarga besar", *WORKER)


def test_nobody_approves_what_the_desk_proposed_in_their_name(desk: Desk) -> None:
    """§4: nobody approves what they proposed."""
    code = desk.planned()
    desk.done("close", code, "--reason", "MENINGGAL", "--said-by", "SV-01", "--by", "PD-01")
    rows = desk.done("case", code, "--json").json["handovers"]
    assert next(row["holder"] for row in rows if row["kind"] == "PERSETUJUAN") != "SV-01"
    assert refused(desk("approve", code, "--by", "SV-01", "--json")) == "own_proposal"
    assert refused(desk("approve", code, "--by", "MJ-01", "--said-by", "SV-01", "--json")) == "own_proposal"
    desk.done("approve", code, "--by", "MJ-01")
