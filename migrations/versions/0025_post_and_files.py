"""post and files: what reached the office in writing, and who asked who reported."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    owned(
        "stored_file",
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("mime", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("stored_name", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.Column("added_by", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "state IN ('quarantined', 'clean', 'unsafe')", name=op.f("ck_stored_file_a_state")
        ),
        keys={"data_key_id": "data_key"},
        once=("stored_name",),
    )
    owned(
        "arrived_mail",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("sender_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("subject_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", INSTANT, nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("discarded_at", INSTANT, nullable=True),
        keys={
            "data_key_id": "data_key",
            "file_id": "stored_file",
            "taken_by_id": "engagement",
            "referral_id": "referral",
        },
    )
    index("arrived_mail", "referral_id", "discarded_at")
    owned(
        "referral_file",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("protocol_number", sa.String(length=40), nullable=False),
        sa.Column("protocol_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('letter', 'fax', 'mail', 'attachment')", name=op.f("ck_referral_file_a_kind")
        ),
        keys={"file_id": "stored_file", "referral_id": "referral"},
        once=("file_id",),
    )
    index("referral_file", "referral_id")
    owned(
        "referrer_reveal",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        keys={"referral_id": "referral"},
    )
    index("referrer_reveal", "referral_id", "by_id")


def downgrade() -> None:
    op.drop_table("referrer_reveal")
    op.drop_table("referral_file")
    op.drop_table("arrived_mail")
    op.drop_table("stored_file")
