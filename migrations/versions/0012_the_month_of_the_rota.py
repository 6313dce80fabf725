"""the month of the rota: posts of the shifts, weekly hours, months published."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "working_hours",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("hours", sa.SmallInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint("hours > 0", name=op.f("ck_working_hours_some_hours")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "engagement_id"],
            ["engagement.organisation_id", "engagement.id"],
            name=op.f("fk_working_hours_engagement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_working_hours_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_working_hours")),
        sa.UniqueConstraint(
            "organisation_id",
            "engagement_id",
            "valid_from",
            name=op.f("uq_working_hours_organisation_id_engagement_id_valid_from"),
        ),
    )
    op.create_table(
        "rota_month",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("published_at", _INSTANT, nullable=False),
        sa.Column("published_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_rota_month_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_rota_month")),
        sa.UniqueConstraint(
            "organisation_id", "month", name=op.f("uq_rota_month_organisation_id_month")
        ),
    )
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.add_column(sa.Column("post", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("added_at", _INSTANT, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.drop_column("added_at")
        batch_op.drop_column("post")
    op.drop_table("rota_month")
    op.drop_table("working_hours")
