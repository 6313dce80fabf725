"""who may take it: skills, who cannot follow whom, competence judged, what was given out together."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def _dates(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f(f"ck_{table}_dates_in_order")
        ),
    )


def upgrade() -> None:
    owned(
        "engagement_skill",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        *_dates("engagement_skill"),
        keys={"engagement_id": "engagement"},
    )
    index("engagement_skill", "engagement_id")
    owned(
        "declared_conflict",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        *_dates("declared_conflict"),
        sa.Column("declared_at", INSTANT, nullable=False),
        keys={"person_id": "person", "engagement_id": "engagement"},
    )
    index("declared_conflict", "person_id")
    index("declared_conflict", "engagement_id")
    owned(
        "referral_competence",
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("grounds_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("judged_by", sa.String(length=120), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        keys={"referral_id": "referral", "data_key_id": "data_key", "body_id": "body"},
    )
    index("referral_competence", "referral_id")
    with op.batch_alter_table("referral_assignment") as table:
        table.add_column(sa.Column("batch_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("referral_assignment") as table:
        table.drop_column("batch_id")
    for table_name in (
        "referral_competence",
        "declared_conflict",
        "engagement_skill",
    ):
        op.drop_table(table_name)
