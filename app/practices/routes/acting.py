"""Which form each act of the procedure asks for, and which use case it runs: one table."""

from collections.abc import Callable
from typing import Any

from app.accounts.guard import viewer
from app.catalogue.queries import parameters_on
from app.catalogue.rules import ParameterKey, cents_of
from app.kernel.clock import in_rome
from app.kernel.money import euro
from app.practices import forms, operations
from app.practices.labels import LABELS
from app.practices.operations import Grant, PaperGiven, Voice
from app.practices.procedure import PracticeAction as A
from app.practices.rules import IseeKind, PaperKind, PaperState, Purpose
from app.web.acts import Act, Common, press
from app.web.fields import moment_of, offered
from app.web.request_time import request_now, today


def _grant(form: Any) -> Grant:
    return Grant(
        amount_cents=form.amount.cents,
        purpose=Purpose(form.purpose.data),
        payments=int(form.payments.data),
        first_on=form.first_on.chosen,
    )


def _receive(common: Common, form: Any) -> None:
    operations.receive_paper(
        **common,
        paper=PaperGiven(
            kind=PaperKind(form.kind.data),
            state=PaperState(form.state.data),
            received_on=form.received_on.chosen,
            valid_until=form.valid_until.data,
            why=form.why.data or "",
            isee_kind=IseeKind(form.isee_kind.data) if form.isee_kind.data else None,
            isee_cents=form.isee.cents if (form.isee.data or "").strip() else None,
        ),
    )


def _with_papers(form: Any, page: Any) -> None:
    """Offer the papers of the checklist first, the missing one at the top."""
    asked = sorted(page.papers, key=lambda paper: paper.state is not PaperState.MISSING)
    kinds = [paper.kind for paper in asked]
    kinds += [kind for kind in PaperKind if kind not in kinds]
    words = LABELS[PaperKind]
    form.kind.choices = offered((str(kind), words[kind].text) for kind in kinds)
    if not form.is_submitted():
        form.received_on.data = today()


def _propose(common: Common, form: Any) -> None:
    operations.propose(**common, grant=_grant(form), words=form.words.data)


def _urgent(common: Common, form: Any) -> None:
    voice = Voice(by=form.voice_by.data, at=moment_of(form.voice_on, form.voice_hour))
    operations.grant_urgent(**common, grant=_grant(form), voice=voice, words=form.words.data)


def _with_ceiling(form: Any, page: Any) -> None:
    """Say up to how much may be given tonight: a figure of the office, as it counts today."""
    figures = parameters_on(viewer(), today())
    most = euro(cents_of(figures, ParameterKey.URGENT_AID_CEILING))
    form.amount.description = f"In urgenza fino a {most}: per di più serve la proposta."
    _with_today(form, page)


def _with_today(form: Any, _page: Any) -> None:
    if form.is_submitted():
        return
    for name in ("first_on", "voice_on", "paid_on"):
        if name in form:
            form[name].data = today()
    if "voice_hour" in form:
        form.voice_hour.data = f"{in_rome(request_now()):%H:%M}"


def _in_words(operation: Callable[..., object], done: str) -> Act:
    return Act(
        forms.WordsForm, lambda common, form: operation(**common, words=form.words.data), done
    )


def _with_act(operation: Callable[..., object], done: str) -> Act:
    return Act(
        forms.ActForm,
        lambda common, form: operation(**common, act_reference=form.act_reference.data),
        done,
    )


def _pay(common: Common, form: Any) -> None:
    operations.pay(**common, paid_on=form.paid_on.chosen, account_checked=form.account_checked.data)


ACTS: dict[A, Act] = {
    A.RECEIVE_PAPER: Act(forms.PaperForm, _receive, "Carta segnata.", _with_papers),
    A.PAPER_EXPIRED: press(operations.ask_again, "La carta scaduta è di nuovo da portare."),
    A.TRY: _in_words(operations.note_try, "Tentativo segnato: dopo tre, la pratica è ferma."),
    A.COMPLETE: press(operations.complete, "Completa: ora si può proporre."),
    A.PROPOSE: Act(forms.ProposalForm, _propose, "Proposta: decide la responsabile.", _with_today),
    A.GRANT_URGENT: Act(
        forms.UrgentForm,
        _urgent,
        "Concessa: va ratificata entro tre giorni.",
        _with_ceiling,
    ),
    A.RETURN: _in_words(operations.give_back, "Rimandata a chi ha proposto."),
    A.ANNOUNCE_REFUSAL: _in_words(
        operations.announce_refusal, "Preavviso scritto: la persona ha dieci giorni."
    ),
    A.ANSWER_OBSERVATIONS: _in_words(operations.answer_objections, "Risposta scritta."),
    A.GRANT: _with_act(operations.grant_practice, "Concessa: i pagamenti sono pronti."),
    A.REFUSE: _in_words(operations.refuse, "Negata."),
    A.RATIFY: _with_act(operations.ratify, "Ratificata."),
    A.NOT_RATIFY: _in_words(operations.not_ratify, "Non ratificata: nessun pagamento."),
    A.PAY: Act(forms.PayForm, _pay, "Pagamento registrato.", _with_today),
    A.STOP: _in_words(operations.stop, "Pagamenti interrotti."),
    A.WITHDRAW: _in_words(operations.withdraw, "Pratica ritirata."),
}
