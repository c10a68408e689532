"""Holidays nobody has decreed, and hours without anyone on duty, are seen days ahead (domain.md §5, §2 Duty)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from policy.foresight import Concern, concerns, holiday_concerns, roster_concerns
from policy.people import Absence
from policy.roster import DatedTurn, Duty
from policy.terms import HolidayNote
from policy.unit import Unit
from tests.policy.test_worktime import OFFICE, wib
from tests.sample import unit

KNOWN = HolidayNote(2026, 2028, (), ())
MONDAY = "Sen 16/11/2026 09.00"


def told(found: "list[Concern] | tuple[Concern, ...]") -> list[tuple[str, str]]:
    return [(str(each.on), each.code) for each in found]


def noted(note: HolidayNote, at: str) -> list[tuple[str, str]]:
    return told(list(holiday_concerns(replace(unit(), holidays=note), wib(at))))


def away(where: Unit, code: str, first: str, last: str) -> Unit:
    """A person is away from a day of November 2026 to another."""
    days = Absence(date.fromisoformat(f"2026-11-{first}"), date.fromisoformat(f"2026-11-{last}"))
    return replace(where, people=dict(where.people) | {code: replace(where.people[code], absences=(days,))})


def dated(duty: Duty, at: str, person: str, hours: int = 8) -> DatedTurn:
    start: datetime = wib(at)
    return DatedTurn(duty, start, start + timedelta(hours=hours), person)


def test_a_unit_that_is_in_order_has_nothing_to_see_to() -> None:
    assert concerns(replace(unit(), holidays=KNOWN), wib(MONDAY)) == ()


@pytest.mark.parametrize(
    "at,expected",
    [
        ("Kam 30/09/2027 09.00", []),
        ("Jum 01/10/2027 09.00", [("2028-01-01", "no_leave")]),
        ("Sel 01/02/2028 09.00", [("2028-02-01", "no_leave")]),
    ],
)
def test_a_year_without_cuti_bersama_is_told_a_quarter_ahead(at: str, expected: list[tuple[str, str]]) -> None:
    assert noted(HolidayNote(2026, 2029, (), (2028,)), at) == expected


def test_a_year_that_nobody_loaded_is_told_a_quarter_ahead() -> None:
    assert noted(HolidayNote(2026, 2026, (), ()), "Rab 30/09/2026 09.00") == []
    assert noted(HolidayNote(2026, 2026, (), ()), MONDAY) == [("2027-01-01", "unknown_year")]


def test_an_estimated_date_is_told_a_quarter_ahead_and_not_once_it_has_passed() -> None:
    note = replace(KNOWN, estimated=(date(2027, 3, 10),))
    assert noted(note, MONDAY) == []
    assert noted(note, "Sel 08/12/2026 09.00") == [("2027-03-10", "estimate")]
    assert noted(note, "Kam 11/03/2027 09.00") == []


def test_the_next_ramadan_without_hours_is_told_as_its_moon_comes_near() -> None:
    where = replace(unit(OFFICE), holidays=KNOWN)
    assert told(list(holiday_concerns(where, wib("Sen 02/11/2026 09.00")))) == []
    (found,) = holiday_concerns(where, wib("Sel 24/11/2026 09.00"))
    assert (found.on, found.code) == (date(2027, 2, 8), "no_ramadan")


def test_who_is_away_is_no_gap_while_a_deputy_is_there() -> None:
    assert list(roster_concerns(away(unit(), "MJ-01", "18", "19"), wib(MONDAY))) == []


def test_hours_in_which_nobody_on_turn_is_there_are_one_gap_with_its_ends() -> None:
    (found,) = roster_concerns(away(unit(), "PD-01", "18", "19"), wib(MONDAY))
    assert (found.on, found.code) == (date(2026, 11, 18), "roster_gap")
    assert "2026-11-18 00.00 - 2026-11-20 00.00" in found.id
    assert "piket: nobody is there" in found.en


def test_a_gap_that_has_begun_begins_now_and_one_without_end_ends_with_the_look() -> None:
    (found,) = roster_concerns(away(unit(), "PD-01", "10", "30"), wib(MONDAY))
    assert "2026-11-16 09.00 - 2026-11-30 09.00" in found.id


def test_a_dated_turn_closes_the_gap_for_its_hours() -> None:
    where = away(unit(), "PD-01", "18", "18")
    swap = dated(Duty.OFFICER, "Rab 18/11/2026 08.00", "PS-01")
    where = replace(where, roster=replace(where.roster, exceptions=(swap,)))
    ids = [each.id for each in roster_concerns(where, wib(MONDAY))]
    assert ["2026-11-18 00.00 - 2026-11-18 08.00" in ids[0], "2026-11-18 16.00 - 2026-11-19 00.00" in ids[1]] == [
        True,
        True,
    ]


@pytest.mark.parametrize("person,why", [("PS-02", "tidak di tempat"), ("PS-99", "tidak ada lagi")])
def test_a_dated_turn_of_somebody_who_is_away_or_gone_is_told(person: str, why: str) -> None:
    where = away(unit(), "PS-02", "18", "18")
    turn = dated(Duty.WORKER, "Rab 18/11/2026 08.00", person)
    where = replace(where, roster=replace(where.roster, exceptions=(turn,)))
    (found,) = roster_concerns(where, wib(MONDAY))
    assert (found.on, found.code) == (date(2026, 11, 18), "turn_empty")
    assert f"{person} {why}" in found.id


def test_a_turn_that_is_over_or_beyond_a_fortnight_is_not_told() -> None:
    turns = (dated(Duty.WORKER, "Sen 09/11/2026 08.00", "PS-99"), dated(Duty.WORKER, "Jum 18/12/2026 08.00", "PS-99"))
    where = replace(unit(), roster=replace(unit().roster, exceptions=turns))
    assert list(roster_concerns(where, wib(MONDAY))) == []


def test_concerns_come_in_the_order_of_their_days() -> None:
    where = away(replace(unit(), holidays=HolidayNote(2026, 2026, (), ())), "PD-01", "18", "19")
    assert told(concerns(where, wib(MONDAY))) == [("2026-11-18", "roster_gap"), ("2027-01-01", "unknown_year")]
