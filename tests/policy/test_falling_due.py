"""The list before a long closure (domain.md §5): every holder their own, every manager all of it."""

from dataclasses import replace
from datetime import date

from policy.closures import Closure, closure_at
from policy.falling_due import DueList, Task, due_lists, still_told
from policy.people import Absence
from policy.unit import Unit
from tests.policy.test_worktime import OFFICE, wib
from tests.sample import unit

NOON = wib("Sel 17/03/2026 12.00")
TASKS = (
    Task("V7M4", "PS-01", wib("Jum 20/03/2026 10.00")),
    Task("R7M4", "RSUD-1", wib("Rab 18/03/2026 01.00")),
    Task("S7M4", "PS-01", wib("Kam 19/03/2026 10.00")),
    Task("N7M4", "", wib("Min 22/03/2026 10.00")),
    Task("L7M4", "PS-01", wib("Sel 17/03/2026 11.00")),
    Task("A7M4", "DINSOS-1", wib("Rab 25/03/2026 11.30")),
)


def block() -> Closure:
    found = closure_at(OFFICE, NOON)
    assert found
    return found


def codes(lists: tuple[DueList, ...]) -> dict[str, str]:
    return {each.person.code: " ".join(each.codes) for each in lists}


def test_holders_get_theirs_and_both_managers_all_that_falls_due_in_it() -> None:
    every = "R7M4 S7M4 V7M4 N7M4"
    found = codes(due_lists(unit(OFFICE), block(), TASKS, NOON))
    assert found == {"MJ-01": every, "MJ-02": every, "RSUD-1": "R7M4", "PS-01": "S7M4 V7M4"}


def test_a_manager_hears_that_nothing_falls_due() -> None:
    assert codes(due_lists(unit(OFFICE), block(), (), NOON)) == {"MJ-01": "", "MJ-02": ""}


def test_who_stands_in_gets_the_list_of_who_is_away() -> None:
    found = codes(due_lists(_with_away("PS-01"), block(), TASKS, NOON))
    assert (found["PS-02"], "PS-01" in found) == ("S7M4 V7M4", False)


def test_a_manager_who_is_away_is_stood_in_for_once() -> None:
    found = due_lists(_with_away("MJ-01"), block(), TASKS, NOON)
    assert [each.person.code for each in found].count("MJ-02") == 1
    assert "MJ-01" not in codes(found)


def test_behind_closed_doors_only_the_units_own_people_are_told() -> None:
    found = due_lists(unit(OFFICE), block(), TASKS, NOON)
    late = {each.person.code for each in still_told(found, block(), wib("Rab 18/03/2026 08.00"))}
    assert late == {"MJ-01", "MJ-02", "PS-01"}
    assert len(list(still_told(found, block(), NOON))) == len(found)


def _with_away(code: str) -> Unit:
    where = unit(OFFICE)
    days = (Absence(date(2026, 3, 16), date(2026, 3, 18)),)
    return replace(where, people=dict(where.people) | {code: replace(where.people[code], absences=days)})
