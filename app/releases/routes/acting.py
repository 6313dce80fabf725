"""Which form each act asks for, and which use case it runs: one table."""

from collections.abc import Callable
from typing import Any

from app.accounts.guard import viewer
from app.kernel.references import ReleaseId
from app.releases import forms, operations
from app.releases.labels import LABELS
from app.releases.operations import Sending, Words
from app.releases.papers import pdf_of
from app.releases.procedure import ReleaseAction as A
from app.releases.queries import ReleasePage, Subject
from app.releases.routes.paper import filled, letter_of, letter_to_sign
from app.releases.rules import LegalBasis, SendChannel
from app.web.acts import Act, Acts, Common, press
from app.web.fields import offered
from app.web.forms import ConfirmForm
from app.web.request_time import request_now, today


def words_of(form: Any, subject: Subject) -> Words:
    """Return what was written in the form of a letter about something."""
    return Words(
        text=filled(form.text.data or "", subject),
        basis=LegalBasis(form.basis.data),
        basis_words=form.basis_words.data or "",
    )


def _with_text(form: Any, page: ReleasePage) -> None:
    if not form.is_submitted():
        form.text.data, form.basis.data = page.text, page.legal_basis
        form.basis_words.data = page.basis_words


def _with_channels(form: Any, page: ReleasePage) -> None:
    form.channel.choices = offered(
        (str(one), LABELS[SendChannel][one].text) for one in page.channels
    )
    if not page.protection_first:
        del form.protection_assured
    if not form.is_submitted():
        form.sent_on.data = today()


def _leaving(operation: Callable[..., object]) -> Callable[[Common, Any], object]:
    """Write that it left, exactly as it stands: the paper is made before the transaction begins."""

    def run(common: Common, form: Any) -> object:
        page = _page_again(common)
        letter = letter_of(page)
        sending = Sending(
            channel=SendChannel(form.channel.data),
            sent_on=form.sent_on.chosen,
            text=page.text,
            letter=letter,
            pdf=pdf_of(letter).content,
            protocol_number=form.protocol_number.data or "",
            protocol_on=form.protocol_on.data,
            protection_assured="protection_assured" in form and form.protection_assured.data,
        )
        return operation(**common, sending=sending)

    return run


def _write(common: Common, form: Any) -> object:
    words = words_of(form, _page_again(common, "releases.write").subject)
    return operations.write(**common, words=words)


def _approve(common: Common, _form: Any) -> object:
    """Sign what stands on the page, filled in: what leaves later is compared with it."""
    letter = letter_to_sign(_page_again(common, "releases.approve"))
    return operations.approve(**common, letter=letter)


def _page_again(common: Common, purpose: str = "releases.send") -> ReleasePage:
    return operations.consult_release(
        actor=viewer(),
        now=request_now(),
        release_id=ReleaseId(common["release_id"]),
        purpose=purpose,
    )


def _in_words(operation: Callable[..., object], done: str, form: Any = forms.WhyForm) -> Act:
    return Act(form, lambda common, given: operation(**common, words=given.words.data), done)


ACTS: Acts = {
    A.WRITE: Act(
        forms.LetterForm,
        _write,
        "Testo cambiato.",
        _with_text,
    ),
    A.SUBMIT: press(operations.submit, "Mandata alla firma."),
    A.APPROVE: Act(ConfirmForm, _approve, "Firmata: può partire."),
    A.SEND: Act(forms.SendForm, _leaving(operations.send), "Scritta nel registro.", _with_channels),
    A.SEND_TO_COURT: Act(
        forms.SendForm, _leaving(operations.send_to_court), "Scritta nel registro.", _with_channels
    ),
    A.RETURN: _in_words(operations.send_back, "Rimandata a chi la scrive.", forms.ReturnForm),
    A.TAKE_BACK: press(operations.take_back, "Ripresa: ora si può cambiare."),
    A.LIFT_COVER: _in_words(
        operations.lift_cover, "Ora l'indirizzo si può scrivere: scrivilo tu nel testo."
    ),
    A.VOID: _in_words(operations.void, "Annullata: il numero resta nel registro."),
}
