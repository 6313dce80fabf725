"""Service requests: those of a case, those to decide, the page of each with its acts."""

from typing import Any
from uuid import UUID

from flask import abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations, queries
from app.cases.forms.requests import (
    CommitForm,
    ConsentForm,
    NewRequestForm,
    NotRatifyForm,
    PaperForm,
    RequestForm,
    RequestWordsForm,
    UrgentForm,
    WithdrawRequestForm,
)
from app.cases.labels import REASONS
from app.cases.operations import Money, RequestDetails
from app.cases.procedure.request import REQUEST, WRITABLE, RequestAction, RequestState
from app.cases.queries import RequestPage
from app.cases.routes import blueprint
from app.cases.routes.pages import tabs_of
from app.cases.rules.placements import PLACED
from app.cases.rules.requests import (
    PaperState,
    PayerBody,
    Pile,
    Priority,
    RequestWish,
    UrgencyGround,
    Voice,
    Withdrawal,
)
from app.catalogue.rules import Area, ConsentBasis, Intervention, Management, Paper, PathCode
from app.consents.labels import lacks_in_words
from app.consents.queries import standing_of
from app.consents.rules import act_of
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.references import BodyId, CaseId, ServiceRequestId
from app.organisations.queries import bodies
from app.people.queries import is_known
from app.web.access import requires
from app.web.acts import Act, Acts, Common, buttons, press, take_act
from app.web.fields import moment_of, offered
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

_READ, _WORK = Permission.CASES_REQUEST_READ, Permission.CASES_REQUEST_WORK
_FIRST = 10  # of each list, on the page that shows them all


@blueprint.get("/cases/<uuid:case_id>/services")
@requires(_READ)
def services(case_id: UUID) -> ResponseReturnValue:
    """Show the services asked for in a case."""
    rows = operations.consult_services(
        actor=viewer(), now=request_now(), case_id=CaseId(case_id), purpose="cases.services"
    )
    whole = bool(queries.numbers_of(viewer(), [CaseId(case_id)]))
    return render_template(
        "cases/services.html",
        rows=rows,
        case_id=case_id,
        on=today(),
        may_ask=viewer().may(_WORK),
        shows_foster=whole and _is_of_minors(case_id),
        tabs=tabs_of(case_id, "cases.services") if whole else (),
    )


def _is_of_minors(case_id: UUID) -> bool:
    return queries.case_brief(viewer(), CaseId(case_id)).area is Area.FAMILY_AND_MINORS


@blueprint.get("/service-requests")
@requires(_READ)
def requests() -> ResponseReturnValue:
    """Show the beginning of everything that waits for somebody, of the cases in reach."""
    known, now = viewer(), request_now()
    return render_template(
        "cases/requests.html",
        piles=[
            (pile, paged(queries.pile_rows(known, now, pile, window(1, _FIRST)), 1, _FIRST))
            for pile in queries.piles_of(known)
        ],
        on=today(),
    )


@blueprint.get("/service-requests/piles/<code>")
@requires(_READ)
def pile(code: str) -> ResponseReturnValue:
    """Show one of those lists whole, in pages."""
    if code not in queries.piles_of(viewer()):
        abort(404)
    shown, number = Pile(code), requested_page()
    rows = queries.pile_rows(viewer(), request_now(), shown, window(number))
    return render_template(
        "cases/pile.html",
        pile=shown,
        page=paged(rows, number),
        on=today(),
    )


@blueprint.route("/cases/<uuid:case_id>/services/new", methods=["GET", "POST"])
@requires(_WORK)
def new_request(case_id: UUID) -> ResponseReturnValue:
    known = viewer()
    queries.load(known, CaseId(case_id), _WORK)
    form = NewRequestForm()
    if form.validate_on_submit():
        wish = RequestWish(
            path=PathCode(form.path.data),
            interventions=tuple(Intervention(one) for one in form.interventions.data or ()),
            reason=form.reason.data or "",
            override=form.override.data or "",
            not_met=form.not_met.data,
            consent=ConsentBasis(form.consent.data),
            priority=Priority(form.priority.data),
        )
        with form.showing_refusals(REASONS):
            request_id = operations.draft_request(
                actor=known, now=request_now(), case_id=CaseId(case_id), wish=wish
            )
            flash("Richiesta in bozza: scrivi quanto, da quando e con chi di ogni intervento.")
            return go_to("cases.request_page", request_id=request_id)
    return form_page("cases/new_request.html", form, case_id=case_id)


@blueprint.get("/service-requests/<uuid:request_id>")
@requires(_READ)
def request_page(request_id: UUID) -> ResponseReturnValue:
    """Show a request with its lines, papers, money and story, and what may be done now."""
    page = _page(request_id, "cases.request_page")
    known = standing_of(viewer(), page.person_id, act_of(page.path), today())
    return render_template(
        "cases/request.html",
        known=known,
        may_open_person=is_known(viewer(), page.person_id),
        lacks=lacks_in_words(known.standing.lacks, known.names),
        comuni=queries.two_comuni(viewer(), page.case_id, today()),
        page=page,
        on=today(),
        buttons=buttons(page.offers, ACTS, _address(page)),
        form=ConfirmForm(version=page.version),
        may_write=viewer().may(_WORK) and page.state in WRITABLE,
        may_work=viewer().may(_WORK),
        goes_on=page.state not in REQUEST.final,
        rejected=_rejected(page),
        placements=queries.placement_rows(viewer(), queries.of_request(page.id)),
        may_place=viewer().may(Permission.CASES_PLACEMENT_WORK) and page.path in PLACED,
    )


@blueprint.get("/service-requests/<uuid:request_id>/print")
@requires(_READ)
def print_request(request_id: UUID) -> ResponseReturnValue:
    """Show the request as a paper to sign and keep."""
    page = _page(request_id, "cases.print_request")
    back = url_for("cases.request_page", request_id=request_id)
    return render_template("cases/request_print.html", page=page, on=today(), back_url=back)


@blueprint.route("/service-requests/<uuid:request_id>/edit", methods=["GET", "POST"])
@requires(_WORK)
def edit_request(request_id: UUID) -> ResponseReturnValue:
    page = _page(request_id, "cases.edit_request")
    form = RequestForm(
        priority=page.priority,
        management=page.management or "",
        with_cost=page.with_cost,
        starts_on=page.starts_on,
        ends_on=page.ends_on,
        consent=page.consent,
        reason=page.reason,
        override=page.override,
        version=page.version,
    )
    if form.validate_on_submit():
        details = RequestDetails(
            priority=Priority(form.priority.data),
            management=Management(form.management.data) if form.management.data else None,
            with_cost=form.with_cost.data,
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
            consent=ConsentBasis(form.consent.data),
            reason=form.reason.data or "",
            override=form.override.data or "",
        )
        with form.showing_every_refusal(REASONS, page.version):
            operations.describe_request(**_common(page), version=form.opened_at(), details=details)
            flash("Richiesta aggiornata.")
            return go_to("cases.request_page", request_id=request_id)
    return form_page("cases/request_form.html", form, page=page, title="Correggi la richiesta")


@blueprint.route("/service-requests/<uuid:request_id>/consent", methods=["GET", "POST"])
@requires(_WORK)
def request_consent(request_id: UUID) -> ResponseReturnValue:
    page = _page(request_id, "cases.request_consent")
    form = ConsentForm(consent=page.consent, version=page.version)
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, page.version):
            operations.note_consent(
                **_common(page),
                version=form.opened_at(),
                consent=ConsentBasis(form.consent.data),
            )
            flash("Consenso scritto.")
            return go_to("cases.request_page", request_id=request_id)
    return form_page("cases/request_form.html", form, page=page, title="Scrivi il consenso")


@blueprint.route("/service-requests/<uuid:request_id>/papers/new", methods=["GET", "POST"])
@requires(_WORK)
def new_paper(request_id: UUID) -> ResponseReturnValue:
    page = _page(request_id, "cases.new_paper")
    form = PaperForm()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.note_paper(
                **_common(page),
                paper=Paper(form.paper.data),
                expected_on=form.expected_on.data,
                held=form.state.data == PaperState.HELD,
            )
            flash("Documento segnato.")
            return go_to("cases.request_page", request_id=request_id)
    return form_page("cases/request_form.html", form, page=page, title="Segna un documento")


@blueprint.route("/service-requests/<uuid:request_id>/acts/<act>", methods=["GET", "POST"])
@requires(_READ)
def request_act(request_id: UUID, act: str) -> ResponseReturnValue:
    """Ask what one act needs and do it, if the table allows it."""
    page = _page(request_id, "cases.request_act")
    return take_act(
        act,
        ACTS,
        page,
        _common(page),
        REASONS,
        template="cases/request_act.html",
        then=lambda: go_to("cases.request_page", request_id=request_id),
    )


def _page(request_id: UUID, purpose: str) -> RequestPage:
    return operations.consult_request(
        actor=viewer(),
        now=request_now(),
        service_request_id=ServiceRequestId(request_id),
        purpose=purpose,
    )


def _common(page: RequestPage) -> dict[str, Any]:
    return {"actor": viewer(), "now": request_now(), "request_id": page.id}


def _address(page: RequestPage) -> Any:
    return lambda act: url_for("cases.request_act", request_id=page.id, act=act)


def _rejected(page: RequestPage) -> str:
    """Return why the request came back, while it is being mended."""
    if page.state is not RequestState.RETURNED:
        return ""
    returned = [step for step in page.steps if step.action == RequestAction.RETURN]
    return returned[0].words if returned else ""


def _urgent(common: Common, form: UrgentForm) -> object:
    voice = Voice(
        ground=UrgencyGround(form.ground.data),
        who=form.who.data or "",
        at=moment_of(form.voice_day, form.voice_hour),
        words=form.words.data or "",
    )
    return operations.activate_urgent(**common, voice=voice)


def _withdraw(common: Common, form: WithdrawRequestForm) -> object:
    chosen, now = form.decided_on.chosen, common["now"]
    decided_at = now if chosen == office_date(now) else rome_to_utc(chosen, 0)
    return operations.withdraw_request(
        **common, why=Withdrawal(form.why.data), decided_at=decided_at
    )


def money_of(form: CommitForm) -> Money:
    """Return the act by which money is set aside; to be called on a valid form."""
    return Money(
        payer=PayerBody(form.payer.data),
        body_id=BodyId(UUID(form.body.data)) if form.body.data else None,
        share=int(form.share.data or 0),
        amount_cents=form.amount.cents,
        act_reference=form.act_reference.data or "",
    )


def offer_bodies(form: Any, _page: Any) -> None:
    """Offer the bodies of the directory, this Comune first."""
    rows = [(str(row.id), row.name) for row in bodies(viewer())]
    form.body.choices = offered([("", "Questo Comune"), *rows])


def _propose_now(form: UrgentForm, _page: RequestPage) -> None:
    form.voice_day.data = form.voice_day.data or today()


ACTS: Acts = {
    RequestAction.SUBMIT: press(
        operations.submit_request, "Richiesta inviata: si decide entro cinque giorni lavorativi."
    ),
    RequestAction.APPROVE: press(operations.approve_request, "Richiesta approvata."),
    RequestAction.RETURN: Act(
        RequestWordsForm,
        lambda common, form: operations.return_request(**common, words=form.words.data),
        "Richiesta restituita.",
    ),
    RequestAction.REFUSE: Act(
        RequestWordsForm,
        lambda common, form: operations.refuse_request(**common, words=form.words.data),
        "Richiesta non approvata: i motivi vanno nella lettera.",
    ),
    RequestAction.ACTIVATE_URGENT: Act(
        UrgentForm, _urgent, "Attivata in urgenza: la responsabile ratifica entro tre giorni "
        "lavorativi.", _propose_now,
    ),
    RequestAction.RATIFY: press(operations.ratify_request, "Attivazione ratificata."),
    RequestAction.NOT_RATIFY: Act(
        NotRatifyForm,
        lambda common, form: operations.not_ratify_request(
            **common, words=form.words.data, ends_on=form.ends_on.chosen
        ),
        "Attivazione non ratificata: il servizio è concluso.",
    ),
    RequestAction.COMMIT: Act(
        CommitForm,
        lambda common, form: operations.commit_money(**common, money=money_of(form)),
        "Impegno registrato.",
        offer_bodies,
    ),
    RequestAction.WITHDRAW: Act(WithdrawRequestForm, _withdraw, "Richiesta ritirata."),
    RequestAction.CONCLUDE: press(operations.conclude_request, "Richiesta conclusa."),
}  # fmt: skip
