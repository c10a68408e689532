"""Tests of this folder get an office on a database of either kind."""

from collections.abc import Callable, Iterator

import pytest

from models.db import Database
from policy.unit import Unit
from tests.activities.office import Office
from tests.databases import database, migrated_file, migrated_postgres
from tests.sample import unit

__all__ = ["database", "migrated_file", "migrated_postgres", "new_office", "office"]

NewOffice = Callable[[Unit], Office]


@pytest.fixture
def new_office(database: Database) -> Iterator[NewOffice]:
    """A maker of offices of a unit; their senders are closed at the end."""
    made: list[Office] = []

    def make(given: Unit) -> Office:
        made.append(Office(database, given))
        return made[-1]

    yield make
    for each in made:
        each.parts.sender.close()


@pytest.fixture
def office(new_office: NewOffice) -> Office:
    """An office of the sample unit, always open."""
    return new_office(unit())
