"""How Alembic reaches the database: the address comes from the caller, the tables from the models."""

from alembic import context

from models import tables
from models.db import engine

TURNS = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(3504)"}
"""How one process keeps the others waiting; SQLite needs to be told that tables are made in a transaction at all."""


def run() -> None:
    """Run migrations in one transaction, one process at a time: one that is killed half-way has changed nothing."""
    made = engine(context.config.attributes["url"])
    with made.begin() as connection:
        connection.exec_driver_sql(TURNS[connection.dialect.name])
        context.configure(
            connection=connection, target_metadata=tables.METADATA, render_as_batch=True, transactional_ddl=True
        )
        with context.begin_transaction():
            context.run_migrations()
    made.dispose()


run()
