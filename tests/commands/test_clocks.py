"""domain.md §5, statutory and health clocks as they are typed at the desk."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlmodel import select

from models.tables import EventRow, Fact
from policy.unit import Unit
from tests.commands.desk import WORKER, Desk
from tests.commands.said import Said

VIOLENCE = ("--type", "KESOS", "--sexual-violence", "--json")


def ago(hours: float) -> str:
    """A time as a script writes it."""
    return (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")


def reported(desk: Desk, *more: str) -> str:
    """A new case on which sexual violence is suspected."""
    code: str = desk.done("report", *VIOLENCE, *more).json["code"]
    return code


def clocks(desk: Desk, code: str) -> dict[str, datetime]:
    """Running clocks and when they started, in the order they are shown."""
    found = desk.done("case", code, "--json").json["clocks"]
    return {each["clock"]: datetime.fromisoformat(each["start"]) for each in found}


def refused(said: Said) -> str:
    """The code of a refusal."""
    assert said.code == 1, said
    found: str = said.json["refused"]["code"]
    return found


def test_a_flagged_report_starts_the_police_clock_from_the_telling_and_health_from_the_event(desk: Desk) -> None:
    """§5: by the happening, not by recording."""
    code = reported(desk, "--told", ago(3), "--event", ago(20))
    found = clocks(desk, code)
    assert list(found) == ["PROFILAKSIS", "LAPOR_POLISI"]
    assert round((found["LAPOR_POLISI"] - found["PROFILAKSIS"]) / timedelta(hours=1)) == 17
    assert clocks(desk, desk.reported()) == {}


def test_the_window_of_health_is_shown_large_and_first_until_the_child_is_served(desk: Desk) -> None:
    """§5: shown large at once; never waits for the police."""
    code = reported(desk)
    said = desk.done("case", code).out
    assert said.startswith("=" * 100)
    assert "JANGAN MENUNGGU POLISI" in said
    assert "BATAS KESEHATAN" in said
    assert "DO NOT WAIT" in desk.done("case", code, "--en").out
    desk.done("proof", code, "--clock", "PROFILAKSIS", "--number", "RM 88-12", *WORKER)
    said = desk.done("case", code).out
    assert "JANGAN MENUNGGU POLISI" not in said
    assert "Laporan ke polisi 3x24 jam (LAPOR_POLISI): batas" in said


def test_a_clock_that_had_passed_when_it_was_typed_is_late_and_the_managers_too(desk: Desk) -> None:
    """§5: one already passed at recording."""
    code = reported(desk, "--told", ago(100), "--event", ago(200))
    rows = desk.done("case", code, "--json").json["handovers"]
    assert [row["kind"] for row in rows].count("TUGAS_MANAJER") == 2
    assert "TERLAMBAT sejak" in desk.done("case", code).out
    assert "LATE since" in desk.done("case", code, "--en").out


def test_the_number_of_the_proof_is_a_fact_and_no_event_holds_it(desk: Desk) -> None:
    """§5: ends with the number of the police report."""
    code = reported(desk)
    desk.done("proof", code, "--clock", "lapor_polisi", "--number", "LP/B/12/XI/2026", *WORKER)
    with desk.db.read() as session:
        facts = [fact.data for fact in session.exec(select(Fact).where(Fact.kind == "Prove"))]
        events = [row.data for row in session.exec(select(EventRow).where(EventRow.type == "BUKTI_DICATAT"))]
    assert facts == [{"number": "LP/B/12/XI/2026"}]
    assert events == [{"clock": "LAPOR_POLISI", "proof": "bukti"}]
    assert refused(desk("proof", code, "--clock", "LAPOR_POLISI", "--number", "x", "--json")) == "clock_unknown"


def test_a_proof_is_one_of_number_refusal_and_a_managers_reason(desk: Desk) -> None:
    """§5: service recorded or refused; a recorded reason by the manager."""
    code = reported(desk)
    police = ("proof", code, "--clock", "LAPOR_POLISI")
    assert refused(desk(*police, "--json")) == "proof_missing"
    assert refused(desk(*police, "--number", "1", "--refused", "--json")) == "proof_missing"
    assert refused(desk(*police, "--refused", "--json")) == "clock_not_refused"
    assert refused(desk(*police, "--reason", "salah tanda", "--json", *WORKER)) == "clock_manager"
    desk.done(*police, "--reason", "salah tanda", "--by", "MJ-01")
    desk.done("proof", code, "--clock", "PROFILAKSIS", "--refused", *WORKER)
    assert clocks(desk, code) == {}


def test_a_later_flag_and_an_investigators_letter_start_their_clocks(desk: Desk) -> None:
    """§5: the date the investigator's letter was received; the earliest telling."""
    code = desk.reported()
    assert refused(desk("clock", code, "--json")) == "clock_missing"
    assert refused(desk("clock", code, "--sexual-violence", "--json")) == "clock_missing"
    desk.done("clock", code, "--letter", ago(5), *WORKER)
    assert list(clocks(desk, code)) == ["LAPORAN_SOSIAL"]
    desk.done("clock", code, "--sexual-violence", "--told", ago(2), "--event", ago(1), *WORKER)
    found = clocks(desk, code)
    assert set(found) == {"LAPORAN_SOSIAL", "PROFILAKSIS", "LAPOR_POLISI"}
    assert found["PROFILAKSIS"] == found["LAPOR_POLISI"]
    assert refused(desk("clock", code, "--letter", ago(4), "--json")) == "clock_runs"
    assert refused(desk("clock", code, "--letter", ago(-4), "--json")) == "future"


def test_no_case_closes_over_a_running_clock(desk: Desk) -> None:
    """§5: the refusal names the clock and the way out."""
    code = reported(desk)
    said = desk("close", code, "--reason", "LAINNYA", "--note", "uji", *WORKER)
    assert said.code == 1
    assert f"rujukan proof {code} --clock" in said.all


def test_a_holder_who_was_spoken_to_is_written_down_and_has_not_answered(desk: Desk) -> None:
    """§5 backstop: spoken to."""
    code = desk.planned()
    task = desk.referred(code)
    desk.done("heard", task, "--note", "akan dijawab sore ini", *WORKER)
    found = desk.done("case", code, "--json").json
    assert found["events"][-1]["type"] == "PEMEGANG_DIHUBUNGI"
    assert next(row["state"] for row in found["handovers"] if row["code"] == task) == "TERKIRIM"


def test_a_data_breach_is_the_units_and_ends_with_its_notice(desk: Desk) -> None:
    """§5: the unit (manager), not a case."""
    desk.reported()
    said = desk.done("breach", "--discovered", ago(2), "--json").json
    assert (said["case"], said["holder"]) == ("UNITTULUNGAGUNG", "MJ-01")
    desk.done("breach", "--discovered", ago(1))
    assert "UNITTULUNGAGUNG" in desk.done("cases").out
    assert refused(desk("breach", "--notice", "12/PDP/2026", "--json")) == "clock_which"
    desk.done("breach", "--notice", "12/PDP/2026", "--task", said["task"], "--by", "MJ-01")
    desk.done("breach", "--reason", "ternyata bukan kebocoran", "--by", "MJ-01")
    assert desk.stage("UNITTULUNGAGUNG") == "TERMINASI"
    assert refused(desk("breach", "--json")) == "breach_missing"
    year = str(datetime.now(UTC).year)
    assert desk.done("table", year, "--json").json["totals"]["total"] == 1


def test_a_unit_without_a_row_for_a_breach_says_what_to_add(desk: Desk, pack: Unit) -> None:
    """§5: each row is data."""
    desk.load(replace(pack, statutory=()))
    assert refused(desk("breach", "--discovered", ago(2), "--json")) == "no_breach_clock"
