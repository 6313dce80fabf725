"""The form of what happened: filled with what is known, read back as plain values."""

from datetime import datetime
from uuid import UUID

from flask import request

from app.cases.queries import followed
from app.catalogue.labels import ways_called
from app.catalogue.queries import words_written
from app.catalogue.rules import Area, PathCode, Recipient
from app.desk import queries
from app.desk.forms import ConcludeForm
from app.desk.forms.safety import IncidentForm
from app.desk.queries.messages import may_receive
from app.desk.queries.tickets import TicketRow
from app.desk.rules.visits import Outcome, Presence, VisitDetails
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import EngagementId, PersonId
from app.people.labels import LABELS as PEOPLE
from app.people.labels import apart_words
from app.people.queries import apart_told, measures_of, person_row, search
from app.people.rules import Measure
from app.web.fields import offered
from app.web.request_time import today

_NOBODY = "Resta senza nome"


def offered_form(form: ConcludeForm, viewer: Viewer, now: datetime) -> ConcludeForm:
    """Return the form with the colleagues a message may be for."""
    others = [one for one in may_receive(viewer, now) if one.account_id != viewer.account_id]
    form.message_for.choices = offered(
        [("", "Nessun messaggio"), *((str(one.engagement_id), one.name) for one in others)]
    )
    return form


def fill(viewer: Viewer, now: datetime, ticket: TicketRow) -> ConcludeForm:
    """Return the form of an interview under way: its draft, and its ticks if it was reopened."""
    visit = queries.visit_under_way(viewer, ticket.id)
    known = {} if visit is None else {
        "outcomes": [*visit.outcomes],
        "path": visit.path or "",
        "recipients": [*visit.recipients],
        "area": visit.area or "",
        "present": [*visit.present],
        "present_names": visit.present_names,
        "interpreter": visit.interpreter,
        "alone_in_part": visit.alone_in_part,
        "note": visit.draft,
        "person_id": str(visit.person_id or ""),
    }  # fmt: skip
    form = ConcludeForm(formdata=None, version=ticket.version, **known)
    _offer_people(form, viewer, [visit.person_id] if visit and visit.person_id else [])
    return offered_form(form, viewer, now)


def find_person(form: ConcludeForm, viewer: Viewer) -> None:
    """Offer who answers to what was typed, and whoever was chosen already."""
    _propose_worker(form, viewer, offer_found(form, viewer))
    _propose_service(form, viewer)


def offer_found(
    form: ConcludeForm | IncidentForm, viewer: Viewer, nobody: str = _NOBODY
) -> list[PersonId]:
    """Offer who answers to what was typed and whoever was chosen already; return who was."""
    found = [row.id for row in search(viewer, form.find.data)] if form.find.data else []
    try:
        chosen = [PersonId(UUID(form.person_id.data or ""))]
    except ValueError:
        chosen = []
    _offer_people(form, viewer, [*chosen, *found[:8]], nobody)
    return chosen


def _propose_service(form: ConcludeForm, viewer: Viewer) -> None:
    """Tick the service that answers best to her words as the orientation given."""
    searching = request.form.get("press") == "find" and form.service.data
    found = ways_called(form.service.data, words_written(viewer)) if searching else []
    if not found:
        return
    form.path.data = found[0]
    form.outcomes.data = [*dict.fromkeys([*(form.outcomes.data or []), Outcome.ORIENTATION])]
    first = [choice for code in found for choice in form.path.choices if choice.value == code]
    form.path.choices = [*first, *(one for one in form.path.choices if one not in first)]
    form.service.data = ""


def _propose_worker(form: ConcludeForm, viewer: Viewer, chosen: list[PersonId]) -> None:
    """Propose for the message whoever follows the person, where this viewer may know it."""
    if form.message_for.data or Outcome.OWN_WORKER not in (form.outcomes.data or ()):
        return
    names = {one.holder_name for one in followed(viewer, chosen)} if chosen else set()
    hers = [one.value for one in form.message_for.choices if one.value and one.label in names]
    if len(hers) == 1:
        form.message_for.data = hers[0]


def _offer_people(
    form: ConcludeForm | IncidentForm, viewer: Viewer, ids: list[PersonId], nobody: str = _NOBODY
) -> None:
    choices = [("", nobody)]
    measures = measures_of(viewer, ids, today()) if ids else {}
    apart = apart_told(viewer, ids, today())
    for person_id in dict.fromkeys(ids):
        try:
            row = person_row(viewer, person_id)
        except NotFound:
            continue
        born = row.birth.on.strftime("%d/%m/%Y") if row.birth.on else str(row.birth.year or "")
        warned = (PEOPLE[Measure][one].text.lower() for one in measures.get(person_id, ()))
        kept = (apart_words(apart[person_id]),) if person_id in apart else ()
        choices.append((str(row.id), ", ".join(filter(None, (row.name, born, *warned, *kept)))))
    form.person_id.choices = offered(choices)


def concluded(form: ConcludeForm) -> VisitDetails:
    """Return what was ticked and typed as plain values; to be called on a valid form."""
    to = form.message_for.data
    return VisitDetails(
        outcomes=frozenset(map(Outcome, form.outcomes.data or [])),
        recipients=frozenset(map(Recipient, form.recipients.data or [])),
        area=Area(form.area.data) if form.area.data else None,
        path=PathCode(form.path.data) if form.path.data else None,
        person_id=PersonId(UUID(form.person_id.data)) if form.person_id.data else None,
        present=frozenset(map(Presence, form.present.data or [])),
        present_names=form.present_names.data or "",
        interpreter=form.interpreter.data,
        alone_in_part=form.alone_in_part.data,
        note=form.note.data or "",
        message_for=EngagementId(UUID(to)) if to else None,
        message_text=form.message_text.data or "",
        message_phone=form.message_phone.data or "",
    )
