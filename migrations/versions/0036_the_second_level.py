"""the second level: who reads, who works beside, what was told back, papers of courts, measures."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_TABLES = ("case_helper", "case_restitution", "court_record", "penal_measure")


def upgrade() -> None:
    op.add_column("case_record", sa.Column("second_level_on", sa.Date(), nullable=True))
    op.execute("UPDATE case_record SET second_level_on = opened_on WHERE kind = 'penal'")
    owned(
        "case_helper",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("profession", sa.String(length=40), nullable=False),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("added_by", sa.String(length=120), nullable=False),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "engagement_id IS NOT NULL OR name <> ''", name=op.f("ck_case_helper_somebody")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_case_helper_dates_in_order")
        ),
        keys={"case_id": "case_record", "engagement_id": "engagement", "body_id": "body"},
    )
    index("case_helper", "case_id")
    index("case_helper", "engagement_id")
    owned(
        "case_restitution",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("told_to", sa.String(length=40), nullable=False),
        sa.Column("told_by", sa.String(length=120), nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        keys={"case_id": "case_record", "data_key_id": "data_key"},
    )
    index("case_restitution", "case_id", "told_on")
    owned(
        "court_record",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("term_id", sa.Uuid(), nullable=True),
        sa.Column("authority", sa.String(length=40), nullable=False),
        sa.Column("paper", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("asks", sa.String(length=40), nullable=False),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        keys={"case_id": "case_record", "term_id": "court_term"},
    )
    index("court_record", "case_id", "filed_on")
    owned(
        "penal_measure",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("authority", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("joint_on", sa.Date(), nullable=True),
        sa.Column("activity_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("place_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_penal_measure_days_in_order")
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (ended_on IS NULL)",
            name=op.f("ck_penal_measure_ended_with_outcome"),
        ),
        keys={"case_id": "case_record", "data_key_id": "data_key"},
    )
    index("penal_measure", "case_id", "starts_on")


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
    op.drop_column("case_record", "second_level_on")
