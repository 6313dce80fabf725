"""days of a court that moved, and since when a consent is known."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Table, column of the consent, column of the moment at which it was written until now.
_CONSENTS = (
    ("service_request", "consent", "created_at"),
    ("individual_plan", "consent_basis", "written_at"),
)


def upgrade() -> None:
    for table, consent, written in _CONSENTS:
        op.add_column(table, sa.Column("consent_known_at", sa.DateTime(timezone=True)))
        op.execute(
            f"UPDATE {table} SET consent_known_at = {written} WHERE {consent} <> 'unknown'"  # noqa: S608
        )
    op.create_table(
        "court_term_move",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("term_id", sa.Uuid(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "term_id"],
            ["court_term.organisation_id", "court_term.id"],
            name=op.f("fk_court_term_move_term_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_court_term_move_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_court_term_move")),
    )
    with op.batch_alter_table("court_term_move", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_court_term_move_organisation_id_term_id"),
            ["organisation_id", "term_id"],
            unique=False,
        )


def downgrade() -> None:
    op.drop_table("court_term_move")
    for table, _, _ in _CONSENTS:
        op.drop_column(table, "consent_known_at")
