"""post and files: what reached the office in writing, and who asked who reported."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("mime", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("stored_name", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "state IN ('quarantined', 'clean', 'unsafe')", name=op.f("ck_stored_file_a_state")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_stored_file_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_stored_file_data_key_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint(
            "organisation_id",
            "stored_name",
            name=op.f("uq_stored_file_organisation_id_stored_name"),
        ),
    )
    op.create_table(
        "arrived_mail",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("sender_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("subject_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_arrived_mail_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_arrived_mail_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "file_id"],
            ["stored_file.organisation_id", "stored_file.id"],
            name=op.f("fk_arrived_mail_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "taken_by_id"],
            ["engagement.organisation_id", "engagement.id"],
            name=op.f("fk_arrived_mail_taken_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "referral_id"],
            ["referral.organisation_id", "referral.id"],
            name=op.f("fk_arrived_mail_referral_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_arrived_mail")),
    )
    op.create_index(
        op.f("ix_arrived_mail_organisation_id_referral_id_discarded_at"),
        "arrived_mail",
        ["organisation_id", "referral_id", "discarded_at"],
    )
    op.create_table(
        "referral_file",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("protocol_number", sa.String(length=40), nullable=False),
        sa.Column("protocol_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('letter', 'fax', 'mail', 'attachment')", name=op.f("ck_referral_file_a_kind")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_referral_file_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "file_id"],
            ["stored_file.organisation_id", "stored_file.id"],
            name=op.f("fk_referral_file_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "referral_id"],
            ["referral.organisation_id", "referral.id"],
            name=op.f("fk_referral_file_referral_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_referral_file")),
        sa.UniqueConstraint(
            "organisation_id", "file_id", name=op.f("uq_referral_file_organisation_id_file_id")
        ),
    )
    op.create_index(
        op.f("ix_referral_file_organisation_id_referral_id"),
        "referral_file",
        ["organisation_id", "referral_id"],
    )
    op.create_table(
        "referrer_reveal",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_referrer_reveal_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "referral_id"],
            ["referral.organisation_id", "referral.id"],
            name=op.f("fk_referrer_reveal_referral_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_referrer_reveal")),
    )
    op.create_index(
        op.f("ix_referrer_reveal_organisation_id_referral_id_by_id"),
        "referrer_reveal",
        ["organisation_id", "referral_id", "by_id"],
    )


def downgrade() -> None:
    op.drop_table("referrer_reveal")
    op.drop_table("referral_file")
    op.drop_table("arrived_mail")
    op.drop_table("stored_file")
