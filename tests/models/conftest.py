"""Tests of this folder get a database of either kind, and in it a case that waits for an agency's answer."""

import pytest

from models.db import Database
from tests.databases import database, loaded, migrated_file, migrated_postgres
from tests.lives import Life, recorder
from tests.sample import unit

__all__ = ["database", "life", "migrated_file", "migrated_postgres"]


@pytest.fixture
def life(database: Database) -> Life:
    """A case with a referral that waits for its answer."""
    loaded(database, unit())
    return Life(database, recorder(database)).begin().referred()
