"""Rule 8 at the desk: who is kept out, by person or by number, and who opens a restricted case."""

import pytest
from sqlmodel import col, select

from models.tables import EventRow, Fact, Outbox
from policy.unit import Unit
from tests.commands.desk import CONSENT, WORKER, Desk

NUMBER = "0812 9999 0000"
SUPERVISOR = ("--by", "SV-01")


def _holder(desk: Desk, case: str, task: str) -> str:
    rows = desk.done("case", case, "--json", *WORKER).json["handovers"]
    found: str = next(row["holder"] for row in rows if row["code"] == task)
    return found


def test_a_suspect_at_the_agency_loses_the_referral_to_the_next_one_who_is_told(desk: Desk) -> None:
    """Rule 8."""
    code = desk.planned()
    task = desk.referred(code)
    said = desk.done("bar", code, "--person", "DINSOS-1", "--as", "TERSANGKA", *WORKER)
    assert "DINSOS-1 dikecualikan" in said.out
    holder = _holder(desk, code, task)
    assert holder.startswith("DINSOS-")
    assert holder != "DINSOS-1"
    with desk.db.read() as session:
        told = session.exec(
            select(Outbox.person).where(Outbox.template == "task_referral").order_by(col(Outbox.id))
        ).all()
    assert list(told)[-1] == holder


@pytest.mark.parametrize(
    "words",
    [
        ("assign", "{task}", "--to", "DINSOS-1", *SUPERVISOR),
        ("refer", "{case}", "--to", "DINSOS", "--service", "REHSOS", "--person", "DINSOS-1", *CONSENT, *WORKER),
        ("answer", "{task}", "TERIMA", "--said-by", "DINSOS-1"),
        ("answer", "{task}", "TERIMA", "--by", "DINSOS-1"),
    ],
)
def test_a_barred_person_is_refused_with_a_sentence(words: tuple[str, ...], desk: Desk) -> None:
    """Rule 8."""
    code = desk.planned()
    task = desk.referred(code)
    desk.done("bar", code, "--person", "DINSOS-1", *WORKER)
    said = desk(*(word.format(case=code, task=task) for word in words))
    assert said.code == 1
    assert "DINSOS-1" in said.err
    assert "supervisor" in said.err or "Pilih orang lain" in said.err


def test_a_number_is_kept_as_a_fact_and_bars_whoever_has_it(desk: Desk) -> None:
    """Rule 8: never in an event, a message or what the command says."""
    code = desk.planned()
    task = desk.referred(code)
    first = _holder(desk, code, task)
    with desk.db.read() as session:
        address = session.exec(select(Outbox.address).where(Outbox.person == first)).first()
    assert address
    said = desk.done("bar", code, "--number", address.replace("+62", "0"), "--as", "KELUARGA", *WORKER, "--json")
    assert _holder(desk, code, task) != first
    with desk.db.read() as session:
        facts = [fact.data for fact in session.exec(select(Fact).where(Fact.kind == "Bar"))]
        events = session.exec(select(EventRow)).all()
    assert facts == [{"number": address}]
    assert not [event for event in events if address in str(event.data)]
    assert address not in said.out


def test_a_number_is_taken_back_by_the_supervisor_only(desk: Desk) -> None:
    """Rule 8."""
    code = desk.planned()
    desk.done("bar", code, "--number", NUMBER, *WORKER)
    assert "sudah tercatat" in desk("bar", code, "--number", NUMBER, *WORKER).err
    assert "supervisor" in desk("bar", code, "--number", NUMBER, "--undo", *WORKER).err
    assert "tidak lagi" in desk.done("bar", code, "--number", NUMBER, "--undo", *SUPERVISOR).out
    assert "tidak tercatat" in desk("bar", code, "--number", NUMBER, "--undo", *SUPERVISOR).err
    desk.done("bar", code, "--number", "Paman@Contoh.example", *WORKER)
    with desk.db.read() as session:
        facts = session.exec(select(Fact.data).where(Fact.kind == "Bar")).all()
    assert list(facts)[-1] == {"number": "paman@contoh.example"}


@pytest.mark.parametrize(
    "words, named",
    [
        ((), "--person"),
        (("--person", "PS-02", "--number", NUMBER), "--number"),
        (("--person", "PS-99"), "PS-99"),
        (("--number", "dua belas"), "nomor"),
        (("--person", "PS-02", "--as", "TETANGGA"), "--as"),
        (("--person", "PS-02", "--undo", "--by", "SV-01"), "PS-02"),
    ],
)
def test_what_cannot_be_barred_is_one_sentence(words: tuple[str, ...], named: str, desk: Desk) -> None:
    """Rule 8."""
    said = desk("bar", desk.reported(), *words)
    assert said.code in {1, 2}
    assert named in said.err
    assert "Traceback" not in said.all


def test_a_staff_members_own_child(desk: Desk) -> None:
    """Rule 8: who reports it is out at once, and reads code and due time only."""
    code = desk.done("report", "--type", "KESOS", "--by", "PD-02", "--json").json["code"]
    said = desk.done("bar", code, "--person", "PD-02", "--as", "KELUARGA", "--by", "PD-02")
    assert "terbatas" in said.out
    assert "PS-" not in said.out
    assert set(desk.done("case", code, "--as", "PD-02", "--json").json) == {"code", "restricted", "due"}
    assert desk("assess", code, "--risk", "rendah", "--by", "PD-02").code == 1


def test_a_restricted_case_shows_code_and_due_time_to_others(desk: Desk) -> None:
    """Rule 8: *terbatas*; sexual violence is so by default."""
    code = desk.done("report", "--type", "KESOS", "--sexual-violence", "--by", "PD-01", "--json").json["code"]
    hidden = desk.done("case", code, "--as", "PS-03", "--json").json
    assert (hidden["code"], hidden["restricted"]) == (code, True)
    assert set(hidden) == {"code", "restricted", "due"}
    said = desk.done("case", code, "--as", "PS-03")
    assert code in said.out
    assert "WIB" in said.out
    assert "restricted" in desk.done("case", code, "--as", "PS-03", "--en").out
    assert "AMBIL_LAPORAN" not in said.all
    assert desk.done("case", code, "--as", "PD-01", "--json").json["stage"] == "LAPORAN"


def test_the_lists_show_no_more_of_it(desk: Desk) -> None:
    """Rule 8."""
    desk.done("report", "--type", "KEKERASAN_SEKSUAL", "--by", "PD-01")
    (row,) = desk.done("cases", "--as", "PS-03", "--json").json["rows"]
    assert set(row) == {"code", "restricted", "due"}
    assert desk.done("cases", "--as", "PD-01", "--json").json["rows"][0]["stage"] == "LAPORAN"
    assert "terbatas" in desk.done("cases", "--as", "PS-03").out


def test_an_agency_without_anybody_left_is_stuck_and_the_supervisor_is_told(desk: Desk, pack: Unit) -> None:
    """Rule 8: TANPA_PEMEGANG; of a restricted case others see that it is late, not what it is."""
    code = desk.planned()
    task = desk.referred(code)
    for person in (each for each in pack.people.values() if each.agency == "DINSOS"):
        desk.done("bar", code, "--person", person.code, *WORKER)
    assert _holder(desk, code, task) == "DINSOS"
    with desk.db.read() as session:
        told = session.exec(select(Outbox.audience).where(Outbox.template == "no_holder")).all()
    assert list(told) == ["supervisor"]
    desk.done("restrict", code, *WORKER)
    assert [row["code"] for row in desk.done("stuck", *WORKER, "--json").json["rows"]] == [task]
    (row,) = desk.done("stuck", "--as", "PS-03", "--json").json["rows"]
    assert set(row) == {"code", "restricted", "due", "late_seconds"}
    shown = desk.done("stuck", "--as", "PS-03").out
    assert ("terbatas" in shown, task in shown, "DINSOS" in shown) == (True, False, False)


def test_those_named_open_it_and_the_supervisor_lifts_it(desk: Desk) -> None:
    """Rule 8."""
    code = desk.planned()
    assert "terbatas" in desk.done("restrict", code, "--name", "PS-02", *WORKER).out
    assert desk.done("case", code, "--as", "PS-02", "--json").json["stage"] == "PEMANTAUAN"
    desk.done("restrict", code, "--remove", "PS-02", *WORKER)
    assert "stage" not in desk.done("case", code, "--as", "PS-02", "--json").json
    assert "unit" in desk("restrict", code, "--name", "DINSOS-1", *WORKER).err
    assert "PS-02" in desk("restrict", code, "--name", "PS-02", "--by", "PS-02").err
    assert "supervisor" in desk("restrict", code, "--lift", *WORKER).err
    assert "tidak terbatas" in desk.done("restrict", code, "--lift", *SUPERVISOR).out
    assert "tidak terbatas" in desk("restrict", code, "--lift", *SUPERVISOR).err
    assert desk.done("case", code, "--as", "PS-02", "--json").json["stage"] == "PEMANTAUAN"
