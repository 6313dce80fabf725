"""people kept apart, interpreters of appointments, appointments over one another with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


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


def upgrade() -> None:
    _owned(
        "kept_apart",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", _INSTANT, nullable=False),
        sa.CheckConstraint("person_id <> other_id", name=op.f("ck_kept_apart_two_people")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from",
            name=op.f("ck_kept_apart_dates_in_order"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "person_id",
            "other_id",
            "valid_from",
            name=op.f("uq_kept_apart_organisation_id_person_id_other_id_valid_from"),
        ),
        keys={"person_id": "person", "other_id": "person", "data_key_id": "data_key"},
    )
    _index("kept_apart", "other_id")
    _owned(
        "interpreter",
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        keys={"body_id": "body"},
    )
    _index("interpreter", "name")
    _owned(
        "interpreter_request",
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=80), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=True),
        sa.Column("cost_cents", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cost_cents >= 0", name=op.f("ck_interpreter_request_cost_not_negative")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "appointment_id",
            name=op.f("uq_interpreter_request_organisation_id_appointment_id"),
        ),
        keys={"appointment_id": "appointment", "interpreter_id": "interpreter"},
    )
    _index("interpreter_request", "state")
    _owned(
        "interpreter_step",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=True),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_label", sa.String(length=120), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("effective_at", _INSTANT, nullable=False),
        keys={"request_id": "interpreter_request"},
    )
    _index("interpreter_step", "request_id", "at")
    with op.batch_alter_table("appointment") as batch:
        batch.add_column(sa.Column("overlap_reason", sa.String(length=40), nullable=True))
        batch.add_column(sa.Column("overlap_words_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("appointment") as batch:
        batch.drop_column("overlap_words_sealed")
        batch.drop_column("overlap_reason")
    for table in ("interpreter_step", "interpreter_request", "interpreter", "kept_apart"):
        op.drop_table(table)
