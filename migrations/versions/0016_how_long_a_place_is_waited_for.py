"""measures: how long the next free place of each reason was to be waited for, Monday by Monday."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "place_measure",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("measured_by", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=True),
        sa.Column("places_soon", sa.Integer(), nullable=False),
        sa.Column("soon_weeks", sa.SmallInteger(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_place_measure_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_place_measure")),
        sa.UniqueConstraint(
            "organisation_id",
            "measured_on",
            "purpose",
            name=op.f("uq_place_measure_organisation_id_measured_on_purpose"),
        ),
    )
    with op.batch_alter_table("opening_rule") as batch:
        batch.add_column(
            sa.Column("languages", sa.String(length=120), nullable=False, server_default="")
        )
    with op.batch_alter_table("opening_rule") as batch:
        batch.alter_column("languages", server_default=None)
    with op.batch_alter_table("agenda_item") as batch:
        batch.add_column(sa.Column("outside_sealed", sa.LargeBinary(), nullable=True))
        batch.add_column(sa.Column("moved_from_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_agenda_item_moved_from_id"),
            "agenda_item",
            ["organisation_id", "moved_from_id"],
            ["organisation_id", "id"],
        )
        batch.create_index(
            "ix_agenda_item_organisation_id_moved_from_id", ["organisation_id", "moved_from_id"]
        )
    with op.batch_alter_table("path_card") as batch:
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("path_card") as batch:
        batch.alter_column("version", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("path_card") as batch:
        batch.drop_column("version")
    with op.batch_alter_table("agenda_item") as batch:
        batch.drop_index("ix_agenda_item_organisation_id_moved_from_id")
        batch.drop_constraint(op.f("fk_agenda_item_moved_from_id"), type_="foreignkey")
        batch.drop_column("moved_from_id")
        batch.drop_column("outside_sealed")
    with op.batch_alter_table("opening_rule") as batch:
        batch.drop_column("languages")
    op.drop_table("place_measure")
