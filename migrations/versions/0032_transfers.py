"""transfers: what passes from one body to another, with a row in each."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned, step_columns, term_columns

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_TABLES = (
    "transfer",
    "transfer_step",
    "transfer_term",
    "incoming",
    "incoming_step",
    "incoming_note",
    "transfer_report",
)


def upgrade() -> None:
    owned(
        "transfer",
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("receiving_body_id", sa.Uuid(), nullable=False),
        sa.Column("to_organisation_id", sa.Uuid(), nullable=False),
        sa.Column("twin_id", sa.Uuid(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("bridging_until", sa.Date(), nullable=True),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("proposed_by", sa.String(length=120), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("answered_by", sa.String(length=120), nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answer_code", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('proposed', 'accepted', 'refused', 'revoked')",
            name=op.f("ck_transfer_a_state"),
        ),
        keys={"data_key_id": "data_key", "receiving_body_id": "body"},
    )
    index("transfer", "state", "proposed_at")
    index("transfer", "subject_id")
    owned(
        "transfer_step",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        *step_columns(),
        keys={"data_key_id": "data_key", "transfer_id": "transfer"},
    )
    index("transfer_step", "transfer_id")
    owned(
        "transfer_term",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        *term_columns(),
        keys={"transfer_id": "transfer"},
    )
    index("transfer_term", "transfer_id")
    index("transfer_term", "met_at", "due_on")
    owned(
        "incoming",
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("from_organisation_id", sa.Uuid(), nullable=False),
        sa.Column("from_label", sa.String(length=200), nullable=False),
        sa.Column("twin_id", sa.Uuid(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("arrived_at", INSTANT, nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('arrived', 'incoming_accepted', 'incoming_refused', 'incoming_withdrawn')",
            name=op.f("ck_incoming_a_state"),
        ),
        keys={"data_key_id": "data_key"},
        once=("twin_id",),
    )
    index("incoming", "state", "arrived_at")
    owned(
        "incoming_step",
        sa.Column("incoming_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        *step_columns(),
        keys={"data_key_id": "data_key", "incoming_id": "incoming"},
    )
    index("incoming_step", "incoming_id")
    owned(
        "incoming_note",
        sa.Column("incoming_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        keys={"data_key_id": "data_key", "incoming_id": "incoming"},
    )
    index("incoming_note", "incoming_id")
    owned(
        "transfer_report",
        sa.Column("transfer_id", sa.Uuid(), nullable=True),
        sa.Column("incoming_id", sa.Uuid(), nullable=True),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("told_by", sa.String(length=120), nullable=False),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.Column("written_at", INSTANT, nullable=True),
        sa.CheckConstraint(
            "(transfer_id IS NULL) <> (incoming_id IS NULL)",
            name=op.f("ck_transfer_report_of_one_side"),
        ),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_transfer_report_not_negative")),
        keys={"data_key_id": "data_key", "incoming_id": "incoming", "transfer_id": "transfer"},
    )
    index("transfer_report", "incoming_id")
    index("transfer_report", "transfer_id")


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
