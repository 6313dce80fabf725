"""What appointments show on other pages: a person's, the day's, what is due."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from flask import url_for

from app.accounts.policy import Permission
from app.appointments import queries
from app.appointments.labels import LABELS
from app.appointments.queries import AppointmentRow, ItemRow
from app.appointments.rules import AppointmentState
from app.appointments.rules.interpreter import CONFIRMED_BEFORE, InterpreterState
from app.appointments.rules.items import ItemKind
from app.appointments.rules.notices import reminded_at
from app.kernel.actor import Reach, Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow, DeadlineRow
from app.kernel.references import PersonId
from app.organisations.queries import closed_days
from app.rota.queries import duties_between
from app.web.formatting import day_short, hour

_SHOWN = 7


def of_person(viewer: Viewer, person_id: PersonId, now: datetime) -> Card | None:
    """Return what a person is still expected for; how the past ended stands in the agenda."""
    if not viewer.may(Permission.APPOINTMENTS_APPOINTMENT_RECEIVE):
        return None
    rows = queries.future_of(viewer, [person_id], now).get(person_id, [])
    shown = tuple(map(_hers, rows))
    if viewer.may(Permission.APPOINTMENTS_ITEM_KEEP):
        url = url_for("appointments.follow_up", person_id=person_id)
        shown = (*shown, CardRow("Fissa un incontro", url=url))
    return Card("Appuntamenti", shown, empty="Nessun appuntamento da venire.")


def next_of_mine(viewer: Viewer, now: datetime) -> Card | None:
    """Return the viewer's own appointments still to come today."""
    if not viewer.may(Permission.APPOINTMENTS_APPOINTMENT_ATTEND):
        return None
    rows = queries.my_next(viewer, now)
    return (
        Card("Adesso", tuple(map(_mine, rows)), url=url_for("appointments.agenda"))
        if rows
        else None
    )


def without_outcome(viewer: Viewer, now: datetime) -> Card | None:
    """Return the viewer's own past appointments of which nobody has said how they ended."""
    if not viewer.may(Permission.APPOINTMENTS_APPOINTMENT_ATTEND):
        return None
    rows = queries.without_outcome(viewer, now, of=viewer.engagement_ids)
    if not rows:
        return None
    shown = tuple(map(_mine, rows[:_SHOWN]))
    url = url_for("appointments.outcomes")
    return Card("Esiti da registrare", shown, url=url, count=len(rows))


def never_told(viewer: Viewer, now: datetime) -> Card | None:
    """Return whom the office called off and has not told, in red words."""
    if not viewer.may(Permission.APPOINTMENTS_AGENDA_READ):
        return None
    rows = queries.never_told(viewer, now)
    shown = tuple(replace(_mine(row), urgent=True) for row in rows[:_SHOWN])
    return Card("Annullati, da avvisare", shown, count=len(rows)) if rows else None


def stranded(viewer: Viewer, now: datetime) -> Card | None:
    """Return who is booked when the office is closed or her worker away, to be decided."""
    rows: list[CardRow] = []
    if viewer.may(Permission.APPOINTMENTS_APPOINTMENT_CANCEL):
        rows += map(_mine, queries.stranded(viewer, now))
    if viewer.may(Permission.APPOINTMENTS_ITEM_KEEP):
        rows += map(_of_plan_office, queries.items_stranded(viewer, now))
    shown = tuple(replace(row, urgent=True) for row in rows[:_SHOWN])
    url = url_for("appointments.stranded")
    return Card("Prenotati quando non si riceve", shown, url=url, count=len(rows)) if rows else None


def on_duty_today(viewer: Viewer, now: datetime) -> Card | None:
    """Return who is on duty today, each one press away from a sudden absence."""
    if not viewer.may(Permission.ROTA_SHIFT_EDIT):
        return None
    today = office_date(now)
    rows = duties_between(viewer, today, today + timedelta(days=1))
    there = {row.engagement_id: row.name for row in rows if not row.away}
    shown = tuple(
        CardRow(name, "manca oggi?", url_for("appointments.new_absence", chi=id_, dal=today))
        for id_, name in sorted(there.items(), key=lambda one: one[1])
    )
    return Card("Di turno oggi", shown, url=url_for("rota.rota")) if shown else None


def visits_out(viewer: Viewer, now: datetime) -> Card | None:
    """Return the viewer's own visits from which she has not said that she is back."""
    if not viewer.may(Permission.APPOINTMENTS_ITEM_KEEP):
        return None
    rows = queries.my_visits_out(viewer, now)
    return Card("Sei rientrata?", tuple(map(_visit, rows))) if rows else None


def not_back(viewer: Viewer, now: datetime) -> Card | None:
    """Return who should have been back from a visit for half an hour, for who answers for them."""
    if viewer.reach(Permission.APPOINTMENTS_ITEM_KEEP) is not Reach.ORGANISATION:
        return None
    rows = queries.not_back(viewer, now)
    shown = tuple(replace(_visit(row), text=row.who) for row in rows[:_SHOWN])
    return Card("Visite senza rientro segnato", shown, count=len(rows)) if rows else None


def deadlines(viewer: Viewer, now: datetime) -> list[DeadlineRow]:
    """Return whom the office must still tell, or an interpreter not confirmed yet.

    Told are those it called off, and those whose notice went astray.
    """
    today = office_date(now)
    unsent = [
        _due(row, today, "Telefonare: l'avviso non risulta arrivato", "unsent")
        for row in _not_left(viewer, now)
    ]
    if not viewer.may(Permission.APPOINTMENTS_AGENDA_READ):
        return unsent
    untold = [
        DeadlineRow(
            min(row.day, today),
            "Avvisare la persona",
            row.person,
            f"appuntamento annullato da noi, con {row.worker}",
            _address(row),
            key=f"untold:{row.id}",
        )
        for row in queries.never_told(viewer, now)
    ]
    unconfirmed = [
        _due(row, due_on, "Confermare l'interprete", "interpreter")
        for row, due_on in _without_interpreter(viewer, now)
    ]
    return unsent + untold + unconfirmed


def _due(row: AppointmentRow, due_on: date, what: str, key: str) -> DeadlineRow:
    when = f"appuntamento di {day_short(row.day)}, ore {hour(row.minute)}"
    return DeadlineRow(due_on, what, row.person, when, _address(row), key=f"{key}:{row.id}")


def _not_left(viewer: Viewer, now: datetime) -> list[AppointmentRow]:
    if not viewer.may(Permission.APPOINTMENTS_APPOINTMENT_RECEIVE):
        return []
    return queries.not_left(viewer, now)


def interpreters_due(viewer: Viewer, now: datetime) -> Card | None:
    """Return the viewer's own appointments near which no interpreter has confirmed."""
    if not viewer.may(Permission.APPOINTMENTS_APPOINTMENT_ATTEND):
        return None
    today = office_date(now)
    rows = [row for row, due_on in _without_interpreter(viewer, now) if due_on <= today]
    if not rows:
        return None
    shown = tuple(replace(_mine(row), text=_said(row), urgent=True) for row in rows[:_SHOWN])
    return Card("Interpreti da confermare", shown, count=len(rows))


def _without_interpreter(viewer: Viewer, now: datetime) -> list[tuple[AppointmentRow, date]]:
    """Return what waits for an interpreter, with the day by which: two working days before."""
    rows = queries.without_interpreter(viewer, now)
    closed = closed_days(viewer, office_date(now)) if rows else {}
    return [(row, office_date(reminded_at(row.day, closed, CONFIRMED_BEFORE))) for row in rows]


def _said(row: AppointmentRow) -> str:
    return LABELS[InterpreterState][row.interpreter].text if row.interpreter else ""


def _address(row: AppointmentRow) -> str:
    return url_for("appointments.appointment", appointment_id=row.id)


def _visit(row: ItemRow) -> CardRow:
    back = f"rientro previsto alle {hour(row.back_at)}"
    kind = LABELS[ItemKind][row.kind].text
    url = url_for("appointments.item", item_id=row.id)
    return CardRow(f"{kind}, {day_short(row.day)} {hour(row.minute)}", back, url)


def _of_plan_office(row: ItemRow) -> CardRow:
    url = url_for("appointments.item", item_id=row.id)
    return CardRow(f"{day_short(row.day)} {hour(row.minute)}, {row.who}", "Ufficio di Piano", url)


def _hers(row: AppointmentRow) -> CardRow:
    return CardRow(
        f"{day_short(row.day)}, ore {hour(row.minute)}", f"con {row.worker}", _address(row)
    )


def _mine(row: AppointmentRow) -> CardRow:
    state = LABELS[AppointmentState][row.state].text
    return CardRow(f"{day_short(row.day)} {hour(row.minute)}, {row.person}", state, _address(row))
