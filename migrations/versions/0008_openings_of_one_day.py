"""openings of one day, closures of one site or of one kind."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "make_up_opening",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("from_minute", sa.SmallInteger(), nullable=False),
        sa.Column("to_minute", sa.SmallInteger(), nullable=False),
        sa.Column("recovers_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "to_minute > from_minute", name=op.f("ck_make_up_opening_hours_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "site_id"],
            ["site.organisation_id", "site.id"],
            name=op.f("fk_make_up_opening_site_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_make_up_opening_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_make_up_opening")),
        sa.UniqueConstraint(
            "organisation_id",
            "site_id",
            "kind",
            "day",
            name=op.f("uq_make_up_opening_organisation_id_site_id_kind_day"),
        ),
    )
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("site_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_closure_site_id"),
            "site",
            ["organisation_id", "site_id"],
            ["organisation_id", "id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_closure_site_id"), type_="foreignkey")
        batch_op.drop_column("kind")
        batch_op.drop_column("site_id")
    op.drop_table("make_up_opening")
