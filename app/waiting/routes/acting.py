"""Which form each act of an entry asks for, and which use case it runs: one table."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.accounts.guard import viewer
from app.cases.procedure.line import LineAction
from app.catalogue.queries import units_of
from app.kernel.clock import in_rome
from app.kernel.references import UnitId
from app.waiting import forms, operations
from app.waiting.operations import Application
from app.waiting.procedure import EntryAction as A
from app.waiting.rules import (
    USUAL_PAUSE,
    Criterion,
    ExtensionCause,
    Interest,
    LeaveCause,
    Others,
    TryChannel,
    TryOutcome,
)
from app.web.acts import Act, Acts, Common, press
from app.web.fields import moment_of, offered
from app.web.request_time import request_now, today


def _enter(common: Common, form: Any) -> object:
    return operations.enter_list(
        **common,
        application=Application(
            complete_on=form.complete_on.chosen, preference=int(form.preference.data)
        ),
    )


def _with_today(form: Any, page: Any) -> None:
    if form.is_submitted():
        return
    for name in ("complete_on", "on"):
        if name in form:
            form[name].data = today()
    if "until" in form:
        form.until.data = today() + USUAL_PAUSE
    if "starts_on" in form:
        form.starts_on.data = max(page.starts_on or today(), today())
    if "hour" in form:
        form.hour.data = f"{in_rome(request_now()):%H:%M}"


def with_centres(form: Any, page: Any) -> None:
    """Offer the centres of the service where the application does not stand yet."""
    there = {page.unit, *(one.unit for one in page.others)}
    rows = [row for row in units_of(viewer(), page.path, today()) if row.name not in there]
    form.unit.choices = offered((str(row.id), row.name) for row in rows)


def _try(common: Common, form: Any) -> None:
    operations.note_try(
        **common,
        channel=TryChannel(form.channel.data),
        outcome=TryOutcome(form.outcome.data),
        at=moment_of(form.on, form.hour),
    )


def _score(common: Common, form: Any) -> None:
    operations.score(
        **common,
        criterion=Criterion(form.criterion.data),
        points=form.points.number,
        why=form.why.data,
    )


def prefer(common: Common, form: Any) -> object:
    """Put the application in the list of another centre too."""
    return operations.prefer_centre(
        **common,
        unit_id=UnitId(UUID(form.unit.data)),
        preference=int(form.preference.data),
    )


def _in_words(operation: Callable[..., object], done: str) -> Act:
    return Act(
        forms.WordsForm, lambda common, form: operation(**common, words=form.words.data), done
    )


# How an intervention comes into a list: this feature knows what its application needs.
LINE_ACTS: Acts = {
    LineAction.ENLIST: Act(forms.EnterForm, _enter, "Messo in lista.", _with_today),
}

ACTS: dict[A, Act] = {
    A.OFFER: Act(
        forms.OfferForm,
        lambda common, form: operations.offer_place(**common, starts_on=form.starts_on.chosen),
        "Posto offerto e tenuto fino alla risposta.",
        _with_today,
    ),
    A.ACCEPT: Act(
        forms.AcceptForm,
        lambda common, form: operations.accept_place(**common, others=Others(form.others.data)),
        "Posto accettato: ora si segna l'avvio.",
    ),
    A.CONTACT_TRY: Act(forms.TryForm, _try, "Tentativo segnato.", _with_today),
    A.DECLINE_KEEP: _in_words(operations.decline_and_stay, "Rifiutato: resta in lista."),
    A.DECLINE_LEAVE: _in_words(operations.decline_and_leave, "Rifiutato: esce dalla lista."),
    A.EXTEND_ANSWER: Act(
        forms.ExtendForm,
        lambda common, form: operations.give_more_time(**common, why=ExtensionCause(form.why.data)),
        "Una settimana in più per rispondere.",
    ),
    A.UNREACHABLE: press(operations.not_reached, "Resta in lista: la responsabile decide."),
    A.SCORE: Act(forms.ScoreForm, _score, "Scritto: la posizione è ricalcolata."),
    A.CHECK_INTEREST: Act(
        forms.InterestForm,
        lambda common, form: operations.ask_interest(**common, said=Interest(form.said.data)),
        "Scritto.",
    ),
    A.FREEZE: Act(
        forms.FreezeForm,
        lambda common, form: operations.freeze(
            **common, until=form.until.chosen, words=form.words.data
        ),
        "Sospesa: la data resta la sua.",
        _with_today,
    ),
    A.UNFREEZE: press(operations.unfreeze, "Di nuovo in lista, con la sua data."),
    A.SKIP_IN_ORDER: Act(
        forms.SkipForm,
        lambda common, form: operations.offer_out_of_order(
            **common, starts_on=form.starts_on.chosen, words=form.words.data
        ),
        "Posto offerto fuori ordine: la lista lo dice.",
        _with_today,
    ),
    A.LEAVE: Act(
        forms.LeaveForm,
        lambda common, form: operations.leave(
            **common, why=LeaveCause(form.why.data), words=form.words.data
        ),
        "Tolta da questa lista.",
    ),
}
