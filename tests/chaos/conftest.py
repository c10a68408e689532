"""Tests of this folder get a database of either kind."""

from tests.databases import database, migrated_file, migrated_postgres

__all__ = ["database", "migrated_file", "migrated_postgres"]
