"""Who is to be asked: never nobody, never somebody who is away."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from policy.people import Absence
from policy.roster import DatedTurn, Duty
from policy.unit import Unit
from policy.words import Role
from tests.units.folders import TULUNGAGUNG
from units.load import load

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)  # Tuesday 12.00 WIB
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def unit() -> Unit:
    return load(TULUNGAGUNG)


def away(unit: Unit, *codes: str) -> Unit:
    """The unit with these people away today."""
    gone = {code: replace(unit.people[code], absences=(Absence(TODAY, TODAY),)) for code in codes}
    return replace(unit, people={**unit.people, **gone})


def test_a_task_goes_to_the_focal_point(unit: Unit) -> None:
    assert unit.holder_for("DINSOS", NOON).code == "DINSOS-1"


def test_a_focal_point_who_is_away_is_stood_in_for_by_the_deputy(unit: Unit) -> None:
    assert away(unit, "DINSOS-1").holder_for("DINSOS", NOON).code == "DINSOS-2"


def test_with_everybody_away_the_superior_holds_it(unit: Unit) -> None:
    assert away(unit, "DINSOS-1", "DINSOS-2").holder_for("DINSOS", NOON).code == "DINSOS-A"


def test_with_the_superior_away_too_it_is_still_somebody_s(unit: Unit) -> None:
    assert away(unit, "DINSOS-1", "DINSOS-2", "DINSOS-A").holder_for("DINSOS", NOON).code == "DINSOS-1"


def test_an_absence_ends_with_its_last_local_day(unit: Unit) -> None:
    gone = away(unit, "DINSOS-1")
    last_moment = datetime(2026, 11, 24, 16, 59, tzinfo=UTC)  # 23.59 WIB
    assert gone.holder_for("DINSOS", last_moment).code == "DINSOS-2"
    assert gone.holder_for("DINSOS", last_moment + timedelta(minutes=1)).code == "DINSOS-1"


def test_every_quarter_of_an_hour_of_a_week_has_an_officer_and_a_manager_of_the_right_role(unit: Unit) -> None:
    for quarter in range(7 * 24 * 4):
        duty = unit.duty(NOON + timedelta(minutes=15 * quarter))
        assert (duty.officer.role, duty.manager.role) == (Role.DESK, Role.MANAGER)


@pytest.mark.parametrize(
    "at, officer, worker",
    [
        pytest.param("2026-11-24T07:29+07:00", "PD-02", "PS-04", id="before the office opens"),
        pytest.param("2026-11-24T07:30+07:00", "PD-01", "PS-02", id="as it opens"),
        pytest.param("2026-11-24T16:00+07:00", "PD-02", "PS-04", id="as it closes"),
        pytest.param("2026-11-27T16:15+07:00", "PD-01", "PS-04", id="on Friday half an hour later"),
        pytest.param("2026-11-28T02:00+07:00", "PD-02", "PS-04", id="in the night to Saturday"),
        pytest.param("2026-11-30T07:00+07:00", "PD-03", "PS-04", id="until Monday morning"),
    ],
)
def test_the_roster_is_read_on_the_wall_clock(unit: Unit, at: str, officer: str, worker: str) -> None:
    moment = datetime.fromisoformat(at)
    found = unit.case_worker_on_roster(moment)
    assert unit.duty(moment).officer.code == officer
    assert found
    assert found.code == worker


def test_an_officer_who_is_away_is_stood_in_for(unit: Unit) -> None:
    assert away(unit, "PD-01").duty(NOON).officer.code == "PD-02"
    assert away(unit, "PD-01", "PD-02").duty(NOON).officer.code == "SV-01"


def test_a_dated_swap_goes_before_the_week(unit: Unit) -> None:
    swap = DatedTurn(Duty.MANAGER, NOON, NOON + timedelta(hours=8), "MJ-02")
    swapped = replace(unit, roster=replace(unit.roster, exceptions=(swap,)))
    assert swapped.duty(NOON).manager.code == "MJ-02"
    assert swapped.duty(NOON + timedelta(hours=8)).manager.code == "MJ-01"


def test_without_a_worker_on_the_roster_there_is_none(unit: Unit) -> None:
    idle = replace(unit, roster=replace(unit.roster, workers=()))
    assert idle.case_worker_on_roster(NOON) is None
    assert idle.supervisor(NOON).code == "SV-01"


def test_with_all_managers_away_the_last_person_is_asked(unit: Unit) -> None:
    assert away(unit, "MJ-01", "MJ-02").manager(NOON).code == "KD-01"


def test_an_agency_is_active_on_its_first_and_last_day_only_under_its_name(unit: Unit) -> None:
    assert unit.active("DINSOSNAKER", date(2016, 12, 31))
    assert not unit.active("DINSOSNAKER", date(2017, 1, 1))
    assert not unit.active("DINSOS", date(2016, 12, 31))
    assert not unit.active("TIDAK-ADA", TODAY)


def test_a_renamed_agency_is_found_by_its_old_name(unit: Unit) -> None:
    now, then = unit.current("DINSOSNAKER", TODAY), unit.current("DINSOSNAKER", date(2016, 1, 1))
    assert now
    assert now.code == "DINSOS"
    assert then
    assert then.code == "DINSOSNAKER"
    assert unit.current("DINSOS", date(2016, 1, 1)) is None
    assert unit.current("TIDAK-ADA", TODAY) is None


def test_an_ended_agency_offers_nothing_today(unit: Unit) -> None:
    today = [agency.code for agency in unit.agencies_offering("REHSOS", TODAY)]
    assert today == ["DINSOS", "SENTRA"]
    assert "DINSOSNAKER" in [agency.code for agency in unit.agencies_offering("REHSOS", date(2016, 1, 1))]


def test_services_have_words(unit: Unit) -> None:
    assert [term.id for term in unit.services_of("DUKCAPIL")] == ["Dokumen kependudukan (akta, KK, KIA)"]


def test_a_hospital_is_always_open_an_office_in_its_hours_and_staff_in_the_unit_s(unit: Unit) -> None:
    assert unit.calendar_of("RSUD-ISKAK").always
    assert unit.calendar_of("RSUD-ISKAK-1").always
    assert unit.calendar_of("PS-01") == unit.calendar_of("DINSOS") == unit.calendars["kantor"]


def test_offices_are_closed_on_the_days_of_idul_fitri_2026(unit: Unit) -> None:
    closed = unit.calendar_of("DINSOS").closed
    assert {date(2026, 3, day) for day in (18, 19, 20, 21, 22, 23, 24)} <= closed


def test_a_type_is_looked_up_in_the_list_of_its_day(unit: Unit) -> None:
    assert unit.case_type("NAPZA", date(2019, 5, 1)) is None
    assert unit.case_type("NAPZA", TODAY)
    assert unit.types_on(date(2001, 1, 1)).version == "2019"
