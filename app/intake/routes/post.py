"""Messages dropped in, letters and faxes, and who wrote them."""

from collections.abc import Iterable
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.documents.labels import REASONS as FILES
from app.documents.receiving import ROOM, received
from app.documents.rules import Accepted, FileFault, FileType, Mail, read_mail
from app.intake import operations, queries
from app.intake.forms import MailForm, PaperForm, PlaceForm, RegisterForm, RevealForm, TakeForm
from app.intake.operations import PaperGiven
from app.intake.procedure import ReferralAction
from app.intake.queries import Enclosed, MailPage
from app.intake.routes import blueprint
from app.intake.routes.page import SENTENCES as OTHERS
from app.intake.routes.page import consulted
from app.intake.rules import Channel, PaperKind, PostFault, WhyReferrer, source_of
from app.kernel.clock import in_rome
from app.kernel.errors import Conflict, NotAllowedNow, NotFound
from app.kernel.references import ReferralId
from app.web.access import requires
from app.web.fields import UploadField, offered, say
from app.web.formatting import file_size
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now
from app.web.taken_away import saved_as

_REGISTER = Permission.INTAKE_REFERRAL_REGISTER
SENTENCES = {**FILES, **OTHERS}


@blueprint.route("/referrals/from-mail", methods=["GET", "POST"])
@requires(_REGISTER, largest=ROOM)
def mails() -> ResponseReturnValue:
    """Take in a message saved as a file; show those that wait to become something."""
    form = MailForm()
    if form.validate_on_submit():
        accepted = _examined(form.file, only=FileType.EML)
        mail = _read(form.file, accepted) if accepted else None
        if accepted and mail:
            with form.showing_refusals(SENTENCES):
                mail_id = operations.take_mail(
                    actor=viewer(),
                    now=request_now(),
                    accepted=accepted,
                    sender=mail.sender or mail.address,
                    subject=mail.subject,
                )
                return go_to("intake.mail", mail_id=mail_id)
    return form_page("intake/mails.html", form, rows=queries.waiting_mail(viewer()))


@blueprint.get("/referrals/from-mail/<uuid:mail_id>")
@requires(_REGISTER)
def mail(mail_id: UUID) -> ResponseReturnValue:
    page = _mail_page(mail_id, "intake.mail")
    form = TakeForm(formdata=None)
    _offer_enclosed(form, page)
    return render_template(
        "intake/mail.html",
        page=page,
        form=form,
        confirm=ConfirmForm(formdata=None, version=page.version),
        refused=_refused(page.enclosed),
    )


@blueprint.route("/referrals/from-mail/<uuid:mail_id>/place", methods=["GET", "POST"])
@requires(_REGISTER)
def place_mail(mail_id: UUID) -> ResponseReturnValue:
    """Put a message into something that is registered already."""
    page, form = _mail_page(mail_id, "intake.place_mail"), PlaceForm()
    _offer_enclosed(form, page)
    if form.validate_on_submit():
        referral_id = queries.by_number(viewer(), form.number.data or "")
        if referral_id is None:
            say(form.number, SENTENCES[PostFault.NO_SUCH_NUMBER])
        else:
            with form.showing_refusals(SENTENCES):
                _place(page, referral_id, form.take.data or ())
                flash("Messaggio allegato.")
                return go_to("intake.referral", referral_id=referral_id)
    return form_page("intake/place_mail.html", form, page=page, refused=_refused(page.enclosed))


@blueprint.post("/referrals/from-mail/<uuid:mail_id>/discard")
@requires(_REGISTER)
def discard_mail(mail_id: UUID) -> ResponseReturnValue:
    """Throw away a message brought here by mistake."""
    operations.discard_mail(
        actor=viewer(), now=request_now(), mail_id=mail_id, version=ConfirmForm().opened_at()
    )
    flash("Buttato: non lo può più leggere nessuno.")
    return go_to("intake.mails")


@blueprint.route("/referrals/<uuid:referral_id>/files", methods=["GET", "POST"])
@requires(_REGISTER, largest=ROOM)
def files(referral_id: UUID) -> ResponseReturnValue:
    """Show the letters, faxes and other files, and take in one more."""
    page = consulted(referral_id, "intake.files")
    papers = queries.papers_of(viewer(), page.id, request_now())
    form = PaperForm()
    if request.method == "GET" and not papers:
        form.protocol_number.data, form.protocol_on.data = page.protocol_number, page.protocol_on
    if form.validate_on_submit() and (accepted := _examined(form.file)) is not None:
        with form.showing_refusals(SENTENCES):
            given = PaperGiven(
                kind=PaperKind(form.kind.data),
                accepted=accepted,
                protocol_number=form.protocol_number.data or "",
                protocol_on=form.protocol_on.data,
            )
            operations.add_file(actor=viewer(), now=request_now(), referral_id=page.id, given=given)
            flash("File allegato.")
            return go_to("intake.files", referral_id=referral_id)
    mend = any(one.enabled for one in page.offers if one.action is ReferralAction.REMOVE_FILE)
    return form_page("intake/files.html", form, page=page, papers=papers, mend=mend)


@blueprint.get("/referrals/<uuid:referral_id>/files/<uuid:paper_id>")
@requires(Permission.INTAKE_REFERRAL_READ)
def file(referral_id: UUID, paper_id: UUID) -> ResponseReturnValue:
    """Hand a file back to be saved: the browser never shows it as a page."""
    found = operations.open_file(
        actor=viewer(),
        now=request_now(),
        referral_id=ReferralId(referral_id),
        paper_id=paper_id,
        purpose="intake.file",
    )
    return saved_as(found.content, found.mime, found.name, brought=True)


@blueprint.route("/referrals/<uuid:referral_id>/referrer", methods=["GET", "POST"])
@requires(Permission.INTAKE_REFERRER_REVEAL)
def referrer(referral_id: UUID) -> ResponseReturnValue:
    """Ask why the name is needed, then show it for a while on the page of the request."""
    page, form = consulted(referral_id, "intake.referrer"), RevealForm()
    if form.validate_on_submit():
        operations.reveal_referrer(
            actor=viewer(),
            now=request_now(),
            referral_id=page.id,
            purpose=WhyReferrer(form.purpose.data),
        )
        flash("Per un quarto d'ora lo leggi in questa scheda.")
        return go_to("intake.referral", referral_id=referral_id)
    return form_page("intake/referrer.html", form, page=page)


def fill(form: RegisterForm) -> None:
    """Fill in a form just opened with what a message says, where it opens from one.

    The protocol number is left to whoever writes it; which court writes, to whoever reads the act.
    """
    mail_id = _asked_mail()
    if mail_id is None:
        return
    page = _mail_page(mail_id, "intake.new")
    mail, now = page.mail, request_now()
    arrived = in_rome(min(mail.sent_at or now, now))
    source = source_of(page.body.kind) if page.body else None
    form.channel.data = Channel.PEC if mail.certified else Channel.EMAIL
    form.received_on.data, form.received_hour.data = arrived.date(), f"{arrived:%H:%M}"
    form.source.data = str(source or "")
    form.body.data = str(page.body.id) if page.body else ""
    form.referrer.data = f"{mail.sender} {mail.address}".strip()
    form.story.data = mail.text or mail.subject


def address() -> str:
    """Return where a form is sent so that the message it was opened from goes with it."""
    mail_id = _asked_mail()
    if mail_id is None:
        return url_for("intake.new")
    return url_for("intake.new", mail=mail_id, take=request.args.getlist("take"))


def place(referral_id: ReferralId) -> None:
    """Put the message a form was opened from into what was just registered.

    Where it cannot be, it goes on waiting: nothing is lost, and it is said.
    """
    mail_id = _asked_mail()
    if mail_id is None:
        return
    try:
        _place(_mail_page(mail_id, "intake.new"), referral_id, request.args.getlist("take"))
    except (NotAllowedNow, NotFound, Conflict):
        flash("La segnalazione è registrata, il messaggio no: lo trovi tra la posta che aspetta.")


def _asked_mail() -> UUID | None:
    try:
        return UUID(request.args.get("mail", ""))
    except ValueError:
        return None


def _mail_page(mail_id: UUID, purpose: str) -> MailPage:
    return operations.consult_mail(
        actor=viewer(), now=request_now(), mail_id=mail_id, purpose=purpose
    )


def _place(page: MailPage, referral_id: ReferralId, wanted: Iterable[str]) -> None:
    chosen = set(wanted)
    operations.place_mail(
        actor=viewer(),
        now=request_now(),
        mail_id=page.id,
        referral_id=referral_id,
        enclosed=[
            one.accepted for one in page.enclosed if one.accepted and str(one.number) in chosen
        ],
    )


def _offer_enclosed(form: TakeForm, page: MailPage) -> None:
    """Offer what may be kept, ticked; what stood among the words is often only a mark."""
    kept = [one for one in page.enclosed if one.accepted]
    form.take.choices = offered(
        (str(one.number), f"{one.name}, {file_size(one.size)}") for one in kept
    )
    if not form.is_submitted():
        form.take.data = [str(one.number) for one in kept if not one.inline]


def _refused(enclosed: Iterable[Enclosed]) -> list[tuple[str, str]]:
    return [(one.name, SENTENCES[one.fault]) for one in enclosed if one.fault]


def _examined(field: UploadField, only: FileType | None = None) -> Accepted | None:
    """Return the file of a valid form as it may be kept; say beside it why it may not."""
    sent = field.data
    if sent is None:
        return None
    looked = received(sent, only)
    if isinstance(looked, FileFault):
        say(field, SENTENCES[looked])
        return None
    return looked


def _read(field: UploadField, accepted: Accepted) -> Mail | None:
    looked = read_mail(accepted.content)
    if isinstance(looked, FileFault):
        say(field, SENTENCES[looked])
        return None
    return looked
