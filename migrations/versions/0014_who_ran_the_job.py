"""who ran the job: the program that keeps the timetable signs each run."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("job_run") as batch:
        batch.add_column(
            sa.Column("runner", sa.String(length=120), nullable=False, server_default="")
        )
    with op.batch_alter_table("job_run") as batch:
        batch.alter_column("runner", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("job_run") as batch:
        batch.drop_column("runner")
