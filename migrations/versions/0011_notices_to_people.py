"""notices to people: what is to be said once, and how each attempt ended."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "outgoing_notice",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("effect", sa.String(length=120), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("recipient_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("title_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("queued_at", _INSTANT, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("useful_until", _INSTANT, nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("first_tried_at", _INSTANT, nullable=True),
        sa.Column("leased_until", _INSTANT, nullable=True),
        sa.Column("sent_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_outgoing_notice_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_outgoing_notice_data_key_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_outgoing_notice")),
        sa.UniqueConstraint(
            "organisation_id", "effect", name=op.f("uq_outgoing_notice_organisation_id_effect")
        ),
    )
    op.create_index("ix_outgoing_notice_state_due_at", "outgoing_notice", ["state", "due_at"])
    op.create_index(
        "ix_outgoing_notice_organisation_id_subject_kind_subject_id",
        "outgoing_notice",
        ["organisation_id", "subject_kind", "subject_id"],
    )
    op.create_table(
        "outgoing_attempt",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_outgoing_attempt_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "notice_id"],
            ["outgoing_notice.organisation_id", "outgoing_notice.id"],
            name=op.f("fk_outgoing_attempt_notice_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_outgoing_attempt")),
    )
    op.create_index(
        "ix_outgoing_attempt_organisation_id_notice_id_at",
        "outgoing_attempt",
        ["organisation_id", "notice_id", "at"],
    )


def downgrade() -> None:
    op.drop_table("outgoing_attempt")
    op.drop_table("outgoing_notice")
