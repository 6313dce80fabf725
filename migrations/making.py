"""The shapes that every table of a body has, for the files of versions from 0019 on.

A migration that has run somewhere is never changed, and so is nothing here: a new shape is a new
function.
"""

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

INSTANT = sa.DateTime(timezone=True)


def owned(
    table: str,
    *parts: sa.schema.SchemaItem,
    keys: Mapping[str, str] | None = None,
    once: tuple[str, ...] = (),
) -> None:
    """Make a table of a body from its own columns and checks.

    Each of `keys` (column: table) points to a row of the same body; `once` names the columns that
    together stand once in a body.
    """
    op.create_table(
        table,
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *parts,
        *(
            sa.ForeignKeyConstraint(
                ["organisation_id", column],
                [f"{to}.organisation_id", f"{to}.id"],
                name=op.f(f"fk_{table}_{column}"),
            )
            for column, to in (keys or {}).items()
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f(f"fk_{table}_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f(f"pk_{table}")),
        *((unique(table, *once),) if once else ()),
    )


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    """Return what makes some columns stand together once in a body."""
    names = ("organisation_id", *columns)
    return sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}"))


def index(table: str, *columns: str) -> None:
    """Make the index of a table of a body on some columns."""
    names = ["organisation_id", *columns]
    op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, names)


def step_columns() -> tuple[sa.Column[object], ...]:
    """Return what each step of a procedure remembers."""
    return (
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=True),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_label", sa.String(length=120), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("effective_at", INSTANT, nullable=False),
    )


def term_columns() -> tuple[sa.Column[object], ...]:
    """Return what each clock of a procedure remembers."""
    return (
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("met_at", INSTANT, nullable=True),
    )
