"""What the relay does beside delivering never keeps it from delivering."""

import pytest
from sqlmodel import select

import relay
from models.ahead import look_ahead
from models.db import Database
from models.tables import CaseRow
from policy.breach import unit_code
from settings import Settings
from tests.activities.office import Office
from tests.databases import NOW, database, migrated_file, migrated_postgres
from tests.sample import unit

__all__ = ["database", "migrated_file", "migrated_postgres"]


def test_a_record_that_cannot_be_read_does_not_end_the_relay(database: Database) -> None:
    office = Office(database, unit())
    office.life(unit_code("contoh"))
    with database.write() as session:
        row = session.exec(select(CaseRow)).one()
        row.state = {"code": ["rusak"]}
        session.add(row)
    with pytest.raises(ValueError, match="validation"):
        look_ahead(database, "contoh", NOW)
    relay.care(database, Settings(unit="contoh"))
    office.parts.sender.close()
