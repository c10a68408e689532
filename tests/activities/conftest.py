"""Tests of this folder get an office on a database of either kind."""

from collections.abc import Callable, Iterator

import pytest

from models.db import Database
from policy.unit import Unit
from simulator.embedded import Running
from tests import calling
from tests.activities.office import Office
from tests.activities.wire import Wire, provider, wire
from tests.databases import database, migrated_file, migrated_postgres
from tests.sample import unit

__all__ = ["database", "migrated_file", "migrated_postgres", "new_office", "office", "simulator", "wired"]

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


@pytest.fixture(scope="session")
def simulator() -> Iterator[Running]:
    """One provider for all tests of a process; each test has names of its own."""
    with provider() as up:
        yield up


@pytest.fixture
def wired(database: Database, simulator: Running) -> Iterator[Wire]:
    """A process that sends to it, on a database of either kind."""
    calling.delete(f"{simulator.url}/api/faults")
    with wire(database, simulator) as found:
        yield found
