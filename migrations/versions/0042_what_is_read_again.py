"""what is read again: who cannot follow whom, what was closed, bridges without a term."""

from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, owned, term_columns

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_BRIDGE_END, _BEFORE = "bridge_end", timedelta(days=16)


def upgrade() -> None:
    owned(
        "referral_rereading",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_label", sa.String(length=120), nullable=False),
        keys={"referral_id": "referral"},
        once=("referral_id", "month"),
    )
    with op.batch_alter_table("declared_conflict") as table:
        table.add_column(sa.Column("decided_by_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("data_key_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("reason_sealed", sa.LargeBinary(), nullable=True))
        for column, to in (("decided_by_id", "engagement"), ("data_key_id", "data_key")):
            table.create_foreign_key(
                op.f(f"fk_declared_conflict_{column}"),
                to,
                ["organisation_id", column],
                ["organisation_id", "id"],
            )
        table.create_check_constraint(
            op.f("ck_declared_conflict_decided_with_a_reason"),
            "(decided_by_id IS NULL) = (reason_sealed IS NULL)",
        )

    owned(
        "digest_choice",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("chosen_at", INSTANT, nullable=False),
        sa.Column("sent_for", sa.Date(), nullable=True),
        keys={"engagement_id": "engagement", "data_key_id": "data_key"},
        once=("engagement_id",),
    )
    with op.batch_alter_table("published_figure") as table:
        table.add_column(sa.Column("told_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE published_figure SET told_on = ("
        "SELECT publication.day FROM publication "
        "WHERE publication.organisation_id = published_figure.organisation_id "
        "AND publication.id = published_figure.publication_id "
        "AND publication.municipality_id IS NOT NULL)"
    )
    _bridges()


def _bridges() -> None:
    """Give a term to the bridges of passages accepted before they had one.

    It is due as many days before the bridge ends as the office gives itself at first; one that
    ended already is to be looked at: nobody has written that nothing goes on from here.
    """
    transfer = sa.table(
        "transfer",
        sa.column("organisation_id", sa.Uuid()),
        sa.column("id", sa.Uuid()),
        sa.column("state", sa.String()),
        sa.column("subject_kind", sa.String()),
        sa.column("bridging_until", sa.Date()),
        sa.column("answered_at", INSTANT),
        sa.column("proposed_at", INSTANT),
    )
    term = sa.table(
        "transfer_term",
        sa.column("organisation_id", sa.Uuid()),
        sa.column("id", sa.Uuid()),
        sa.column("transfer_id", sa.Uuid()),
        *term_columns(),
    )
    has_one = sa.exists().where(
        term.c.organisation_id == transfer.c.organisation_id,
        term.c.transfer_id == transfer.c.id,
        term.c.code == _BRIDGE_END,
    )
    bind = op.get_bind()
    found = bind.execute(
        sa.select(transfer).where(
            transfer.c.state == "accepted",
            transfer.c.subject_kind == "case",
            transfer.c.bridging_until.is_not(None),
            ~has_one,
        )
    ).all()
    for row in found:
        bind.execute(
            term.insert().values(
                organisation_id=row.organisation_id,
                id=uuid4(),
                transfer_id=row.id,
                code=_BRIDGE_END,
                started_at=row.answered_at or row.proposed_at,
                due_on=row.bridging_until - _BEFORE,
            )
        )


def downgrade() -> None:
    op.drop_table("digest_choice")
    with op.batch_alter_table("published_figure") as table:
        table.drop_column("told_on")
    op.drop_table("referral_rereading")
    op.execute("DELETE FROM declared_conflict WHERE decided_by_id IS NOT NULL")
    with op.batch_alter_table("declared_conflict") as table:
        table.drop_constraint(op.f("ck_declared_conflict_decided_with_a_reason"), type_="check")
        for column in ("decided_by_id", "data_key_id"):
            table.drop_constraint(op.f(f"fk_declared_conflict_{column}"), type_="foreignkey")
        for column in ("decided_by_id", "data_key_id", "reason_sealed"):
            table.drop_column(column)
