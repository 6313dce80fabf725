"""Placements: the search, the page under an alias, who pays, what may leak, the address."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations, queries
from app.cases.forms.placements import (
    AnswerForm,
    AskForm,
    CancelSearchForm,
    ClosePlacementForm,
    CompetenceForm,
    EntryForm,
    ExtensionForm,
    LeakForm,
    LiftForm,
    MoveForm,
    NewMemberForm,
    PlacementWordsForm,
    ProposeForm,
    RevealForm,
    SearchPlaceForm,
)
from app.cases.forms.requests import CommitForm
from app.cases.labels import REASONS
from app.cases.operations import CompetenceDetails, Entry, MemberDetails, Whereabouts
from app.cases.procedure.placement import PlacementAction, PlacementState
from app.cases.queries import PlacementPage
from app.cases.routes import blueprint
from app.cases.routes.members import member_buttons, people_of
from app.cases.routes.requests import money_of, offer_bodies
from app.cases.rules.placements import (
    CompetenceKind,
    LeakPlace,
    LegalBasis,
    PlacementRole,
    RevealPurpose,
    SearchEnd,
    StructureAnswer,
)
from app.cases.rules.requests import LineOutcome
from app.catalogue.queries import units_of
from app.kernel.errors import NotAllowedNow
from app.kernel.references import BodyId, PersonId, PlacementId, ServiceRequestId, UnitId
from app.web.access import requires
from app.web.acts import Act, Acts, Common, buttons, press, take_act
from app.web.errors import sentences
from app.web.fields import moment_of, offered
from app.web.forms import ConfirmForm, OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_READ, _WORK = Permission.CASES_REQUEST_READ, Permission.CASES_PLACEMENT_WORK
_REVEAL = Permission.CASES_ADDRESS_REVEAL


def consult(placement_id: UUID, purpose: str) -> PlacementPage:
    """Return the page of a placement, after the line of who reads it."""
    return operations.consult_placement(
        actor=viewer(),
        now=request_now(),
        placement_id=PlacementId(placement_id),
        purpose=purpose,
    )


@blueprint.route("/service-requests/<uuid:request_id>/placement/new", methods=["GET", "POST"])
@requires(_WORK)
def new_placement(request_id: UUID) -> ResponseReturnValue:
    asked = operations.consult_request(
        actor=viewer(),
        now=request_now(),
        service_request_id=ServiceRequestId(request_id),
        purpose="cases.new_placement",
    )
    form = SearchPlaceForm()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            placement_id = operations.open_search(
                actor=viewer(),
                now=request_now(),
                request_id=asked.id,
                need=form.sheet(),
            )
            flash("Ricerca aperta: scrivi chi entra, poi chiedi alle strutture.")
            return go_to("cases.placement", placement_id=placement_id)
    return form_page("cases/need_form.html", form, page=asked, placement=None)


@blueprint.get("/placements/<uuid:placement_id>")
@requires(_READ)
def placement(placement_id: UUID) -> ResponseReturnValue:
    """Show a placement under its alias, with each member and what may be done now."""
    page = consult(placement_id, "cases.placement")
    known = viewer()
    return render_template(
        "cases/placement.html",
        page=page,
        on=today(),
        now=request_now(),
        comuni=queries.two_comuni(known, page.case_id, today()),
        buttons=buttons(page.offers, PLACEMENT_ACTS, _address(page)),
        members=[
            (row, member_buttons(row), ConfirmForm(version=row.version)) for row in page.members
        ],
        form=ConfirmForm(version=page.version),
        plain=OfficeForm(),
        may_work=known.may(_WORK),
        may_reveal=known.may(_REVEAL) and page.state is not PlacementState.SEARCHING,
    )


@blueprint.route("/placements/<uuid:placement_id>/acts/<act>", methods=["GET", "POST"])
@requires(_READ)
def placement_act(placement_id: UUID, act: str) -> ResponseReturnValue:
    """Ask what one act needs and do it, if the table allows it."""
    page = consult(placement_id, "cases.placement_act")
    return take_act(
        act,
        PLACEMENT_ACTS,
        page,
        _common(page),
        REASONS,
        template="cases/placement_act.html",
        then=lambda: go_to("cases.placement", placement_id=placement_id),
    )


@blueprint.route("/placements/<uuid:placement_id>/competences/new", methods=["GET", "POST"])
@requires(_WORK)
def new_competence(placement_id: UUID) -> ResponseReturnValue:
    page = consult(placement_id, "cases.new_competence")
    form = CompetenceForm(valid_from=today())
    offer_bodies(form, page)
    form.body.choices = form.body.choices[1:]
    form.member.choices = offered(
        [("", "Tutte le persone"), *((str(row.id), row.initials) for row in page.members)]
    )
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.note_competence(**_common(page), details=_competence(form))
            flash("Competenza scritta.")
            return go_to("cases.placement", placement_id=placement_id)
    return form_page(
        "cases/placement_form.html", form, page=page, title="Comune che paga o interviene"
    )


@blueprint.route("/placements/<uuid:placement_id>/leaks", methods=["GET", "POST"])
@requires(_WORK)
def leaks(placement_id: UUID) -> ResponseReturnValue:
    """Show, and print, the places from which the address may leak; write who talked to whom."""
    page = consult(placement_id, "cases.leaks")
    form = LeakForm()
    if form.validate_on_submit():
        operations.check_leak(
            **_common(page), place=LeakPlace(form.place.data), told=form.told.data or ""
        )
        flash("Segnato.")
        return go_to("cases.leaks", placement_id=placement_id)
    told = queries.leaks_of(queries.reached_placement(viewer(), page.id))
    return form_page("cases/leaks.html", form, page=page, told=told)


@blueprint.route("/placements/<uuid:placement_id>/address", methods=["GET", "POST"])
@requires(_REVEAL)
def ask_address(placement_id: UUID) -> ResponseReturnValue:
    """Ask why the address is needed, before it may be shown."""
    page = consult(placement_id, "cases.ask_address")
    form = RevealForm()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            reveal_id = operations.ask_address(
                **_common(page), purpose=RevealPurpose(form.purpose.data)
            )
            return go_to("cases.address", placement_id=placement_id, reveal_id=reveal_id)
    return form_page("cases/ask_address.html", form, page=page)


@blueprint.get("/placements/<uuid:placement_id>/address/<uuid:reveal_id>")
@requires(_REVEAL)
def address(placement_id: UUID, reveal_id: UUID) -> ResponseReturnValue:
    """Show the address, here and nowhere else; or say that a second person is needed."""
    page = consult(placement_id, "cases.address")
    try:
        found = operations.reveal_address(
            actor=viewer(),
            now=request_now(),
            placement_id=page.id,
            reveal_id=reveal_id,
            purpose="cases.address",
        )
    except NotAllowedNow as refusal:
        words = sentences(refusal)
        return render_template("cases/address.html", page=page, found=None, words=words), 409
    return render_template("cases/address.html", page=page, found=found, words=[])


@blueprint.post("/placements/<uuid:placement_id>/reveals/<uuid:reveal_id>/second")
@requires(_REVEAL)
def second_address(placement_id: UUID, reveal_id: UUID) -> ResponseReturnValue:
    """Say yes, as a second person, to a colleague who asked for the address."""
    operations.second_address(actor=viewer(), now=request_now(), reveal_id=reveal_id)
    flash("Ora la persona che ha chiesto può vedere l'indirizzo.")
    return go_to("cases.placement", placement_id=placement_id)


def _common(page: PlacementPage) -> dict[str, Any]:
    return {"actor": viewer(), "now": request_now(), "placement_id": page.id}


def _address(page: PlacementPage) -> Any:
    return lambda act: url_for("cases.placement_act", placement_id=page.id, act=act)


def _competence(form: CompetenceForm) -> CompetenceDetails:
    return CompetenceDetails(
        kind=CompetenceKind(form.kind.data),
        body_id=BodyId(UUID(form.body.data)),
        member_id=UUID(form.member.data) if form.member.data else None,
        share=int(form.share.data or 0),
        valid_from=form.valid_from.chosen,
        valid_to=form.valid_to.data,
        basis=form.basis.data or "",
    )


def _unit(field: Any) -> UnitId | None:
    return UnitId(UUID(field.data)) if field.data else None


def _offer_units(form: AskForm, page: PlacementPage) -> None:
    rows = units_of(viewer(), page.path, today())
    form.units.choices = offered((str(row.id), row.name) for row in rows)


def _offer_asked(form: Any, page: PlacementPage) -> None:
    form.unit.choices = offered((str(ask.unit_id), ask.unit) for ask in page.asks)


def _offer_free(form: Any, page: PlacementPage) -> None:
    free = [ask for ask in page.asks if ask.answer is StructureAnswer.AVAILABLE]
    first = [] if isinstance(form, ProposeForm) else [("", "Quella scelta")]
    form.unit.choices = offered([*first, *((str(ask.unit_id), ask.unit) for ask in free)])


def _offer_entry(form: EntryForm, page: PlacementPage) -> None:
    _offer_free(form, page)
    if not form.is_submitted():
        form.entered_on.data = today()


def _offer_people(form: NewMemberForm, page: PlacementPage) -> None:
    form.person.choices = offered([("", "Non è ancora una persona"), *people_of(page)])
    if not form.is_submitted():  # the page proposes whom the request names; the ground is asked
        form.role.data, form.person.data = request.args.get("role"), request.args.get("person")


def _entry(form: EntryForm) -> Entry:
    return Entry(
        at=moment_of(form.entered_on, form.entered_hour),
        expected_end=form.expected_end.data,
        where=Whereabouts(structure=form.structure.data or "", address=form.address.data or ""),
        unit_id=_unit(form.unit),
    )


def _add_member(common: Common, form: NewMemberForm) -> object:
    details = MemberDetails(
        role=PlacementRole(form.role.data),
        basis=LegalBasis(form.basis.data),
        person_id=PersonId(UUID(form.person.data)) if form.person.data else None,
        order_reference=form.order_reference.data or "",
        due_on=form.due_on.data,
    )
    return operations.add_member(**common, details=details)


def _answer(common: Common, form: AnswerForm) -> object:
    return operations.record_answer(
        **common,
        unit_id=UnitId(UUID(form.unit.data)),
        answer=StructureAnswer(form.answer.data),
        available_until=form.available_until.data,
    )


PLACEMENT_ACTS: Acts = {
    PlacementAction.ADD_MEMBER: Act(NewMemberForm, _add_member, "Aggiunto.", _offer_people),
    PlacementAction.ASK_STRUCTURES: Act(
        AskForm,
        lambda common, form: operations.ask_structures(
            **common, unit_ids=[UnitId(UUID(one)) for one in form.units.data]
        ),
        "Chiesto alle strutture: si aspetta la risposta per 48 ore.",
        _offer_units,
    ),
    PlacementAction.RECORD_ANSWER: Act(AnswerForm, _answer, "Risposta segnata.", _offer_asked),
    PlacementAction.PROPOSE: Act(
        ProposeForm,
        lambda common, form: operations.propose_structure(
            **common, unit_id=UnitId(UUID(form.unit.data))
        ),
        "Proposta: la struttura la sceglie un'altra persona.",
        _offer_free,
    ),
    PlacementAction.CHOOSE: press(operations.choose_structure, "Struttura scelta."),
    PlacementAction.COMMIT: Act(
        CommitForm,
        lambda common, form: operations.commit_placement(**common, money=money_of(form)),
        "Impegno registrato.",
        offer_bodies,
    ),
    PlacementAction.ENTER: Act(
        EntryForm,
        lambda common, form: operations.enter_placement(
            **common, entry=_entry(form), words=form.words.data or ""
        ),
        "Ingresso segnato: l'indirizzo è riservato.",
        _offer_entry,
    ),
    PlacementAction.REVIEW: Act(
        PlacementWordsForm,
        lambda common, form: operations.review_placement(**common, words=form.words.data),
        "Verifica segnata.",
    ),
    PlacementAction.EXTEND: Act(
        ExtensionForm,
        lambda common, form: operations.ask_extension(**common, to=form.to.chosen),
        "Proroga chiesta: la approva la responsabile.",
    ),
    PlacementAction.APPROVE_EXTENSION: press(operations.approve_extension, "Proroga approvata."),
    PlacementAction.MOVE: Act(
        MoveForm,
        lambda common, form: operations.move_placement(
            **common, entry=_entry(form), words=form.words.data or ""
        ),
        "Spostamento segnato: il vecchio indirizzo resta riservato.",
        _offer_entry,
    ),
    PlacementAction.LIFT_PROTECTION: Act(
        LiftForm,
        lambda common, form: operations.lift_protection(**common, words=form.words.data),
        "Riservatezza tolta.",
    ),
    PlacementAction.KEEP_PROTECTION: Act(
        PlacementWordsForm,
        lambda common, form: operations.keep_protection(**common, words=form.words.data),
        "Riservatezza confermata: si rivede tra un anno.",
    ),
    PlacementAction.CANCEL_SEARCH: Act(
        CancelSearchForm,
        lambda common, form: operations.cancel_search(**common, why=SearchEnd(form.why.data)),
        "Ricerca interrotta: la riservatezza resta, se c'era.",
    ),
    PlacementAction.CLOSE: Act(
        ClosePlacementForm,
        lambda common, form: operations.close_placement(
            **common, outcome=LineOutcome(form.outcome.data)
        ),
        "Collocamento chiuso: la riservatezza resta.",
    ),
}
