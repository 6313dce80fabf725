"""particulars: week and goals of home support, phases of work, alarms at home, school years."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "educational_area",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("goal_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("indicator_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("actions_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("written_by", sa.String(length=120), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("judged_by", sa.String(length=120), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_educational_area_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["service_request.organisation_id", "service_request.id"],
            name=op.f("fk_educational_area_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_educational_area_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_educational_area")),
    )
    op.create_index(
        op.f("ix_educational_area_organisation_id_request_id"),
        "educational_area",
        ["organisation_id", "request_id"],
    )

    op.create_table(
        "alarm_call",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("rang_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("told_by", sa.String(length=120), nullable=False),
        sa.Column("action_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("written_by", sa.String(length=120), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.String(length=120), nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_alarm_call_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "line_id"],
            ["request_line.organisation_id", "request_line.id"],
            name=op.f("fk_alarm_call_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_alarm_call_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_alarm_call")),
        sa.UniqueConstraint(
            "organisation_id",
            "line_id",
            "rang_at",
            name=op.f("uq_alarm_call_organisation_id_line_id_rang_at"),
        ),
    )
    op.create_table(
        "alarm_device",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("installed_on", sa.Date(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "removed_on IS NULL OR removed_on >= installed_on",
            name=op.f("ck_alarm_device_dates_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "line_id"],
            ["request_line.organisation_id", "request_line.id"],
            name=op.f("fk_alarm_device_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_alarm_device_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_alarm_device")),
    )
    op.create_index(
        op.f("ix_alarm_device_organisation_id_line_id"),
        "alarm_device",
        ["organisation_id", "line_id"],
    )

    op.create_table(
        "key_holder",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("has_keys", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_key_holder_dates_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_key_holder_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "line_id"],
            ["request_line.organisation_id", "request_line.id"],
            name=op.f("fk_key_holder_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_key_holder_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_key_holder")),
    )
    op.create_index(
        op.f("ix_key_holder_organisation_id_line_id"), "key_holder", ["organisation_id", "line_id"]
    )

    op.create_table(
        "line_hours",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("from_minute", sa.SmallInteger(), nullable=False),
        sa.Column("to_minute", sa.SmallInteger(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("to_minute > from_minute", name=op.f("ck_line_hours_hours_in_order")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_line_hours_dates_in_order")
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_line_hours_a_weekday")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "line_id"],
            ["request_line.organisation_id", "request_line.id"],
            name=op.f("fk_line_hours_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_line_hours_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_line_hours")),
    )
    op.create_index(
        op.f("ix_line_hours_organisation_id_line_id"), "line_hours", ["organisation_id", "line_id"]
    )

    op.create_table(
        "particular_term",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "line_id"],
            ["request_line.organisation_id", "request_line.id"],
            name=op.f("fk_particular_term_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["service_request.organisation_id", "service_request.id"],
            name=op.f("fk_particular_term_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_particular_term_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_particular_term")),
    )
    op.create_index(
        op.f("ix_particular_term_organisation_id_about_id"),
        "particular_term",
        ["organisation_id", "about_id"],
    )
    op.create_index(
        op.f("ix_particular_term_organisation_id_met_at_due_on"),
        "particular_term",
        ["organisation_id", "met_at", "due_on"],
    )

    op.create_table(
        "school_year",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("begins_in", sa.SmallInteger(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("class_name", sa.String(length=60), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("certificate", sa.String(length=40), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("certificate_until", sa.Date(), nullable=True),
        sa.Column("renewed_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("hours >= 0", name=op.f("ck_school_year_not_negative")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "body_id"],
            ["body.organisation_id", "body.id"],
            name=op.f("fk_school_year_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "line_id"],
            ["request_line.organisation_id", "request_line.id"],
            name=op.f("fk_school_year_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "renewed_by_id"],
            ["service_request.organisation_id", "service_request.id"],
            name=op.f("fk_school_year_renewed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_school_year_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_school_year")),
        sa.UniqueConstraint(
            "organisation_id",
            "line_id",
            "begins_in",
            name=op.f("uq_school_year_organisation_id_line_id_begins_in"),
        ),
    )
    op.create_table(
        "work_host",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_work_host_dates_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "body_id"],
            ["body.organisation_id", "body.id"],
            name=op.f("fk_work_host_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "line_id"],
            ["request_line.organisation_id", "request_line.id"],
            name=op.f("fk_work_host_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_work_host_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_work_host")),
    )
    op.create_index(
        op.f("ix_work_host_organisation_id_line_id"), "work_host", ["organisation_id", "line_id"]
    )

    op.create_table(
        "work_phase",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("phase", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("next_check", sa.Date(), nullable=True),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_work_phase_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "line_id"],
            ["request_line.organisation_id", "request_line.id"],
            name=op.f("fk_work_phase_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_work_phase_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_work_phase")),
    )
    op.create_index(
        op.f("ix_work_phase_organisation_id_line_id_since"),
        "work_phase",
        ["organisation_id", "line_id", "since"],
    )


def downgrade() -> None:
    op.drop_table("work_phase")
    op.drop_table("work_host")
    op.drop_table("school_year")
    op.drop_table("particular_term")
    op.drop_table("line_hours")
    op.drop_table("key_holder")
    op.drop_table("alarm_device")
    op.drop_table("alarm_call")
    op.drop_table("educational_area")
