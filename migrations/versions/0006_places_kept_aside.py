"""places kept aside, what each reason asks, who would come before."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Until now everything came out of the places of the front office, and nobody asked for earlier.
    with op.batch_alter_table("appointment") as batch:
        batch.add_column(
            sa.Column(
                "place_for", sa.String(length=40), nullable=False, server_default="front_office"
            )
        )
        batch.add_column(
            sa.Column("wants_earlier", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("appointment") as batch:
        batch.alter_column("place_for", server_default=None)
        batch.alter_column("wants_earlier", server_default=None)
    _table(
        "reserved_places",
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("follow_up", sa.SmallInteger(), nullable=False),
        sa.Column("recovery", sa.SmallInteger(), nullable=False),
        sa.Column("urgent", sa.SmallInteger(), nullable=False),
        sa.Column("released_days_before", sa.SmallInteger(), nullable=False),
        sa.Column("released_minute", sa.SmallInteger(), nullable=False),
        once=("valid_from",),
    )
    _table(
        "purpose_setting",
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=True),
        sa.Column("by_front_office", sa.Boolean(), nullable=False),
        sa.Column("notice_days", sa.SmallInteger(), nullable=False),
        sa.Column("papers", sa.String(length=300), nullable=False),
        once=("purpose", "valid_from"),
    )


def _table(name: str, *columns: sa.Column[object], once: tuple[str, ...]) -> None:
    """Make a table of the office, with what may stand in it only once."""
    op.create_table(
        name,
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f(f"fk_{name}_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(
            "organisation_id", *once, name=op.f(f"uq_{name}_organisation_id_{'_'.join(once)}")
        ),
    )


def downgrade() -> None:
    for name in ("purpose_setting", "reserved_places"):
        op.drop_table(name)
    with op.batch_alter_table("appointment") as batch:
        batch.drop_column("wants_earlier")
        batch.drop_column("place_for")
