"""After a time without the program: the numbers given by hand, and where the count goes on."""

from collections.abc import Mapping
from datetime import datetime

from app.accounts.policy import Permission
from app.audit.context import about
from app.desk.operations.steps import opening_id_of, opening_to_work_in
from app.desk.operations.taking import give
from app.desk.rules.paper import PaperFault
from app.desk.rules.queue import LETTERS, DeskFault, Queue
from app.kernel.actor import Viewer
from app.kernel.clock import rome_to_utc
from app.kernel.errors import Invalid, NotAllowedNow
from app.transaction.numbers import count_on_from
from app.transaction.use_case import use_case

_ONCE = {
    "uq_ticket_organisation_id_opening_id_letter_number": Invalid(
        f"lines:{PaperFault.GIVEN_ALREADY}"
    )
}


@use_case("desk.paper.enter", permission=Permission.DESK_TICKET_TAKE, refusals=_ONCE)
def enter_paper(
    *, actor: Viewer, now: datetime, queue: Queue, last: int, waiting: Mapping[int, int]
) -> None:
    """Say up to which number paper went: the next one given is `last` + 1.

    `waiting` gives number and minute of the day of who still waits: each joins the line at the
    place of her arrival. Refuses a number beyond the last, an hour to come, a number given already.
    """
    opening = opening_to_work_in(actor, now)
    if queue not in opening.queues:
        raise NotAllowedNow(DeskFault.NO_OPENING)
    if any(not 1 <= number <= last for number in waiting):
        raise Invalid(f"lines:{PaperFault.BEYOND_THE_LAST}")
    arrived = {number: rome_to_utc(opening.day, minute) for number, minute in waiting.items()}
    if any(at > now for at in arrived.values()):
        raise Invalid(f"lines:{PaperFault.IN_THE_FUTURE}")
    about("desk_opening", opening_id_of(opening))
    for number in sorted(arrived):
        give(actor, now, queue, number=number, arrived_at=arrived[number])
    count_on_from(actor.organisation_id, f"ticket-{LETTERS[queue]}", opening.period, last)
