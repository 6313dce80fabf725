"""the nine Comuni: conventions, means, targets, and what each publishes of its services."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned, unique

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_TABLES = ("convention", "area_resource", "area_target", "publication", "published_figure")
_COUNTS = ("demand", "active", "waiting")


def upgrade() -> None:
    owned(
        "convention",
        sa.Column("association_id", sa.Uuid(), nullable=False),
        sa.Column("signatory_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        *_days("convention"),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("demonstrative", sa.Boolean(), nullable=False),
        keys={"association_id": "association", "signatory_id": "body"},
        once=("signatory_id", "path", "valid_from"),
    )
    owned(
        "area_resource",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("hours_week", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=True),
        *_days("area_resource"),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("hours_week > 0", name=op.f("ck_area_resource_some_hours")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_area_resource_some")),
        keys={"municipality_id": "body"},
    )
    index("area_resource", "municipality_id")
    owned(
        "area_target",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("target >= 0", name=op.f("ck_area_target_not_negative")),
        keys={"municipality_id": "body"},
        once=("municipality_id", "path", "year"),
    )
    _published()


def _published() -> None:
    owned(
        "publication",
        sa.Column("from_organisation_id", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=True),
        sa.Column("from_label", sa.String(length=200), nullable=False),
        sa.Column("published_by", sa.String(length=120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        *_counts("publication"),
        sa.CheckConstraint(
            "(from_organisation_id IS NULL) <> (municipality_id IS NULL)",
            name=op.f("ck_publication_of_one_town"),
        ),
        unique("publication", "municipality_id", "month"),
        keys={"municipality_id": "body"},
        once=("from_organisation_id", "month"),
    )
    index("publication", "day")
    owned(
        "published_figure",
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=True),
        sa.Column("measure", sa.String(length=40), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        *_counts("published_figure"),
        sa.Column("longest_wait", sa.Integer(), nullable=True),
        keys={"publication_id": "publication"},
        once=("publication_id", "path"),
    )


def _days(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f(f"ck_{table}_dates_in_order")
        ),
    )


def _counts(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Return the counts of people: none from one to four may ever stand there."""
    return (
        *(sa.Column(name, sa.Integer(), nullable=True) for name in _COUNTS),
        *(
            sa.CheckConstraint(
                f"{name} = 0 OR {name} >= 5", name=op.f(f"ck_{table}_{name}_points_at_nobody")
            )
            for name in _COUNTS
        ),
    )


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
