"""A closed door as it is typed (domain.md §5): nothing is sent until the sender has chosen, and the choice is kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from models.tables import EventRow, Fact, HandoverRow, Outbox
from policy.unit import Unit
from tests.commands.desk import CONSENT, WORKER, Desk

TO_UPTD = ("--to", "UPTD-PPA", "--service", "KONSULTASI", *CONSENT, *WORKER, "--json")


def closed_for_a_week(pack: Unit) -> Unit:
    """Every office is closed from today on; who is always open still is."""
    today = datetime.now(UTC).date()
    days = frozenset(today + timedelta(days=n) for n in range(-2, 8))
    shut = {code: replace(each, closed=days, opened=frozenset()) for code, each in pack.calendars.items()}
    return replace(pack, calendars=shut)


def shut(desk: Desk, pack: Unit) -> str:
    """A planned case while every office is closed."""
    code = desk.planned()
    desk.load(closed_for_a_week(pack))
    return code


def opening(desk: Desk, case: str) -> dict[str, object]:
    """What the event of the newest referral says."""
    with desk.db.read() as session:
        rows = select(EventRow).where(EventRow.case_code == case, EventRow.type == "TUGAS_DIBUKA")
        found = session.exec(rows.order_by(col(EventRow.seq))).all()
    return next(row.data for row in reversed(found) if row.data["kind"] == "RUJUKAN")


def test_a_referral_to_a_closed_agency_is_not_sent_and_the_three_ways_are_named(desk: Desk, pack: Unit) -> None:
    code = shut(desk, pack)
    said = desk("refer", code, *TO_UPTD)
    assert said.code == 1
    refused = said.json["refused"]
    assert refused["code"] == "closed_door"
    assert "UPTD-PPA tutup sampai" in refused["id"]
    assert all(word in refused["en"] for word in ("--to-24-7 (UPTD-PPA-24)", "--wait", "AMAN_SAMPAI_BUKA"))
    with desk.db.read() as session:
        assert session.exec(select(HandoverRow).where(HandoverRow.kind == "RUJUKAN")).all() == []


def test_an_open_agency_that_offers_the_service_is_named(desk: Desk, pack: Unit) -> None:
    given = closed_for_a_week(pack)
    lpa = replace(given.agencies["LPA"], calendar="siaga", services=("BANSOS",))
    code = desk.planned()
    desk.load(replace(given, agencies=dict(given.agencies) | {"LPA": lpa}))
    said = desk("refer", code, "--to", "DINSOS", "--service", "BANSOS", *CONSENT, *WORKER)
    assert "--to LPA" in said.err
    assert "24-7" not in said.err


def test_the_24_7_contact_holds_it_and_the_clock_runs_day_and_night(desk: Desk, pack: Unit) -> None:
    code = shut(desk, pack)
    found = desk.done("refer", code, *TO_UPTD, "--to-24-7").json
    assert found["holder"] == "UPTD-PPA-24"
    assert datetime.fromisoformat(found["due"]) < datetime.now(UTC) + timedelta(hours=5)
    assert opening(desk, code)["way"] == "KONTAK_24_7"


def test_waiting_keeps_its_reason_as_a_code_and_the_words_in_the_record_only(desk: Desk, pack: Unit) -> None:
    code = shut(desk, pack)
    assert "LAINNYA" in desk("refer", code, *TO_UPTD, "--wait", "LAINNYA").out
    desk.done("refer", code, *TO_UPTD, "--wait", "lainnya", "--note", "nenek menjaga")
    event = opening(desk, code)
    assert (event["way"], event["reason"]) == ("MENUNGGU", "LAINNYA")
    with desk.db.read() as session:
        facts = [fact.data for fact in session.exec(select(Fact).where(Fact.kind == "Refer"))]
        told = [row.text for row in session.exec(select(Outbox))]
    assert facts == [{"note": "nenek menjaga"}]
    assert not any("nenek" in text for text in told)


def test_a_choice_that_cannot_be_is_refused_with_a_way_out(desk: Desk, pack: Unit) -> None:
    code = shut(desk, pack)
    words = ("refer", code, "--to", "DINSOS", "--service", "BANSOS", *CONSENT, *WORKER)
    assert "tidak punya kontak 24/7" in desk(*words, "--to-24-7").err
    assert "pilih salah satu" in desk(*words, "--to-24-7", "--wait", "LAINNYA").err
    assert "bukan kontak 24/7" in desk("refer", code, *TO_UPTD[:-1], "--to-24-7", "--person", "UPTD-PPA-1").err


def test_where_the_door_is_open_waiting_is_no_choice(desk: Desk, pack: Unit) -> None:
    code = desk.planned()
    desk.load(replace(pack, calendars=dict.fromkeys(pack.calendars, pack.calendars["siaga"])))
    said = desk.done("refer", code, *TO_UPTD[:-1], "--wait", "AMAN_SAMPAI_BUKA")
    assert "buka; tidak perlu menunggu" in said.err
    assert "way" not in opening(desk, code)


def test_the_choice_is_made_afterwards_too(desk: Desk, pack: Unit) -> None:
    code = desk.planned()
    task = desk.referred(code, to="UPTD-PPA", service="KONSULTASI")
    desk.load(closed_for_a_week(pack))
    assert "pilih salah satu" in desk("choose", task).err
    assert "perlu --note" in desk("choose", task, "--wait", "LAINNYA").err
    desk.done("choose", task, "--wait", "SUDAH_DIHUBUNGI", *WORKER)
    desk.done("choose", task, "--to-24-7", *WORKER)
    row = next(each for each in desk.done("case", code, "--json").json["handovers"] if each["code"] == task)
    assert row["holder"] == "UPTD-PPA-24"


def test_an_agency_without_a_contact_keeps_its_referral(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code)
    said = desk("choose", task, "--to-24-7")
    assert (said.code, "DINSOS tidak punya kontak 24/7" in said.err) == (1, True)
