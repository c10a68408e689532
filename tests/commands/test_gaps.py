"""Gaps in the unit's data as they are seen and filled at the desk (domain.md §5, §2 Duty)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.ahead import look_ahead
from policy.people import Absence
from policy.unit import Unit
from tests.commands.desk import Desk
from tests.patience import until

UNIT = "UNITTULUNGAGUNG"


def uncovered(pack: Unit) -> Unit:
    """Nobody of the roster's officers nor their deputies is there the day after tomorrow."""
    day = (pack.local(datetime.now(UTC)) + timedelta(days=2)).date()
    turns = {turn.person for turn in pack.roster.officers}
    codes = {each for code in turns for each in (code, *pack.people[code].deputies)}
    people = {code: replace(pack.people[code], absences=(Absence(day, day),)) for code in codes}
    return replace(pack, version="kosong", people={**pack.people, **people})


def look(desk: Desk) -> None:
    look_ahead(desk.db, "tulungagung", datetime.now(UTC))


def shown(desk: Desk) -> list[str]:
    """What is missing by the page of the unit's tasks."""
    return [each["lack"] for each in desk.done("case", UNIT, "--json").json["gaps"]]


@pytest.fixture
def gap(desk: Desk, pack: Unit) -> Desk:
    desk.reported()
    desk.load(uncovered(pack))
    look(desk)
    until(lambda: desk("case", UNIT, "--json").json.get("gaps", []) != [])
    return desk


def test_the_page_of_the_unit_says_what_is_missing_and_how_to_fill_it(gap: Desk) -> None:
    said = gap.done("case", UNIT).out
    assert "petugas piket kosong" in said
    assert "roster.yaml, lalu: rujukan unit load" in said
    assert "no duty officer" in gap.done("case", UNIT, "--en").out
    assert UNIT in gap.done("cases").out
    assert shown(gap) == ["PIKET_KOSONG"]
    told = [row for row in gap.done("case", UNIT, "--json").json["messages"] if row["template"] == "gap_ahead"]
    assert len(told) == 1
    assert "tak ada piket mulai" in told[0]["text"]


def test_it_ends_by_itself_when_the_roster_is_filled_and_no_year_counts_it(gap: Desk, pack: Unit) -> None:
    look(gap)
    assert shown(gap) == ["PIKET_KOSONG"]
    gap.load(replace(pack, version="terisi"))
    look(gap)
    until(lambda: gap.stage(UNIT) == "TERMINASI")
    year = str(datetime.now(UTC).year)
    assert gap.done("table", year, "--json").json["totals"]["total"] == 1


def test_the_manager_ends_it_by_an_answer(gap: Desk) -> None:
    task = gap.task(UNIT, "TUGAS_MANAJER")
    gap.done("answer", task, "SELESAI", "--outcome", "A", "--by", "MJ-01")
    assert gap.stage(UNIT) == "TERMINASI"
