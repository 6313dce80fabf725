"""The shape of what is typed at the walk-in desk."""

from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Area, PathCode, Recipient
from app.desk.labels.tickets import LABELS
from app.desk.rules.queue import (
    LONGEST_NOTE,
    AwayCause,
    JumpCause,
    PassTarget,
    WithoutInterviewCause,
)
from app.desk.rules.visits import Outcome, Presence
from app.web.fields import choice, labelled, long_text, several, short_text, tick, valid_hour
from app.web.forms import EditForm, OfficeForm

COUNTERS = 8


class TakeForm(OfficeForm):
    """The letter is the button that was pressed."""

    precedence = tick("Precedenza")


class CounterForm(OfficeForm):
    number = choice(
        "Numero dello sportello", "il numero",
        [(str(number), str(number)) for number in range(1, COUNTERS + 1)], radio=False,
    )  # fmt: skip


class AwayForm(OfficeForm):
    reason = choice("Perché", "il motivo", labelled(LABELS, AwayCause))
    back = short_text(
        "Torno alle", "l'ora del rientro", longest=5, required=True, validators=[valid_hour]
    )


class PrecedenceForm(EditForm):
    precedence = tick("Precedenza")


class ScreenForm(OfficeForm):
    name = short_text("Dove sta lo schermo", "dove sta lo schermo", longest=80, required=True)


class JumpForm(EditForm):
    reason = choice("Perché prima del turno", "il motivo", labelled(LABELS, JumpCause))


class PassForm(EditForm):
    to = choice("A chi passa", "a chi passa", labelled(LABELS, PassTarget))


class WithoutInterviewForm(EditForm):
    why = choice("Come si conclude", "come si conclude", labelled(LABELS, WithoutInterviewCause))


class ConcludeForm(EditForm):
    """What happened: ticks and two lines. Everything typed so far is kept while she is here."""

    outcomes = several("Esito", "l'esito", labelled(LABELS, Outcome))
    service = short_text("Cerca il servizio con le sue parole", "le parole", longest=120)
    path = choice(
        "Se orientamento, a quale servizio", "il servizio",
        [("", "Nessuno in particolare"), *labelled(CATALOGUE, PathCode)],
        required=False, radio=False, default="",
    )  # fmt: skip
    recipients = several("Destinatari", "i destinatari", labelled(CATALOGUE, Recipient))
    area = choice(
        "Area di bisogno", "l'area", [("", "Da scegliere"), *labelled(CATALOGUE, Area)],
        required=False, radio=False, default="",
    )  # fmt: skip
    present = several("Chi c'era", "chi c'era", labelled(LABELS, Presence))
    present_names = short_text("Nomi di chi accompagna o traduce", "i nomi", longest=200)
    interpreter = tick("Si è parlato con un interprete")
    alone_in_part = tick("Colloquio da sola, anche in parte")
    note = long_text("Nota", "la nota", longest=LONGEST_NOTE)
    message_for = choice(
        "Se chiede della sua assistente sociale, per chi è il messaggio", "per chi è",
        [("", "Nessun messaggio")], required=False, radio=False, default="",
    )  # fmt: skip
    message_text = short_text("Che cosa chiede", "il messaggio", longest=200)
    message_phone = short_text("A che numero richiamare", "il numero", longest=40)
    find = short_text("Cerca la persona, se si è presentata", "il nome", longest=120)
    person_id = choice(
        "Persona", "la persona", [("", "Resta senza nome")], required=False, default=""
    )
