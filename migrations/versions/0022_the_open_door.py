"""the open door: initiatives, information desks, women heard and onward referrals, without a case."""

import sqlalchemy as sa
from alembic import op

from migrations.making import INSTANT, index, owned, step_columns, term_columns

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    owned(
        "initiative",
        sa.Column("path", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("goals", sa.String(length=1000), nullable=False),
        sa.Column("budget_cents", sa.BigInteger(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_initiative_dates_in_order")
        ),
    )
    index("initiative", "valid_from")
    owned(
        "initiative_partner",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        keys={"body_id": "body", "initiative_id": "initiative"},
        once=(
            "initiative_id",
            "body_id",
        ),
    )
    owned(
        "participation",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("age_band", sa.String(length=40), nullable=False),
        sa.Column("counted", sa.SmallInteger(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        sa.CheckConstraint("counted >= 1", name=op.f("ck_participation_somebody")),
        sa.CheckConstraint(
            "person_id IS NULL OR consent_on IS NOT NULL",
            name=op.f("ck_participation_named_by_consent"),
        ),
        keys={"initiative_id": "initiative", "person_id": "person"},
    )
    index("participation", "initiative_id", "held_on")
    index("participation", "person_id")
    owned(
        "info_desk",
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("host_id", sa.Uuid(), nullable=True),
        sa.Column("languages", sa.String(length=120), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 8", name=op.f("ck_info_desk_one_of_eight")),
        keys={"host_id": "body", "site_id": "site"},
        once=("number",),
    )
    owned(
        "desk_contact",
        sa.Column("desk_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("topics", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("mediation_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("returns", sa.Boolean(), nullable=False),
        sa.Column("nationality", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "mediation_minutes <= minutes", name=op.f("ck_desk_contact_mediation_within")
        ),
        sa.CheckConstraint(
            "person_id IS NULL OR consent_on IS NOT NULL",
            name=op.f("ck_desk_contact_named_by_consent"),
        ),
        keys={"desk_id": "info_desk", "person_id": "person"},
    )
    index("desk_contact", "desk_id", "at")
    index("desk_contact", "person_id")
    owned(
        "onward_referral",
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("path", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("described_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("help_kind", sa.String(length=40), nullable=False),
        sa.Column("agrees", sa.String(length=40), nullable=False),
        sa.Column("is_alone", sa.String(length=40), nullable=False),
        sa.Column("may_speak", sa.String(length=40), nullable=False),
        sa.Column("safe_to_call", sa.String(length=40), nullable=False),
        sa.Column("no_print", sa.Boolean(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by", sa.String(length=120), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('sent', 'to_rethink', 'arrived', 'ended', 'withdrawn')",
            name=op.f("ck_onward_referral_a_state"),
        ),
        keys={"body_id": "body", "data_key_id": "data_key", "person_id": "person"},
    )
    index("onward_referral", "person_id")
    index("onward_referral", "referral_id")
    index("onward_referral", "state", "sent_on")
    owned(
        "onward_referral_step",
        sa.Column("onward_id", sa.Uuid(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        *step_columns(),
        keys={"data_key_id": "data_key", "onward_id": "onward_referral"},
    )
    index("onward_referral_step", "onward_id")
    owned(
        "onward_referral_term",
        sa.Column("onward_id", sa.Uuid(), nullable=False),
        *term_columns(),
        keys={"onward_id": "onward_referral"},
    )
    index("onward_referral_term", "met_at", "due_on")
    index("onward_referral_term", "onward_id")
    owned(
        "woman_heard",
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("told", sa.String(length=200), nullable=False),
        sa.Column("onward_id", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        keys={"onward_id": "onward_referral"},
        once=("visit_id",),
    )
    index("woman_heard", "at")


def downgrade() -> None:
    op.drop_table("woman_heard")
    op.drop_table("onward_referral_term")
    op.drop_table("onward_referral_step")
    op.drop_table("onward_referral")
    op.drop_table("desk_contact")
    op.drop_table("info_desk")
    op.drop_table("participation")
    op.drop_table("initiative_partner")
    op.drop_table("initiative")
