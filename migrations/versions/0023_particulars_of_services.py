"""particulars: week and goals of home support, phases of work, alarms at home, school years."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned, term_columns

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    owned(
        "educational_area",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("goal_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("indicator_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("actions_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("written_by", sa.String(length=120), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("judged_by", sa.String(length=120), nullable=False),
        sa.Column("judged_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        keys={"data_key_id": "data_key", "request_id": "service_request"},
    )
    index("educational_area", "request_id")

    owned(
        "alarm_call",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("rang_at", INSTANT, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("told_by", sa.String(length=120), nullable=False),
        sa.Column("action_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("written_by", sa.String(length=120), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.Column("seen_by", sa.String(length=120), nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        keys={"data_key_id": "data_key", "line_id": "request_line"},
        once=(
            "line_id",
            "rang_at",
        ),
    )
    owned(
        "alarm_device",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("installed_on", sa.Date(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "removed_on IS NULL OR removed_on >= installed_on",
            name=op.f("ck_alarm_device_dates_in_order"),
        ),
        keys={"line_id": "request_line"},
    )
    index("alarm_device", "line_id")

    owned(
        "key_holder",
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
        keys={"data_key_id": "data_key", "line_id": "request_line"},
    )
    index("key_holder", "line_id")

    owned(
        "line_hours",
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
        keys={"line_id": "request_line"},
    )
    index("line_hours", "line_id")

    owned(
        "particular_term",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        *term_columns(),
        keys={"line_id": "request_line", "request_id": "service_request"},
    )
    index("particular_term", "about_id")
    index("particular_term", "met_at", "due_on")

    owned(
        "school_year",
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
        keys={"body_id": "body", "line_id": "request_line", "renewed_by_id": "service_request"},
        once=(
            "line_id",
            "begins_in",
        ),
    )
    owned(
        "work_host",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_work_host_dates_in_order")
        ),
        keys={"body_id": "body", "line_id": "request_line"},
    )
    index("work_host", "line_id")

    owned(
        "work_phase",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("phase", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("next_check", sa.Date(), nullable=True),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        keys={"data_key_id": "data_key", "line_id": "request_line"},
    )
    index("work_phase", "line_id", "since")


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
