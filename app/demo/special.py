"""What the Wednesdays ahead ask besides places: who is not to meet, who interprets,
who is received at an hour that is another's.
"""

from datetime import date, timedelta

from app.appointments import operations, queries
from app.appointments.queries import AppointmentRow
from app.appointments.rules import WAITED_FOR
from app.appointments.rules.interpreter import InterpreterWay
from app.appointments.rules.overlap import Overlap, OverlapCause
from app.demo.context import Demo
from app.people.operations import Apart, keep_apart
from app.people.rules import ApartBasis

INTERPRETERS = (
    ("Amina Haddad", "arabo, francese", "000 4410021"),
    ("Cooperativa Parole Vicine", "cinese, ucraino, spagnolo", "000 4410022"),
)


def load(demo: Demo, day: date) -> None:
    """Write it over what is booked on the next Wednesday."""
    rows = [
        row
        for row in queries.of_days(demo.staff["paola"], day, day + timedelta(days=1), demo.now)
        if row.state in WAITED_FOR and row.person_id is not None
    ]
    _two_not_to_meet(demo, rows)
    _interpreters(demo, rows[2:4])
    for row in rows[-1:]:
        _over_another(demo, row)


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


def _interpreters(demo: Demo, rows: list[AppointmentRow]) -> None:
    """Ask for two interpreters; one of them has confirmed."""
    elena, giorgio = demo.staff["elena"], demo.staff["giorgio"]
    hers = [
        operations.add_interpreter(
            actor=giorgio, now=demo.now, name=name, languages=languages, phone=phone
        )
        for name, languages, phone in INTERPRETERS
    ]
    for number, row in enumerate(rows):
        operations.ask_interpreter(
            actor=elena,
            now=demo.now,
            appointment_id=row.id,
            version=row.version,
            language="arabo",
            way=InterpreterWay.PRESENCE,
        )
        page = queries.interpreter_of(elena, row.id, demo.now)
        if number == 0 and page is not None:
            operations.confirm_interpreter(
                actor=elena,
                now=demo.now,
                appointment_id=row.id,
                version=page.version,
                interpreter_id=hers[0],
                cost_cents=4000,
            )


def _over_another(demo: Demo, row: AppointmentRow) -> None:
    """Somebody is received for a signature at an hour that is another's."""
    person = next(
        one.person_id
        for household in demo.town
        for one in household[1:]
        if not queries.future_of(demo.staff["paola"], [one.person_id], demo.now)
    )
    operations.overbook(
        actor=demo.staff["paola"],
        now=demo.now,
        invitation=operations.Invitation(
            person_id=person,
            days=(row.day,),
            minute=row.minute,
            minutes=15,
            worker=row.engagement_id,
            site_id=row.site_id,
        ),
        overlap=Overlap(OverlapCause.FEW_MINUTES, "Firma il consenso prima delle ferie."),
    )
