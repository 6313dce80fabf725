"""What the front of the office shows on other pages: of the day, and of a person."""

from collections.abc import Sequence
from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.appointments.queries import places, todays
from app.appointments.rules import WAITED_FOR, Ask, Place, Purpose
from app.desk.labels import LABELS
from app.desk.procedure.tickets import TicketState
from app.desk.queries.board import front, left_open, not_received, queue_lengths
from app.desk.queries.measures import count_waiting, last_measured
from app.desk.queries.messages import MessageRow, messages, messages_about
from app.desk.queries.safety import incidents
from app.desk.queries.visits import visits_of
from app.desk.rules.measures import is_soon, run_short
from app.desk.rules.messages import Kind
from app.desk.rules.queue import FEWEST_AT_THE_DESK, AwayCause, Queue
from app.desk.rules.safety import IncidentKind
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow
from app.kernel.references import PersonId
from app.web.formatting import day_short, hour, moment

_SHOWN = 7
_WORK = Permission.DESK_MESSAGE_WORK


def messages_of_day(viewer: Viewer, _now: datetime) -> Card | None:
    """The first card of who is telephoned: hers, those for whoever is on duty, the forgotten."""
    if not viewer.may(_WORK):
        return None
    found = [row for row in messages(viewer) if row.is_mine or not row.recipient or row.urgent]
    return Card(
        "Messaggi",
        tuple(_row(row) for row in found[:_SHOWN]),
        empty="Nessun messaggio da leggere.",
        url=url_for("desk.messages"),
        count=len(found),
    )


def booking_of_day(viewer: Viewer, now: datetime) -> Card | None:
    """The first card of the URP: the next free places, and who waits to be called."""
    if viewer.may(_WORK) or not viewer.may(Permission.APPOINTMENTS_APPOINTMENT_BOOK):
        return None
    free = places(viewer, now=now, ask=Ask(purpose=Purpose.FIRST_INTERVIEW))
    waiting = count_waiting(viewer)
    soon = sum(is_soon(place.day, office_date(now)) for place in free)
    short = run_short(waiting, soon)
    expected = sum(row.state in WAITED_FOR for row in todays(viewer, now))
    rows = [CardRow("Prenota", _free_words(free), url_for("desk.booking"))]
    if expected:
        rows.append(CardRow("Arrivi di oggi", f"{expected} da venire", url_for("desk.arrivals")))
    if waiting:
        words = str(waiting)
        if short:
            words += f": più dei posti di queste due settimane ({soon})"
        rows.append(CardRow("Da richiamare", words, url_for("desk.call_backs"), urgent=short))
    return Card("Prenota un appuntamento", tuple(rows), url=url_for("desk.booking"))


def places_short(viewer: Viewer, now: datetime) -> Card | None:
    """That more people wait than there are places, as last measured: for who answers for it."""
    if not viewer.may(Permission.REPORTS_CASELOAD_READ):
        return None
    found = last_measured(viewer, now)
    if found is None or not found.is_short:
        return None
    words = f"{found.waiting} in attesa, {found.places_soon} posti in due settimane"
    url = url_for("reports.waits")
    return Card("Posti che non bastano", (CardRow(words, day_short(found.day), url, urgent=True),))


def _free_words(free: Sequence[Place]) -> str:
    if not free:
        return "nessun posto libero nelle prossime otto settimane"
    same = sum(place.day == free[0].day for place in free)
    many = "un posto libero" if same == 1 else f"{same} posti liberi"
    return f"{day_short(free[0].day)}: {many}, il primo alle {hour(free[0].minute)}"


def messages_of_person(viewer: Viewer, person_id: PersonId, _now: datetime) -> Card | None:
    """Who called about this person and waits to be called back."""
    if not viewer.may(_WORK):
        return None
    found = messages_about(viewer, person_id)
    if not found:
        return None
    return Card("Messaggi", tuple(_row(row) for row in found), url=url_for("desk.messages"))


def _row(row: MessageRow) -> CardRow:
    late = ", nessuno lo ha letto in tempo" if row.brought_forward else ""
    words = [
        f"urgente{late}" if row.urgent else "",
        moment(row.taken_at),
        f"richiamare: {row.when}" if row.when else "",
        "" if row.is_mine else f"per {row.recipient or 'chi è di turno'}",
    ]
    name = row.caller or "Chi ha chiamato non è scritto"
    if row.kind is Kind.MINOR_ALONE:
        name = ", ".join(filter(None, [LABELS[Kind][row.kind].text, row.caller]))
    return CardRow(
        name,
        ", ".join(word for word in words if word),
        url_for("desk.message", message_id=row.id),
        urgent=row.urgent,
    )


def my_turn(viewer: Viewer, now: datetime) -> Card | None:
    """The first thing of who is at a counter today: where she sits, and the way to the board."""
    if not viewer.may(Permission.DESK_TICKET_SERVE):
        return None
    found = front(viewer, now)
    if found is None or found.opening.over:
        return None
    hours = f"{hour(found.opening.from_minute)}–{hour(found.opening.to_minute)}"
    mine = next((seat for seat in found.seats if seat.account_id == viewer.account_id), None)
    where = f"sportello {mine.number}" if mine else "sportello da aprire"
    rows = (
        CardRow(f"{hours}, {where}", f"{found.waiting} in attesa", url_for("desk.board")),
        *(
            CardRow(f"{seat.worker} è fuori per un'emergenza", "")
            for seat in found.away
            if seat is not mine
        ),
    )
    return Card("Il mio turno", rows, url=url_for("desk.board"))


def away_now(viewer: Viewer, now: datetime) -> Card | None:
    """Who had to leave her counter, why and until when: only for who answers for the desk."""
    if not viewer.may(Permission.DESK_BOARD_MANAGE):
        return None
    found = front(viewer, now)
    if found is None or not found.away:
        return None
    few = len(found.seats) - len(found.away) < FEWEST_AT_THE_DESK
    rows = tuple(
        CardRow(
            f"{seat.worker}, sportello {seat.number}: "
            f"{LABELS[AwayCause][AwayCause(seat.away_reason)].text.lower()}",
            f"rientro previsto {hour(seat.back_at)}" if seat.back_at else "",
            urgent=few,
        )
        for seat in found.away
    )
    return Card(
        "Usciti per emergenza: meno di due allo sportello" if few else "Usciti per emergenza",
        rows,
        url=url_for("desk.board"),
    )


def incidents_to_read(viewer: Viewer, _now: datetime) -> Card | None:
    """What happened to who works here and nobody has looked at: for who answers for it."""
    if not viewer.may(Permission.DESK_INCIDENT_READ):
        return None
    found = incidents(viewer, to_review=True)
    if not found:
        return None
    rows = tuple(
        CardRow(
            LABELS[IncidentKind][one.kind].text,
            f"{moment(one.happened_at)}, {one.reported_by}",
            url_for("desk.incident", incident_id=one.id),
            urgent=True,
        )
        for one in found[:_SHOWN]
    )
    return Card("Episodi da leggere", rows, url=url_for("desk.incidents"), count=len(found))


def queue_of_day(viewer: Viewer, now: datetime) -> Card | None:
    """How many wait at the desk, for whoever answers the telephone and gives numbers."""
    if viewer.may(Permission.DESK_BOARD_READ) or not viewer.may(Permission.DESK_TICKET_TAKE):
        return None
    found = queue_lengths(viewer, now)
    if not found:
        return None
    rows = tuple(
        CardRow(
            f"{LABELS[Queue][one.queue].text}: {one.waiting} in attesa",
            f"circa {one.expected.least}–{one.expected.most} minuti" if one.expected else "",
        )
        for one in found
    )
    return Card("Oggi agli sportelli", rows, url=url_for("desk.new_ticket"))


def queue_of_practices(viewer: Viewer, now: datetime) -> Card | None:
    """How many wait with a letter B: the first thing of the counter of practices."""
    if not viewer.may(Permission.PRACTICES_PRACTICE_PAY):
        return None
    line = next((one for one in queue_lengths(viewer, now) if one.queue is Queue.PRACTICES), None)
    if line is None or not line.waiting:
        return None
    note = f"circa {line.expected.least}–{line.expected.most} minuti" if line.expected else ""
    row = CardRow(f"{line.waiting} in attesa", note, url_for("desk.board"))
    return Card("Coda B, sportello pratiche", (row,), url=url_for("desk.board"))


def tickets_left_open(viewer: Viewer, now: datetime) -> Card | None:
    """Who went home with a number and nothing written: read by who answers for the desk."""
    if not viewer.may(Permission.DESK_BOARD_MANAGE):
        return None
    found = left_open(viewer, now)
    if not found:
        return None
    rows = tuple(
        CardRow(
            f"{one.code}, {day_short(one.day)}",
            LABELS[TicketState][one.state].text,
            url_for("desk.ticket", ticket_id=one.id),
            urgent=True,
        )
        for one in found[:_SHOWN]
    )
    return Card("Biglietti rimasti aperti", rows, count=len(found))


def not_received_lately(viewer: Viewer, now: datetime) -> Card | None:
    """Who had a number and no interview in the last openings, for the morning after."""
    if not viewer.may(Permission.DESK_BOARD_MANAGE):
        return None
    found = not_received(viewer, now)
    if not found:
        return None
    rows = tuple(
        CardRow(f"{one.code}, {day_short(one.day)}", "", url_for("desk.ticket", ticket_id=one.id))
        for one in found[:_SHOWN]
    )
    return Card("Non ricevute allo sportello", rows, count=len(found))


def visits_of_person(viewer: Viewer, person_id: PersonId, _now: datetime) -> Card | None:
    """When she was received at the desk, and by whom; what was written only to who may read it."""
    if not viewer.may(Permission.PEOPLE_PERSON_READ):
        return None
    found = visits_of(viewer, person_id)
    if not found:
        return None
    rows = tuple(
        CardRow(
            moment(one.began_at),
            one.worker,
            url_for("desk.visit", visit_id=one.id) if one.may_read else None,
        )
        for one in found
    )
    return Card("Colloqui allo sportello", rows)
