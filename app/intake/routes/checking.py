"""What was typed of a new request, as it is read again before it is registered."""

from datetime import date

from wtforms import Field

from app.accounts.guard import viewer
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import ReferralSource
from app.intake.forms import NEW_PERSON, NOT_KNOWN, RegisterForm
from app.intake.labels import LABELS
from app.intake.rules import Channel, JudicialAsk, Urgency, urgency_of
from app.kernel.working_days import send_by
from app.organisations.queries import closed_days
from app.web.fields import told
from app.web.formatting import day_digits, falls_on
from app.web.request_time import today

NO_NAME = "Persona non ancora identificata"


def read_back_rows(form: RegisterForm) -> list[tuple[str, str]]:
    """Return the question and the answer of everything typed in a valid form, in its order."""
    source = ReferralSource(form.source.data)
    urgency = Urgency(form.urgency.data) if form.urgency.data else urgency_of(source)
    said = "non vuole dire chi è" if form.anonymous.data else form.referrer.data or ""
    rows = [
        ("Come è arrivata", LABELS[Channel][Channel(form.channel.data)].text),
        ("Arrivata", f"{day_digits(form.received_on.chosen)}, ore {form.received_hour.data}"),
        ("Protocollo", _dated(form.protocol_number.data or "", form.protocol_on.data)),
        ("Chi segnala", _joined(CATALOGUE[ReferralSource][source].text, _words(form.body))),
        ("Nome, ruolo e recapito", said),
        *_order(form),
        ("Riguarda", "; ".join(_who(form))),
        ("Quanto è urgente", LABELS[Urgency][urgency].text),
        ("Cosa succede", form.story.data or ""),
    ]
    return [(question, answer) for question, answer in rows if answer]


def _order(form: RegisterForm) -> list[tuple[str, str]]:
    asks = told(form.asks)
    if form.dated.data is None or not asks:
        return []
    by = form.answer_by.data
    return [
        ("Procedimento", form.proceeding.data or "non indicato"),
        ("Atto del", day_digits(form.dated.data)),
        ("Chiede", LABELS[JudicialAsk][JudicialAsk(asks)].text),
        ("Risposta entro", _answered_by(by) if by else "non indicata"),
    ]


def _answered_by(by: date) -> str:
    last = send_by(by, closed_days(viewer(), today()))
    return f"{day_digits(by)}, {falls_on(by, last)}" if last else day_digits(by)


def _who(form: RegisterForm) -> list[str]:
    """Return everybody it concerns: those chosen before, then the one on the screen."""
    chosen = {str(one.value): str(one.label) for one in form.people.choices}
    named = [chosen[one] for one in form.people.data or () if one in chosen]
    last = told(form.person)
    if last == NEW_PERSON and (new := form.new_person()):
        born = f", {day_digits(new.birth_date)}" if new.birth_date else ""
        return [*named, f"{new.surname} {new.given}".strip() + f"{born} (persona nuova)"]
    if last == NOT_KNOWN:
        return [*named, form.described.data or NO_NAME]
    found = [*named, *filter(None, [_words(form.person)])]
    return found or [NO_NAME]


def _words(field: Field) -> str:
    """Return the words of what was chosen; nothing chosen is nothing."""
    value = told(field)
    return next((str(one.label) for one in field.choices if value and str(one.value) == value), "")


def _dated(number: str, on: date | None) -> str:
    return _joined(number, f"del {day_digits(on)}" if on else "", " ")


def _joined(first: str, second: str, between: str = ", ") -> str:
    return between.join(filter(None, [first, second]))
