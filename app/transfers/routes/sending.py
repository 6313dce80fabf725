"""What is passed to other bodies: the lists, a new one, one with its acts."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations as cases
from app.intake import operations as intake
from app.kernel.errors import NotFound, NotPermitted
from app.kernel.references import BodyId, CaseId, ReferralId, RequestLineId, TransferId
from app.transfers import operations, queries
from app.transfers.forms import ProposalForm, proposal_form
from app.transfers.labels import LABELS, told
from app.transfers.operations import Proposal
from app.transfers.procedure import TransferAction
from app.transfers.queries import Subject, TransferPage
from app.transfers.routes import blueprint
from app.transfers.routes.acting import SENT_ACTS, SENTENCES
from app.transfers.rules import PIECES, Chosen, Piece, SentContent, SubjectKind, TransferShelf
from app.web.access import requires
from app.web.acts import buttons, take_act
from app.web.fields import offered
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

_WORK = Permission.TRANSFERS_TRANSFER_WORK


@blueprint.get("/transfers", endpoint="transfers")
@requires(_WORK)
def transfer_list() -> ResponseReturnValue:
    known, number = viewer(), requested_page()
    text = request.args.get("elenco", "")
    shelf = TransferShelf(text) if text in set(TransferShelf) else TransferShelf.ANSWERED
    return render_template(
        "transfers/transfers.html",
        page=paged(queries.listed(known, shelf, *window(number)), number),
        shelf=shelf,
        counts=queries.shelf_counts(known),
        on=today(),
    )


@blueprint.route("/transfers/new/<code>/<uuid:subject_id>", methods=["GET", "POST"])
@requires(_WORK)
def new_transfer(code: str, subject_id: UUID) -> ResponseReturnValue:
    """Choose to whom, and tick by tick what they will read: it is shown before it leaves."""
    subject = _subject(code, subject_id)
    form = proposal_form(subject)
    receivers = queries.receivers(viewer(), subject)
    form.body.choices = offered(
        [("", "Scegli l'ente"), *((str(one.id), one.name) for one in receivers)]
    )
    form.pieces.choices = offered(
        (str(one), LABELS[Piece][one].text) for one in PIECES[subject.kind]
    )
    _only_of_kind(form, subject)
    previewing = "preview" in request.form
    if not previewing and form.validate_on_submit():
        with form.showing_every_refusal(SENTENCES, subject.version):
            transfer_id = operations.propose(
                actor=viewer(),
                now=request_now(),
                version=form.opened_at(),
                proposal=_proposal(form, subject),
            )
            flash("Proposto: è già nella loro casella.")
            return go_to("transfers.transfer", transfer_id=transfer_id)
    return form_page(
        "transfers/new.html",
        form,
        subject=subject,
        back=_page_of(subject.kind, subject.id),
        receivers=receivers,
        preview=told(_preview(form, subject)) if request.method == "POST" else None,
    )


@blueprint.get("/transfers/<uuid:transfer_id>")
@requires(_WORK)
def transfer(transfer_id: UUID) -> ResponseReturnValue:
    page = _page(transfer_id)
    return render_template(
        "transfers/transfer.html",
        page=page,
        told=told(page.content),
        back=_page_of(page.kind, page.subject_id),
        buttons=buttons(
            page.offers,
            SENT_ACTS,
            lambda act: url_for("transfers.act_on_transfer", transfer_id=page.id, act=act),
        ),
        form=ConfirmForm(version=page.version),
        on=today(),
    )


@blueprint.route("/transfers/<uuid:transfer_id>/acts/<act>", methods=["GET", "POST"])
@requires(_WORK)
def act_on_transfer(transfer_id: UUID, act: str) -> ResponseReturnValue:
    page = _page(transfer_id)
    return take_act(
        act,
        SENT_ACTS,
        page,
        {"actor": viewer(), "now": request_now(), "transfer_id": page.id},
        SENTENCES,
        template="transfers/act.html",
        then=lambda: go_to("transfers.transfer", transfer_id=transfer_id),
    )


def _subject(text: str, id_: UUID) -> Subject:
    """Return what the address says is passed on, read with its line; nothing else is a page.

    Who may read it and not propose it gets no form.
    """
    if text not in set(SubjectKind):
        raise NotFound
    kind, known, now = SubjectKind(text), viewer(), request_now()
    common: dict[str, Any] = {"actor": known, "now": now, "purpose": "transfers.new"}
    if kind is SubjectKind.REFERRAL:
        intake.consult_referral(**common, referral_id=ReferralId(id_))
    elif kind is SubjectKind.CASE:
        cases.consult_case(**common, case_id=CaseId(id_))
    else:
        cases.consult_line(**common, request_line_id=RequestLineId(id_))
    if not queries.may_act(known, kind, TransferAction.PROPOSE):
        raise NotPermitted(_WORK)
    return queries.subject_of(known, kind, id_, now)


def _page_of(kind: SubjectKind, id_: UUID) -> str:
    """Return the page of what is passed on."""
    if kind is SubjectKind.REFERRAL:
        return url_for("intake.referral", referral_id=id_)
    if kind is SubjectKind.CASE:
        return url_for("cases.case", case_id=id_)
    return url_for("cases.request_line", line_id=id_)


def _only_of_kind(form: ProposalForm, subject: Subject) -> None:
    """Leave out what is asked only of a case, or not of a service given here by somebody else."""
    if subject.kind is not SubjectKind.CASE:
        del form.bridging_until
    if subject.kind is SubjectKind.LINE:
        del form.protection_assured


def _chosen(form: ProposalForm) -> dict[str, Any]:
    """Return what was chosen so far, whole or not: a preview shows it as it is."""
    return {
        "pieces": frozenset(Piece(one) for one in form.pieces.data or () if one in set(Piece)),
        "words": form.words.data or "",
        "bridging_until": form.bridging_until.data if "bridging_until" in form else None,
        "fates": form.fates,
    }


def _preview(form: ProposalForm, subject: Subject) -> SentContent:
    return queries.content_of(viewer(), subject, Chosen(**_chosen(form)), request_now())


def _proposal(form: ProposalForm, subject: Subject) -> Proposal:
    return Proposal(
        kind=subject.kind,
        subject_id=subject.id,
        body_id=BodyId(UUID(form.body.data)),
        **_chosen(form),
        urgent=form.urgent.data,
        protection_assured="protection_assured" in form and form.protection_assured.data,
    )


def _page(transfer_id: UUID) -> TransferPage:
    return operations.consult_transfer(
        actor=viewer(),
        now=request_now(),
        transfer_id=TransferId(transfer_id),
        purpose="transfers.transfer",
    )
