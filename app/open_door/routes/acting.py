"""Which form each act on an onward referral asks for, and which use case it runs: one table."""

from collections.abc import Callable
from typing import Any

from app.open_door import forms, operations
from app.open_door.procedure import OnwardAction as A
from app.open_door.routes.coming import offer_bodies, the_body_of
from app.open_door.rules import Called, EndCause, HelpKind, Teller
from app.web.acts import Act, Common
from app.web.request_time import today


def _words(form: Any) -> str:
    return form.words.data or ""


def _remind(common: Common, form: Any) -> None:
    operations.remind(**common, called=Called(form.called.data), words=_words(form))


def _arrived(common: Common, form: Any) -> None:
    operations.confirm_arrival(
        **common,
        teller=Teller(form.teller.data),
        arrived_on=form.arrived_on.chosen,
        words=_words(form),
    )


def _today(form: Any, _page: Any) -> None:
    if not form.is_submitted():
        form.arrived_on.data = today()


def _resend(common: Common, form: Any) -> None:
    operations.resend(
        **common,
        body_id=the_body_of(form.body),
        help_kind=HelpKind(form.help_kind.data),
        words=_words(form),
    )


def _as_before(form: Any, page: Any) -> None:
    offer_bodies(form.body, nobody="Scegli")
    if not form.is_submitted():
        form.body.data, form.help_kind.data = str(page.body_id), page.help_kind


def _close(common: Common, form: Any) -> None:
    operations.close_onward(**common, cause=EndCause(form.cause.data), words=_words(form))


def _in_words(operation: Callable[..., object], done: str) -> Act:
    return Act(forms.WordsForm, lambda common, form: operation(**common, words=_words(form)), done)


ACTS: dict[A, Act] = {
    A.CONFIRM_ARRIVAL: Act(forms.ArrivedForm, _arrived, "Arrivo confermato.", _today),
    A.REMIND: Act(forms.RemindForm, _remind, "Telefonata scritta: il tempo riparte da oggi."),
    A.NOT_ARRIVED: _in_words(operations.not_arrived, "Scritto: ora c'è da pensare a un'altra via."),
    A.RESEND: Act(forms.ResendForm, _resend, "Inviata di nuovo.", _as_before),
    A.CLOSE: Act(forms.EndForm, _close, "Chiuso."),
    A.WITHDRAW: _in_words(operations.withdraw_onward, "Chiuso: la persona non vuole."),
}
