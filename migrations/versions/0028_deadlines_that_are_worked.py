"""deadlines that are worked: what is said of each, things to be done, what a court is asked for."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    owned(
        "deadline_mark",
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("was_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("to_engagement_id", sa.Uuid(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        sa.CheckConstraint("kind IN ('postponed', 'passed')", name=op.f("ck_deadline_mark_a_kind")),
        keys={"to_engagement_id": "engagement"},
        once=("key", "number"),
    )
    index("deadline_mark", "to_engagement_id")
    index("deadline_mark", "at")
    owned(
        "task",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("effect", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("for_engagement_id", sa.Uuid(), nullable=True),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("what_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("opened_by", sa.String(length=120), nullable=False),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.Column("done_by", sa.String(length=120), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        keys={
            "person_id": "person",
            "for_engagement_id": "engagement",
            "data_key_id": "data_key",
        },
        once=("effect",),
    )
    index("task", "for_engagement_id", "done_at")
    index("task", "person_id")
    owned(
        "court_extension",
        sa.Column("term_id", sa.Uuid(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_to", sa.Date(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("why_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("new_day", sa.Date(), nullable=True),
        keys={"term_id": "court_term", "data_key_id": "data_key"},
    )
    index("court_extension", "term_id")


def downgrade() -> None:
    for table in ("court_extension", "task", "deadline_mark"):
        op.drop_table(table)
