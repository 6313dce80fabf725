"""What counting somebody at an open door checks, whatever she came to."""

from datetime import date

from app.audit.context import about
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid
from app.kernel.references import PersonId
from app.open_door.rules import name_fault
from app.people.queries import person_row


def check_counted(
    actor: Viewer,
    person_id: PersonId | None,
    consent_on: date | None,
    today: date,
    *faults: str | None,
) -> None:
    """Refuse what is wrong with a count, all at once, and a name without its consent.

    A name is named in the trail; one out of reach is `NotFound`.
    """
    unconsented = name_fault(named=person_id is not None, consent_on=consent_on, today=today)
    found = [fault for fault in (*faults, unconsented) if fault]
    if found:
        raise Invalid(*found)
    if person_id is not None:
        about("person", person_row(actor, person_id).id)
