"""what was answered: the answers to what is asked after the registration, each kept as given."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "referral_answer",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("layer", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_referral_answer_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "referral_id"],
            ["referral.organisation_id", "referral.id"],
            name=op.f("fk_referral_answer_referral_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_referral_answer_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_referral_answer")),
    )
    op.create_index(
        op.f("ix_referral_answer_organisation_id_referral_id"),
        "referral_answer",
        ["organisation_id", "referral_id"],
    )


def downgrade() -> None:
    op.drop_table("referral_answer")
