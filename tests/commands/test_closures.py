"""`rujukan closures`: what falls due while the doors are closed, and what a manager has to see to (domain.md §5)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models.tables import Inbox
from policy.people import Absence
from policy.terms import HolidayNote
from policy.unit import Unit
from policy.worktime import Calendar
from tests.commands.desk import Desk
from tests.commands.said import typed
from tests.units.folders import TULUNGAGUNG, copied, edited

OPEN = ((time(0), time(0)),) * 7


def with_days_off(pack: Unit, first: int, last: int) -> Unit:
    """The unit's own office is open at any hour but on the days counted from today, both included."""
    today = pack.local(datetime.now(UTC)).date()
    days = frozenset(today + timedelta(days=n) for n in range(first, last + 1))
    return replace(pack, calendars=dict(pack.calendars) | {pack.calendar: Calendar(weekly=OPEN, closed=days)})


def asked(desk: Desk) -> list[Inbox]:
    with desk.db.read() as session:
        return list(session.exec(select(Inbox).where(Inbox.kind == "Closures")).all())


def test_a_closure_to_come_is_shown_with_what_falls_due_in_it(desk: Desk, pack: Unit) -> None:
    code = desk.planned()
    visit = desk.task(code, "KUNJUNGAN")
    desk.load(with_days_off(pack, 13, 17))
    found = desk.done("closures", "--json").json
    first = pack.local(datetime.now(UTC)).date() + timedelta(days=13)
    assert [each["first"] for each in found["closures"]] == [f"{first}"]
    lists = {each["person"]: (each["tasks"], each["message"]) for each in found["lists"]}
    assert lists == {"MJ-01": ([visit], ""), "MJ-02": ([visit], ""), "PS-01": ([visit], "")}
    assert visit in desk.done("closures").out


def test_before_its_noon_a_list_is_not_sent_and_the_time_is_said(quiet_desk: Desk, pack: Unit) -> None:
    quiet_desk.load(with_days_off(pack, 13, 17))
    said = quiet_desk("closures", "--send")
    assert (said.code, "Belum waktunya" in said.err, "12.00 WIB" in said.err) == (1, True, True)
    assert asked(quiet_desk) == []


def test_a_list_that_is_due_is_asked_for_once(quiet_desk: Desk, pack: Unit) -> None:
    quiet_desk.load(with_days_off(pack, -1, 4))
    assert "sedang dikirim" in quiet_desk.done("closures", "--send").err
    assert "tidak dikirim dua kali" in quiet_desk.done("closures", "--send").err
    (row,) = asked(quiet_desk)
    assert (row.state, row.case_code, set(row.payload)) == ("WAITING", None, {"unit", "first"})


def test_a_unit_without_a_long_closure_ahead_says_so(quiet_desk: Desk, pack: Unit) -> None:
    quiet_desk.load(with_days_off(pack, 3, 3))
    assert quiet_desk.done("closures", "--json").json["closures"] == []
    assert quiet_desk("closures", "--send").code == 1


def gone(pack: Unit) -> Unit:
    """Nobody on the night shift, no deputy, and no holidays of next year."""
    today = pack.local(datetime.now(UTC)).date()
    away = (Absence(today, today + timedelta(days=30)),)
    people = {code: replace(each, absences=away, deputies=()) for code, each in pack.people.items()}
    return replace(pack, people=people, holidays=HolidayNote(2015, today.year - 1, (), ()))


@pytest.mark.parametrize("command", ["doctor", "closures"])
def test_what_a_manager_must_see_to_is_a_warning_in(command: str, quiet_desk: Desk, pack: Unit) -> None:
    quiet_desk.load(gone(pack))
    found = quiet_desk(command, "--json").json["ahead"]
    assert {each["code"] for each in found} >= {"roster_gap", "unknown_year"}
    said = quiet_desk(command).out
    assert "AWAS" in said
    assert "manajer_piket: tidak ada orang" in said


def test_a_check_of_a_pack_warns_of_a_dated_turn_of_somebody_who_is_away(quiet_desk: Desk, tmp_path: Path) -> None:
    pack = copied(tmp_path / "paket", TULUNGAGUNG)
    day: date = (datetime.now(UTC) + timedelta(days=3)).date()
    turn = f"{{duty: piket, start: {day}T07:30:00+07:00, end: {day}T16:00:00+07:00, person: PD-03}}"
    edited(pack, "roster.yaml", "exceptions: []", f"exceptions: [{turn}]")
    people = (pack / "people.yaml").read_text(encoding="utf-8")
    (pack / "people.yaml").write_text(
        people.replace("- code: PD-03\n", f"- code: PD-03\n    absences: [{{first: {day}, last: {day}}}]\n"),
        encoding="utf-8",
    )
    said = typed(quiet_desk.capsys, "unit", "check", str(pack), "--json")
    assert said.code == 0
    assert f"piket {day} 07.30: PD-03 tidak di tempat" in [each["id"].split(";")[0] for each in said.json["ahead"]]
    assert "PD-03 is away" in typed(quiet_desk.capsys, "unit", "check", str(pack)).out
