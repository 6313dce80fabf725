"""Opening a number, and taking the report away, are readings: each leaves its line first."""

from datetime import datetime

from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import OrganisationId
from app.reports import queries
from app.reports.queries import Behind, ListRow, Place
from app.reports.rules import Facts, Question
from app.transaction.reading import consultation

_READ = Permission.REPORTS_CASELOAD_READ


@consultation("reports.figure.open", permission=_READ, subject="organisation")
def open_figure(
    *,
    actor: Viewer,
    now: datetime,
    organisation_id: OrganisationId,
    question: Question,
    place: Place,
    purpose: str,
) -> Behind:
    """Return the references behind a number, within the reader's reach; else `NotFound`."""
    _own(actor, organisation_id)
    return queries.behind(actor, question, place)


@consultation("reports.figure.name", permission=_READ, subject="organisation")
def name_figure(
    *,
    actor: Viewer,
    now: datetime,
    organisation_id: OrganisationId,
    rows: tuple[ListRow, ...],
    purpose: str,
) -> tuple[ListRow, ...]:
    """Return the same references with the names of the people: one step more, one line more."""
    _own(actor, organisation_id)
    return queries.named(actor, rows)


@consultation("reports.caseload.export", permission=_READ, subject="organisation")
def export_facts(
    *,
    actor: Viewer,
    now: datetime,
    organisation_id: OrganisationId,
    question: Question,
    purpose: str,
) -> Facts:
    """Return what the report is counted from, for a file that is taken away."""
    _own(actor, organisation_id)
    return queries.facts(actor, question)


def _own(actor: Viewer, organisation_id: OrganisationId) -> None:
    if organisation_id != actor.organisation_id:
        raise NotFound
