"""what the counter asks: words of the cards, kinds of ISEE, checklists of the office."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0005"
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


def downgrade() -> None:
    op.drop_table("path_card")
