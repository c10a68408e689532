"""Tests of this folder get a database of either kind, and a room in which messages carry links."""

from collections.abc import Iterator

import pytest

from models.db import Database
from tests.databases import database, migrated_file, migrated_postgres
from tests.sample import unit
from tests.web.room import Room, rooms

__all__ = ["database", "migrated_file", "migrated_postgres", "room"]


@pytest.fixture
def room(database: Database) -> Iterator[Room]:
    """A unit whose messages carry links."""
    yield from rooms(database, unit())
