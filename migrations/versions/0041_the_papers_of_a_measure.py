"""the papers of a measure: the scans of the acts of prosecutor and court."""

import sqlalchemy as sa
from alembic import op

from migrations.making import index, owned

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    owned(
        "court_act_file",
        sa.Column("court_act_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        keys={"court_act_id": "court_act", "file_id": "stored_file"},
        once=("file_id",),
    )
    index("court_act_file", "court_act_id")


def downgrade() -> None:
    op.drop_table("court_act_file")
