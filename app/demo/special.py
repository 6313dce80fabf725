"""What the Wednesdays ahead ask besides places: two who are not to meet."""

from datetime import date, timedelta

from app.appointments import queries
from app.appointments.queries import AppointmentRow
from app.appointments.rules import WAITED_FOR
from app.demo.context import Demo
from app.people.operations import Apart, keep_apart
from app.people.rules import ApartBasis


def load(demo: Demo, day: date) -> None:
    """Write it over what is booked on the next Wednesday."""
    rows = [
        row
        for row in queries.of_days(demo.staff["paola"], day, day + timedelta(days=1), demo.now)
        if row.state in WAITED_FOR and row.person_id is not None
    ]
    _two_not_to_meet(demo, rows)


def _two_not_to_meet(demo: Demo, rows: list[AppointmentRow]) -> None:
    """Say of two who are booked within the hour that they are not to meet: the agenda warns."""
    if len(rows) < 2 or rows[0].person_id is None or rows[1].person_id is None:
        return
    keep_apart(
        actor=demo.staff["marta"],
        now=demo.now,
        person_id=rows[0].person_id,
        other_id=rows[1].person_id,
        apart=Apart(
            basis=ApartBasis.COURT_ORDER,
            valid_from=demo.today - timedelta(days=14),
            note="Decreto del Tribunale: incontri solo in luogo neutro.",
        ),
    )
