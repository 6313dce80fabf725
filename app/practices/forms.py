"""The shape of what is typed about practices."""

from app.practices.labels import LABELS
from app.practices.rules import LONGEST, IseeKind, PaperKind, PaperState, PracticeKind, Purpose
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


class NewPracticeForm(OfficeForm):
    kind = choice("Per che cosa", "per che cosa", labelled(LABELS, PracticeKind))


class PaperForm(EditForm):
    kind = choice("Quale carta", "quale carta", labelled(LABELS, PaperKind), radio=False)
    state = choice(
        "Com'è",
        "com'è",
        [pair for pair in labelled(LABELS, PaperState) if pair[0] != PaperState.MISSING],
        default=PaperState.RECEIVED,
    )
    received_on = day("Arrivata il", "il giorno", required=True)
    valid_until = day("Vale fino al", "il giorno", description="Per l'ISEE: di solito il 31/12.")
    isee = amount("Valore ISEE", "il valore", description="Solo se la carta è l'ISEE.")
    isee_kind = choice(
        "Quale ISEE", "quale ISEE", [("", "Non è l'ISEE"), *labelled(LABELS, IseeKind)],
        required=False, radio=False, default="",
    )  # fmt: skip
    why = short_text("Se non serve, perché", "perché non serve", longest=200)


class ChecklistForm(OfficeForm):
    papers = several("Che cosa si chiede", "le carte", labelled(LABELS, PaperKind))
    valid_from = day("Dal giorno", "il giorno", required=True)
    source = short_text("Norma o decisione", "la norma", longest=200)


class GrantForm(EditForm):
    amount = amount("Quanto in tutto", "l'importo", required=True)
    purpose = choice("Per che cosa", "per che cosa", labelled(LABELS, Purpose), radio=False)
    payments = choice(
        "In quanti pagamenti",
        "in quanti pagamenti",
        [(str(number), str(number)) for number in range(1, LONGEST + 1)],
        radio=False,
        default="1",
    )
    first_on = day("Il primo, il giorno", "il giorno del primo pagamento", required=True)


class ProposalForm(GrantForm):
    words = long_text("Perché", "perché lo proponi", longest=4000, required=True)


class UrgentForm(GrantForm):
    voice_by = short_text("Chi ha autorizzato a voce", "chi ha autorizzato", required=True)
    voice_on = day("Il", "il giorno", required=True)
    voice_hour = hour_of("voice_on", "Alle")
    words = long_text("A che cosa serve stasera", "a che cosa serve", longest=2000, required=True)


class WordsForm(EditForm):
    words = long_text("Scrivi perché", "perché", longest=4000, required=True)


class ActForm(EditForm):
    act_reference = short_text("Atto n.", "il numero dell'atto", longest=80, required=True)


class PayForm(EditForm):
    paid_on = day("Pagato il", "il giorno", required=True)
    account_checked = tick("Ho controllato IBAN e intestatario")
