"""The shape of what is typed about requests and reports. Italian words as the desk says them."""

from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import ConsentBasis, ReferralSource
from app.cases.labels import LABELS as CASES
from app.cases.rules import CaseArea, TakingChargeBasis
from app.intake.labels import LABELS
from app.intake.rules import (
    Acknowledgement,
    Answer,
    ArchiveReason,
    Awaited,
    Channel,
    ContactOutcome,
    GiveBackReason,
    HelpGiven,
    JudicialAsk,
    Urgency,
)
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
    channel = choice(
        "Come è arrivata", "come è arrivata", labelled(LABELS, Channel), default=Channel.DESK
    )
    source = choice(
        "Chi segnala", "chi segnala", labelled(CATALOGUE, ReferralSource), radio=False
    )
    body = choice("Quale ente", "l'ente", required=False, radio=False)
    referrer = short_text("Nome, ruolo e recapito di chi segnala", "chi segnala", longest=300)
    anonymous = tick("Non vuole dire chi è")
    received_on = day("Arrivata il", "il giorno", required=True)
    received_hour = short_text("Alle", "l'ora", longest=5, required=True, validators=[valid_hour])
    protocol_number = short_text("Protocollo n.", "il numero", longest=40)
    protocol_on = day("del", "la data del protocollo")
    story = long_text("Cosa succede", "che cosa succede", required=True)
    urgency = choice(
        "Quanto è urgente", "quanto è urgente", labelled(LABELS, Urgency), default=Urgency.ORDINARY
    )
    interviewed = tick("Con la persona si è già fatto un colloquio")
    proceeding = short_text("Procedimento n.", "il numero del procedimento", longest=80)
    dated = day("Atto del", "la data dell'atto")
    asks = choice(
        "Che cosa chiede", "che cosa chiede", labelled(LABELS, JudicialAsk), required=False,
        radio=False,
    )  # fmt: skip
    answer_by = day("Risposta entro", "il termine")


class SubjectForm(WhoFields, EditForm):
    """One more of the people concerned."""


class ConfirmForm(EditForm):
    """Nothing to type: the press is the act."""


class ProtocolForm(EditForm):
    number = short_text("Protocollo n.", "il numero", longest=40, required=True)
    protocol_on = day("del", "la data")


class AcknowledgeForm(EditForm):
    how = choice("Come", "come", labelled(LABELS, Acknowledgement))
    on = day(
        "Il", "il giorno", required=True,
        description="Si dice che è arrivata e che l'ufficio se ne occupa. Nient'altro.",
    )  # fmt: skip


class UrgencyForm(EditForm):
    urgency = choice("Quanto è urgente", "quanto è urgente", labelled(LABELS, Urgency))


class AssignForm(EditForm):
    worker = choice("A chi", "a chi", radio=True)


class GiveBackForm(EditForm):
    reason = choice("Perché", "perché", labelled(LABELS, GiveBackReason))


class ContactForm(EditForm):
    outcome = choice("Com'è andata", "com'è andata", labelled(LABELS, ContactOutcome))
    on = day("Il", "il giorno", required=True)
    at = short_text("Alle", "l'ora", longest=5, required=True, validators=[valid_hour])
    words = long_text("Due righe", "due righe", longest=2000)


class WaitForm(EditForm):
    awaited = choice("Chi si aspetta", "chi si aspetta", labelled(LABELS, Awaited))
    words = short_text("Che cosa", "che cosa", longest=300)


class JudgeForm(EditForm):
    risk = choice("Rischio di pregiudizio", "una risposta", labelled(LABELS, Answer))
    harm = choice("Pregiudizio", "una risposta", labelled(LABELS, Answer))
    grounds = long_text("Su quali fatti", "su quali fatti", longest=4000)


class ConsentForm(EditForm):
    basis = choice(
        "Che consenso c'è", "che consenso c'è", labelled(CATALOGUE, ConsentBasis), radio=False
    )
    given_by = short_text("Di chi", "di chi", longest=200)
    given_on = day("Dato il", "il giorno")


class ChargeForm(EditForm):
    subjects = several("Chi si prende in carico", "almeno una persona", required=True)
    basis = choice("Su quale base", "su quale base", labelled(CASES, TakingChargeBasis))
    area = choice("Area", "l'area", labelled(CASES, CaseArea), radio=False)
    holder = choice("Chi ha in mano la cartella", "chi ha la cartella", radio=False)
    deputy = choice("Chi la sostituisce", "chi sostituisce", required=False, radio=False)


class LinkForm(EditForm):
    target = choice("A quale cartella", "la cartella")


class WordsForm(EditForm):
    words = long_text("Scrivi", "due righe", longest=4000, required=True)


class SendForm(EditForm):
    body = choice("A chi", "a chi", radio=False)
    sent_on = day("Il", "il giorno", required=True)


class TransferForm(EditForm):
    body = choice("A quale ente", "l'ente", radio=False)
    protection_assured = tick("Se c'è un minore a rischio: è già al sicuro")


class SignpostForm(EditForm):
    body = choice("Dove", "dove", required=False, radio=False)
    help_given = choice("Con quale aiuto", "con quale aiuto", labelled(LABELS, HelpGiven))
    words = long_text("Due righe", "due righe", longest=2000)


class ArchiveForm(EditForm):
    reason = choice("Perché", "perché", labelled(LABELS, ArchiveReason), radio=False)
    words = long_text("Spiega con parole tue", "perché", longest=4000, required=True)


class NotCompetentForm(EditForm):
    body = choice("A chi spetta", "a chi spetta", required=False, radio=False)
    words = long_text("Spiega con parole tue", "perché", longest=4000, required=True)


class DuplicateForm(EditForm):
    same_as = choice("Uguale a quale", "a quale è uguale", radio=True)


class BulkAssignForm(OfficeForm):
    chosen = several("Segnalazioni da assegnare", "almeno una riga")
    worker = choice("A chi", "a chi", radio=False)
