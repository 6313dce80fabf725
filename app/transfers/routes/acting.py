"""Which form each act asks for, on either side, and which use case it runs: two tables."""

from typing import Any
from uuid import UUID

from app.cases.labels import REASONS as CASES
from app.cases.rules.requests import hundredths_of
from app.intake.labels import REASONS as INTAKE
from app.transfers import forms, operations
from app.transfers.labels import LABELS, REASONS
from app.transfers.procedure import IncomingAction as B
from app.transfers.procedure import TransferAction as A
from app.transfers.rules import ReportCode, ReportGiven, SubjectKind
from app.web.acts import Act, Acts, Common, press
from app.web.fields import labelled, offered
from app.web.formatting import day_digits
from app.web.request_time import today

# What the request, the case and the intervention refuse is read here too, in their own words.
SENTENCES = {**CASES, **INTAKE, **REASONS}


def _words(form: Any) -> str:
    return form.words.data or ""


def _given(form: Any, page: Any) -> None:
    form.report.choices = offered(
        (str(one.id), f"{day_digits(one.reported_on)}: {one.how_much}, {one.told_by}")
        for one in page.to_write
    )


def _today(form: Any, page: Any) -> None:
    """Propose today; what may be counted is given only by who gives a service."""
    if page.kind is not SubjectKind.LINE:
        pairs = labelled(LABELS, ReportCode)
        form.code.choices = offered(pair for pair in pairs if pair[0] != ReportCode.DELIVERED)
        del form.quantity
    if not form.is_submitted():
        form.on.data = today()


def _report(common: Common, form: Any) -> None:
    quantity = form.quantity.data if "quantity" in form else ""
    operations.report(
        **common,
        given=ReportGiven(
            code=ReportCode(form.code.data),
            on=form.on.chosen,
            quantity=hundredths_of(quantity or "") or 0,
            words=_words(form),
        ),
    )


SENT_ACTS: Acts = {
    A.TAKE_NOTE: press(operations.take_note, "Risposta presa in atto."),
    A.REVOKE: Act(
        forms.RevokeForm,
        lambda common, form: operations.revoke(**common, words=_words(form)),
        "Proposta ritirata: l'altro ente non la legge più.",
    ),
    A.WRITE_GIVEN: Act(
        forms.GivenForm,
        lambda common, form: operations.write_given(**common, report_id=UUID(form.report.data)),
        "Scritta tra le prestazioni: chi segue la persona conferma il mese.",
        _given,
    ),
    A.END_BRIDGE: press(operations.end_bridge, "Scritto: da qui non va avanti più niente."),
}
_SAME: Acts = {
    B.TAKE_UP: press(operations.take_up, "Richiesta aperta: le persone si cercano da lì."),
    B.NOTE: Act(
        forms.NoteForm,
        lambda common, form: operations.note(**common, words=_words(form)),
        "Nota scritta: resta vostra.",
    ),
    B.REPORT: Act(forms.ReportForm, _report, "Riferito.", _today),
}
# A service to give begins on a day, or is refused as providers do.
BOX_ACTS: Acts = {
    B.ACCEPT: Act(
        forms.AcceptForm,
        lambda common, form: operations.accept(**common, words=_words(form)),
        "Accettato: chi l'ha mandato lo legge.",
    ),
    B.REFUSE: Act(
        forms.RefuseForm,
        lambda common, form: operations.refuse(**common, words=_words(form)),
        "Rifiutato: chi l'ha mandato legge perché.",
    ),
    **_SAME,
}
SERVICE_ACTS: Acts = {
    B.ACCEPT: Act(
        forms.AcceptServiceForm,
        lambda common, form: operations.accept(
            **common, words=_words(form), starts_on=form.starts_on.chosen
        ),
        "Accettato: chi l'ha mandato lo legge.",
    ),
    B.REFUSE: Act(
        forms.RefuseServiceForm,
        lambda common, form: operations.refuse(**common, words=_words(form), code=form.code.data),
        "Rifiutato: chi l'ha mandato legge perché.",
    ),
    **_SAME,
}
