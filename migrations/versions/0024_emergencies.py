"""emergencies: children put in safety, the calls at night, what keeps a case open."""

import sqlalchemy as sa
from alembic import op

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
    op.create_table(
        "case_hold",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["case_record.organisation_id", "case_record.id"],
            name=op.f("fk_case_hold_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_hold_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_case_hold")),
    )
    op.create_index(
        op.f("ix_case_hold_organisation_id_case_id"), "case_hold", ["organisation_id", "case_id"]
    )
    op.create_index(
        op.f("ix_case_hold_organisation_id_source_id"),
        "case_hold",
        ["organisation_id", "source_id"],
    )
    op.create_table(
        "emergency",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("placed_by", sa.String(length=40), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(length=120), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
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
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["case_record.organisation_id", "case_record.id"],
            name=op.f("fk_emergency_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_emergency_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_emergency_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_emergency_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "prosecutor_body_id"],
            ["body.organisation_id", "body.id"],
            name=op.f("fk_emergency_prosecutor_body_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_emergency")),
    )
    op.create_index(
        op.f("ix_emergency_organisation_id_case_id"), "emergency", ["organisation_id", "case_id"]
    )
    op.create_index(
        op.f("ix_emergency_organisation_id_ended_at_placed_at"),
        "emergency",
        ["organisation_id", "ended_at", "placed_at"],
    )
    op.create_index(
        op.f("uq_emergency_one_open"),
        "emergency",
        ["organisation_id", "person_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_table(
        "emergency_place",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("emergency_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("place_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_emergency_place_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "emergency_id"],
            ["emergency.organisation_id", "emergency.id"],
            name=op.f("fk_emergency_place_emergency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_emergency_place_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_emergency_place")),
    )
    op.create_index(
        op.f("ix_emergency_place_organisation_id_emergency_id"),
        "emergency_place",
        ["organisation_id", "emergency_id"],
    )
    op.create_table(
        "emergency_step",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("emergency_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=True),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_label", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_emergency_step_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "emergency_id"],
            ["emergency.organisation_id", "emergency.id"],
            name=op.f("fk_emergency_step_emergency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_emergency_step_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_emergency_step")),
    )
    op.create_index(
        op.f("ix_emergency_step_organisation_id_emergency_id_at"),
        "emergency_step",
        ["organisation_id", "emergency_id", "at"],
    )
    op.create_table(
        "emergency_term",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("emergency_id", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("told_by", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "emergency_id"],
            ["emergency.organisation_id", "emergency.id"],
            name=op.f("fk_emergency_term_emergency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_emergency_term_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_emergency_term")),
    )
    op.create_index(
        op.f("ix_emergency_term_organisation_id_emergency_id"),
        "emergency_term",
        ["organisation_id", "emergency_id"],
    )
    op.create_index(
        op.f("ix_emergency_term_organisation_id_met_at_due_on"),
        "emergency_term",
        ["organisation_id", "met_at", "due_on"],
    )
    op.create_table(
        "court_act",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("emergency_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("authority", sa.String(length=160), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "emergency_id"],
            ["emergency.organisation_id", "emergency.id"],
            name=op.f("fk_court_act_emergency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_court_act_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_court_act")),
    )
    op.create_index(
        op.f("ix_court_act_organisation_id_emergency_id"),
        "court_act",
        ["organisation_id", "emergency_id"],
    )
    op.create_table(
        "urgent_call",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("caller_body_id", sa.Uuid(), nullable=True),
        sa.Column("caller_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("described_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("degree", sa.String(length=40), nullable=False),
        sa.Column("done_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.Column("noted_by_id", sa.Uuid(), nullable=False),
        sa.Column("handed_to_id", sa.Uuid(), nullable=True),
        sa.Column("handed_to_body_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('call_noted', 'call_handed_over', 'call_done')",
            name=op.f("ck_urgent_call_a_state"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "caller_body_id"],
            ["body.organisation_id", "body.id"],
            name=op.f("fk_urgent_call_caller_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_urgent_call_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "handed_to_body_id"],
            ["body.organisation_id", "body.id"],
            name=op.f("fk_urgent_call_handed_to_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "handed_to_id"],
            ["engagement.organisation_id", "engagement.id"],
            name=op.f("fk_urgent_call_handed_to_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_urgent_call_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_urgent_call_person_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_urgent_call")),
    )
    op.create_index(
        op.f("ix_urgent_call_organisation_id_person_id"),
        "urgent_call",
        ["organisation_id", "person_id"],
    )
    op.create_index(
        op.f("ix_urgent_call_organisation_id_state_at"),
        "urgent_call",
        ["organisation_id", "state", "at"],
    )
    op.create_table(
        "urgent_call_step",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=True),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_label", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "call_id"],
            ["urgent_call.organisation_id", "urgent_call.id"],
            name=op.f("fk_urgent_call_step_call_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_urgent_call_step_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_urgent_call_step_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_urgent_call_step")),
    )
    op.create_index(
        op.f("ix_urgent_call_step_organisation_id_call_id"),
        "urgent_call_step",
        ["organisation_id", "call_id"],
    )
    op.create_table(
        "urgent_call_term",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "call_id"],
            ["urgent_call.organisation_id", "urgent_call.id"],
            name=op.f("fk_urgent_call_term_call_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_urgent_call_term_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_urgent_call_term")),
    )
    op.create_index(
        op.f("ix_urgent_call_term_organisation_id_call_id"),
        "urgent_call_term",
        ["organisation_id", "call_id"],
    )
    op.create_index(
        op.f("ix_urgent_call_term_organisation_id_met_at_due_on"),
        "urgent_call_term",
        ["organisation_id", "met_at", "due_on"],
    )
    op.create_table(
        "duty_phone",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_duty_phone_dates_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_duty_phone_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_duty_phone")),
    )


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
