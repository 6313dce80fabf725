"""The shape of what is typed at the open door."""

from uuid import UUID

from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import PathCode
from app.kernel.references import PersonId
from app.open_door.labels import LABELS
from app.open_door.rules import (
    DESK_NUMBERS,
    OPEN_PATHS,
    AgeBand,
    Answered,
    Called,
    EndCause,
    HelpKind,
    InitiativeKind,
    Teller,
    ToldToWoman,
    Topic,
)
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
    told,
    whole,
)
from app.web.forms import EditForm, OfficeForm

NOBODY = "nobody"
_ANSWERS = labelled(LABELS, Answered)
_UNKNOWN = Answered.UNKNOWN


class WhoFields(OfficeForm):
    """One of those found, or nobody's name: most of those who come stay without one."""

    text = short_text("Cerca la persona", "chi è", longest=200)
    person = choice("Chi è", "chi è", required=False, default=NOBODY)

    def chosen(self) -> PersonId | None:
        """Return who was chosen among those offered; to be called on a valid form."""
        value = told(self.person)
        return PersonId(UUID(value)) if value and value != NOBODY else None


class ConsentFields(WhoFields):
    consent_on = day("Acconsente il", "il giorno del consenso")


class InitiativeForm(EditForm):
    title = short_text("Titolo", "il titolo", longest=160, required=True)
    path = choice(
        "Di quale servizio", "il servizio",
        [(str(path), CATALOGUE[PathCode][path].text) for path in OPEN_PATHS],
    )  # fmt: skip
    kind = choice("Che cos'è", "che cos'è", labelled(LABELS, InitiativeKind))
    valid_from = day("Dal", "il primo giorno", required=True, near=True)
    last_day = day("Al", "l'ultimo giorno", near=True)
    partner = choice("Con quale ente", "l'ente", required=False, radio=False)
    second_partner = choice("E con", "l'ente", required=False, radio=False)
    third_partner = choice("E con", "l'ente", required=False, radio=False)
    budget = amount("Quanto costa in tutto", "l'importo")
    goals = long_text("A che cosa serve", "a che cosa serve", longest=1000)


class ParticipationForm(ConsentFields):
    held_on = day("Il giorno", "il giorno", required=True, near=True)
    counted = whole("Quante persone", "quante persone", default="1")
    age_band = choice(
        "Che età", "l'età", labelled(LABELS, AgeBand), default=AgeBand.UNKNOWN, radio=False
    )


class InfoDeskForm(OfficeForm):
    number = choice(
        "Numero dello sportello", "il numero", [(str(n), str(n)) for n in DESK_NUMBERS],
        radio=False,
    )  # fmt: skip
    site = choice("In quale sede", "la sede", radio=False)
    host = choice("Chi lo ospita", "l'ente", required=False, radio=False)
    languages = short_text("Lingue", "le lingue", longest=120)


class ContactForm(ConsentFields):
    held_on = day("Il giorno", "il giorno", required=True, near=True)
    hour = hour_of("held_on", "Alle")
    topics = several(
        "Che cosa chiede", "almeno un argomento", labelled(LABELS, Topic), required=True
    )
    language = short_text("In quale lingua", "la lingua", longest=40)
    minutes = whole("Quanti minuti", "i minuti", default="15")
    mediation_minutes = whole("Di cui con il mediatore", "i minuti di mediazione", default="0")
    returns = tick("È già venuta altre volte")
    nationality = short_text("Nazionalità", "la nazionalità", longest=60)


class NameContactForm(WhoFields):
    consent_on = day("Acconsente il", "il giorno del consenso", required=True)


class OnwardForm(WhoFields):
    described = short_text("Oppure, senza nome", "come ricordarla", longest=200)
    path = choice("Per quale servizio", "il servizio", radio=False)
    body = choice("A chi la invii", "l'ente", radio=False)
    help_kind = choice("Con quale aiuto", "con quale aiuto", labelled(LABELS, HelpKind))
    agrees = choice(
        "È d'accordo che l'ente sappia chi è?", "se è d'accordo", _ANSWERS, default=_UNKNOWN
    )
    safe_to_call = choice(
        "È sicuro richiamarla?", "se è sicuro richiamarla", _ANSWERS, default=_UNKNOWN
    )
    no_print = tick("Chiede che non si stampi niente")
    words = long_text("Due righe per chi la segue", "due righe", longest=2000)


class WomanForm(OfficeForm):
    is_alone = choice("È sola adesso?", "se è sola", _ANSWERS, default=_UNKNOWN)
    may_speak = choice("Può parlare?", "se può parlare", _ANSWERS, default=_UNKNOWN)
    safe_to_call = choice(
        "È sicuro richiamarla?", "se è sicuro richiamarla", _ANSWERS, default=_UNKNOWN
    )
    told = several(
        "Che cosa le è stato detto", "almeno una cosa", labelled(LABELS, ToldToWoman), required=True
    )
    no_print = tick("Chiede che non si stampi niente")
    body = choice("Se vuole, a chi la invii", "l'ente", required=False, radio=False)
    help_kind = choice(
        "Con quale aiuto", "con quale aiuto",
        [("", "Nessun invio"), *labelled(LABELS, HelpKind)], required=False, default="",
    )  # fmt: skip
    described = short_text("Due parole per ricordarla, senza nome", "due parole", longest=200)


class RemindForm(EditForm):
    called = choice(
        "Chi hai chiamato", "chi hai chiamato", labelled(LABELS, Called), default=Called.BODY
    )
    words = long_text("Che cosa ha risposto", "che cosa ha risposto", longest=2000)


class ArrivedForm(EditForm):
    teller = choice("Chi lo dice", "chi lo dice", labelled(LABELS, Teller), default=Teller.BODY)
    arrived_on = day("Arrivata il", "il giorno", required=True)
    words = long_text("Due righe", "due righe", longest=2000)


class WordsForm(EditForm):
    words = long_text("Due righe", "due righe", longest=2000)


class ResendForm(EditForm):
    body = choice("A chi", "l'ente", radio=False)
    help_kind = choice("Con quale aiuto", "con quale aiuto", labelled(LABELS, HelpKind))
    words = long_text("Due righe", "due righe", longest=2000)


class EndForm(EditForm):
    cause = choice("Perché", "perché", labelled(LABELS, EndCause), default=EndCause.NOT_REACHED)
    words = long_text("Due righe", "due righe", longest=2000)
