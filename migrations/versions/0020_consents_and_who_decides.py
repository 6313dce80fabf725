"""who decides for somebody and what was said: responsibility, orders, consents, letters."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned, term_columns

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_TABLES = (
    "responsibility", "legal_protection", "protection_act", "protection_term", "consent",
    "parent_line",
)  # fmt: skip


def _dated(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f(f"ck_{table}_dates_in_order")
        ),
    ]


def _written() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("written_by", sa.String(length=120), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
    ]


def upgrade() -> None:
    owned(
        "responsibility",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("degree", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("source_on", sa.Date(), nullable=True),
        *_dated("responsibility"),
        *_written(),
        sa.CheckConstraint("person_id <> holder_id", name=op.f("ck_responsibility_two_people")),
        keys={"person_id": "person", "holder_id": "person"},
        once=(
            "person_id",
            "holder_id",
            "valid_from",
        ),
    )
    index("responsibility", "holder_id")
    owned(
        "legal_protection",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("holder_person_id", sa.Uuid(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("holder_name", sa.String(length=120), nullable=False),
        sa.Column("decree_number", sa.String(length=80), nullable=False),
        sa.Column("decree_on", sa.Date(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("responsible", sa.String(length=120), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("powers_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("substantive", sa.Boolean(), nullable=False),
        *_dated("legal_protection"),
        *_written(),
        keys={
            "person_id": "person",
            "holder_person_id": "person",
            "body_id": "body",
            "data_key_id": "data_key",
        },
    )
    index("legal_protection", "person_id")
    index("legal_protection", "holder_person_id")
    owned(
        "protection_act",
        sa.Column("protection_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        keys={"protection_id": "legal_protection"},
        once=(
            "protection_id",
            "act",
        ),
    )
    owned(
        "protection_term",
        sa.Column("protection_id", sa.Uuid(), nullable=False),
        *term_columns(),
        keys={"protection_id": "legal_protection"},
    )
    index("protection_term", "protection_id")
    index("protection_term", "met_at", "due_on")
    owned(
        "consent",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("giver_id", sa.Uuid(), nullable=True),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("giver_name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=120), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("paper", sa.String(length=160), nullable=False),
        sa.Column("protection_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        *_written(),
        sa.CheckConstraint(
            "withdrawn_on IS NULL OR withdrawn_on >= given_on", name=op.f("ck_consent_back_after")
        ),
        keys={
            "person_id": "person",
            "giver_id": "person",
            "protection_id": "legal_protection",
            "data_key_id": "data_key",
        },
    )
    index("consent", "person_id", "act")
    index("consent", "giver_id")
    owned(
        "parent_line",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=False),
        sa.Column("letters", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("why_sealed", sa.LargeBinary(), nullable=True),
        *_dated("parent_line"),
        *_written(),
        sa.CheckConstraint("person_id <> parent_id", name=op.f("ck_parent_line_two_people")),
        keys={"person_id": "person", "parent_id": "person", "data_key_id": "data_key"},
        once=(
            "person_id",
            "parent_id",
            "valid_from",
        ),
    )
    index("parent_line", "parent_id")


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
