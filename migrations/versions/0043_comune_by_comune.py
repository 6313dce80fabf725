"""of a body that works for many Comuni, what it publishes Comune by Comune."""

import sqlalchemy as sa
from alembic import op

from migrations.making import owned

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_COUNTS = ("active", "waiting")


def upgrade() -> None:
    owned(
        "published_share",
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=40), nullable=False),
        sa.Column("town", sa.String(length=200), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in _COUNTS),
        *(
            sa.CheckConstraint(
                f"{name} = 0 OR {name} >= 5",
                name=op.f(f"ck_published_share_{name}_points_at_nobody"),
            )
            for name in _COUNTS
        ),
        keys={"publication_id": "publication"},
        once=("publication_id", "path", "town"),
    )


def downgrade() -> None:
    op.drop_table("published_share")
