"""Rule 4: an agency that reported is told by its focal point, without details, in opening hours; failure is seen."""

from collections.abc import Callable

from policy.commands import Approve, MessageFailed, ProposeClosure, Reply
from policy.hard_commands import AddReport, SameChild
from policy.unit import Unit
from policy.words import Audience, ClosureReason, Risk, Verb
from tests.activities.office import Office
from tests.activities.test_compose import EVENING, MORNING
from tests.lives import Life
from tests.policy.cases import DESK, SUPERVISOR, WORKER
from tests.sample import OFFICE, unit

NewOffice = Callable[[Unit], Office]


def reported(office: Office) -> Life:
    return office.life(risk=Risk.LOW, report="L-00000001", sender="DINSOS")


def test_an_agency_hears_of_taking_and_end_by_the_number_of_its_report(office: Office) -> None:
    life = reported(office)
    life.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    life.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    life.do(Approve, SUPERVISOR, yes=True)
    told = [row for row in office.messages() if row.audience == Audience.REPORTER]
    assert [(row.template, row.person) for row in told] == [
        ("reporter_taken", "DINSOS-1"),
        ("reporter_ended", "DINSOS-1"),
    ]
    assert all("L-00000001" in row.text and life.code not in row.text for row in told)


def test_every_agency_that_reported_is_told_each_by_its_own_number(office: Office) -> None:
    life = reported(office)
    life.do(AddReport, DESK, report="L-00000002", sender="RSUD", risk=Risk.LOW)
    life.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    told = {row.person: row.text for row in office.messages("reporter_taken")}
    assert set(told) == {"DINSOS-1", "RSUD-1"}
    assert "L-00000001" in told["DINSOS-1"]
    assert "L-00000002" in told["RSUD-1"]


def test_an_agency_is_told_when_its_office_opens(new_office: NewOffice) -> None:
    office = new_office(unit(OFFICE))
    life = office.life(at=EVENING, report="L-00000001", sender="DINSOS")
    life.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    assert office.last("reporter_taken").start == MORNING


def test_an_agency_that_could_not_be_told_is_the_case_workers_to_call(office: Office) -> None:
    life = reported(office)
    life.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    life.do(MessageFailed, DESK, n=0, audience=Audience.REPORTER)
    assert office.last("reporter_unreached").person == "PS-01"


def test_a_second_report_on_a_child_at_high_risk_rings_at_night(new_office: NewOffice) -> None:
    office = new_office(unit(OFFICE))
    life = office.life(at=EVENING, risk=Risk.LOW).planned()
    life.do(AddReport, DESK, report="L-00000002", risk=Risk.MEDIUM)
    assert office.last("second_report").start == MORNING
    life.do(AddReport, DESK, report="L-00000003", risk=Risk.HIGH)
    assert office.last("second_report").start == EVENING


def test_a_merger_names_the_case_where_the_child_is_now(office: Office) -> None:
    life = reported(office)
    life.do(SameChild, WORKER, other="K7M4Q2X")
    assert {row.person for row in office.messages("joined")} == {"PS-01", "SV-01"}
    assert "K7M4Q2X" in office.last("joined").text


def test_a_second_report_is_told_without_a_word_of_it(office: Office) -> None:
    life = reported(office).planned()
    life.do(AddReport, DESK, report="L-00000002", risk=Risk.MEDIUM)
    assert office.last("second_report").person == "PS-01"
    assert "L-0000" not in office.last("second_report").text
