"""waiting lists: entries with their preference, scores, tries, the order of each service."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_STATES = "'listed', 'frozen', 'offered', 'accepted_place', 'left_declined', 'left'"


def _owned(table: str, *columns: sa.Column[object] | sa.Constraint, keys: dict[str, str]) -> None:
    """Make a table of a body, with its composite keys."""
    op.create_table(
        table,
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        *(
            sa.ForeignKeyConstraint(
                ["organisation_id", column],
                [f"{to}.organisation_id", f"{to}.id"],
                name=op.f(f"fk_{table}_{column}"),
            )
            for column, to in keys.items()
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f(f"fk_{table}_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f(f"pk_{table}")),
    )


def _index(table: str, *columns: str) -> None:
    names = ["organisation_id", *columns]
    op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, names)


def _step_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=True),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_label", sa.String(length=120), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("effective_at", _INSTANT, nullable=False),
    ]


def upgrade() -> None:
    with op.batch_alter_table("request_line") as batch_op:
        batch_op.add_column(
            sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("request_line") as batch_op:
        batch_op.alter_column("held", server_default=None)
    _owned(
        "waiting_entry",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("preference", sa.SmallInteger(), nullable=False),
        sa.Column("complete_on", sa.Date(), nullable=False),
        sa.Column("listed_at", _INSTANT, nullable=False),
        sa.Column("frozen_until", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("offered_at", _INSTANT, nullable=True),
        sa.Column("out_of_order", sa.Boolean(), nullable=False),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("warned_on", sa.Date(), nullable=True),
        sa.Column("refused", sa.SmallInteger(), nullable=False),
        sa.Column("moved_last_at", _INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_waiting_entry_a_state")),
        sa.UniqueConstraint(
            "organisation_id", "line_id", name=op.f("uq_waiting_entry_organisation_id_line_id")
        ),
        keys={"line_id": "request_line", "data_key_id": "data_key"},
    )
    _index("waiting_entry", "state")
    _owned(
        "waiting_score",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("points", sa.SmallInteger(), nullable=False),
        sa.Column("why_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        sa.CheckConstraint("points BETWEEN 0 AND 100", name=op.f("ck_waiting_score_points")),
        keys={"request_id": "service_request", "data_key_id": "data_key"},
    )
    _index("waiting_score", "request_id", "criterion")
    _owned(
        "waiting_try",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        keys={"entry_id": "waiting_entry"},
    )
    _index("waiting_try", "entry_id")
    _owned(
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
    _owned(
        "waiting_step",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        *_step_columns(),
        keys={"entry_id": "waiting_entry", "data_key_id": "data_key"},
    )
    _index("waiting_step", "entry_id")
    _owned(
        "waiting_term",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", _INSTANT, nullable=True),
        sa.Column("met_at", _INSTANT, nullable=True),
        keys={"entry_id": "waiting_entry"},
    )
    _index("waiting_term", "entry_id")
    _index("waiting_term", "met_at", "due_on")
    _enter_who_waits()


def _enter_who_waits() -> None:
    """Give an entry to everybody who waited before the lists had one: nobody loses her date."""
    line = sa.table(
        "request_line",
        sa.column("organisation_id", sa.Uuid()),
        sa.column("id", sa.Uuid()),
        sa.column("data_key_id", sa.Uuid()),
        sa.column("state", sa.String()),
        sa.column("listed_at", _INSTANT),
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
        sa.column("listed_at", _INSTANT),
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
