"""Who has a place in a group."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.appointments.models import GroupSeat
from app.appointments.queries.items import ItemRow
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import AgendaItemId, PersonId
from app.people.queries import may_be_named, rows_by_id


@dataclass(frozen=True)
class SeatRow:
    """One place that was given: to whom, where the reader may know."""

    number: int
    person_id: PersonId
    person: str


def seats(viewer: Viewer, row: ItemRow) -> list[SeatRow]:
    """Return the places given of a group already reached, to who may read what it is about."""
    if not row.mine or not row.seats:
        return []
    given = db.session.scalars(
        select(GroupSeat)
        .where(
            GroupSeat.organisation_id == viewer.organisation_id,
            GroupSeat.item_id == row.id,
            may_be_named(viewer, GroupSeat.person_id),
        )
        .order_by(GroupSeat.number)
    ).all()
    people = rows_by_id(viewer, {seat.person_id for seat in given})
    return [
        SeatRow(seat.number, seat.person_id, people[seat.person_id].name)
        for seat in given
        if seat.person_id in people
    ]


def seats_for_change(viewer: Viewer, item_id: AgendaItemId) -> Sequence[GroupSeat]:
    """Return every place given of a group that is held for change, whoever has it."""
    return db.session.scalars(
        select(GroupSeat).where(
            GroupSeat.organisation_id == viewer.organisation_id, GroupSeat.item_id == item_id
        )
    ).all()
