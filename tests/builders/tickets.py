"""An opening of the desk with people in it, through the real use cases."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.catalogue.rules import Area
from app.db import db
from app.desk import queries
from app.desk.models import Ticket, Visit
from app.desk.operations import openings, serving, taking, visits
from app.desk.rules.queue import Queue
from app.desk.rules.visits import Outcome, VisitDetails
from app.kernel.references import SiteId, TicketId, VisitId
from app.organisations import operations
from app.organisations.rules import AccessMode, OpeningKind, WeeklyRule
from tests.cast import MAKER, NOW, OFFICE, Cast, Member

INFORMED = VisitDetails(
    outcomes=frozenset({Outcome.INFORMATION}), area=Area.FAMILY_AND_MINORS, note="Due righe."
)


def the_hours() -> SiteId:
    """Open the desk on Monday afternoon and Friday morning, social work and papers; its site."""
    common: dict[str, Any] = {"actor": MAKER, "now": NOW, "organisation_id": OFFICE}
    site_id = operations.open_site(
        **common, name="Servizio sociale", address="piazza Prova 1", directions=""
    )
    for kind in (OpeningKind.WALK_IN, OpeningKind.ADMIN_COUNTERS):
        for weekday, opens, closes in ((0, 900, 1140), (4, 510, 750)):
            rule = WeeklyRule(
                kind=kind,
                site_id=site_id,
                weekday=weekday,
                from_minute=opens,
                to_minute=closes,
                mode=AccessMode.FREE_ACCESS,
                valid_from=date(2020, 1, 1),
            )
            operations.open_hours(**common, rule=rule)
    return site_id


def a_counter(who: Member, number: int = 1, now: datetime = NOW) -> None:
    """Sit somebody down at a counter."""
    openings.open_counter(actor=who.viewer, now=now, number=number)


def a_ticket(
    by: Member, queue: Queue = Queue.SOCIAL, *, minutes: int = 0, precedence: bool = False
) -> TicketId:
    """Give a number, so many minutes after the beginning of the test."""
    now = NOW + timedelta(minutes=minutes)
    return taking.take(actor=by.viewer, now=now, queue=queue, precedence=precedence)


def row(ticket_id: TicketId) -> Ticket:
    """Return the row of a ticket as it stands now."""
    wanted = select(Ticket).where(Ticket.id == ticket_id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def version(ticket_id: TicketId) -> int:
    """Return the version of a ticket as the board shows it."""
    return row(ticket_id).version


def called(who: Member, now: datetime = NOW) -> TicketId:
    """Call whoever is next to the counter of `who`."""
    return serving.call_next(actor=who.viewer, now=now)


def received(who: Member, now: datetime = NOW) -> TicketId:
    """Call whoever is next and begin the interview."""
    ticket_id = called(who, now)
    serving.start(actor=who.viewer, now=now, ticket_id=ticket_id, version=version(ticket_id))
    return ticket_id


def concluded(
    who: Member, ticket_id: TicketId, details: VisitDetails = INFORMED, now: datetime = NOW
) -> VisitId:
    """Write what happened and end the interview."""
    return visits.conclude(
        actor=who.viewer,
        now=now,
        ticket_id=ticket_id,
        version=version(ticket_id),
        details=details,
    )


def visit_of(ticket_id: TicketId) -> Visit:
    """Return the visit of a ticket."""
    wanted = select(Visit).where(Visit.ticket_id == ticket_id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def line(who: Member, now: datetime = NOW) -> list[str]:
    """Return the codes of who waits, in the order the board shows."""
    found = queries.board(who.viewer, now)
    return [one.code for one in found.line] if found else []


def a_desk(cast: Cast) -> tuple[TicketId, VisitId]:
    """Make an opening in which everything has happened once, for crawls and browsers."""
    the_hours()
    bruno, carla, gino = cast["bruno"], cast["carla"], cast["gino"]
    for number, who in enumerate((bruno, carla, gino), start=1):
        a_counter(who, number)
    for _ in range(5):
        a_ticket(gino)
    a_ticket(gino, Queue.PRACTICES)
    a_ticket(gino, precedence=True)
    done = received(bruno)
    visit_id = concluded(bruno, done)
    received(carla)
    return received(bruno), visit_id
