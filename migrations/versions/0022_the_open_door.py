"""the open door: initiatives, information desks, women heard and onward referrals, without a case."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "initiative",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_initiative_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_initiative")),
    )
    op.create_index(
        op.f("ix_initiative_organisation_id_valid_from"),
        "initiative",
        ["organisation_id", "valid_from"],
    )
    op.create_table(
        "initiative_partner",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "body_id"],
            ["body.organisation_id", "body.id"],
            name=op.f("fk_initiative_partner_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "initiative_id"],
            ["initiative.organisation_id", "initiative.id"],
            name=op.f("fk_initiative_partner_initiative_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_initiative_partner_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_initiative_partner")),
        sa.UniqueConstraint(
            "organisation_id",
            "initiative_id",
            "body_id",
            name=op.f("uq_initiative_partner_organisation_id_initiative_id_body_id"),
        ),
    )
    op.create_table(
        "participation",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("age_band", sa.String(length=40), nullable=False),
        sa.Column("counted", sa.SmallInteger(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("counted >= 1", name=op.f("ck_participation_somebody")),
        sa.CheckConstraint(
            "person_id IS NULL OR consent_on IS NOT NULL",
            name=op.f("ck_participation_named_by_consent"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "initiative_id"],
            ["initiative.organisation_id", "initiative.id"],
            name=op.f("fk_participation_initiative_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_participation_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_participation_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_participation")),
    )
    op.create_index(
        op.f("ix_participation_organisation_id_initiative_id_held_on"),
        "participation",
        ["organisation_id", "initiative_id", "held_on"],
    )
    op.create_index(
        op.f("ix_participation_organisation_id_person_id"),
        "participation",
        ["organisation_id", "person_id"],
    )
    op.create_table(
        "info_desk",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("host_id", sa.Uuid(), nullable=True),
        sa.Column("languages", sa.String(length=120), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 8", name=op.f("ck_info_desk_one_of_eight")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "host_id"],
            ["body.organisation_id", "body.id"],
            name=op.f("fk_info_desk_host_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "site_id"],
            ["site.organisation_id", "site.id"],
            name=op.f("fk_info_desk_site_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_info_desk_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_info_desk")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_info_desk_organisation_id_number")
        ),
    )
    op.create_table(
        "desk_contact",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("desk_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["organisation_id", "desk_id"],
            ["info_desk.organisation_id", "info_desk.id"],
            name=op.f("fk_desk_contact_desk_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_desk_contact_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_desk_contact_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_desk_contact")),
    )
    op.create_index(
        op.f("ix_desk_contact_organisation_id_desk_id_at"),
        "desk_contact",
        ["organisation_id", "desk_id", "at"],
    )
    op.create_index(
        op.f("ix_desk_contact_organisation_id_person_id"),
        "desk_contact",
        ["organisation_id", "person_id"],
    )
    op.create_table(
        "onward_referral",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["organisation_id", "body_id"],
            ["body.organisation_id", "body.id"],
            name=op.f("fk_onward_referral_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_onward_referral_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_onward_referral_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_onward_referral_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_onward_referral")),
    )
    op.create_index(
        op.f("ix_onward_referral_organisation_id_person_id"),
        "onward_referral",
        ["organisation_id", "person_id"],
    )
    op.create_index(
        op.f("ix_onward_referral_organisation_id_referral_id"),
        "onward_referral",
        ["organisation_id", "referral_id"],
    )
    op.create_index(
        op.f("ix_onward_referral_organisation_id_state_sent_on"),
        "onward_referral",
        ["organisation_id", "state", "sent_on"],
    )
    op.create_table(
        "onward_referral_step",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("onward_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=True),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_label", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_onward_referral_step_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "onward_id"],
            ["onward_referral.organisation_id", "onward_referral.id"],
            name=op.f("fk_onward_referral_step_onward_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_onward_referral_step_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_onward_referral_step")),
    )
    op.create_index(
        op.f("ix_onward_referral_step_organisation_id_onward_id"),
        "onward_referral_step",
        ["organisation_id", "onward_id"],
    )
    op.create_table(
        "onward_referral_term",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("onward_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "onward_id"],
            ["onward_referral.organisation_id", "onward_referral.id"],
            name=op.f("fk_onward_referral_term_onward_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_onward_referral_term_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_onward_referral_term")),
    )
    op.create_index(
        op.f("ix_onward_referral_term_organisation_id_met_at_due_on"),
        "onward_referral_term",
        ["organisation_id", "met_at", "due_on"],
    )
    op.create_index(
        op.f("ix_onward_referral_term_organisation_id_onward_id"),
        "onward_referral_term",
        ["organisation_id", "onward_id"],
    )
    op.create_table(
        "woman_heard",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.String(length=200), nullable=False),
        sa.Column("onward_id", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "onward_id"],
            ["onward_referral.organisation_id", "onward_referral.id"],
            name=op.f("fk_woman_heard_onward_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_woman_heard_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_woman_heard")),
        sa.UniqueConstraint(
            "organisation_id", "visit_id", name=op.f("uq_woman_heard_organisation_id_visit_id")
        ),
    )
    op.create_index(
        op.f("ix_woman_heard_organisation_id_at"),
        "woman_heard",
        ["organisation_id", "at"],
    )


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
