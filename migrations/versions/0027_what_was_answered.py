"""what was answered: the answers to what is asked after the registration, each kept as given."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    owned(
        "referral_answer",
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("layer", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        keys={"data_key_id": "data_key", "referral_id": "referral"},
    )
    index("referral_answer", "referral_id")


def downgrade() -> None:
    op.drop_table("referral_answer")
