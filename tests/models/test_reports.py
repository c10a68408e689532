"""§4: whom a report may mean, which cases belong together, what a receipt stands for; on both databases."""

from datetime import date
from typing import Any

import pytest

from models import reports
from models.db import Database
from models.reports import Possible
from models.tables import CaseFile, Report
from policy.alike import Birth, Child, Likeness, Name
from policy.commands import Approve, ProposeClosure
from policy.hard_commands import AddReport, SameChild
from policy.reporters import Word, word_of
from policy.words import ClosureReason, Risk, Stage
from tests.databases import NOW, loaded
from tests.lives import Life, recorder
from tests.policy.cases import DESK, SUPERVISOR, WORKER
from tests.sample import unit

BORN = date(2016, 5, 4)
CHILD = Child("Khoirul Anam", BORN)


@pytest.fixture
def record(database: Database) -> Database:
    loaded(database, unit())
    return database


def filed(record: Database, code: str, report: str, child: str = "Choirul Anam", born: str = "2016-05-04") -> CaseFile:
    """What a report says of one child."""
    facts: dict[str, Any] = {"child": child, "born": born}
    file = CaseFile(
        code=code,
        unit="contoh",
        report_no=report,
        type="KESOS",
        type_version="2019",
        channel="meja",
        told_at=NOW,
        happened_at=NOW,
        facts=facts,
    )
    with record.write() as session:
        session.add(file)
    return file


def a_case(record: Database, code: str, report: str, **more: Any) -> Life:
    filed(record, code, report, **more)
    return Life(record, recorder(record, seed=ord(code[-1])), code).begin(report=report)


def found(record: Database, child: Child = CHILD) -> list[Possible]:
    with record.read() as session:
        return reports.possible(session, "contoh", child)


def ended(life: Life, reason: ClosureReason) -> None:
    life.do(ProposeClosure, WORKER, reason=reason)
    life.do(Approve, SUPERVISOR, yes=True)


def test_open_ended_and_stored_cases_are_found_open_ones_first(record: Database) -> None:
    ended(a_case(record, "KX7M4QA", "L-1", child="Khoirul Anam"), ClosureReason.OTHER)
    a_case(record, "KX7M4QB", "L-2")
    filed(record, "KX7M4QC", "L-3", born="11 tahun")
    filed(record, "KX7M4QD", "L-4", child="Siti")
    assert found(record) == [
        Possible("KX7M4QB", Stage.REPORTED, Likeness(Name.SOUND, Birth.SAME)),
        Possible("KX7M4QC", None, Likeness(Name.SOUND, Birth.UNKNOWN)),
        Possible("KX7M4QA", Stage.TERMINATED, Likeness(Name.SAME, Birth.SAME)),
    ]


def test_a_case_that_went_into_another_stands_for_that_one(record: Database) -> None:
    a_case(record, "KX7M4QA", "L-1", child="Koirul Anam")
    a_case(record, "KX7M4QB", "L-2", child="Khoirul Anam").do(SameChild, WORKER, other="KX7M4QA")
    assert found(record) == [Possible("KX7M4QA", Stage.REPORTED, Likeness(Name.SAME, Birth.SAME))]


def test_what_was_entered_in_error_is_not_asked_about(record: Database) -> None:
    ended(a_case(record, "KX7M4QA", "L-1"), ClosureReason.IN_ERROR)
    assert found(record) == []


def test_another_unit_is_not_searched(record: Database) -> None:
    a_case(record, "KX7M4QA", "L-1")
    with record.read() as session:
        assert reports.possible(session, "lain", CHILD) == []


def test_cases_of_one_report_and_of_one_child_are_linked(record: Database) -> None:
    first, sibling = a_case(record, "KX7M4QA", "L-1"), a_case(record, "KX7M4QB", "L-1")
    joined = a_case(record, "KX7M4QC", "L-2")
    first.do(AddReport, DESK, report="L-2", risk=Risk.LOW)
    joined.do(SameChild, WORKER, other=first.code)
    with record.read() as session:
        links = {
            life.code: [(each.code, each.how) for each in reports.linked(session, file, life.known)]
            for life in (first, sibling, joined)
            if (file := session.get(CaseFile, life.code))
        }
    assert links == {
        "KX7M4QA": [("KX7M4QB", "satu laporan"), ("KX7M4QC", "digabung ke sini")],
        "KX7M4QB": [("KX7M4QA", "satu laporan")],
        "KX7M4QC": [("KX7M4QA", "digabung ke sana")],
    }


def test_a_receipt_leads_to_the_report_and_its_word(record: Database) -> None:
    life = a_case(record, "KX7M4QA", "L-1")
    with record.write() as session:
        session.add(Report(no="L-1", unit="contoh", created_at=NOW, facts={"receipt": "T-1"}))
        session.add(Report(no="L-2", unit="contoh", created_at=NOW, facts={"receipt": "T-2"}))
    life.planned().do(AddReport, DESK, report="L-2", risk=Risk.LOW)
    a_case(record, "KX7M4QB", "L-3").do(SameChild, WORKER, other=life.code)
    ended(life, ClosureReason.OTHER)
    with record.read() as session:
        assert word_of(reports.cases_of(session, "L-3")) is Word.ENDED
        numbers = [each.no for text in ("L-1", "T-1", "T-2") if (each := reports.report_of(session, text))]
        assert numbers == ["L-1", "L-1", "L-2"]
        assert reports.report_of(session, "T-9") is None
        assert word_of(reports.cases_of(session, "L-2")) is Word.ENDED
        assert word_of(reports.cases_of(session, "L-9")) is Word.RECEIVED
