"""Rule 8: restricted cases, those that touch staff among them, and a shelter's address."""

from datetime import UTC, datetime
from typing import Any

import pytest

from policy.case import Case
from policy.commands import Reply
from policy.conflict import may_open, restricted_by_default
from policy.hard_commands import Bar, Restrict
from policy.hard_words import Conflict
from policy.shelter import SHELTER_ADDRESS, sees_shelter, shown
from policy.words import Risk, Verb
from tests.policy.cases import DESK, MANAGER, OTHER_WORKER, SUPERVISOR, WORKER, World
from tests.policy.keeping import Office, referred

SUSPECT: dict[str, Any] = {"relation": Conflict.SUSPECT}


@pytest.fixture
def office() -> Office:
    return referred()


def test_a_staff_member_who_reports_their_own_child_is_out_at_once_and_the_case_restricted() -> None:
    """Rule 8: cases touching staff are *terbatas* by default; who is household does not act on it any more."""
    office = Office().begin(Risk.LOW, DESK)
    office.do(Bar, DESK, person="PD-01", relation=Conflict.HOUSEHOLD)
    assert office.known.restricted
    assert office.refused(Reply, DESK, n=1, verb=Verb.ACCEPT) == "barred_actor"
    assert not may_open(office.known, "PD-01")
    assert may_open(office.known, "PS-01")


def test_a_case_that_touches_an_agency_only_is_open(office: Office) -> None:
    """Rule 8."""
    office.do(Bar, DESK, person="DINSOS-1", **SUSPECT)
    assert not office.known.restricted


def test_a_restricted_case_is_opened_by_those_named_its_worker_and_its_holders(office: Office) -> None:
    """Rule 8: *terbatas*."""
    office.do(Restrict, SUPERVISOR, names=("PD-01",))
    assert [code for code in office.unit.people if may_open(office.known, code)] == [
        "PS-01",
        "PD-01",
        "SV-01",
        "DINSOS-1",
    ]
    office.do(Restrict, WORKER, names=("PS-02",), remove=("PD-01",))
    assert office.known.named == ("SV-01", "PS-02")
    office.do(Restrict, SUPERVISOR, lift=True)
    assert may_open(office.known, "MJ-02")


def test_an_overseer_may_name_themselves_and_that_is_an_event(office: Office) -> None:
    """Rule 8."""
    office.do(Restrict, WORKER)
    assert office.refused(Restrict, OTHER_WORKER, names=("PS-02",)) == "not_named"
    change = office.do(Restrict, MANAGER, names=("MJ-01",)).change
    assert (change.events[0].by, office.known.named) == ("MJ-01", ("PS-01", "MJ-01"))


def test_who_takes_a_restricted_report_is_named() -> None:
    """Rule 8."""
    case = World().begin(Risk.HIGH, DESK, restricted=True).known
    assert (case.restricted, case.named) == (True, ("PD-01",))


@pytest.mark.parametrize(
    "letter, suspected, expected", [("j", False, True), ("i", False, False), (None, True, True), (None, False, False)]
)
def test_sexual_violence_is_restricted_by_default(letter: str | None, *, suspected: bool, expected: bool) -> None:
    """Rule 8."""
    assert restricted_by_default(letter, suspected=suspected) is expected


def test_a_shelters_address_goes_to_none_but_who_brings_the_child() -> None:
    """Rule 8."""
    at = datetime(2026, 11, 24, tzinfo=UTC)
    case = Case("KX7M4QA", "contoh", Risk.HIGH, at, at, barred=("POLRES-1",))
    fields = ("nama_anak", SHELTER_ADDRESS)
    assert shown(case, fields, "PS-01", "PS-01") == fields
    for recipient, brings in (("DINSOS-1", "PS-01"), ("PS-01", ""), ("POLRES-1", "POLRES-1"), ("", "")):
        assert not sees_shelter(case, recipient, brings)
        assert shown(case, fields, recipient, brings) == ("nama_anak",)
