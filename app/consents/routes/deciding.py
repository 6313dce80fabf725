"""Who decides for somebody: parents, orders of a judge, and to whom letters about her go."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.consents import operations, queries
from app.consents.forms import (
    EndProtectionForm,
    LettersForm,
    ProtectionForm,
    ResponsibilityForm,
    ResponsibleForm,
)
from app.consents.routes import blueprint
from app.consents.routes.about import change, consult, relatives
from app.consents.rules import CUSTODY_MONTHS, REPORT_MONTHS, ProtectionKind, months_later
from app.kernel.errors import NotFound
from app.kernel.references import PersonId
from app.organisations.queries import bodies
from app.people.queries import PersonPage
from app.web.access import requires
from app.web.fields import offered
from app.web.request_time import today

_READ, _WRITE = Permission.PEOPLE_PERSON_READ, Permission.CONSENTS_CONSENT_WRITE


@blueprint.get("/people/<uuid:person_id>/responsibility")
@requires(_READ)
def responsibility(person_id: UUID) -> ResponseReturnValue:
    """Show who decides for a person, by which order, and to whom letters about her go."""
    page, known = consult(person_id, "consents.responsibility"), viewer()
    rows = queries.protection_rows(known, page.id)
    return render_template(
        "consents/responsibility.html",
        page=page,
        on=today(),
        deciding=queries.deciding(known, page.id, today()),
        history=[row for row in queries.responsible_rows(known, page.id) if not row.holds(today())],
        protections=rows,
        custody={row.id: _custody(row) for row in rows if _is_custody(row)},
        letters=queries.addressees(known, page.id, today()),
        lines=queries.line_rows(known, page.id),
        may_write=known.may(_WRITE),
    )


@blueprint.route("/people/<uuid:person_id>/responsibility/new", methods=["GET", "POST"])
@requires(_WRITE)
def new_responsibility(person_id: UUID) -> ResponseReturnValue:
    form = ResponsibilityForm(valid_from=today())
    return change(
        person_id,
        form,
        lambda common: operations.write_responsibility(
            **common, holder_id=PersonId(UUID(form.holder.data)), details=form.details()
        ),
        "Scritto: i consensi si leggono da qui.",
        template="consents/new_responsibility.html",
        then="responsibility",
        offer=lambda form, page: _offer(form.holder, page),
    )


@blueprint.route("/people/<uuid:person_id>/protections/new", methods=["GET", "POST"])
@requires(_WRITE)
def new_protection(person_id: UUID) -> ResponseReturnValue:
    form = ProtectionForm(valid_from=today())
    return change(
        person_id,
        form,
        lambda common: operations.write_protection(**common, details=form.details()),
        "Scritto. Se il servizio ha l'affidamento, il nome del responsabile è tra le scadenze.",
        template="consents/new_protection.html",
        then="responsibility",
        offer=_offer_holders,
    )


@blueprint.route(
    "/people/<uuid:person_id>/protections/<uuid:protection_id>/end", methods=["GET", "POST"]
)
@requires(_WRITE)
def end_protection(person_id: UUID, protection_id: UUID) -> ResponseReturnValue:
    form = EndProtectionForm(ends_on=today())
    return change(
        person_id,
        form,
        lambda common: operations.end_protection(
            **common, protection_id=protection_id, ends_on=form.ends_on.chosen
        ),
        "Concluso: resta nella storia.",
        template="consents/end_protection.html",
        then="responsibility",
        offer=lambda _form, page: _known(page, protection_id),
    )


@blueprint.route(
    "/people/<uuid:person_id>/protections/<uuid:protection_id>/responsible",
    methods=["GET", "POST"],
)
@requires(_WRITE)
def name_responsible(person_id: UUID, protection_id: UUID) -> ResponseReturnValue:
    form = ResponsibleForm(told_on=today())
    return change(
        person_id,
        form,
        lambda common: operations.name_responsible(
            **common,
            protection_id=protection_id,
            responsible=form.responsible.data or "",
            told_on=form.told_on.chosen,
        ),
        "Scritto: la scadenza è chiusa.",
        template="consents/responsible.html",
        then="responsibility",
        offer=lambda _form, page: _known(page, protection_id),
    )


@blueprint.route("/people/<uuid:person_id>/letters/new", methods=["GET", "POST"])
@requires(_WRITE)
def new_letters(person_id: UUID) -> ResponseReturnValue:
    form = LettersForm(valid_from=today())
    return change(
        person_id,
        form,
        lambda common: operations.write_letters(
            **common, parent_id=PersonId(UUID(form.parent.data)), details=form.details()
        ),
        "Scritto: vale per le prossime lettere.",
        template="consents/new_letters.html",
        then="responsibility",
        offer=lambda form, page: _offer(form.parent, page),
    )


def _offer(field: object, page: PersonPage) -> None:
    """Offer her kin; the page proposes the one whose link was followed."""
    field.choices = offered(relatives(page))  # type: ignore[attr-defined]
    asked = request.args.get("who", "")
    if request.method == "GET" and asked in {value for value, _ in relatives(page)}:
        field.data = asked  # type: ignore[attr-defined]


def _offer_holders(form: ProtectionForm, page: PersonPage) -> None:
    form.holder.choices = offered([("", "Non è in archivio"), *relatives(page)])
    rows = [(str(row.id), row.name) for row in bodies(viewer())]
    form.body.choices = offered([("", "Nessun ente"), *rows])


def _known(page: PersonPage, protection_id: UUID) -> None:
    """Refuse the order of somebody else, or none."""
    if protection_id not in {row.id for row in queries.protection_rows(viewer(), page.id)}:
        raise NotFound


def _is_custody(row: queries.ProtectionRow) -> bool:
    return row.kind is ProtectionKind.CUSTODY_TO_SERVICE


def _custody(row: queries.ProtectionRow) -> dict[str, object]:
    """Return by when the judge hears of a custody, and when it can last no longer: two warnings."""
    longest = months_later(row.valid_from, CUSTODY_MONTHS)
    return {
        "report_by": months_later(row.valid_from, REPORT_MONTHS),
        "longest": longest,
        "too_long": (row.valid_to or today()) > longest,
    }
