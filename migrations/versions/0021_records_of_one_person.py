"""records of one person: which was merged into which, what moved, who is surely not the same."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
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
    op.add_column("person", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    _owned(
        "person_merge",
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("merged_by", sa.String(length=120), nullable=False),
        sa.Column("merged_at", _INSTANT, nullable=False),
        sa.Column("undo_until", _INSTANT, nullable=False),
        sa.Column("undone_by", sa.String(length=120), nullable=False),
        sa.Column("undone_at", _INSTANT, nullable=True),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("changed_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("ck_person_merge_two_people")),
        keys={"kept_id": "person", "gone_id": "person", "data_key_id": "data_key"},
    )
    _index("person_merge", "kept_id")
    _index("person_merge", "gone_id")
    _owned(
        "merge_move",
        sa.Column("merge_id", sa.Uuid(), nullable=False),
        sa.Column("table_name", sa.String(length=63), nullable=False),
        sa.Column("column_name", sa.String(length=63), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.UniqueConstraint(
            "organisation_id",
            "merge_id",
            "row_id",
            "column_name",
            name=op.f("uq_merge_move_organisation_id_merge_id_row_id_column_name"),
        ),
        keys={"merge_id": "person_merge"},
    )
    _owned(
        "not_the_same",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", _INSTANT, nullable=False),
        sa.CheckConstraint("person_id <> other_id", name=op.f("ck_not_the_same_two_people")),
        sa.UniqueConstraint(
            "organisation_id",
            "person_id",
            "other_id",
            name=op.f("uq_not_the_same_organisation_id_person_id_other_id"),
        ),
        keys={"person_id": "person", "other_id": "person"},
    )
    _index("not_the_same", "other_id")


def downgrade() -> None:
    for table in ("not_the_same", "merge_move", "person_merge"):
        op.drop_table(table)
    op.drop_column("person", "merged_into_id")
