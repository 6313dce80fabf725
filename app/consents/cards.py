"""What this feature shows on a person's page: who decides for her, and what was said."""

from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.consents import queries
from app.consents.rules import ASKED
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow
from app.kernel.references import PersonId
from app.people.queries import row_of_page


def of_person(viewer: Viewer, person_id: PersonId, now: datetime) -> Card | None:
    """Show who decides for a person and how many consents stand; to the front office nothing."""
    if not viewer.may(Permission.PEOPLE_PERSON_READ):
        return None
    on = office_date(now)
    row = row_of_page(viewer, person_id)
    rows = {person_id: row} if row else {}
    known = queries.situations(viewer, [person_id], on, rows)[person_id]
    holders = [one.person_id for one in known.responsible if one.degree in ASKED]
    names = queries.names_of_people(viewer, holders)
    if known.protections:
        who = "c'è un provvedimento del giudice"
    elif known.of_age:
        who = "decide da sé"
    else:
        who = ", ".join(names[one] for one in holders if one in names) or "non si sa ancora"
    given = sum(one.withdrawn_on is None or one.withdrawn_on > on for one in known.consents)
    return Card(
        "Chi decide e consensi",
        (
            CardRow("Chi decide", who, url_for("consents.responsibility", person_id=person_id)),
            CardRow(
                "Consensi",
                f"{given} in vigore" if given else "nessuno, ancora",
                url_for("consents.consents", person_id=person_id),
            ),
        ),
    )
