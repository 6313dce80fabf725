"""who ran the job, and when reminders leave: runs are signed, an office chooses its days."""

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
    op.create_table(
        "reminder_setting",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("days_before", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_reminder_setting_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_reminder_setting")),
        sa.UniqueConstraint(
            "organisation_id",
            "valid_from",
            name=op.f("uq_reminder_setting_organisation_id_valid_from"),
        ),
    )


def downgrade() -> None:
    op.drop_table("reminder_setting")
    with op.batch_alter_table("job_run") as batch:
        batch.drop_column("runner")
