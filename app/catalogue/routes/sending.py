"""A card by SMS: to a number that is typed, or to the mobile of a person in the archive."""

from uuid import UUID

from flask import current_app, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue import operations, queries
from app.catalogue.forms import SendCardForm
from app.catalogue.labels import REASONS, card_text, languages_of
from app.catalogue.paths import PATHS, Path
from app.catalogue.routes import blueprint
from app.catalogue.routes.cards import way_of
from app.catalogue.rules import papers_told
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import PersonId, SentCardId
from app.notifications.carriers import without_provider
from app.notifications.labels import LABELS as NOTICES
from app.notifications.rules import Channel, Language
from app.organisations.queries import sites
from app.people.queries import PersonRow, rows_by_id, search
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now


@blueprint.route("/services/<int:number>/send", methods=["GET", "POST"])
@requires(Permission.CATALOGUE_CARD_SEND)
def send_card(number: int) -> ResponseReturnValue:
    """Send the neutral words of a card, and show what became of those sent lately."""
    way, known = way_of(number), viewer()
    form = SendCardForm(person=request.args.get("person"))
    _offer_people(form, known)
    if request.method == "POST" and "search" not in request.form and form.validate():
        with form.showing_refusals(REASONS):
            _send(form, way, known)
            return go_to("catalogue.send_card", number=number)
    settings = current_app.extensions["settings"]
    unsaid = [one for one in Language if one not in languages_of(way.papers)]
    return form_page(
        "catalogue/send.html",
        form,
        way=way,
        text=card_text(way.papers, _place(known), Language.ITALIAN).text,
        aloud=[paper for paper in way.papers if paper not in papers_told(way.papers)],
        unsaid=[NOTICES[Language][one].text.lower() for one in unsaid],
        sent=queries.sent_cards(known, way.code, request_now()),
        nobody_carries=Channel.SMS in without_provider(settings),
        demo=settings.demo,
        searched=request.method == "POST",
    )


def landing(sent_id: UUID) -> str:
    """Return where whoever pressed twice reads what became of the one message."""
    path = queries.path_sent(viewer(), SentCardId(sent_id))
    return url_for("catalogue.send_card", number=PATHS[path].number)


def _send(form: SendCardForm, way: Path, known: Viewer) -> None:
    wanted = Language(form.language.data)
    said = card_text(way.papers, _place(known), wanted)
    try:
        operations.send_card(
            actor=known,
            now=request_now(),
            path=way.code,
            said=said,
            phone=form.phone.data or "",
            person_id=PersonId(UUID(form.person.data)) if form.person.data else None,
        )
    except NotFound:  # out of reach since it was searched
        raise Invalid("person:no_card_to_person") from None
    flash("Messaggio in coda: parte entro qualche minuto.")
    if said.language is not wanted:
        asked = NOTICES[Language][wanted].text.lower()
        flash(f"Parte in italiano: in {asked} questa scheda non c'è.")


def _offer_people(form: SendCardForm, known: Viewer) -> None:
    """Offer who answers to the search, or the one whose page this was opened from."""
    text = form.text.data or ""
    rows = search(known, text) if text else _asked(form.person.data or "", known)
    form.person.choices = offered((str(row.id), _words(row)) for row in rows)


def _asked(text: str, known: Viewer) -> list[PersonRow]:
    try:
        person_id = PersonId(UUID(text))
    except ValueError:
        return []
    return [*rows_by_id(known, [person_id]).values()]


def _words(row: PersonRow) -> str:
    parts = (row.name, str(row.birth.birth_year or ""), row.phone)
    return ", ".join(part for part in parts if part)


def _place(known: Viewer) -> str:
    return next((one.address for one in sites(known)), "")
