"""The shape of what is typed about waiting lists."""

from app.waiting.labels import LABELS
from app.waiting.rules import (
    Criterion,
    ExtensionCause,
    Interest,
    LeaveCause,
    Others,
    TryChannel,
    TryOutcome,
)
from app.web.fields import choice, day, hour_of, labelled, long_text, short_text, whole
from app.web.forms import EditForm, OfficeForm

_PREFERENCES = [(str(number), f"{number}ª") for number in range(1, 5)]
_NOTHING = ("", "Nient'altro")


class EnterForm(EditForm):
    complete_on = day(
        "Domanda completa dal", "il giorno", required=True,
        description="Da quel giorno si conta l'attesa.",
    )  # fmt: skip
    preference = choice(
        "Questo centro è la scelta numero", "quale scelta è", _PREFERENCES, default="1"
    )


class PreferForm(EditForm):
    unit = choice("Anche in questo centro", "il centro", radio=False)
    preference = choice(
        "È la scelta numero", "quale scelta è",
        [*_PREFERENCES, ("0", "Non l'ha chiesto: ha un posto libero")], default="2",
    )  # fmt: skip


class OfferForm(EditForm):
    starts_on = day("Può cominciare dal giorno", "il giorno", required=True)


class SkipForm(OfferForm):
    words = long_text("Perché prima degli altri", "perché", longest=2000, required=True)


class TryForm(EditForm):
    channel = choice("Come", "come", labelled(LABELS, TryChannel), default=TryChannel.PHONE)
    outcome = choice("Com'è andata", "com'è andata", labelled(LABELS, TryOutcome))
    on = day("Il giorno", "il giorno", required=True)
    hour = hour_of("on")


class ExtendForm(EditForm):
    why = choice("Perché", "il motivo", labelled(LABELS, ExtensionCause))


class AcceptForm(EditForm):
    others = choice("Le altre liste della stessa domanda", "che cosa si fa delle altre liste",
                    labelled(LABELS, Others), default=Others.CLOSE)  # fmt: skip


class WordsForm(EditForm):
    words = long_text("Scrivi che cosa dice la famiglia", "che cosa dice", longest=2000,
                      required=True)  # fmt: skip


class ScoreForm(EditForm):
    criterion = choice("Che cosa conta", "che cosa conta", labelled(LABELS, Criterion))
    points = whole(
        "Quanto", "quanto",
        description="Per i punti di bisogno da 0 a 100; per il resto 1 se c'è, 0 se non c'è più.",
        default="1",
    )  # fmt: skip
    why = long_text("Su quale fatto", "su quale fatto", longest=2000, required=True)


class FreezeForm(EditForm):
    until = day("Fino al giorno", "il giorno", required=True)
    words = long_text("Perché lo chiede", "perché", longest=2000, required=True)


class InterestForm(EditForm):
    said = choice("Che cosa dice la famiglia", "che cosa dice", labelled(LABELS, Interest))


class LeaveForm(EditForm):
    why = choice("Perché esce", "il motivo", labelled(LABELS, LeaveCause))
    words = long_text("Scrivi come lo sai", "come lo sai", longest=2000, required=True)


class OrderForm(OfficeForm):
    first = choice("Prima di tutto", "il criterio", labelled(LABELS, Criterion), radio=False)
    second = choice("Poi", "il criterio", [_NOTHING, *labelled(LABELS, Criterion)],
                    required=False, radio=False)  # fmt: skip
    third = choice("Poi ancora", "il criterio", [_NOTHING, *labelled(LABELS, Criterion)],
                   required=False, radio=False)  # fmt: skip
    fourth = choice("Infine", "il criterio", [_NOTHING, *labelled(LABELS, Criterion)],
                    required=False, radio=False)  # fmt: skip
    valid_from = day("Dal giorno", "il giorno", required=True)
    source = short_text("Con quale atto", "l'atto", longest=200, required=True)
