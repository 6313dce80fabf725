"""Which form each act of a measure asks for, and which use case it runs: one table."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import request

from app.accounts.guard import viewer
from app.emergencies import forms, operations
from app.emergencies.operations import Learnt, News, PaperInHand, Report, Validation
from app.emergencies.procedure.emergency import EmergencyAction as A
from app.emergencies.rules.emergency import EmergencyFault, NewsSource, WhichHour
from app.kernel.clock import in_rome
from app.kernel.errors import Invalid
from app.organisations.queries import bodies
from app.organisations.rules import BodyKind
from app.web.acts import Act, Common, press
from app.web.request_time import request_now, today

_NOTE = 300  # as long as the note of an hour may be


def _with_now(form: Any, _page: Any) -> None:
    """Propose this minute: most hours are written at once; another is typed over it."""
    if form.is_submitted():
        return
    for name in ("on", "known_on"):
        if name in form:
            form[name].data = today()
    for name in ("hour", "known_hour"):
        if name in form and not (name == "hour" and "known_hour" in form):
            form[name].data = f"{in_rome(request_now()):%H:%M}"


def _with_what_left(form: Any, page: Any) -> None:
    """Propose the day of a sending that is already written elsewhere; its hour nobody knows yet."""
    _with_now(form, page)
    day = _day(request.args.get("giorno", ""))
    if form.is_submitted() or day is None:
        return
    form.on.data, form.words.data = day, request.args.get("con", "")[:_NOTE]
    if day != today():
        form.hour.data = ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _with_court(form: Any, page: Any) -> None:
    _with_now(form, page)
    _propose_authority(form, BodyKind.COURT)


def _with_prosecutor(form: Any, page: Any) -> None:
    _with_now(form, page)
    if not form.is_submitted():
        form.authority.data = page.prosecutor
        if not page.prosecutor:
            _propose_authority(form, BodyKind.PROSECUTOR)


def _propose_authority(form: Any, kind: BodyKind) -> None:
    if form.is_submitted():
        return
    known = [row.name for row in bodies(viewer(), kinds=(kind,))]
    form.authority.data = next((name for name in known if "minorenni" in name), "")


def _with_report(form: Any, page: Any) -> None:
    if form.is_submitted():
        return
    for name in ("facts", "statements", "evaluations", "alternatives"):
        form[name].data = getattr(page, name)


def _with_old_hour(form: Any, page: Any) -> None:
    if form.is_submitted():
        return
    placed = in_rome(page.placed_at)
    form.on.data, form.hour.data = placed.date(), f"{placed:%H:%M}"


def _news(form: Any) -> News:
    return News(
        known_at=form.known_at,
        source=NewsSource(form.source.data),
        told_by=form.told_by.data or "",
        happened_at=form.at_if_known,
    )


def _what(form: Any) -> Learnt:
    has_act, has_words = "act_number" in form, "words" in form
    return Learnt(
        news=_news(form),
        paper=_paper(form) if has_act else None,
        words=(form.words.data or "") if has_words else "",
    )


def _paper(form: Any) -> PaperInHand | None:
    """Return the act, none where neither number nor day is written: who it is of is proposed.

    Refuses one half written, which would be lost.
    """
    number, dated = (form.act_number.data or "").strip(), form.act_on.data
    authority = (form.authority.data or "").strip()
    if not number and dated is None:
        return None
    if not (number and dated and authority):
        told = {"act_number": number, "act_on": dated, "authority": authority}
        missing = [name for name, there in told.items() if not there]
        raise Invalid(*(f"{name}:{EmergencyFault.ACT_INCOMPLETE}" for name in missing))
    return PaperInHand(number=number, dated=dated, authority=authority)


def _at(operation: Callable[..., object]) -> Callable[[Common, Any], object]:
    return lambda common, form: operation(**common, at=form.at, words=form.words.data or "")


def _learnt(operation: Callable[..., object]) -> Callable[[Common, Any], object]:
    return lambda common, form: operation(**common, learnt=_what(form))


def _by_order(operation: Callable[..., object]) -> Callable[[Common, Any], object]:
    return lambda common, form: operation(
        **common,
        learnt=_what(form),
        report_by=form.report_by.data,
    )


def _told(common: Common, form: Any) -> None:
    operations.give_oral_notice(**common, at=form.at, told=form.words.data)


def _validated(common: Common, form: Any) -> None:
    operations.court_validates(
        **common,
        learnt=_what(form),
        said=Validation(
            special_curator=form.special_curator.data or "",
            judge=form.judge.data or "",
            hearing_on=form.hearing_on.data,
        ),
    )


def _reported(common: Common, form: Any) -> None:
    operations.write_report(
        **common,
        report=Report(
            facts=form.facts.data or "",
            statements=form.statements.data or "",
            evaluations=form.evaluations.data or "",
            alternatives=form.alternatives.data or "",
        ),
    )


def _corrected(common: Common, form: Any) -> None:
    which = WhichHour(form.which_hour.data)
    operations.correct_time(**common, which=which, at=form.at, words=form.words.data)


ACTS: dict[A, Act] = {
    A.ORAL_NOTICE: Act(
        forms.ToldForm, _told, "Scritto: ora gli atti, entro 24 ore dal collocamento.", _with_now
    ),
    A.TRANSMIT: Act(
        forms.HourForm, _at(operations.transmit), "Trasmissione scritta.", _with_what_left
    ),
    A.LATE_TRANSMISSION: Act(
        forms.ReasonForm,
        _at(operations.transmit_late),
        "Trasmissione scritta con il motivo: senti l'avvocatura.",
        _with_now,
    ),
    A.PM_ASKS_VALIDATION: Act(
        forms.NewsForm,
        lambda common, form: operations.validation_asked(**common, learnt=_what(form)),
        "Scritto: ora decide il Tribunale.",
        _with_now,
    ),
    A.COURT_VALIDATES: Act(
        forms.ValidatedForm, _validated, "Convalida scritta.", _with_court
    ),
    A.HEARING_HELD: Act(
        forms.HearingForm, _at(operations.hearing_held), "Udienza scritta.", _with_now
    ),
    A.CONFIRM: Act(
        forms.ConfirmedForm,
        _by_order(operations.court_confirms),
        "Confermata: da oggi è un ordine del Tribunale.",
        _with_court,
    ),
    A.MODIFY: Act(
        forms.ModifiedForm,
        _by_order(operations.court_modifies),
        "Confermata e modificata: da oggi è un ordine del Tribunale.",
        _with_court,
    ),
    A.REVOKE: Act(
        forms.ReturnForm, _learnt(operations.court_revokes), "Revoca scritta.", _with_court
    ),
    A.PM_REVOKES: Act(
        forms.ReturnForm,
        _learnt(operations.prosecutor_revokes),
        "Revoca scritta: il rientro è per oggi.",
        _with_prosecutor,
    ),
    A.COURT_DOES_NOT_VALIDATE: Act(
        forms.NotValidatedForm,
        _learnt(operations.court_does_not_validate),
        "Scritto: segui quello che dice il decreto.",
        _with_court,
    ),
    A.LOSS_COMMUNICATED: Act(
        forms.LossForm,
        _learnt(operations.loss_communicated),
        "Comunicazione del Tribunale scritta.",
        _with_court,
    ),
    A.APPEAL_FILED: Act(
        forms.AppealForm, _at(operations.appeal_filed), "Reclamo scritto.", _with_now
    ),
    A.CALL_FOR_NEWS: Act(
        forms.CallForNewsForm,
        _at(operations.call_for_news),
        "Telefonata scritta: se non arrivano notizie, tra 24 ore si richiama.",
        _with_now,
    ),
    A.HEAR_CHILD: Act(
        forms.HeardForm,
        lambda common, form: operations.hear_child(**common, at=form.at, heard=form.words.data),
        "Ascolto scritto.",
        _with_now,
    ),
    A.WRITE_REPORT: Act(forms.ReportForm, _reported, "Relazione scritta.", _with_report),
    A.SET_PLACE: Act(
        forms.PlaceForm,
        lambda common, form: operations.set_place(**common, place=form.place.data),
        "Scritto, e riservato.",
    ),
    A.JOIN_CASE: press(operations.join_case, "Collegata: la cartella resta aperta."),
    A.CORRECT_TIME: Act(
        forms.CorrectForm, _corrected, "Ora corretta: i termini si contano di nuovo.",
        _with_old_hour,
    ),
}  # fmt: skip
