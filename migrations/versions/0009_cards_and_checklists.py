"""what the counter asks: words of the cards, kinds of ISEE, checklists of the office."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "path_card",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=True),
        sa.Column("how_long", sa.String(length=300), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_path_card_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_path_card")),
        sa.UniqueConstraint(
            "organisation_id", "path", name=op.f("uq_path_card_organisation_id_path")
        ),
    )
    op.create_table(
        "practice_checklist",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("papers", sa.String(length=400), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_practice_checklist_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_practice_checklist")),
        sa.UniqueConstraint(
            "organisation_id",
            "kind",
            "valid_from",
            name=op.f("uq_practice_checklist_organisation_id_kind_valid_from"),
        ),
    )
    op.add_column("practice", sa.Column("isee_kind", sa.String(length=40), nullable=True))


def downgrade() -> None:
    op.drop_column("practice", "isee_kind")
    op.drop_table("practice_checklist")
    op.drop_table("path_card")
