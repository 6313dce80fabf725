"""who decides for somebody and what was said: responsibility, orders, consents, letters."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_TABLES = (
    "responsibility", "legal_protection", "protection_act", "protection_term", "consent",
    "parent_line",
)  # fmt: skip


def _owned(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f(f"fk_{table}_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f(f"pk_{table}")),
    ]


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{to}.organisation_id", f"{to}.id"],
        name=op.f(f"fk_{table}_{column}"),
    )


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
        sa.Column("written_at", _INSTANT, nullable=False),
    ]


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    names = ("organisation_id", *columns)
    return sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}"))


def _index(table: str, *columns: str) -> None:
    names = ["organisation_id", *columns]
    op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, names)


def upgrade() -> None:
    op.create_table(
        "responsibility",
        *_owned("responsibility"),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("degree", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("source_on", sa.Date(), nullable=True),
        *_dated("responsibility"),
        *_written(),
        _key("responsibility", "person_id", "person"),
        _key("responsibility", "holder_id", "person"),
        sa.CheckConstraint("person_id <> holder_id", name=op.f("ck_responsibility_two_people")),
        _unique("responsibility", "person_id", "holder_id", "valid_from"),
    )
    _index("responsibility", "holder_id")
    op.create_table(
        "legal_protection",
        *_owned("legal_protection"),
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
        _key("legal_protection", "person_id", "person"),
        _key("legal_protection", "holder_person_id", "person"),
        _key("legal_protection", "body_id", "body"),
        _key("legal_protection", "data_key_id", "data_key"),
    )
    _index("legal_protection", "person_id")
    _index("legal_protection", "holder_person_id")
    op.create_table(
        "protection_act",
        *_owned("protection_act"),
        sa.Column("protection_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        _key("protection_act", "protection_id", "legal_protection"),
        _unique("protection_act", "protection_id", "act"),
    )
    op.create_table(
        "protection_term",
        *_owned("protection_term"),
        sa.Column("protection_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", _INSTANT, nullable=True),
        sa.Column("met_at", _INSTANT, nullable=True),
        _key("protection_term", "protection_id", "legal_protection"),
    )
    _index("protection_term", "protection_id")
    _index("protection_term", "met_at", "due_on")
    op.create_table(
        "consent",
        *_owned("consent"),
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
        _key("consent", "person_id", "person"),
        _key("consent", "giver_id", "person"),
        _key("consent", "protection_id", "legal_protection"),
        _key("consent", "data_key_id", "data_key"),
        sa.CheckConstraint(
            "withdrawn_on IS NULL OR withdrawn_on >= given_on", name=op.f("ck_consent_back_after")
        ),
    )
    _index("consent", "person_id", "act")
    _index("consent", "giver_id")
    op.create_table(
        "parent_line",
        *_owned("parent_line"),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=False),
        sa.Column("letters", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("why_sealed", sa.LargeBinary(), nullable=True),
        *_dated("parent_line"),
        *_written(),
        _key("parent_line", "person_id", "person"),
        _key("parent_line", "parent_id", "person"),
        _key("parent_line", "data_key_id", "data_key"),
        sa.CheckConstraint("person_id <> parent_id", name=op.f("ck_parent_line_two_people")),
        _unique("parent_line", "person_id", "parent_id", "valid_from"),
    )
    _index("parent_line", "parent_id")


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
