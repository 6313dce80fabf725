"""people kept apart, interpreters of appointments, appointments over one another with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0013"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def _owned(table: str, *columns: sa.Column[object] | sa.Constraint, keys: dict[str, str]) -> None:
    """Make a table of a body, with its composite keys."""
    op.create_table(
        table,
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        *(
            sa.ForeignKeyConstraint(
                ["organisation_id", column],
                [f"{to}.organisation_id", f"{to}.id"],
                name=op.f(f"fk_{table}_{column}"),
            )
            for column, to in keys.items()
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f(f"fk_{table}_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f(f"pk_{table}")),
    )


def _index(table: str, *columns: str) -> None:
    names = ["organisation_id", *columns]
    op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, names)


def upgrade() -> None:
    _owned(
        "kept_apart",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", _INSTANT, nullable=False),
        sa.CheckConstraint("person_id <> other_id", name=op.f("ck_kept_apart_two_people")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from",
            name=op.f("ck_kept_apart_dates_in_order"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "person_id",
            "other_id",
            "valid_from",
            name=op.f("uq_kept_apart_organisation_id_person_id_other_id_valid_from"),
        ),
        keys={"person_id": "person", "other_id": "person", "data_key_id": "data_key"},
    )
    _index("kept_apart", "other_id")


def downgrade() -> None:
    op.drop_table("kept_apart")
