"""The shape of what is typed about service requests and their lines."""

from wtforms import Field, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from app.cases.labels.requests import LABELS
from app.cases.rules.requests import (
    Decline,
    EndCause,
    LineOutcome,
    PaperState,
    PayerBody,
    Priority,
    SuspensionCause,
    UrgencyGround,
    Withdrawal,
    hundredths_of,
)
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import ConsentBasis, Intervention, Management, Measure, Paper, PathCode
from app.web.fields import (
    amount,
    choice,
    day,
    hour_of,
    labelled,
    long_text,
    several,
    short_text,
    tick,
)
from app.web.forms import EditForm, OfficeForm

_NONE = ("", "Non indicato")


def _valid_quantity(_form: object, field: Field) -> None:
    if hundredths_of(field.data or "") is None:
        raise ValidationError("Scrivi una quantità, per esempio 4 oppure 1,5.")


def _quantity(label: str) -> StringField:
    return StringField(
        label, validators=[InputRequired("Inserisci la quantità."), Length(max=12), _valid_quantity]
    )


def _valid_share(_form: object, field: Field) -> None:
    text = field.data or ""
    if not (text.isascii() and text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= 100):
        raise ValidationError("Scrivi una quota da 1 a 100.")


def share_of_cost() -> StringField:
    """Return a field for how many hundredths somebody pays; `int` of what was typed, once valid."""
    return short_text(
        "Quota su cento", "la quota", longest=3, required=True, default="100",
        validators=[_valid_share],
    )  # fmt: skip


def typed_hundredths(field: Field) -> int:
    """Return what was typed in a valid quantity or amount, in hundredths."""
    return hundredths_of(field.data or "") or 0


class NewRequestForm(OfficeForm):
    path = choice("Percorso", "il percorso", labelled(CATALOGUE, PathCode), radio=False)
    interventions = several(
        "Interventi (per l'assistenza domiciliare minori)", "gli interventi",
        labelled(CATALOGUE, Intervention),
    )  # fmt: skip
    reason = long_text("Perché serve", "perché serve", required=True, longest=4000)
    consent = choice(
        "Consenso", "il consenso", labelled(CATALOGUE, ConsentBasis), radio=False,
        default=ConsentBasis.UNKNOWN,
    )  # fmt: skip
    priority = choice(
        "Priorità", "la priorità", labelled(LABELS, Priority), default=Priority.ORDINARY
    )
    not_met = tick("Una condizione del percorso non è soddisfatta")
    override = long_text("Se non è soddisfatta, perché lo chiedi lo stesso", "perché", longest=4000)


class RequestForm(EditForm):
    priority = choice("Priorità", "la priorità", labelled(LABELS, Priority))
    management = choice(
        "Forma di gestione", "la forma di gestione", [_NONE, *labelled(CATALOGUE, Management)],
        required=False,
    )  # fmt: skip
    with_cost = tick("Il servizio ha una spesa per un ente")
    starts_on = day("Dal giorno", "il giorno")
    ends_on = day("Fino al giorno", "il giorno")
    consent = choice("Consenso", "il consenso", labelled(CATALOGUE, ConsentBasis), radio=False)
    reason = long_text("Perché serve", "perché serve", longest=4000)
    override = long_text(
        "Se una condizione non è soddisfatta, perché lo chiedi lo stesso", "perché", longest=4000
    )


class ConsentForm(EditForm):
    consent = choice("Consenso", "il consenso", labelled(CATALOGUE, ConsentBasis))


class LineForm(EditForm):
    intervention = choice(
        "Intervento", "l'intervento", [_NONE, *labelled(CATALOGUE, Intervention)],
        required=False, radio=False,
    )  # fmt: skip
    quantity = _quantity("Quantità")
    measure = choice(
        "Misura", "la misura", labelled(CATALOGUE, Measure), radio=False,
        default=Measure.HOURS_PER_WEEK,
    )  # fmt: skip
    note = short_text("Giorni e note", "i giorni", longest=300)
    starts_on = day("Dal giorno", "il giorno", required=True)
    ends_on = day("Fino al giorno", "il giorno")
    unit = choice("Unità di offerta", "l'unità", required=False, radio=False)


class PaperForm(OfficeForm):
    paper = choice("Documento", "il documento", labelled(CATALOGUE, Paper), radio=False)
    state = choice("C'è?", "se c'è", labelled(LABELS, PaperState))
    expected_on = day("Se manca, entro quando arriva", "il giorno")


class RequestWordsForm(EditForm):
    words = long_text("Motivo", "il motivo", required=True, longest=4000)


class UrgentForm(EditForm):
    ground = choice("Perché non può aspettare", "il motivo", labelled(LABELS, UrgencyGround))
    who = short_text("Chi ha autorizzato a voce", "chi ha autorizzato", required=True)
    voice_day = day("Che giorno", "il giorno", required=True)
    voice_hour = hour_of("voice_day")
    words = long_text("Che cosa succede", "che cosa succede", required=True, longest=4000)


class NotRatifyForm(RequestWordsForm):
    ends_on = day("Ultimo giorno del servizio", "il giorno", required=True)


class WithdrawRequestForm(EditForm):
    why = choice("Perché", "il motivo", labelled(LABELS, Withdrawal))
    decided_on = day("Deciso il giorno", "il giorno", required=True)


class CommitForm(EditForm):
    payer = choice("Chi paga", "chi paga", labelled(LABELS, PayerBody))
    body = choice("Quale ente, se è un altro", "l'ente", required=False, radio=False)
    share = share_of_cost()
    amount = amount("Importo in euro", "l'importo", required=True)
    act_reference = short_text("Atto", "l'atto", longest=80, required=True)


class LineWithdrawForm(EditForm):
    why = choice("Perché", "il motivo", labelled(LABELS, Withdrawal))


class AcceptForm(EditForm):
    starts_on = day("Può cominciare dal giorno", "il giorno", required=True)
    operator = short_text("Chi lo svolge", "chi lo svolge")
    words = short_text("Motivo della deroga, se supera i posti", "il motivo", longest=300)


class DeclineForm(EditForm):
    why = choice("Perché dice di no", "il motivo", labelled(LABELS, Decline))


class StartForm(EditForm):
    started_on = day("È cominciato il giorno", "il giorno", required=True)


class ChangeForm(EditForm):
    quantity = _quantity("Nuova quantità")
    valid_from = day("Dal giorno", "il giorno", required=True)


class ExtendForm(EditForm):
    ends_on = day("Nuova fine", "il giorno", required=True)


class LineSuspendForm(EditForm):
    why = choice("Perché", "il motivo", labelled(LABELS, SuspensionCause))
    kept_until = day("Il posto è tenuto fino al giorno", "il giorno")


class LineEndForm(EditForm):
    ended_on = day("Ultimo giorno", "il giorno", required=True)
    cause = choice("Perché finisce", "il motivo", labelled(LABELS, EndCause), radio=False)
    outcome = choice("Obiettivo", "com'è andata", labelled(LABELS, LineOutcome))


class DeliveryForm(EditForm):
    delivered_on = day("Giorno", "il giorno", required=True)
    quantity = _quantity("Quanto")


class MonthForm(EditForm):
    month = choice("Mese", "il mese")


class PayForm(MonthForm):
    amount = amount("Importo pagato, in euro", "l'importo", required=True)
