"""Choosing the way to a service: its questions, and what the program says of them meanwhile."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, flash, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound as NoSuchPage

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue.paths import (
    PathFacts,
    alike,
    asked_in_vain,
    door_of,
    evaluate_all,
    facts_from,
    facts_told,
)
from app.catalogue.queries import figures_on, parameters_on
from app.catalogue.rules import ConsentBasis, Detail, Fact, Intervention, PathCode
from app.consents.rules import act_of
from app.intake import operations
from app.intake.forms import PathForm, path_form
from app.intake.labels import LABELS, MANUAL
from app.intake.operations import PathGiven
from app.intake.queries import OrderRow, ReferralPage, SubjectRow, grounds
from app.intake.routes import blueprint
from app.intake.routes.asked import person_asked
from app.intake.routes.explaining import Beside, Panel, beside, chooser, explained
from app.intake.routes.page import SENTENCES, consulted
from app.intake.rules import URGENT, Answer, JudicialAsk, Layer, MemberRole
from app.kernel.errors import Conflict
from app.kernel.references import PersonId, ReferralId
from app.people.queries import siblings_of
from app.web.access import requires
from app.web.fields import offered, told
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to, page_or_part
from app.web.request_time import request_now, today

_WORK = Permission.INTAKE_REFERRAL_WORK
Consents = dict[PathCode, ConsentBasis]
# What is true of a whole report, whoever of the people it is asked about.
_SAME_FOR_ALL = tuple(
    fact.value
    for fact in (
        Fact.WORKER_REFERS, Fact.CONSENT, Fact.COURT_ORDER, Fact.EMERGENCY_403,
        Fact.PARENTS_RESIDED_HERE, Fact.PRESENT_HERE,
    )
)  # fmt: skip
# What the referrer told of all of them together.
_TOLD_FOR_ALL = tuple(
    detail.value
    for detail in (
        Detail.INSTITUTE, Detail.CONTACT_AT_SCHOOL, Detail.FAMILY_INFORMED,
        Detail.FAMILY_INFORMED_WHY, Detail.FACTS_WITH_DATES, Detail.ALREADY_DONE_BY_SCHOOL,
        Detail.BODY_AND_OPERATOR, Detail.CORPS_AND_HOUR, Detail.SIBLINGS,
    )
)  # fmt: skip


@blueprint.get("/referrals/<uuid:referral_id>/path")
@requires(_WORK)
def paths(referral_id: UUID) -> ResponseReturnValue:
    """Show every way for one of the people, with what is known of her: none is left out."""
    page = consulted(referral_id, "intake.paths")
    subject = person_asked(page)
    known = _known(page, subject)
    form = chooser(known) if subject.adult is not True else None
    facts = _facts(page, {**known, **(form.told() if form else {})})
    return render_template(
        "intake/paths.html",
        page=page,
        subject=subject,
        answers=evaluate_all(
            facts, parameters_on(viewer(), today()), _consents(page, subject, known)
        ),
        form=form,
        alike=alike(facts) if form and form.asked else (),
        told=form.told() if form else {},
    )


@blueprint.route("/referrals/<uuid:referral_id>/path/<code>", methods=["GET", "POST"])
@requires(_WORK)
def choose_path(referral_id: UUID, code: str) -> ResponseReturnValue:
    """Ask what a way needs; [Aggiorna] explains again, the other button keeps the choice."""
    page = consulted(referral_id, "intake.choose_path")
    subject = person_asked(page)
    path, form, agreed = _form(page, subject, code)
    panel = _panel(page, subject, path, form, agreed)
    if form.validate_on_submit() and "explain" not in request.form:
        try:
            with form.showing_refusals(SENTENCES):
                operations.choose_path(
                    actor=viewer(),
                    now=request_now(),
                    referral_id=page.id,
                    version=form.opened_at(),
                    given=_given(path, subject, form, panel.wording),
                )
                flash("Percorso scelto. Quello che si sapeva e si è detto resta scritto.")
                return go_to("intake.referral", referral_id=referral_id, _anchor="path")
        except Conflict:
            form.start_again(page.version)
    return form_page(
        "intake/choose_path.html",
        form,
        page=page,
        panel=panel,
        together=_together(page, subject, path, form),
        **_asked(form, path),
    )


@blueprint.post("/referrals/<uuid:referral_id>/path/<code>/explain")
@requires(_WORK)
def explain_path(referral_id: UUID, code: str) -> Response:
    """Show, while somebody answers, what the way says now."""
    page = consulted(referral_id, "intake.explain_path")
    subject = person_asked(page)
    path, form, agreed = _form(page, subject, code)
    part = "intake/_explained.html"
    return page_or_part(
        part,
        part,
        form=form,
        page=page,
        panel=_panel(page, subject, path, form, agreed),
        together=_together(page, subject, path, form),
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
            manual_note=MANUAL,
        )
        flash("Richiesta di servizio preparata: scrivi quanto e quando di ogni intervento.")
        return go_to("cases.request_page", request_id=request_id)
    for sentence_ in form.refusals:
        flash(sentence_)
    return go_to("intake.referral", referral_id=referral_id)


def _form(
    page: ReferralPage, subject: SubjectRow, code: str
) -> tuple[PathCode, PathForm, Consents]:
    if code.replace("-", "_") not in set(PathCode):
        raise NoSuchPage
    path = PathCode(code.replace("-", "_"))
    form = path_form(path, page.row.source)(
        version=page.version, door=door_of(page.row.source), **_named(page, subject)
    )
    known = _known(page, subject)
    agreed = _consents(page, subject, known)
    known[Fact.CONSENT.value] = "" if agreed[path] is ConsentBasis.UNKNOWN else str(agreed[path])
    form.propose({**known, **chooser({}).told()})
    people = [(str(one.person.id), one.name) for one in page.subjects if one.person]
    form.mother.choices = offered([("", "Non tra queste persone"), *people])
    form.children.choices = offered(people)
    return path, form, agreed


def _known(page: ReferralPage, subject: SubjectRow) -> dict[str, Any]:
    """Return what is known of a person already, so that nobody types it again.

    What who reported answered, and what was answered when a way was chosen for her before: the
    later of the two. Of the others in the same report only what is the same for all. Her age and
    the order as they are known today win.
    """
    unknown = dict.fromkeys(page.layers[Layer.QUESTIONS].not_known, Answer.UNKNOWN.value)
    told_: dict[str, Any] = {**unknown, **page.answers}
    if (path := page.paths.get(subject.id)) is not None:
        told_ |= dict.fromkeys(map(str, path.said.not_known), Answer.UNKNOWN.value)
        told_ |= {**facts_told(path.said.facts), **path.details, **page.answers_since(path)}
    elif page.path is not None:
        shared = {**facts_told(page.path.said.facts), **page.path.details}
        both = (*_SAME_FOR_ALL, *_TOLD_FOR_ALL)
        told_ |= {name: shared[name] for name in both if name in shared}
        told_ |= page.answers_since(page.path)
    if page.answers.get(Detail.PLACED_IN_URGENCY) == "yes":
        told_.setdefault(Fact.EMERGENCY_403.value, "yes")
    age = subject.person.birth.age(today()) if subject.person else None
    if age is not None:
        told_[Fact.AGE.value] = str(age)
    if page.orders:
        told_ |= {Fact.COURT_ORDER.value: "yes", **_written(page.orders[-1])}
    return told_


def _consents(page: ReferralPage, subject: SubjectRow, known: Mapping[str, Any]) -> Consents:
    """Return on whose word each way may be gone with a person, as it is known today."""
    person_id = subject.person.id if subject.person else None
    said = (page.consent_said, ConsentBasis(known.get(Fact.CONSENT.value, ConsentBasis.UNKNOWN)))
    agreed = grounds(viewer(), person_id, said, today())
    return {path: agreed[act_of(path)] for path in PathCode}


def _written(order: OrderRow) -> dict[str, Any]:
    found = {
        Detail.PROCEEDING_NUMBER.value: order.proceeding,
        Detail.ACT_AND_DATE.value: f"Atto del {order.dated:%d/%m/%Y}",
        Detail.WHAT_THE_COURT_ASKS.value: LABELS[JudicialAsk][order.asks].text,
        Detail.ANSWER_BY.value: order.answer_by.isoformat() if order.answer_by else "",
    }
    return {name: words for name, words in found.items() if words}


def _named(page: ReferralPage, subject: SubjectRow) -> dict[str, Any]:
    """Return who was named to enter when a way was chosen for her before."""
    path = page.paths.get(subject.id)
    members = path.members if path else ()
    of = {role: [str(who) for one, who in members if one is role] for role in MemberRole}
    return {
        "mother": next(iter(of[MemberRole.MOTHER]), ""),
        "children": of[MemberRole.CHILD],
        "expected_child": bool(of[MemberRole.EXPECTED_CHILD]),
    }


def _facts(page: ReferralPage, answers: Mapping[str, Any]) -> PathFacts:
    return facts_from(answers, source=page.row.source, urgent=page.row.urgency in URGENT or None)


def _panel(
    page: ReferralPage, subject: SubjectRow, path: PathCode, form: PathForm, agreed: Consents
) -> Panel:
    """Return what the panel says of what is typed; the other ways keep the consent of their own."""
    answers = form.answers()
    facts = _facts(page, answers)
    others = {one: said for one, said in agreed.items() if said is not ConsentBasis.UNKNOWN}
    others.pop(path, None)
    return explained(
        path,
        facts,
        others,
        figures_on(viewer(), today()),
        subject,
        not_known=asked_in_vain(answers),
    )


def _together(
    page: ReferralPage, subject: SubjectRow, path: PathCode, form: PathForm
) -> tuple[Beside, ...]:
    """Return what the community for minors says of her and of each brother or sister beside her.

    Of those in the same report with what is known of each; of the others with their age, and what
    is true of the whole report.
    """
    if path is not PathCode.MINORS_COMMUNITY or subject.person is None:
        return ()
    near = siblings_of(viewer(), [subject.person.id], today())
    if not near:
        return ()
    answers, figures = form.answers(), figures_on(viewer(), today())
    shared = {name: answers[name] for name in _SAME_FOR_ALL if name in answers}
    reported = {one.person.id: one for one in page.subjects if one.person}
    rows = [beside(path, _facts(page, answers), figures, _named_with_age(subject))]
    for row in near:
        other = reported.get(row.person.id)
        known = {**(_known(page, other) if other else {}), **shared}
        if row.age is not None:
            known[Fact.AGE.value] = str(row.age)
        rows.append(beside(path, _facts(page, known), figures, (row.person.name, row.age)))
    return tuple(rows)


def _named_with_age(subject: SubjectRow) -> tuple[str, int | None]:
    return subject.name, subject.person.birth.age(today()) if subject.person else None


def _asked(form: PathForm, path: PathCode) -> dict[str, object]:
    return {
        "asked": [form.field_of(one) for one in form.questions],
        "with_members": path is PathCode.MOTHER_CHILD,
    }


def _given(
    path: PathCode, subject: SubjectRow, form: PathForm, wording: tuple[str, ...]
) -> PathGiven:
    answers = form.answers()
    wished = answers.get(Fact.INTERVENTIONS.value) or ()
    return PathGiven(
        path=path,
        subject_ids=(subject.id,),
        door=form.chosen_door(),
        answers=answers,
        details=form.details(),
        interventions=tuple(Intervention(one) for one in wished),
        members=_members(form) if path is PathCode.MOTHER_CHILD else (),
        wording=wording,
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
