"""a way for each person, a practice born from a report, what is said of a rule."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_BEFORE = (
    "received", "assigned", "reassign_asked", "in_evaluation", "awaiting_person", "awaiting_body",
    "transfer_proposed", "proposed_closure", "taken_charge", "linked", "transferred", "signposted",
    "archived", "not_competent", "duplicate", "withdrawn",
)  # fmt: skip


def upgrade() -> None:
    owned(
        "path_choice_subject",
        sa.Column("path_choice_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        keys={"path_choice_id": "path_choice", "subject_id": "referral_subject"},
        once=("path_choice_id", "subject_id"),
    )
    index("path_choice_subject", "subject_id")
    _each_way_is_of_everybody()
    owned(
        "referral_practice",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        keys={
            "referral_id": "referral",
            "subject_id": "referral_subject",
            "practice_id": "practice",
        },
        once=("subject_id",),
    )
    index("referral_practice", "referral_id")
    index("referral_practice", "practice_id")
    owned(
        "rule_remark",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("parameter_key", sa.String(length=40), nullable=True),
        sa.Column("remark_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("written_by", sa.String(length=120), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answered_by", sa.String(length=120), nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        keys={"data_key_id": "data_key"},
    )
    index("rule_remark", "written_at")
    _states((*_BEFORE, "practice_opened"))


def downgrade() -> None:
    op.execute("UPDATE referral SET state = 'signposted' WHERE state = 'practice_opened'")
    _states(_BEFORE)
    for table in ("rule_remark", "referral_practice", "path_choice_subject"):
        op.drop_table(table)


def _each_way_is_of_everybody() -> None:
    """Until now a way was chosen for a whole report: it stays that of all the people in it."""
    choice = _table("path_choice", "organisation_id", "id", "referral_id")
    subject = _table("referral_subject", "organisation_id", "id", "referral_id")
    together = (choice.c.organisation_id == subject.c.organisation_id) & (
        choice.c.referral_id == subject.c.referral_id
    )
    names = ("organisation_id", "id", "path_choice_id", "subject_id")
    of_each = sa.select(choice.c.organisation_id, choice.c.id, subject.c.id).where(together)
    rows = [
        dict(zip(names, (body, uuid4(), choice_id, subject_id), strict=True))
        for body, choice_id, subject_id in op.get_bind().execute(of_each)
    ]
    if rows:
        op.bulk_insert(_table("path_choice_subject", *names), rows)


def _table(name: str, *columns: str) -> sa.TableClause:
    """Return a table by the columns that are read or written here."""
    return sa.table(name, *(sa.column(column, sa.Uuid()) for column in columns))


def _states(known: tuple[str, ...]) -> None:
    """Say in which states a report may stand."""
    words = ", ".join(f"'{state}'" for state in known)
    with op.batch_alter_table("referral") as batch:
        batch.drop_constraint(op.f("ck_referral_a_state"), type_="check")
        batch.create_check_constraint(op.f("ck_referral_a_state"), f"state IN ({words})")
