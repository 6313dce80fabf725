"""emergencies: children put in safety, the calls at night, what keeps a case open."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned, step_columns, term_columns

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_OPEN = sa.text("ended_at IS NULL")  # noqa: TID251
_TABLES = (
    "case_hold",
    "emergency",
    "emergency_place",
    "emergency_step",
    "emergency_term",
    "court_act",
    "urgent_call",
    "urgent_call_step",
    "urgent_call_term",
    "duty_phone",
)


def upgrade() -> None:
    owned(
        "case_hold",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        keys={"case_id": "case_record"},
    )
    index("case_hold", "case_id")
    index("case_hold", "source_id")
    owned(
        "emergency",
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("placed_by", sa.String(length=40), nullable=False),
        sa.Column("placed_at", INSTANT, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("opened_by", sa.String(length=120), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("decided_with", sa.String(length=120), nullable=False),
        sa.Column("signed_by", sa.String(length=120), nullable=False),
        sa.Column("signed_as", sa.String(length=40), nullable=False),
        sa.Column("taken_from", sa.String(length=40), nullable=False),
        sa.Column("child_heard", sa.String(length=40), nullable=False),
        sa.Column("prosecutor_body_id", sa.Uuid(), nullable=True),
        sa.Column("special_curator", sa.String(length=120), nullable=False),
        sa.Column("judge", sa.String(length=120), nullable=False),
        sa.Column("hearing_on", sa.Date(), nullable=True),
        sa.Column("hearing_term_id", sa.Uuid(), nullable=True),
        sa.Column("heard_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("alternatives_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("statements_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("evaluations_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('placed_in_safety', 'pm_told', 'transmitted', 'validation_asked', 'validated', 'heard_by_court', 'confirmed_by_court', 'modified_by_court', 'revoked_by_pm', 'not_validated', 'revoked_by_court', 'lost_effect')",
            name=op.f("ck_emergency_a_state"),
        ),
        keys={
            "case_id": "case_record",
            "data_key_id": "data_key",
            "person_id": "person",
            "prosecutor_body_id": "body",
        },
    )
    index("emergency", "case_id")
    index("emergency", "ended_at", "placed_at")
    op.create_index(
        op.f("uq_emergency_one_open"),
        "emergency",
        ["organisation_id", "person_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    owned(
        "emergency_place",
        sa.Column("emergency_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("place_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("since", INSTANT, nullable=False),
        keys={"data_key_id": "data_key", "emergency_id": "emergency"},
    )
    index("emergency_place", "emergency_id")
    owned(
        "emergency_step",
        sa.Column("emergency_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        *step_columns(),
        keys={"data_key_id": "data_key", "emergency_id": "emergency"},
    )
    index("emergency_step", "emergency_id", "at")
    owned(
        "emergency_term",
        sa.Column("emergency_id", sa.Uuid(), nullable=False),
        sa.Column("known_at", INSTANT, nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("told_by", sa.String(length=120), nullable=False),
        *term_columns(),
        keys={"emergency_id": "emergency"},
    )
    index("emergency_term", "emergency_id")
    index("emergency_term", "met_at", "due_on")
    owned(
        "court_act",
        sa.Column("emergency_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("authority", sa.String(length=160), nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        keys={"emergency_id": "emergency"},
    )
    index("court_act", "emergency_id")
    owned(
        "urgent_call",
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("caller_body_id", sa.Uuid(), nullable=True),
        sa.Column("caller_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("described_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("degree", sa.String(length=40), nullable=False),
        sa.Column("done_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.Column("noted_by_id", sa.Uuid(), nullable=False),
        sa.Column("handed_to_id", sa.Uuid(), nullable=True),
        sa.Column("handed_to_body_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('call_noted', 'call_handed_over', 'call_done')",
            name=op.f("ck_urgent_call_a_state"),
        ),
        keys={
            "caller_body_id": "body",
            "data_key_id": "data_key",
            "handed_to_body_id": "body",
            "handed_to_id": "engagement",
            "person_id": "person",
        },
    )
    index("urgent_call", "person_id")
    index("urgent_call", "state", "at")
    owned(
        "urgent_call_step",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        *step_columns(),
        keys={"call_id": "urgent_call", "data_key_id": "data_key"},
    )
    index("urgent_call_step", "call_id")
    owned(
        "urgent_call_term",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        *term_columns(),
        keys={"call_id": "urgent_call"},
    )
    index("urgent_call_term", "call_id")
    index("urgent_call_term", "met_at", "due_on")
    owned(
        "duty_phone",
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_duty_phone_dates_in_order")
        ),
    )


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
