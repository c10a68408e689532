"""How Alembic reaches the database: the address comes from the caller, the tables from the models."""

from alembic import context

from models import tables
from models.db import engine


def run() -> None:
    """Run migrations in one transaction."""
    made = engine(context.config.attributes["url"])
    with made.connect() as connection:
        context.configure(connection=connection, target_metadata=tables.METADATA, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
    made.dispose()


run()
