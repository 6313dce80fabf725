"""measures on a person, requests of presence, incidents; a step of a ticket can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _owned(table: str, *columns: sa.Column[object], keys: dict[str, str]) -> None:
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
    instant = sa.DateTime(timezone=True)
    _owned(
        "person_measure",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", instant, nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from",
            name=op.f("ck_person_measure_dates_in_order"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "person_id",
            "kind",
            "valid_from",
            name=op.f("uq_person_measure_organisation_id_person_id_kind_valid_from"),
        ),
        keys={"person_id": "person"},
    )
    _index("person_measure", "review_on")
    _owned(
        "support_call",
        sa.Column("opening_id", sa.Uuid(), nullable=False),
        sa.Column("counter", sa.SmallInteger(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("asked_at", instant, nullable=False),
        sa.Column("ended_at", instant),
        sa.Column("came_id", sa.Uuid()),
        sa.Column("came", sa.String(length=120), nullable=False),
        keys={"opening_id": "desk_opening"},
    )
    _index("support_call", "opening_id", "ended_at")
    op.create_index(
        "uq_support_call_one_open",
        "support_call",
        ["organisation_id", "opening_id", "counter"],
        unique=True,
        sqlite_where=sa.column("ended_at").is_(None),
        postgresql_where=sa.column("ended_at").is_(None),
    )
    _owned(
        "incident",
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("told", sa.String(length=40), nullable=False),
        sa.Column("happened_at", instant, nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("text_sealed", sa.LargeBinary()),
        sa.Column("reported_by_id", sa.Uuid(), nullable=False),
        sa.Column("reported_by", sa.String(length=120), nullable=False),
        sa.Column("reported_at", instant, nullable=False),
        sa.Column("reviewed_at", instant),
        sa.Column("reviewed_by", sa.String(length=120), nullable=False),
        keys={"data_key_id": "data_key", "person_id": "person"},
    )
    _index("incident", "happened_at")
    _index("incident", "person_id")
    with op.batch_alter_table("ticket_step") as step:
        step.add_column(sa.Column("before", sa.JSON()))
        step.add_column(sa.Column("undoes_id", sa.Uuid()))
        step.create_foreign_key(
            op.f("fk_ticket_step_undoes_id"),
            "ticket_step",
            ["organisation_id", "undoes_id"],
            ["organisation_id", "id"],
        )
        step.create_unique_constraint(
            op.f("uq_ticket_step_organisation_id_undoes_id"), ["organisation_id", "undoes_id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("ticket_step") as step:
        step.drop_constraint(op.f("uq_ticket_step_organisation_id_undoes_id"), type_="unique")
        step.drop_constraint(op.f("fk_ticket_step_undoes_id"), type_="foreignkey")
        step.drop_column("undoes_id")
        step.drop_column("before")
    for table in ("incident", "support_call", "person_measure"):
        op.drop_table(table)
