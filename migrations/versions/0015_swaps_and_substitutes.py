"""swaps of shifts between colleagues; who stands in for the person in charge, and for what."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def _owned(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f(f"fk_{table}_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f(f"pk_{table}")),
    ]


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{to}.organisation_id", f"{to}.id"],
        name=op.f(f"fk_{table}_{column}"),
    )


def upgrade() -> None:
    op.create_table(
        "shift_swap",
        *_owned("shift_swap"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("wanted_id", sa.Uuid(), nullable=True),
        sa.Column("asker_id", sa.Uuid(), nullable=False),
        sa.Column("asked_id", sa.Uuid(), nullable=True),
        sa.Column("taker_id", sa.Uuid(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        _key("shift_swap", "data_key_id", "data_key"),
        _key("shift_swap", "shift_id", "shift"),
        _key("shift_swap", "wanted_id", "shift"),
        _key("shift_swap", "asker_id", "engagement"),
        _key("shift_swap", "asked_id", "engagement"),
        _key("shift_swap", "taker_id", "engagement"),
    )
    op.create_index(
        op.f("ix_shift_swap_organisation_id_asker_id"),
        "shift_swap",
        ["organisation_id", "asker_id"],
    )
    op.create_index(
        op.f("ix_shift_swap_organisation_id_state_last_day"),
        "shift_swap",
        ["organisation_id", "state", "last_day"],
    )
    op.create_index(
        "uq_shift_swap_one_open",
        "shift_swap",
        ["organisation_id", "shift_id"],
        unique=True,
        sqlite_where=sa.column("state") == "proposed",
        postgresql_where=sa.column("state") == "proposed",
    )
    op.create_table(
        "swap_step",
        *_owned("swap_step"),
        sa.Column("swap_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=True),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_label", sa.String(length=120), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("effective_at", _INSTANT, nullable=False),
        _key("swap_step", "swap_id", "shift_swap"),
    )
    op.create_index(
        op.f("ix_swap_step_organisation_id_swap_id"), "swap_step", ["organisation_id", "swap_id"]
    )
    op.create_table(
        "substitution",
        *_owned("substitution"),
        sa.Column("stood_for_id", sa.Uuid(), nullable=False),
        sa.Column("substitute_id", sa.Uuid(), nullable=False),
        sa.Column("duties", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("named_at", _INSTANT, nullable=False),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from",
            name=op.f("ck_substitution_dates_in_order"),
        ),
        _key("substitution", "stood_for_id", "engagement"),
        _key("substitution", "substitute_id", "engagement"),
    )
    for column in ("substitute_id", "stood_for_id"):
        op.create_index(
            op.f(f"ix_substitution_organisation_id_{column}"),
            "substitution",
            ["organisation_id", column],
        )


def downgrade() -> None:
    op.drop_table("substitution")
    op.drop_table("swap_step")
    op.drop_table("shift_swap")
