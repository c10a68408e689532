"""One case that cannot be read keeps its own agency's digest from leaving, and nobody else's."""

import pytest
from sqlmodel import select
from temporalio.exceptions import ApplicationError

from models.tables import CaseRow
from tests.activities.conftest import NewOffice
from tests.activities.test_digests import TUESDAY, WEDNESDAY, look, rows, with_a_task, working


def test_a_case_that_cannot_be_read_stops_no_other_digest(new_office: NewOffice) -> None:
    office = new_office(working())
    with_a_task(office)
    other = office.life("K2Q7W3E", TUESDAY).planned()
    other.refer("RSUD")
    with office.database.write() as session:
        row = session.exec(select(CaseRow).where(CaseRow.code == "KX7M4QA")).one()
        row.state = {"code": ["rusak"]}
        session.add(row)
    with pytest.raises(ApplicationError, match="sweep-failed"):
        look(office, WEDNESDAY)
    assert [(row.person, row.state) for row in rows(office)] == [("RSUD-1", "ACCEPTED")]
