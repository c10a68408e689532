"""Units as data: the same content is no new version, and a version holds from its first day on, by local time."""

from dataclasses import replace
from datetime import UTC, date, datetime

from models import units
from models.db import Database
from policy.unit import Unit
from tests.databases import NOW
from tests.sample import unit

NEXT_YEAR = date(2027, 1, 1)


def _store(database: Database, *given: Unit) -> list[bool]:
    with database.write() as session:
        return [units.store(session, each, NOW) for each in given]


def _label(database: Database, at: datetime) -> str:
    with database.read() as session:
        found = units.current(session, "contoh", at)
    assert found is not None
    return found.version


def _version(label: str, first: date = date(2015, 1, 1)) -> Unit:
    return replace(unit(), version=label, valid_from=first)


def test_the_same_content_is_no_new_version(database: Database) -> None:
    assert _store(database, unit(), unit(), replace(unit(), sender="ULT LAIN"), unit()) == [True, False, True, True]


def test_the_stored_unit_is_the_one_that_was_put_in(database: Database) -> None:
    _store(database, unit())
    with database.read() as session:
        assert units.current(session, "contoh", NOW) == unit()
        assert units.codes(session) == ["contoh"]


def test_an_unknown_unit_is_none(database: Database) -> None:
    with database.read() as session:
        assert units.current(session, "contoh", NOW) is None


def test_a_version_holds_from_its_first_local_day_on(database: Database) -> None:
    _store(database, _version("1"), _version("2", NEXT_YEAR))
    assert _label(database, datetime(2026, 12, 31, 16, 59, tzinfo=UTC)) == "1"
    assert _label(database, datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == "2"


def test_a_correction_of_today_does_not_hold_off_the_version_of_next_year(database: Database) -> None:
    _store(database, _version("1"), _version("2", NEXT_YEAR), _version("1a"))
    assert _label(database, NOW) == "1a"
    assert _label(database, datetime(2027, 6, 1, tzinfo=UTC)) == "2"


def test_going_back_to_an_older_content_holds_again(database: Database) -> None:
    _store(database, _version("1"), _version("2"), _version("1"))
    assert _label(database, NOW) == "1"


def test_before_its_first_version_a_unit_is_as_in_the_first(database: Database) -> None:
    _store(database, _version("2", NEXT_YEAR), _version("3", date(2028, 1, 1)))
    assert _label(database, NOW) == "2"
