"""reminders: whether a person asked to be written to about an appointment, and in which language."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nobody had asked for anything: off, and in Italian.
    with op.batch_alter_table("appointment") as batch:
        batch.add_column(
            sa.Column("remind", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(
            sa.Column("notice_language", sa.String(length=40), nullable=False, server_default="it")
        )
    with op.batch_alter_table("appointment") as batch:
        batch.alter_column("remind", server_default=None)
        batch.alter_column("notice_language", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("appointment") as batch:
        batch.drop_column("notice_language")
        batch.drop_column("remind")
