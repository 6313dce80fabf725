"""what a page asks is found without reading all the terms, cases or assignments of a body"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

# By what each clock is of: the open ones of a row are found in it, not among all that are open.
_CLOCKS = {
    "appointment_term": "appointment_id",
    "case_term": "case_id",
    "court_term": "case_id",
    "emergency_term": "emergency_id",
    "line_term": "line_id",
    "onward_referral_term": "onward_id",
    "particular_term": "about_id",
    "placement_term": "placement_id",
    "practice_term": "practice_id",
    "protection_term": "protection_id",
    "referral_term": "referral_id",
    "request_term": "request_id",
    "transfer_term": "transfer_id",
    "urgent_call_term": "call_id",
    "waiting_term": "entry_id",
}
_NEW = {
    "case_record": ("passes_to_id",),
    "individual_plan": ("state",),
    "line_step": ("reason_code", "at"),
    "referral_assignment": ("from_at",),
    "ticket": ("state",),
}
# In its order, so that nothing else is read: what people and cases are in.
_SUBJECTS = {"of_person": "person_id", "of_case": "case_id"}


def upgrade() -> None:
    for name, of in _SUBJECTS.items():
        op.drop_index(_plain("referral_subject", of), "referral_subject")
        columns = ["organisation_id", of, "referral_id"]
        op.create_index(op.f(f"ix_referral_subject_{name}"), "referral_subject", columns)
    op.create_index(
        op.f("ix_case_record_open"),
        "case_record",
        ["organisation_id", "holder_id"],
        sqlite_where=sa.column("closed_at").is_(None),
        postgresql_where=sa.column("closed_at").is_(None),
    )
    for table, of in _CLOCKS.items():
        op.drop_index(_plain(table, of), table)
        op.create_index(_due(table), table, ["organisation_id", of, "met_at", "due_on"])
    for table, columns in _NEW.items():
        op.create_index(_plain(table, *columns), table, ["organisation_id", *columns])


def downgrade() -> None:
    for table, columns in _NEW.items():
        op.drop_index(_plain(table, *columns), table)
    for table, of in _CLOCKS.items():
        op.drop_index(_due(table), table)
        op.create_index(_plain(table, of), table, ["organisation_id", of])
    op.drop_index(op.f("ix_case_record_open"), "case_record")
    for name, of in _SUBJECTS.items():
        op.drop_index(op.f(f"ix_referral_subject_{name}"), "referral_subject")
        op.create_index(_plain("referral_subject", of), "referral_subject", ["organisation_id", of])


def _plain(table: str, *columns: str) -> str:
    return op.f("_".join(("ix", table, "organisation_id", *columns)))


def _due(table: str) -> str:
    return op.f(f"ix_{table}_due")
