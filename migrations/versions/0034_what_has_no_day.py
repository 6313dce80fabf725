"""Something to be done that has no day yet.

Revision ID: 0038
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("task") as batch_op:
        batch_op.alter_column("due_on", existing_type=sa.Date(), nullable=True)
    with op.batch_alter_table("deadline_mark") as batch_op:
        batch_op.alter_column("was_on", existing_type=sa.Date(), nullable=True)


def downgrade() -> None:
    task = sa.table("task", sa.column("due_on", sa.Date()), sa.column("opened_at", sa.DateTime()))
    mark = sa.table("deadline_mark", sa.column("was_on", sa.Date()), sa.column("at", sa.DateTime()))
    op.execute(
        task.update().where(task.c.due_on.is_(None)).values(due_on=sa.func.date(task.c.opened_at))
    )
    op.execute(mark.update().where(mark.c.was_on.is_(None)).values(was_on=sa.func.date(mark.c.at)))
    with op.batch_alter_table("deadline_mark") as batch_op:
        batch_op.alter_column("was_on", existing_type=sa.Date(), nullable=False)
    with op.batch_alter_table("task") as batch_op:
        batch_op.alter_column("due_on", existing_type=sa.Date(), nullable=False)
