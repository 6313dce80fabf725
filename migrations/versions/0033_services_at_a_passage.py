"""services at a passage: what becomes of each one that goes on when its case passes."""

import sqlalchemy as sa
from alembic import op

from migrations.making import owned

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    owned(
        "transfer_service",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("fate", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "fate IN ('ends_at_passage', 'bridged', 'kept_by_sender')",
            name=op.f("ck_transfer_service_a_fate"),
        ),
        keys={"transfer_id": "transfer", "line_id": "request_line"},
        once=("transfer_id", "line_id"),
    )


def downgrade() -> None:
    op.drop_table("transfer_service")
