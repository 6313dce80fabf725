"""reports from outside: links of one use, and what was filed by them or by an account."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned, unique

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    owned(
        "invitation",
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("to_label", sa.String(length=120), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        keys={"body_id": "body", "made_by_id": "engagement"},
        once=("token_hash",),
    )
    index("invitation", "made_at")
    owned(
        "outside_report",
        sa.Column("receipt", sa.String(length=20), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("from_organisation_id", sa.Uuid(), nullable=True),
        unique("outside_report", "referral_id"),
        unique("outside_report", "invitation_id"),
        keys={"invitation_id": "invitation", "referral_id": "referral"},
        once=("receipt",),
    )
    op.create_index(op.f("ix_outside_report_account_id"), "outside_report", ["account_id"])


def downgrade() -> None:
    op.drop_table("outside_report")
    op.drop_table("invitation")
