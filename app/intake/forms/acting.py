"""What each act of a request asks, in the words of the desk."""

from wtforms import HiddenField
from wtforms.validators import Length

from app.cases.labels import LABELS as CASES
from app.cases.rules.case import TakingChargeBasis
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Area, ConsentBasis
from app.intake.labels import LABELS
from app.intake.rules import (
    Acknowledgement,
    Answer,
    ArchiveGround,
    Awaited,
    Changes,
    CompetenceBasis,
    CompetenceVerdict,
    ContactOutcome,
    GiveBackCause,
    HelpGiven,
    Urgency,
)
from app.intake.rules.rereading import Rereading
from app.practices.labels import LABELS as PRACTICES
from app.practices.rules import PracticeKind
from app.web.fields import (
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


class RereadForm(OfficeForm):
    """What who reads a closed request again thinks of it."""

    verdict = choice("Che cosa ne pensi", "che cosa ne pensi", labelled(LABELS, Rereading))


class GiveBackForm(EditForm):
    reason = choice("Perché", "perché", labelled(LABELS, GiveBackCause))


class AttemptForm(EditForm):
    outcome = choice("Com'è andata", "com'è andata", labelled(LABELS, ContactOutcome))
    on = day("Il", "il giorno", required=True)
    at = hour_of("on", "Alle")
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
    area = choice("Area", "l'area", labelled(CATALOGUE, Area), radio=False)
    holder_id = choice("Chi segue la cartella", "chi segue", radio=False)
    deputy_id = choice("Chi sostituisce", "chi sostituisce", required=False, radio=False)


class LinkForm(EditForm):
    target = choice("A quale cartella", "la cartella")


class ReadForm(EditForm):
    changes = choice("Cambia qualcosa?", "se cambia qualcosa", labelled(LABELS, Changes))
    words = long_text("Due righe", "due righe", longest=2000)


class FollowUpForm(EditForm):
    clock = choice("Di che cosa è il seguito", "di che cosa")
    words = long_text("Che cosa è successo", "che cosa è successo", longest=4000, required=True)


class WordsForm(EditForm):
    words = long_text("Scrivi", "due righe", longest=4000, required=True)


class SendForm(EditForm):
    body = choice("A quale Tribunale o Procura", "a chi", radio=False)
    worker = choice("Chi firma", "chi firma", radio=False)
    sent_on = day("Trasmessa il", "il giorno", required=True)
    protocol_number = short_text("Protocollo n.", "il numero", longest=40)


class TransferForm(EditForm):
    body = choice(
        "A quale ente", "l'ente", radio=False,
        description="Gli enti che usano questo programma stanno in «Passa a un altro ente».",
    )  # fmt: skip
    protection_assured = tick("Se c'è un minore a rischio: è già al sicuro")


class SomeForm(EditForm):
    """An end for some of the people, or for all of those left."""

    subjects = several("Per chi", "almeno una persona", required=True)


class SignpostForm(SomeForm):
    body = choice(
        "Dove", "dove", required=False, radio=False,
        description="Con un ente, se è arrivata si chiede tra gli invii ad altri enti.",
    )  # fmt: skip
    help_given = choice("Con quale aiuto", "con quale aiuto", labelled(LABELS, HelpGiven))
    words = long_text("Due righe", "due righe", longest=2000)


class PracticeForm(EditForm):
    subject = choice("Per chi", "per chi", radio=True)
    applicant = choice(
        "A nome di chi", "a nome di chi", radio=False,
        description="Per un minore, l'adulto che vive con lui e chiede per la famiglia.",
    )  # fmt: skip
    kind = choice("Quale pratica", "quale pratica", labelled(PRACTICES, PracticeKind))


class ArchiveForm(SomeForm):
    ground = choice("Perché", "perché", labelled(LABELS, ArchiveGround), radio=False)
    words = long_text("Spiega con parole tue", "perché", longest=4000, required=True)


class NotCompetentForm(SomeForm):
    body = choice("A chi spetta", "a chi spetta", required=False, radio=False)
    words = long_text("Spiega con parole tue", "perché", longest=4000, required=True)


class DuplicateForm(EditForm):
    same_as = choice("Uguale a quale", "a quale è uguale", radio=True)


class BulkAssignForm(EditForm):
    chosen = several("Segnalazioni da assegnare", "almeno una riga")
    worker = choice("A chi", "a chi", radio=False)
    read = HiddenField(validators=[Length(max=64)])  # the print of what was read before the press


class CompetenceForm(EditForm):
    verdict = choice("È di questo ufficio?", "una risposta", labelled(LABELS, CompetenceVerdict))
    basis = choice("Su che base", "su che base", labelled(LABELS, CompetenceBasis), radio=False)
    body = choice("Se è di un altro ente, quale", "l'ente", required=False, radio=False)
    grounds = long_text(
        "Due righe", "due righe", longest=2000,
        description="Chi è qui ed è in pericolo si protegge comunque.",
    )  # fmt: skip
