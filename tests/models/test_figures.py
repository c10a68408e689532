"""Table 1 from events alone: what had happened by 31 December, Waktu Indonesia Barat."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.db import Database
from models.figures import Table, TypeRow, table
from models.tables import CaseFile, EventRow
from policy.events import Type
from policy.words import ClosureReason, Stage

TZ = "Asia/Jakarta"
NEW_YEAR = datetime(2019, 12, 31, 17, tzinfo=UTC)
"""Midnight in Tulungagung."""
SECOND = timedelta(seconds=1)
SPRING = datetime(2019, 3, 1, tzinfo=UTC)


def _case(database: Database, code: str, at: datetime, kind: str = "KESOS", unit: str = "contoh") -> None:
    file = CaseFile(
        code=code,
        unit=unit,
        report_no=f"L-{code}",
        type=kind,
        type_version="2019",
        channel="meja",
        told_at=at,
        happened_at=at,
        facts={},
    )
    with database.write() as session:
        session.add(file)
    _event(database, code, at, Type.REPORTED, 1)


def _event(database: Database, code: str, at: datetime, kind: Type, seq: int, **data: str) -> None:
    event = EventRow(
        id=f"{code}-{seq}",
        change_id=f"{code}-{seq}",
        case_code=code,
        seq=seq,
        place=0,
        type=kind,
        n=0,
        by="PD-01",
        at=NEW_YEAR + timedelta(days=90),
        happened=at,
        data=data,
    )
    with database.write() as session:
        session.add(event)


def _close(database: Database, code: str, at: datetime, reason: ClosureReason = ClosureReason.GOALS_MET) -> None:
    _event(database, code, at, Type.CLOSURE_APPROVED, 2, reason=reason)
    _event(database, code, at, Type.STAGE, 3, stage=Stage.TERMINATED)


def _table(database: Database, year: int = 2019, until: date | None = None) -> Table:
    with database.read() as session:
        return table(session, "contoh", year, TZ, until)


def test_a_case_counts_in_the_year_it_happened_by_local_midnight(database: Database) -> None:
    _case(database, "A", NEW_YEAR - SECOND)
    _case(database, "B", NEW_YEAR)
    assert _table(database).rows == (TypeRow("KESOS", 1, 0),)
    assert _table(database, 2020).rows == (TypeRow("KESOS", 1, 0),)


def test_a_case_is_terminated_if_it_was_by_the_last_local_midnight(database: Database) -> None:
    for code, at in (("A", NEW_YEAR - SECOND), ("B", NEW_YEAR)):
        _case(database, code, SPRING)
        _close(database, code, at)
    found = _table(database)
    assert found.rows == (TypeRow("KESOS", 1, 1),)
    assert found.rows[0].total == 2


def test_cases_that_were_open_when_the_year_began_are_carried_over(database: Database) -> None:
    for code in ("OPEN", "CLOSED", "CLOSED-LATER"):
        _case(database, code, SPRING)
    _close(database, "CLOSED", SPRING)
    _close(database, "CLOSED-LATER", NEW_YEAR + timedelta(days=40))
    assert _table(database, 2020) == Table(2020, date(2020, 12, 31), (), 2)


@pytest.mark.parametrize("reason", [ClosureReason.DUPLICATE, ClosureReason.IN_ERROR])
def test_what_was_no_case_of_its_own_is_left_out_until_it_is_reopened(
    database: Database, reason: ClosureReason
) -> None:
    _case(database, "A", SPRING)
    _close(database, "A", SPRING, reason)
    assert _table(database).rows == ()
    assert _table(database, 2020).carried_over == 0
    _event(database, "A", SPRING, Type.REOPENED, 4)
    _event(database, "A", SPRING, Type.STAGE, 5, stage=Stage.REOPENED)
    assert _table(database).rows == (TypeRow("KESOS", 1, 0),)


def test_until_cuts_the_year_at_the_end_of_that_local_day(database: Database) -> None:
    _case(database, "A", SPRING)
    _close(database, "A", SPRING + timedelta(days=31))
    _case(database, "B", SPRING + timedelta(days=60))
    assert _table(database, until=date(2019, 3, 31)).rows == (TypeRow("KESOS", 1, 0),)
    assert _table(database, until=date(2019, 4, 1)).rows == (TypeRow("KESOS", 0, 1),)
    assert _table(database, until=date(2020, 6, 1)).rows == (TypeRow("KESOS", 1, 1),)


def test_types_have_a_row_each_and_other_units_none(database: Database) -> None:
    _case(database, "A", SPRING, "ABH")
    _case(database, "B", SPRING, "KESOS")
    _case(database, "C", SPRING, unit="lain")
    assert _table(database).rows == (TypeRow("ABH", 1, 0), TypeRow("KESOS", 1, 0))
