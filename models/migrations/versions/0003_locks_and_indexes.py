"""How often a PIN was locked in a row; indexes for counters of wrong entries and for messages without a price."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("pin", schema=None) as batch_op:
        batch_op.add_column(sa.Column("locks", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("passcode", schema=None) as batch_op:
        batch_op.create_index("passcode_over", ["purpose", "expires_at"], unique=False)
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("outbox_accepted", ["accepted_at", "asked_at"], unique=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("outbox_accepted")
    with op.batch_alter_table("passcode", schema=None) as batch_op:
        batch_op.drop_index("passcode_over")
    with op.batch_alter_table("pin", schema=None) as batch_op:
        batch_op.drop_column("locks")
