"""the civil registry: files brought, their rows, the columns remembered, who is which resident."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_STATES = "'uploaded', 'mapped', 'running', 'done', 'stopped'"


def upgrade() -> None:
    owned(
        "import_batch",
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("file_name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("headings_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("delimiter", sa.String(length=1), nullable=False),
        sa.Column("town", sa.String(length=120), nullable=False),
        sa.Column("columns", sa.String(length=400), nullable=False),
        sa.Column("takes", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("rows_refused", sa.Integer(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        sa.Column("brought_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_import_batch_a_state")),
        keys={"data_key_id": "data_key"},
    )
    index("import_batch", "state")
    owned(
        "import_piece",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        keys={"batch_id": "import_batch", "data_key_id": "data_key"},
        once=("batch_id", "number"),
    )
    hashes = ("source_hash", "household_hash", "surname_hash", "whole_hash", "code_hash")
    owned(
        "import_row",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells_sealed", sa.LargeBinary(), nullable=True),
        *(sa.Column(name, sa.LargeBinary(length=16), nullable=True) for name in hashes),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        keys={"batch_id": "import_batch", "data_key_id": "data_key"},
        once=("batch_id", "number"),
    )
    index("import_row", "batch_id", "outcome", "household_hash", "number")
    for name in hashes:
        index("import_row", "batch_id", name)
    owned(
        "import_mapping",
        sa.Column("headings_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("columns", sa.String(length=400), nullable=False),
        sa.Column("kept_at", INSTANT, nullable=False),
        sa.Column("kept_by", sa.String(length=120), nullable=False),
        once=("headings_hash",),
    )
    owned(
        "registry_link",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("source_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("household_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("differences_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("seen_at", INSTANT, nullable=False),
        keys={"person_id": "person", "household_id": "household", "data_key_id": "data_key"},
        once=("source_hash",),
    )
    index("registry_link", "person_id")
    index("registry_link", "household_hash")


def downgrade() -> None:
    for table in (
        "registry_link",
        "import_mapping",
        "import_row",
        "import_piece",
        "import_batch",
    ):
        op.drop_table(table)
