"""records of one person: which was merged into which, what moved, who is surely not the same."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    owned(
        "person_merge",
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("merged_by", sa.String(length=120), nullable=False),
        sa.Column("merged_at", INSTANT, nullable=False),
        sa.Column("undo_until", INSTANT, nullable=False),
        sa.Column("undone_by", sa.String(length=120), nullable=False),
        sa.Column("undone_at", INSTANT, nullable=True),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("changed_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("ck_person_merge_two_people")),
        keys={"kept_id": "person", "gone_id": "person", "data_key_id": "data_key"},
    )
    index("person_merge", "kept_id")
    index("person_merge", "gone_id")
    owned(
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
    owned(
        "not_the_same",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.CheckConstraint("person_id <> other_id", name=op.f("ck_not_the_same_two_people")),
        sa.UniqueConstraint(
            "organisation_id",
            "person_id",
            "other_id",
            name=op.f("uq_not_the_same_organisation_id_person_id_other_id"),
        ),
        keys={"person_id": "person", "other_id": "person"},
    )
    index("not_the_same", "other_id")


def downgrade() -> None:
    for table in ("not_the_same", "merge_move", "person_merge"):
        op.drop_table(table)
    op.drop_column("person", "merged_into_id")
