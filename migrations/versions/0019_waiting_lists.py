"""waiting lists: entries with their preference, scores, tries, the order of each service."""

import uuid

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned, step_columns, term_columns

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_STATES = "'listed', 'frozen', 'offered', 'accepted_place', 'left_declined', 'left'"


def upgrade() -> None:
    with op.batch_alter_table("request_line") as batch_op:
        batch_op.add_column(
            sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("request_line") as batch_op:
        batch_op.alter_column("held", server_default=None)
    owned(
        "waiting_entry",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("preference", sa.SmallInteger(), nullable=False),
        sa.Column("complete_on", sa.Date(), nullable=False),
        sa.Column("listed_at", INSTANT, nullable=False),
        sa.Column("frozen_until", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("offered_at", INSTANT, nullable=True),
        sa.Column("out_of_order", sa.Boolean(), nullable=False),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("warned_on", sa.Date(), nullable=True),
        sa.Column("refused", sa.SmallInteger(), nullable=False),
        sa.Column("moved_last_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_waiting_entry_a_state")),
        sa.UniqueConstraint(
            "organisation_id", "line_id", name=op.f("uq_waiting_entry_organisation_id_line_id")
        ),
        keys={"line_id": "request_line", "data_key_id": "data_key"},
    )
    index("waiting_entry", "state")
    owned(
        "waiting_score",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("points", sa.SmallInteger(), nullable=False),
        sa.Column("why_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        sa.CheckConstraint("points BETWEEN 0 AND 100", name=op.f("ck_waiting_score_points")),
        keys={"request_id": "service_request", "data_key_id": "data_key"},
    )
    index("waiting_score", "request_id", "criterion")
    owned(
        "waiting_try",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        keys={"entry_id": "waiting_entry"},
    )
    index("waiting_try", "entry_id")
    owned(
        "waiting_order",
        sa.Column("path", sa.String(length=40), nullable=False),
        sa.Column("criteria", sa.String(length=400), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.UniqueConstraint(
            "organisation_id", "path", "valid_from",
            name=op.f("uq_waiting_order_organisation_id_path_valid_from"),
        ),
        keys={},
    )  # fmt: skip
    owned(
        "waiting_step",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        *step_columns(),
        keys={"entry_id": "waiting_entry", "data_key_id": "data_key"},
    )
    index("waiting_step", "entry_id")
    owned(
        "waiting_term",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        *term_columns(),
        keys={"entry_id": "waiting_entry"},
    )
    index("waiting_term", "entry_id")
    index("waiting_term", "met_at", "due_on")
    _enter_who_waits()


def _enter_who_waits() -> None:
    """Give an entry to everybody who waited before the lists had one: nobody loses her date."""
    line = sa.table(
        "request_line",
        sa.column("organisation_id", sa.Uuid()),
        sa.column("id", sa.Uuid()),
        sa.column("data_key_id", sa.Uuid()),
        sa.column("state", sa.String()),
        sa.column("listed_at", INSTANT),
    )
    entry = sa.table(
        "waiting_entry",
        *(
            sa.column(name, sa.Uuid())
            for name in ("organisation_id", "id", "line_id", "data_key_id")
        ),
        sa.column("state", sa.String()),
        sa.column("preference", sa.SmallInteger()),
        sa.column("complete_on", sa.Date()),
        sa.column("listed_at", INSTANT),
        sa.column("out_of_order", sa.Boolean()),
        sa.column("extended", sa.Boolean()),
        sa.column("refused", sa.SmallInteger()),
        sa.column("version", sa.Integer()),
    )
    waiting = (
        op.get_bind()
        .execute(
            sa.select(
                line.c.organisation_id, line.c.id, line.c.data_key_id, line.c.listed_at
            ).where(line.c.state == "waiting", line.c.listed_at.is_not(None))
        )
        .all()
    )
    if waiting:
        op.bulk_insert(
            entry,
            [
                {
                    "organisation_id": body, "id": uuid.uuid4(), "line_id": line_id,
                    "data_key_id": key, "state": "listed", "preference": 1,
                    "complete_on": listed_at.date(), "listed_at": listed_at,
                    "out_of_order": False, "extended": False, "refused": 0, "version": 1,
                }
                for body, line_id, key, listed_at in waiting
            ],
        )  # fmt: skip


def downgrade() -> None:
    for table in (
        "waiting_term", "waiting_step", "waiting_order", "waiting_try", "waiting_score",
        "waiting_entry",
    ):  # fmt: skip
        op.drop_table(table)
    with op.batch_alter_table("request_line") as batch_op:
        batch_op.drop_column("held")
