"""releases: letters out, the texts they start from, and the register of what left."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned, step_columns

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_TABLES = ("letter_template", "release", "release_person", "release_step")


def _text(name: str, length: int, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def upgrade() -> None:
    owned(
        "letter_template",
        _text("kind", 40),
        sa.Column("edition", sa.SmallInteger(), nullable=False),
        _text("text", 8000),
        sa.Column("valid_from", sa.Date(), nullable=False),
        _text("edited_by", 120),
        sa.Column("edited_at", INSTANT, nullable=False),
        once=("kind", "edition"),
    )
    owned(
        "release",
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        _text("number", 20),
        _text("state", 40),
        _text("subject_kind", 40),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        _text("kind", 40),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("recipient_sealed", sa.LargeBinary(), nullable=True),
        _text("legal_basis", 40),
        sa.Column("basis_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("letter_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answers_on", sa.Date(), nullable=True),
        _text("answers_protocol", 40),
        sa.Column("redacted", sa.Boolean(), nullable=False),
        sa.Column("why_lifted_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("written_on", sa.Date(), nullable=False),
        _text("prepared_by", 120),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        _text("approved_by", 120),
        _text("channel", 40, nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        _text("sent_by", 120),
        _text("protocol_number", 40),
        sa.Column("protocol_on", sa.Date(), nullable=True),
        sa.Column("pdf_sha256", sa.LargeBinary(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'to_approve', 'approved', 'sent', 'void')",
            name=op.f("ck_release_a_state"),
        ),
        sa.CheckConstraint(
            "(state = 'sent') = (sent_on IS NOT NULL)", name=op.f("ck_release_left_on_a_day")
        ),
        sa.CheckConstraint(
            "kind <> 'receipt' OR text_sealed IS NULL",
            name=op.f("ck_release_receipt_says_nothing"),
        ),
        keys={"data_key_id": "data_key", "body_id": "body", "person_id": "person"},
        once=("number",),
    )
    index("release", "state", "sent_on")
    index("release", "subject_id")
    index("release", "person_id")
    owned(
        "release_person",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        keys={"release_id": "release", "person_id": "person"},
        once=("release_id", "person_id"),
    )
    index("release_person", "person_id")
    owned(
        "release_step",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        *step_columns(),
        keys={"data_key_id": "data_key", "release_id": "release"},
    )
    index("release_step", "release_id")


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
