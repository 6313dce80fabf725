"""releases: every exit has its row, copies, what was signed and the paper that left are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_NO_LETTER = "written_down = false OR (text_sealed IS NULL AND letter_sealed IS NULL)"


def upgrade() -> None:
    with op.batch_alter_table("release") as table:
        table.add_column(
            sa.Column("written_down", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("signed_sha256", sa.LargeBinary(length=32), nullable=True))
        table.add_column(sa.Column("pdf_file_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("copy_of_id", sa.Uuid(), nullable=True))
        table.create_check_constraint(op.f("ck_release_no_letter_of_ours"), _NO_LETTER)
        table.create_foreign_key(
            op.f("fk_release_pdf_file_id"),
            "stored_file",
            ["organisation_id", "pdf_file_id"],
            ["organisation_id", "id"],
        )
        table.create_foreign_key(
            op.f("fk_release_copy_of_id"),
            "release",
            ["organisation_id", "copy_of_id"],
            ["organisation_id", "id"],
        )
    with op.batch_alter_table("release") as table:
        table.alter_column("written_down", existing_type=sa.Boolean(), server_default=None)
    op.create_index(
        op.f("ix_release_organisation_id_copy_of_id"), "release", ["organisation_id", "copy_of_id"]
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_release_organisation_id_copy_of_id"), table_name="release")
    with op.batch_alter_table("release") as table:
        table.drop_constraint(op.f("fk_release_copy_of_id"), type_="foreignkey")
        table.drop_constraint(op.f("fk_release_pdf_file_id"), type_="foreignkey")
        table.drop_constraint(op.f("ck_release_no_letter_of_ours"), type_="check")
        table.drop_column("copy_of_id")
        table.drop_column("pdf_file_id")
        table.drop_column("signed_sha256")
        table.drop_column("written_down")
