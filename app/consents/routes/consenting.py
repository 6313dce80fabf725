"""What was said: the standing of every act with a person, the consents, who takes one back."""

from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.consents import operations, queries
from app.consents.forms import ConsentForm, WithdrawForm
from app.consents.labels import REASONS, lacks_in_words
from app.consents.routes import blueprint
from app.consents.routes.about import change, consult, relatives
from app.consents.rules import ConsentAct
from app.kernel.errors import NotFound
from app.people.queries import PersonPage
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_READ, _WRITE = Permission.PEOPLE_PERSON_READ, Permission.CONSENTS_CONSENT_WRITE


@blueprint.get("/people/<uuid:person_id>/consents")
@requires(_READ)
def consents(person_id: UUID) -> ResponseReturnValue:
    """Show for which acts a consent is there, what the others miss, and all that was said."""
    page, known = consult(person_id, "consents.consents"), viewer()
    found = queries.standings(known, [(page.id, act) for act in ConsentAct], today())
    return render_template(
        "consents/consents.html",
        page=page,
        on=today(),
        acts=[(one, lacks_in_words(one.standing.lacks, one.names)) for one in found.values()],
        rows=queries.consent_rows(known, page.id),
        may_write=known.may(_WRITE),
    )


@blueprint.route("/people/<uuid:person_id>/consents/new", methods=["GET", "POST"])
@requires(_WRITE)
def new_consent(person_id: UUID) -> ResponseReturnValue:
    form = ConsentForm(given_on=today())
    asked = request.args.get("act", "")
    if not form.is_submitted() and asked in set(ConsentAct):
        form.acts.data = [asked]
    return change(
        person_id,
        form,
        lambda common: operations.give_consent(**common, details=form.details()),
        "Consenso scritto.",
        template="consents/new_consent.html",
        then="consents",
        offer=_offer_givers,
    )


@blueprint.route(
    "/people/<uuid:person_id>/consents/<uuid:consent_id>/withdraw", methods=["GET", "POST"]
)
@requires(_WRITE)
def withdraw(person_id: UUID, consent_id: UUID) -> ResponseReturnValue:
    page = consult(person_id, "consents.withdraw")
    rows = queries.consent_rows(viewer(), page.id)
    row = next((one for one in rows if one.id == consent_id), None)
    if row is None:
        raise NotFound
    form = WithdrawForm(withdrawn_on=today(), version=row.version)
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, row.version):
            operations.withdraw_consent(
                actor=viewer(),
                now=request_now(),
                person_id=page.id,
                consent_id=consent_id,
                version=form.opened_at(),
                withdrawn_on=form.withdrawn_on.chosen,
            )
            flash("Ritirato: da quel giorno non vale più. Quello che è già stato fatto resta.")
            return go_to("consents.consents", person_id=person_id)
    return form_page("consents/withdraw.html", form, page=page, row=row)


def _offer_givers(form: ConsentForm, page: PersonPage) -> None:
    form.giver.choices = offered(
        [("", "Non è in elenco"), (str(page.id), f"{page.name}, la persona stessa"),
         *relatives(page)]
    )  # fmt: skip
