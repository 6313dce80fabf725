"""A new letter: first to whom, because that says what may be written; then what it says."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations as cases
from app.intake import operations as intake
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import BodyId, CaseId, PersonId, PracticeId, ReferralId
from app.organisations.queries import bodies, body
from app.practices import operations as practices
from app.releases import operations, queries
from app.releases.forms import LetterForm, ReceiptForm, RecipientForm, WhichLetterForm
from app.releases.labels import LABELS, STARTING_TEXTS, receipt_text
from app.releases.operations import Draft, Words
from app.releases.queries import Recipient, Subject
from app.releases.routes import blueprint
from app.releases.routes.acting import words_of
from app.releases.routes.paper import filled
from app.releases.rules import OWN_BASIS, TOLD_SOMETHING, LetterKind, ReleaseFault, SubjectKind
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_WRITE = Permission.RELEASES_LETTER_WRITE
_ADDRESSED = {"body": "body_id", "family": "person_id", "applicant": "code"}


@dataclass(frozen=True)
class Addressed:
    """Who was chosen in the address: a body, or the family of one of the people."""

    recipients: tuple[Recipient, ...]
    body_id: BodyId | None = None
    family_of: PersonId | None = None
    letter: LetterKind | None = None  # of a practice

    @property
    def kind(self) -> LetterKind:
        """What may be written to them."""
        return self.recipients[0].kind if self.recipients else self.letter or LetterKind.FAMILY


@blueprint.get("/releases/new/<code>/<uuid:subject_id>")
@requires(_WRITE)
def new_release(code: str, subject_id: UUID) -> ResponseReturnValue:
    """Choose who receives it; once chosen (`to` in the address), go on to what may be written.

    Of a practice it goes to who asked: what is chosen is which letter, of those true now.
    """
    subject = _subject(code, subject_id)
    form = (WhichLetterForm if subject.practice else RecipientForm)(formdata=request.args)
    form.to.choices = offered(_choices(subject))
    if "to" in request.args and form.validate():
        to, _, chosen = form.to.data.partition(":")
        of = (
            {"practice_id": subject_id}
            if subject.practice
            else {"code": code, "subject_id": subject_id}
        )
        where = {**of, _ADDRESSED[to]: chosen}
        return go_to(f"releases.to_{to}", **where)
    return form_page(
        "releases/recipient.html", form, subject=subject, back=page_of(subject.kind, subject.id)
    )


@blueprint.route(
    "/releases/new/<code>/<uuid:subject_id>/body/<uuid:body_id>", methods=["GET", "POST"]
)
@requires(_WRITE)
def to_body(code: str, subject_id: UUID, body_id: UUID) -> ResponseReturnValue:
    """Write to a body what it may be told; a body that may be told nothing is no page."""
    subject = _subject(code, subject_id)
    found = queries.recipient_body(viewer(), BodyId(body_id))
    if found.kind is LetterKind.RECEIPT and found.body_id != subject.body_id:
        raise NotFound
    return _write(subject, Addressed((found,), body_id=found.body_id))


@blueprint.route(
    "/releases/new/<code>/<uuid:subject_id>/family/<uuid:person_id>", methods=["GET", "POST"]
)
@requires(_WRITE)
def to_family(code: str, subject_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Write to who decides for one of the people: the same words, a letter each."""
    subject, whose = _subject(code, subject_id), PersonId(person_id)
    family = queries.recipients_of_family(viewer(), subject, whose, today())
    return _write(subject, Addressed(tuple(family), family_of=whose))


@blueprint.route("/releases/new/practice/<uuid:practice_id>/<code>", methods=["GET", "POST"])
@requires(_WRITE)
def to_applicant(practice_id: UUID, code: str) -> ResponseReturnValue:
    """Write to who opened a practice, or decides for her, a letter that is true of it now."""
    subject = _subject(SubjectKind.PRACTICE, practice_id)
    if subject.practice is None or code not in set(LetterKind):
        raise NotFound
    kind, whose = LetterKind(code), subject.practice.applicant.id
    if kind not in subject.practice.letters:
        raise NotAllowedNow(ReleaseFault.NOT_TRUE_NOW)
    to = queries.recipients_of_family(viewer(), subject, whose, today(), kind)
    return _write(subject, Addressed(tuple(to), family_of=whose, letter=kind))


def _write(subject: Subject, chosen: Addressed) -> ResponseReturnValue:
    """Ask for what its recipient may read: of a receipt there is nothing to write."""
    is_receipt = chosen.kind is LetterKind.RECEIPT
    form: Any = ReceiptForm() if is_receipt else LetterForm()
    if not is_receipt and not form.is_submitted():
        form.text.data = filled(_starting_text(chosen.kind), subject)
        form.basis.data = OWN_BASIS[chosen.kind]
    if form.validate_on_submit():
        with form.showing_refusals(current_app.extensions["reasons"]):
            made = operations.prepare(
                actor=viewer(), now=request_now(), draft=_draft(subject, chosen, form)
            )
            if len(made) > 1:
                flash(f"Preparate {len(made)} lettere, una per ciascuno.")
                return redirect(page_of(subject.kind, subject.id), code=303)
            flash("Preparata.")
            return go_to("releases.release", release_id=made[0])
    return form_page(
        "releases/new.html",
        form,
        subject=subject,
        to=chosen,
        back=page_of(subject.kind, subject.id),
        receipt=receipt_text(subject.received_on, subject.protocol) if is_receipt else "",
    )


def page_of(kind: SubjectKind, id_: UUID) -> str:
    """Return the page of what a letter is about."""
    if kind is SubjectKind.REFERRAL:
        return url_for("intake.referral", referral_id=id_)
    if kind is SubjectKind.PRACTICE:
        return url_for("practices.practice", practice_id=id_)
    return url_for("cases.case", case_id=id_)


def _subject(code: str, id_: UUID) -> Subject:
    """Return what the address says it is about, read with its line; nothing else is a page."""
    if code not in set(SubjectKind):
        raise NotFound
    common: dict[str, Any] = {"actor": viewer(), "now": request_now(), "purpose": "releases.new"}
    if code == SubjectKind.REFERRAL:
        intake.consult_referral(**common, referral_id=ReferralId(id_))
    elif code == SubjectKind.PRACTICE:
        practices.consult_practice(**common, practice_id=PracticeId(id_))
    else:
        cases.consult_case(**common, case_id=CaseId(id_))
    return queries.subject_of(viewer(), SubjectKind(code), id_, today())


def _choices(subject: Subject) -> list[tuple[str, str]]:
    """Offer who reported, the families, the courts and the other Comuni: nobody else is told."""
    if subject.practice is not None:
        words = LABELS[LetterKind]
        return [(f"applicant:{one}", words[one].text) for one in subject.practice.letters]
    reporter = [body(viewer(), subject.body_id)] if subject.body_id else []
    reporters = [(f"body:{row.id}", row.name) for row in reporter]
    families = [(f"family:{one.id}", f"{one.name}, o chi decide per lei") for one in subject.people]
    told = [
        (f"body:{row.id}", row.name)
        for row in bodies(viewer(), kinds=TOLD_SOMETHING)
        if row.id != subject.body_id
    ]
    return [*reporters, *families, *told]


def _draft(subject: Subject, to: Addressed, form: Any) -> Draft:
    receipt = to.kind is LetterKind.RECEIPT
    return Draft(
        subject_kind=subject.kind,
        subject_id=subject.id,
        words=Words(basis=OWN_BASIS[LetterKind.RECEIPT]) if receipt else words_of(form, subject),
        body_id=to.body_id,
        family_of=to.family_of,
        letter=to.letter,
    )


def _starting_text(kind: LetterKind) -> str:
    written = queries.template_now(viewer(), kind)
    return written.text if written else STARTING_TEXTS[kind]
