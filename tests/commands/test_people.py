"""Who may not be reached is said before it matters: at enrolment, before a referral, beside a case, in one list."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from models import enrolment, reaching
from models.enrolment import Whom
from models.reach import Passcode, Pin, Reach
from models.tables import Inbox
from policy.people import Absence, Contact
from policy.unit import Unit
from tests.commands.desk import Desk

CODE = "482913"


def now() -> datetime:
    return datetime.now(UTC)


def way(pack: Unit, person: str) -> Contact:
    return pack.people[person].channels[0]


def sent(desk: Desk, pack: Unit, person: str, code: str = CODE) -> None:
    """A code has gone to the first way of a person."""
    with desk.db.write() as session:
        enrolment.keep(session, Whom(pack.code, person, way(pack, person)), code, now())


def reach_of(session: Session, pack: Unit, person: str) -> Reach:
    return reaching.way(session, pack.code, person, way(pack, person))


def requests(desk: Desk, kind: str) -> list[Inbox]:
    with desk.db.read() as session:
        return list(session.exec(select(Inbox).where(Inbox.kind == kind)).all())


def with_absent(pack: Unit, code: str, **more: object) -> Unit:
    today = pack.local(now()).date()
    away = replace(pack.people[code], absences=(Absence(today, today),), **more)  # type: ignore[arg-type]
    return replace(pack, people=dict(pack.people) | {code: away})


def test_enrol_asks_the_relay_for_a_code_and_keeps_neither_code_nor_number(quiet_desk: Desk, pack: Unit) -> None:
    said = quiet_desk.done("enrol", "dinsos-1")
    assert "rujukan prove DINSOS-1 KODE" in said.out
    (row,) = requests(quiet_desk, "Enrol")
    assert (row.state, row.payload) == ("WAITING", {"person": "DINSOS-1", "channel": "", "at_once": True})
    assert way(pack, "DINSOS-1").address not in said.out


def test_enrol_by_a_channel_the_person_does_not_have_is_refused_with_those_there_are(quiet_desk: Desk) -> None:
    said = quiet_desk("enrol", "PS-01", "--channel", "TELEPON", "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "no_way")
    assert requests(quiet_desk, "Enrol") == []


def test_the_code_read_out_proves_the_number_for_90_days(quiet_desk: Desk, pack: Unit) -> None:
    sent(quiet_desk, pack, "DINSOS-1")
    found = quiet_desk.done("prove", "DINSOS-1", "482 913", "--by", "PD-01", "--json").json
    assert (found["person"], found["channel"]) == ("DINSOS-1", way(pack, "DINSOS-1").channel)
    assert timedelta(days=89) < datetime.fromisoformat(found["until"]) - now() <= timedelta(days=90)
    with quiet_desk.db.read() as session:
        assert reach_of(session, pack, "DINSOS-1").proved_at is not None
    (row,) = requests(quiet_desk, "Prove")
    assert (row.payload["by"], row.state) == ("PD-01", "DONE")
    assert CODE not in str(row.payload)
    again = quiet_desk("prove", "DINSOS-1", CODE, "--by", "PD-01", "--json")
    assert again.json["refused"]["code"] == "code_none"


def test_a_wrong_code_proves_nothing_and_five_of_them_end_it(quiet_desk: Desk, pack: Unit) -> None:
    sent(quiet_desk, pack, "DINSOS-1")
    codes = [quiet_desk("prove", "DINSOS-1", "111111", "--json").json["refused"]["code"] for _ in range(6)]
    assert codes == ["code_wrong"] * 5 + ["code_locked"]
    assert quiet_desk("prove", "DINSOS-1", CODE, "--json").json["refused"]["code"] == "code_locked"
    with quiet_desk.db.read() as session:
        assert session.exec(select(Reach)).all() == []


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "12 34"])
def test_what_is_no_code_is_refused_and_counts_for_nothing(typed: str, quiet_desk: Desk, pack: Unit) -> None:
    sent(quiet_desk, pack, "DINSOS-1")
    assert quiet_desk("prove", "DINSOS-1", typed, "--json").json["refused"]["code"] == "not_a_code"
    with quiet_desk.db.read() as session:
        assert [each.wrong for each in session.exec(select(Passcode)).all()] == [0]


def test_a_code_is_kept_as_a_salted_hash_only(quiet_desk: Desk, pack: Unit) -> None:
    sent(quiet_desk, pack, "DINSOS-1")
    sent(quiet_desk, pack, "DINSOS-2")
    with quiet_desk.db.read() as session:
        hashes = [each.hash for each in session.exec(select(Passcode)).all()]
    assert len(set(hashes)) == 2
    assert all(CODE not in each for each in hashes)


def test_people_check_names_everybody_who_might_not_be_reached(quiet_desk: Desk, pack: Unit) -> None:
    quiet_desk.load(with_absent(pack, "DINSOS-1"))
    with quiet_desk.db.write() as session:
        reach_of(session, pack, "PS-01").proved_at = now()
        reach_of(session, pack, "PS-02").stopped_at = now()
        for contact in pack.people["LPA-1"].channels:
            reaching.way(session, pack.code, "LPA-1", contact).failed_at = now()
    said = quiet_desk("people", "check", "--json")
    points = {(each["code"], each["who"]) for each in said.json["points"]}
    assert said.code == 1
    assert said.json["ok"] is False
    assert points >= {("absent", "DINSOS-1"), ("stopped", "PS-02"), ("failed", "LPA-1"), ("unproved", "MJ-01")}
    assert {code for code, _ in points} >= {"no_deputy", "no_24_7", "unreachable"}
    assert ("unreachable", "LPA-1") in points
    text = quiet_desk("people", "check").out
    assert "rujukan enrol MJ-01" in text


def test_people_check_of_a_unit_without_weak_points_ends_with_zero(quiet_desk: Desk, pack: Unit) -> None:
    agencies = {
        code: replace(each, contact_24_7=each.people[0]) for code, each in pack.agencies.items() if len(each.people) > 1
    }
    people = {code: replace(each, absences=()) for code, each in pack.people.items()}
    quiet_desk.load(replace(pack, agencies=agencies, people=people))
    with quiet_desk.db.write() as session:
        for each in people.values():
            for contact in each.channels:
                reaching.proved(session, pack.code, each.code, contact, now())
    said = quiet_desk("people", "check", "--json")
    assert (said.code, said.json) == (0, {"ok": True, "points": []})


def test_before_a_referral_the_sender_sees_who_stands_in(desk: Desk, pack: Unit) -> None:
    desk.load(with_absent(pack, "DINSOS-1"))
    code = desk.planned()
    said = desk.done("refer", code, "--to", "DINSOS", "--service", "BANSOS", *REFERRAL)
    assert "DINSOS-1 tidak di tempat; DINSOS-2 menggantikan." in said.err


def test_before_a_referral_the_sender_sees_that_nobody_there_can_be_reached(desk: Desk, pack: Unit) -> None:
    code = desk.planned()
    with desk.db.write() as session:
        for contact in pack.people["DINSOS-1"].channels:
            reaching.way(session, pack.code, "DINSOS-1", contact).failed_at = now()
    said = desk.done("refer", code, "--to", "DINSOS", "--service", "BANSOS", *REFERRAL)
    assert "DINSOS-1 tidak terjangkau" in said.err
    assert "DINSOS-1" in desk.done("case", code, "--json").json["unreached"]
    assert "Tidak terjangkau: " in desk.done("case", code).out


def test_an_unproved_number_is_shown_and_a_proved_one_is_not(desk: Desk, pack: Unit) -> None:
    code = desk.planned()
    said = desk.done("refer", code, "--to", "DINSOS", "--service", "BANSOS", *REFERRAL)
    assert "DINSOS-1 belum terbukti terjangkau. Pastikan: rujukan enrol DINSOS-1" in said.err
    assert "DINSOS-1" in desk.done("case", code, "--json").json["unproved"]
    sent(desk, pack, "DINSOS-1")
    desk.done("prove", "DINSOS-1", CODE, "--by", "PD-01")
    assert "DINSOS-1" not in desk.done("case", code, "--json").json["unproved"]


REFERRAL = ("--consent", "ORANG_TUA", "--services-ok", "--sharing-ok", "--by", "PS-01", "--wait", "AMAN_SAMPAI_BUKA")


def test_the_desk_ends_a_forgotten_pin(quiet_desk: Desk) -> None:
    assert quiet_desk("people", "end-pin", "DINSOS-1", "--json").json["ended"] is False
    with quiet_desk.db.write() as session:
        session.add(Pin(unit="tulungagung", person="DINSOS-1", hash="x", set_at=datetime.now(UTC)))
    assert quiet_desk("people", "end-pin", "DINSOS-1", "--json").json["ended"] is True
    with quiet_desk.db.read() as session:
        assert session.exec(select(Pin)).all() == []
