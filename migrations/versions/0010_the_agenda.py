"""other kinds of time, joint appointments, groups with places, calendar addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("local_minute", sa.SmallInteger(), nullable=False),
        sa.Column("local_end_minute", sa.SmallInteger(), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("leaves_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("back_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seats", sa.SmallInteger(), nullable=False),
        sa.Column("data_key_id", sa.Uuid(), nullable=False),
        sa.Column("place_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_agenda_item_hours_in_order")),
        sa.CheckConstraint(
            "leaves_at <= starts_at AND back_at >= ends_at", name=op.f("ck_agenda_item_way_around")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "data_key_id"],
            ["data_key.organisation_id", "data_key.id"],
            name=op.f("fk_agenda_item_data_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_agenda_item_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_agenda_item_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_agenda_item")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agenda_item_organisation_id_kind_back_at"),
            ["organisation_id", "kind", "back_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_agenda_item_organisation_id_local_date"),
            ["organisation_id", "local_date"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_agenda_item_organisation_id_person_id"),
            ["organisation_id", "person_id"],
            unique=False,
        )

    op.create_table(
        "calendar_feed",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(engagement_id IS NULL) <> (site_id IS NULL)",
            name=op.f("ck_calendar_feed_of_one_thing"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "engagement_id"],
            ["engagement.organisation_id", "engagement.id"],
            name=op.f("fk_calendar_feed_engagement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "site_id"],
            ["site.organisation_id", "site.id"],
            name=op.f("fk_calendar_feed_site_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_calendar_feed_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint(
            "organisation_id",
            "token_hash",
            name=op.f("uq_calendar_feed_organisation_id_token_hash"),
        ),
    )
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_calendar_feed_organisation_id_engagement_id"),
            ["organisation_id", "engagement_id"],
            unique=False,
        )

    op.create_table(
        "agenda_item_worker",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "engagement_id"],
            ["engagement.organisation_id", "engagement.id"],
            name=op.f("fk_agenda_item_worker_engagement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "item_id"],
            ["agenda_item.organisation_id", "agenda_item.id"],
            name=op.f("fk_agenda_item_worker_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_agenda_item_worker_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_agenda_item_worker")),
        sa.UniqueConstraint(
            "organisation_id",
            "item_id",
            "engagement_id",
            name=op.f("uq_agenda_item_worker_organisation_id_item_id_engagement_id"),
        ),
    )
    with op.batch_alter_table("agenda_item_worker", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agenda_item_worker_organisation_id_engagement_id"),
            ["organisation_id", "engagement_id"],
            unique=False,
        )

    op.create_table(
        "appointment_worker",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "appointment_id"],
            ["appointment.organisation_id", "appointment.id"],
            name=op.f("fk_appointment_worker_appointment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "engagement_id"],
            ["engagement.organisation_id", "engagement.id"],
            name=op.f("fk_appointment_worker_engagement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_appointment_worker_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_appointment_worker")),
        sa.UniqueConstraint(
            "organisation_id",
            "appointment_id",
            "engagement_id",
            name=op.f("uq_appointment_worker_organisation_id_appointment_id_engagement_id"),
        ),
    )
    with op.batch_alter_table("appointment_worker", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_appointment_worker_organisation_id_engagement_id"),
            ["organisation_id", "engagement_id"],
            unique=False,
        )

    op.create_table(
        "group_seat",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "item_id"],
            ["agenda_item.organisation_id", "agenda_item.id"],
            name=op.f("fk_group_seat_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_group_seat_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_group_seat_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_group_seat")),
        sa.UniqueConstraint(
            "organisation_id",
            "item_id",
            "number",
            name=op.f("uq_group_seat_organisation_id_item_id_number"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "item_id",
            "person_id",
            name=op.f("uq_group_seat_organisation_id_item_id_person_id"),
        ),
    )
    with op.batch_alter_table("group_seat", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_group_seat_organisation_id_person_id"),
            ["organisation_id", "person_id"],
            unique=False,
        )

    with op.batch_alter_table("time_claim") as batch_op:
        batch_op.add_column(sa.Column("item_id", sa.Uuid(), nullable=True))
        batch_op.alter_column("appointment_id", existing_type=sa.Uuid(), nullable=True)
        batch_op.create_index(
            batch_op.f("ix_time_claim_organisation_id_item_id"),
            ["organisation_id", "item_id"],
            unique=False,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_time_claim_item_id"),
            "agenda_item",
            ["organisation_id", "item_id"],
            ["organisation_id", "id"],
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_time_claim_of_one_thing"),
            "(appointment_id IS NULL) <> (item_id IS NULL)",
        )


def downgrade() -> None:
    op.execute("DELETE FROM time_claim WHERE item_id IS NOT NULL")
    with op.batch_alter_table("time_claim") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_time_claim_of_one_thing"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_time_claim_item_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_time_claim_organisation_id_item_id"))
        batch_op.alter_column("appointment_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.drop_column("item_id")

    with op.batch_alter_table("group_seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_seat_organisation_id_person_id"))

    op.drop_table("group_seat")
    with op.batch_alter_table("appointment_worker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_worker_organisation_id_engagement_id"))

    op.drop_table("appointment_worker")
    with op.batch_alter_table("agenda_item_worker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_worker_organisation_id_engagement_id"))

    op.drop_table("agenda_item_worker")
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_feed_organisation_id_engagement_id"))

    op.drop_table("calendar_feed")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_organisation_id_person_id"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_organisation_id_local_date"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_organisation_id_kind_back_at"))

    op.drop_table("agenda_item")
