"""The measures: the list, a new one, one with its acts, what is printed, where the child is."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.emergencies import operations, queries
from app.emergencies.forms import PlacingForm, RevealForm
from app.emergencies.labels import NO_NEWS, REASONS, span
from app.emergencies.operations import Placing
from app.emergencies.queries import EmergencyPage
from app.emergencies.routes import blueprint
from app.emergencies.routes.acting import ACTS
from app.emergencies.rules.emergency import (
    ChildHeard,
    EmergencyFault,
    EmergencyList,
    PlacedBy,
    SignedAs,
    TakenFrom,
)
from app.kernel.errors import NotAllowedNow
from app.kernel.references import BodyId, EmergencyId, PersonId
from app.organisations.queries import bodies, sites
from app.organisations.rules import BodyKind
from app.people import queries as people
from app.web.access import requires
from app.web.acts import buttons, take_act
from app.web.contributed import cards_about
from app.web.errors import sentences
from app.web.fields import offered
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

_WORK, _REVEAL = Permission.EMERGENCIES_EPISODE_WORK, Permission.CASES_ADDRESS_REVEAL
_MILAN = "milano"  # the court of this district; another is chosen by where the child really lives


@blueprint.get("/emergencies")
@requires(_WORK)
def emergencies() -> ResponseReturnValue:
    which = _list(request.args.get("elenco", ""))
    number = requested_page()
    rows = queries.listed(viewer(), which, *window(number), request_now())
    return render_template(
        "emergencies/emergencies.html",
        page=paged(rows, number),
        which=which,
        lists=tuple(EmergencyList),
        no_news=NO_NEWS,
        on=today(),
    )


@blueprint.route("/people/<uuid:person_id>/emergencies/new", methods=["GET", "POST"])
@requires(_WORK)
def new(person_id: UUID) -> ResponseReturnValue:
    """Write that a child was put in safety, and who lives with her if it was done for them too."""
    child = people.person_row(viewer(), PersonId(person_id))
    form = PlacingForm(on=today(), prosecutor=_usual_prosecutor())
    form.prosecutor.choices = offered([("", "Non ancora"), *_prosecutors()])
    near = people.live_with(viewer(), [child.id], today())
    grown = people.of_age(viewer(), [row.id for row in near], today())
    form.also.choices = offered((str(row.id), row.name) for row in near if row.id not in grown)
    if form.validate_on_submit():
        others = (PersonId(UUID(text)) for text in form.also.data or ())
        with form.showing_refusals(REASONS):
            made = operations.open_emergencies(
                actor=viewer(),
                now=request_now(),
                person_ids=(child.id, *others),
                placing=_placing(form),
            )
            flash("Misura aperta: avvisa subito la Procura, a voce.")
            return go_to("emergencies.emergency", emergency_id=made[0])
    return form_page("emergencies/new.html", form, person=child)


@blueprint.get("/emergencies/<uuid:emergency_id>")
@requires(_WORK)
def emergency(emergency_id: UUID) -> ResponseReturnValue:
    page = consulted(emergency_id, "emergencies.emergency")
    return render_template(
        "emergencies/emergency.html",
        page=page,
        buttons=buttons(
            page.offers,
            ACTS,
            lambda act: url_for("emergencies.act", emergency_id=page.id, act=act),
        ),
        form=ConfirmForm(version=page.version),
        took=span(page.took) if page.took else "",
        no_news=NO_NEWS,
        may_reveal=viewer().may(_REVEAL),
        phones=queries.duty_phones(viewer(), today()),
        cards=cards_about("emergency_cards", viewer(), page.id, request_now()),
        on=today(),
    )


@blueprint.route("/emergencies/<uuid:emergency_id>/acts/<act>", methods=["GET", "POST"])
@requires(_WORK)
def act(emergency_id: UUID, act: str) -> ResponseReturnValue:
    page = consulted(emergency_id, "emergencies.act")
    return take_act(
        act,
        ACTS,
        page,
        {"actor": viewer(), "now": request_now(), "emergency_id": page.id},
        REASONS,
        template="emergencies/act.html",
        then=lambda: go_to("emergencies.emergency", emergency_id=emergency_id),
    )


@blueprint.get("/emergencies/<uuid:emergency_id>/order")
@requires(_WORK)
def order(emergency_id: UUID) -> ResponseReturnValue:
    """Show the order to sign and send: never where the child is."""
    page = consulted(emergency_id, "emergencies.order")
    if page.placed_by is not PlacedBy.US:
        raise NotAllowedNow(EmergencyFault.ORDER_OF_OTHERS)
    return render_template("emergencies/order.html", page=page, **_letter())


@blueprint.get("/emergencies/<uuid:emergency_id>/report")
@requires(_WORK)
def report(emergency_id: UUID) -> ResponseReturnValue:
    """Show the short report in three blocks: never where the child is."""
    page = consulted(emergency_id, "emergencies.report")
    return render_template("emergencies/report.html", page=page, **_letter())


@blueprint.route("/emergencies/<uuid:emergency_id>/place", methods=["GET", "POST"])
@requires(_REVEAL)
def place(emergency_id: UUID) -> ResponseReturnValue:
    """Ask why the place is needed, and show it in this answer and nowhere else."""
    page = consulted(emergency_id, "emergencies.place")
    form = RevealForm()
    if form.validate_on_submit():
        try:
            found = operations.reveal_place(
                actor=viewer(),
                now=request_now(),
                emergency_id=page.id,
                purpose=form.purpose.data,
            )
        except NotAllowedNow as refusal:
            form.refusals = sentences(refusal)
        else:
            return render_template("emergencies/place.html", page=page, place=found)
    return form_page("emergencies/ask_place.html", form, page=page)


def consulted(emergency_id: UUID, purpose: str) -> EmergencyPage:
    """Read a measure; the line of the reading says for which page."""
    return operations.consult_emergency(
        actor=viewer(),
        now=request_now(),
        emergency_id=EmergencyId(emergency_id),
        purpose=purpose,
    )


def _letter() -> dict[str, Any]:
    """Return who writes, from where, when: the office's address stands for the child's."""
    known = viewer()
    return {"office": known.organisation_name, "sites": sites(known), "on": today()}


def _placing(form: PlacingForm) -> Placing:
    prosecutor = (form.prosecutor.data or "").strip()
    return Placing(
        placed_at=form.at_if_known,
        placed_by=PlacedBy(form.placed_by.data),
        decided_with=form.decided_with.data or "",
        signed_by=form.signed_by.data or "",
        signed_as=SignedAs(form.signed_as.data),
        taken_from=TakenFrom(form.taken_from.data),
        child_heard=ChildHeard(form.child_heard.data),
        heard=form.heard.data or "",
        alternatives=form.alternatives.data or "",
        facts=form.facts.data or "",
        place=form.place.data or "",
        prosecutor_body_id=BodyId(UUID(prosecutor)) if prosecutor else None,
    )


def _prosecutors() -> list[tuple[str, str]]:
    known = bodies(viewer(), kinds=(BodyKind.PROSECUTOR,))
    return [(str(row.id), row.name) for row in known]


def _usual_prosecutor() -> str:
    return next((id_ for id_, name in _prosecutors() if _MILAN in name.lower()), "")


def _list(text: str) -> EmergencyList:
    try:
        return EmergencyList(text)
    except ValueError:
        return EmergencyList.OPEN
