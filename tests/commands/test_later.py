"""Consent added, a suspect's consent, a wrong arrival, siblings and a closed door, as they are typed at the desk."""

from typing import Any

from sqlmodel import col, select

from models.tables import EventRow, Fact
from policy.unit import Unit
from tests.commands.desk import CONSENT, WORKER, Desk
from tests.commands.test_doors import closed_for_a_week

SECRET = "Bu Sulastri"
SUPERVISOR = ("--by", "SV-01")


def refused(desk: Desk, *words: str) -> str:
    said = desk(*words, "--json")
    assert said.code == 1, said
    found: str = said.json["refused"]["code"]
    return found


def events(desk: Desk, kind: str) -> list[tuple[str, dict[str, Any]]]:
    with desk.db.read() as session:
        rows = session.exec(select(EventRow).where(EventRow.type == kind).order_by(col(EventRow.id))).all()
        return [(row.case_code, dict(row.data)) for row in rows]


def facts(desk: Desk, kind: str) -> list[dict[str, Any]]:
    with desk.db.read() as session:
        return [fact.data for fact in session.exec(select(Fact).where(Fact.kind == kind)).all()]


def test_consent_is_added_to_an_open_referral_and_the_name_stays_a_fact(desk: Desk) -> None:
    """Rule 7: recorded with who gave it and as what."""
    code = desk.planned()
    task = desk.referred(code)
    words = ("consent", code, "--add", task, "--as", "ANAK", *WORKER)
    assert refused(desk, *words) == "giver_missing"
    assert refused(desk, *words, "--name", SECRET) == "consent_incomplete"
    desk.done(*words, "--name", SECRET, "--services-ok", "--sharing-ok")
    assert events(desk, "PERSETUJUAN_DITAMBAH") == [(code, {"consent": "ANAK"})]
    assert facts(desk, "AddConsent") == [{"consent_by": SECRET}]
    assert refused(desk, "consent", code) == "withdraw_missing"


def test_a_suspect_who_consents_is_written_down_and_no_referral_is_opened(desk: Desk) -> None:
    """Rule 7: who asked is recorded."""
    code = desk.planned()
    words = ("refer", code, "--to", "LPA", "--service", "KONSULTASI", *CONSENT, "--consent-by", SECRET, *WORKER)
    said = desk(*words, "--suspect", "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "suspect_noted")
    assert "Percobaannya tercatat" in said.json["refused"]["id"]
    assert events(desk, "PERSETUJUAN_TERDUGA") == [(code, {"consent": "ORANG_TUA"})]
    assert facts(desk, "SuspectConsented") == [{"consent_by": SECRET}]
    rows = desk.done("case", code, "--json").json["handovers"]
    assert "RUJUKAN" not in {row["kind"] for row in rows}


def test_a_suspects_consent_is_not_added_either(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code)
    words = ("consent", code, "--add", task, "--as", "WALI", "--name", SECRET, "--suspect", *WORKER)
    assert refused(desk, *words, "--services-ok", "--sharing-ok") == "suspect_noted"
    assert events(desk, "PERSETUJUAN_TERDUGA") == [(code, {"consent": "WALI"})]
    assert events(desk, "PERSETUJUAN_DITAMBAH") == []


def test_a_wrong_arrival_is_corrected_and_the_child_is_asked_for_again(desk: Desk) -> None:
    """§4: where the child is."""
    code = desk.planned()
    desk.done("refer", code, "--to", "RUMAH-AMAN", "--service", "TEMPAT_AMAN", *CONSENT, *WORKER)
    task = desk.task(code, "RUJUKAN")
    assert refused(desk, "not-arrived", code, *WORKER) == "which_arrival"
    came = ("arrived", code, "--place", "RUMAH_AMAN", "--handed-by", "PS-01", "--received-by", SECRET, *WORKER)
    desk.done(*came)
    said = desk.done("not-arrived", code, "--note", "salah kasus", *WORKER, "--json").json
    assert said["task"] == task
    assert desk.task(code, "RUJUKAN") == task
    assert desk.task(code, "LOKASI_ANAK")
    assert desk.done("whereabouts", code, "--json").json["place"] == "TIDAK_DIKETAHUI"
    desk.done(*came)


def siblings(desk: Desk) -> list[str]:
    words = ("report", "--type", "KESOS", "--child", "Adi", "--child", "Budi", "--child", "Cici", "--json")
    found: list[str] = desk.done(*words).json["codes"]
    return found


def test_a_suspect_of_one_child_is_kept_out_of_every_case_of_the_report_each_as_an_event(desk: Desk) -> None:
    """Rule 8; §4: one report, a case for each child."""
    first, second, third = siblings(desk)
    alone = desk.reported()
    said = desk.done("bar", second, "--person", "DINSOS-1", "--as", "TERSANGKA", *WORKER, "--json").json
    assert sorted(said["siblings"]) == sorted([first, third])
    found = events(desk, "ORANG_DIKECUALIKAN")
    assert sorted(code for code, _ in found) == sorted([first, second, third])
    assert alone not in {code for code, _ in found}
    assert {data["reason"] for _, data in found} == {"TERSANGKA"}
    desk.done("bar", second, "--person", "DINSOS-1", "--undo", *SUPERVISOR)
    assert len(events(desk, "PENGECUALIAN_DICABUT")) == 3


def test_a_number_too_and_a_case_that_knows_it_is_not_asked_again(desk: Desk) -> None:
    first, second, third = siblings(desk)
    desk.done("bar", first, "--number", "081299990000", *WORKER)
    assert len(facts(desk, "Bar")) == 3
    desk.done("bar", first, "--number", "081299990000", "--undo", *SUPERVISOR)
    said = desk.done("bar", third, "--person", "LPA-1", *WORKER, "--json").json
    assert sorted(said["siblings"]) == sorted([first, second])


def test_somebody_is_kept_out_of_a_sibling_that_has_ended_for_whoever_reopens_it(desk: Desk) -> None:
    """Rule 8: a later reopening must know."""
    first, second, _ = siblings(desk)
    desk.done("close", second, "--reason", "SALAH_INPUT", *WORKER)
    desk.done("approve", second, "--by", "MJ-01")
    assert desk.stage(second) == "TERMINASI"
    desk.done("bar", first, "--person", "PS-01", *SUPERVISOR)
    assert second in {code for code, _ in events(desk, "ORANG_DIKECUALIKAN")}
    assert refused(desk, "reopen", second, *WORKER) == "barred_actor"


def test_a_waiting_referral_asks_for_the_choice_when_it_is_sent_and_not_when_it_is_written(
    desk: Desk, pack: Unit
) -> None:
    """§5: a referral whose answer a closure puts off is not sent until the sender chooses."""
    code = desk.planned()
    first = desk.referred(code)
    words = ("refer", code, "--to", "DINSOS", "--service", "REHSOS", *CONSENT, *WORKER, "--after", first, "--json")
    desk.load(closed_for_a_week(pack))
    task: str = desk.done(*words).json["task"]
    assert refused(desk, "send", task, *WORKER) == "closed_door"
    desk.done("send", task, "--wait", "AMAN_SAMPAI_BUKA", *WORKER)
    assert events(desk, "RUJUKAN_DIKIRIM")[0][1] == {"way": "MENUNGGU", "reason": "AMAN_SAMPAI_BUKA"}
    assert asked_at_the_door(desk, code) == 0


def test_one_that_wakes_by_itself_before_a_closed_door_asks_its_sender(desk: Desk, pack: Unit) -> None:
    """§5."""
    code = desk.planned()
    first = desk.referred(code)
    words = ("refer", code, "--to", "DINSOS", "--service", "REHSOS", *CONSENT, *WORKER, "--after", first, "--json")
    task: str = desk.done(*words).json["task"]
    desk.load(closed_for_a_week(pack))
    assert asked_at_the_door(desk, code) == 0
    desk.done("answer", first, "SELESAI", "--outcome", "A", "--said-by", "DINSOS-1")
    assert asked_at_the_door(desk, code) == 1
    desk.done("choose", task, "--wait", "AMAN_SAMPAI_BUKA", *WORKER)


def asked_at_the_door(desk: Desk, code: str) -> int:
    messages = desk.done("case", code, "--json").json["messages"]
    return [each["template"] for each in messages].count("closed_door")
