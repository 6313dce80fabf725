"""Choosing the way to a service: its questions, and what the program says of them meanwhile."""

from typing import Any
from uuid import UUID

from flask import Response, flash, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound as NoSuchPage

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue.labels import question_text, sentence, wording
from app.catalogue.paths import (
    PathVerdict,
    door_of,
    evaluate,
    evaluate_all,
    facts_from,
    facts_told,
)
from app.catalogue.queries import parameters_on
from app.catalogue.rules import Detail, Fact, Intervention, PathCode, question
from app.intake import operations
from app.intake.forms import PathForm, path_form
from app.intake.labels import LABELS
from app.intake.operations import PathGiven
from app.intake.queries import OrderRow, ReferralPage
from app.intake.routes import blueprint
from app.intake.routes.page import SENTENCES, consulted
from app.intake.rules import JudicialAsk, MemberRole
from app.kernel.errors import Conflict
from app.kernel.references import PersonId, ReferralId
from app.web.access import requires
from app.web.fields import offered, told
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to, page_or_part
from app.web.request_time import request_now, today

_WORK = Permission.INTAKE_REFERRAL_WORK


@blueprint.get("/referrals/<uuid:referral_id>/path")
@requires(_WORK)
def paths(referral_id: UUID) -> ResponseReturnValue:
    """Show every way with what is already known of it: none is left out, none is decided."""
    page = consulted(referral_id, "intake.paths")
    facts = facts_from(_known(page), source=page.row.source)
    answers = evaluate_all(facts, parameters_on(viewer(), today()))
    return render_template("intake/paths.html", page=page, answers=answers)


@blueprint.route("/referrals/<uuid:referral_id>/path/<code>", methods=["GET", "POST"])
@requires(_WORK)
def choose_path(referral_id: UUID, code: str) -> ResponseReturnValue:
    """Ask what a way needs; [Aggiorna] explains again, the other button keeps the choice."""
    page = consulted(referral_id, "intake.choose_path")
    path, form = _form(page, code)
    answer = _answer(page, path, form)
    deciding = "explain" not in request.form
    if form.validate_on_submit() and deciding:
        try:
            with form.showing_refusals(SENTENCES):
                operations.choose_path(
                    actor=viewer(),
                    now=request_now(),
                    referral_id=page.id,
                    version=form.opened_at(),
                    given=_given(path, form, answer),
                )
                flash("Percorso scelto. Quello che si sapeva e si è detto resta scritto.")
                return go_to("intake.referral", referral_id=referral_id)
        except Conflict:
            form.start_again(page.version)
    return form_page("intake/choose_path.html", form, page=page, **_panel(path, form, answer))


@blueprint.post("/referrals/<uuid:referral_id>/path/<code>/explain")
@requires(_WORK)
def explain_path(referral_id: UUID, code: str) -> Response:
    """Show, while somebody answers, what the way says now."""
    page = consulted(referral_id, "intake.explain_path")
    path, form = _form(page, code)
    answer = _answer(page, path, form)
    return page_or_part(
        "intake/_explained.html", "intake/_explained.html", form=form, **_panel(path, form, answer)
    )


@blueprint.post("/referrals/<uuid:referral_id>/subjects/<uuid:subject_id>/request")
@requires(_WORK)
def request_service(referral_id: UUID, subject_id: UUID) -> ResponseReturnValue:
    """Begin the service request of one of the people, with the way that was chosen."""
    form = ConfirmForm()
    with form.showing_refusals(SENTENCES):
        request_id = operations.request_service(
            actor=viewer(),
            now=request_now(),
            referral_id=ReferralId(referral_id),
            subject_id=subject_id,
        )
        flash("Richiesta di servizio preparata: scrivi quanto e quando di ogni intervento.")
        return go_to("cases.request_page", request_id=request_id)
    for sentence_ in form.refusals:
        flash(sentence_)
    return go_to("intake.referral", referral_id=referral_id)


def _form(page: ReferralPage, code: str) -> tuple[PathCode, PathForm]:
    if code.replace("-", "_") not in set(PathCode):
        raise NoSuchPage
    path = PathCode(code.replace("-", "_"))
    form = path_form(path, page.row.source)(
        version=page.version, door=door_of(page.row.source), **_named(page)
    )
    form.propose(_known(page))
    people = [(str(one.person.id), one.name) for one in page.subjects if one.person]
    form.mother.choices = offered([("", "Non tra queste persone"), *people])
    form.children.choices = offered(people)
    return path, form


def _known(page: ReferralPage) -> dict[str, Any]:
    """Return what is known already, so that nobody types it again.

    That is the youngest's age, what a judicial authority wrote, and what was answered when a way
    was chosen before.
    """
    ages = [one.person.birth.age(today()) for one in page.subjects if one.person]
    known = [age for age in ages if age is not None]
    told_ = {Fact.AGE.value: str(min(known))} if known else {}
    if page.orders:
        told_ |= _written(page.orders[-1])
    if page.path is not None:
        told_ |= {**facts_told(page.path.said.facts), **page.path.details}
    return told_


def _written(order: OrderRow) -> dict[str, Any]:
    found = {
        Detail.PROCEEDING_NUMBER.value: order.proceeding,
        Detail.ACT_AND_DATE.value: f"Atto del {order.dated:%d/%m/%Y}",
        Detail.WHAT_THE_COURT_ASKS.value: LABELS[JudicialAsk][order.asks].text,
        Detail.ANSWER_BY.value: order.answer_by.isoformat() if order.answer_by else "",
    }
    return {name: words for name, words in found.items() if words}


def _named(page: ReferralPage) -> dict[str, Any]:
    """Return who was named to enter when a way was chosen before."""
    members = page.path.members if page.path else ()
    of = {role: [str(who) for one, who in members if one is role] for role in MemberRole}
    return {
        "mother": next(iter(of[MemberRole.MOTHER]), ""),
        "children": of[MemberRole.CHILD],
        "expected_child": bool(of[MemberRole.EXPECTED_CHILD]),
    }


def _answer(page: ReferralPage, path: PathCode, form: PathForm) -> PathVerdict:
    facts = facts_from(form.answers(), source=page.row.source)
    return evaluate(path, facts, parameters_on(viewer(), today()))


def _panel(path: PathCode, form: PathForm, answer: PathVerdict) -> dict[str, object]:
    return {
        "path": path,
        "answer": answer,
        "findings": [(one.verdict, sentence(one)) for one in answer.findings],
        "missing": [question_text(question(fact)) for fact in answer.missing],
        "asked": [form.field_of(one) for one in form.questions],
        "with_members": path is PathCode.MOTHER_CHILD,
    }


def _given(path: PathCode, form: PathForm, answer: PathVerdict) -> PathGiven:
    answers = form.answers()
    wished = answers.get(Fact.INTERVENTIONS.value) or ()
    return PathGiven(
        path=path,
        door=form.chosen_door(),
        answers=answers,
        details=form.details(),
        interventions=tuple(Intervention(one) for one in wished),
        members=_members(form) if path is PathCode.MOTHER_CHILD else (),
        wording=wording(answer),
        reason=form.reason.data or "",
    )


def _members(form: PathForm) -> tuple[tuple[MemberRole, PersonId | None], ...]:
    found: list[tuple[MemberRole, PersonId | None]] = []
    if mother := told(form.mother):
        found.append((MemberRole.MOTHER, PersonId(UUID(mother))))
    found += [(MemberRole.CHILD, PersonId(UUID(one))) for one in form.children.data or ()]
    if form.expected_child.data:
        found.append((MemberRole.EXPECTED_CHILD, None))
    return tuple(found)
