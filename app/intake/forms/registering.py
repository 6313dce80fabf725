"""Writing down what reached the office: four answers, and whatever else is already known."""

from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import ReferralSource
from app.intake.labels import LABELS
from app.intake.rules import Answer, Channel, JudicialAsk, Urgency
from app.web.fields import (
    choice,
    day,
    labelled,
    long_text,
    several,
    short_text,
    tick,
    valid_hour,
)
from app.web.forms import EditForm, OfficeForm

NEW_PERSON, NOT_KNOWN = "new", "unknown"


class WhoFields(OfficeForm):
    """Whom it concerns: search first, then one of those found, somebody new, or nobody's name."""

    text = short_text("Cerca chi riguarda", "chi riguarda", longest=200)
    person = choice("Chi è?", "chi è", required=False)
    surname = short_text("Cognome", "il cognome")
    given = short_text("Nome", "il nome")
    birth_date = day("Data di nascita", "la data")
    is_another = tick("Ho guardato: è un'altra persona")
    described = short_text("Come è stata descritta", "come è descritta", longest=200)
    thought_adult = choice(
        "È maggiorenne?", "se è maggiorenne", labelled(LABELS, Answer), default=Answer.UNKNOWN
    )


class RegisterForm(WhoFields):
    people = several("Riguarda", "le persone")
    channel = choice(
        "Come è arrivata", "come è arrivata", labelled(LABELS, Channel), default=Channel.DESK,
        radio=False,
    )  # fmt: skip
    source = choice(
        "Chi segnala", "chi segnala", [("", "Scegli"), *labelled(CATALOGUE, ReferralSource)],
        radio=False,
    )  # fmt: skip
    body = choice("Quale ente", "l'ente", required=False, radio=False)
    referrer = short_text("Nome, ruolo e recapito di chi segnala", "chi segnala", longest=300)
    anonymous = tick("Non vuole dire chi è")
    received_on = day("Arrivata il", "il giorno", required=True)
    received_hour = short_text("Alle", "l'ora", longest=5, required=True, validators=[valid_hour])
    protocol_number = short_text("Protocollo n.", "il numero", longest=40)
    protocol_on = day("Del", "la data del protocollo")
    story = long_text("Cosa succede", "che cosa succede", required=True)
    urgency = choice(
        "Quanto è urgente", "quanto è urgente", labelled(LABELS, Urgency), default=Urgency.ORDINARY
    )
    interviewed = tick("Con la persona si è già fatto un colloquio")
    proceeding = short_text("Procedimento n.", "il numero del procedimento", longest=80)
    dated = day("Atto del", "la data dell'atto")
    asks = choice(
        "Che cosa chiede", "che cosa chiede",
        [("", "Non ancora letto"), *labelled(LABELS, JudicialAsk)],
        required=False, radio=False,
    )  # fmt: skip
    answer_by = day("Risposta entro", "il termine")


class SubjectForm(WhoFields, EditForm):
    """One more of the people concerned."""
