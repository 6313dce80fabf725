"""cards sent: that a card went to a telephone, and who sent it; the number stays in its notice."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sent_card",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=40), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_sent_card_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_sent_card")),
    )
    op.create_index(
        op.f("ix_sent_card_organisation_id_sent_by_id_path"),
        "sent_card",
        ["organisation_id", "sent_by_id", "path"],
    )


def downgrade() -> None:
    op.drop_table("sent_card")
