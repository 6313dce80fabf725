"""the few who are hidden are found without reading every case"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_case_record_under_seal"),
        "case_record",
        ["organisation_id", "person_id"],
        sqlite_where=sa.column("sealed").is_(True),
        postgresql_where=sa.column("sealed").is_(True),
    )
    op.create_index(
        op.f("ix_placement_protected"),
        "placement",
        ["organisation_id", "state"],
        sqlite_where=sa.column("protected").is_(True),
        postgresql_where=sa.column("protected").is_(True),
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_placement_protected"), "placement")
    op.drop_index(op.f("ix_case_record_under_seal"), "case_record")
