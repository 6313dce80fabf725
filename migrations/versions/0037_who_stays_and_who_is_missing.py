"""who stays without the mother, goes on after eighteen, goes to foster care; needs as fields."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_OF_PLACEMENT = (
    ("path", sa.String(length=40)),
    ("need_beds", sa.SmallInteger()),
    ("need_families", sa.SmallInteger()),
    ("ages_sealed", sa.LargeBinary()),
    ("allergies_sealed", sa.LargeBinary()),
    ("zones_sealed", sa.LargeBinary()),
)


def upgrade() -> None:
    for name, kind in _OF_PLACEMENT:
        op.add_column("placement", sa.Column(name, kind, nullable=True))
    op.add_column("placement_member", sa.Column("stays_until", sa.Date(), nullable=True))
    owned(
        "foster_phase",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("phase", sa.String(length=40), nullable=False),
        sa.Column("family", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        keys={"case_id": "case_record", "data_key_id": "data_key"},
    )
    index("foster_phase", "case_id")


def downgrade() -> None:
    op.drop_table("foster_phase")
    op.drop_column("placement_member", "stays_until")
    for name, _ in reversed(_OF_PLACEMENT):
        op.drop_column("placement", name)
