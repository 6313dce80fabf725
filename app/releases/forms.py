"""The shape of what is typed about letters."""

from app.releases.labels import LABELS
from app.releases.rules import LegalBasis, LetterKind
from app.web.fields import choice, day, labelled, long_text, short_text, tick
from app.web.forms import EditForm, OfficeForm

_TEXT_HINT = (
    "Una riga che comincia con # è un titolo, una che comincia con - è un punto di un elenco."
)


class RecipientForm(OfficeForm):
    """Read from the address: to whom one is about to write."""

    class Meta(OfficeForm.Meta):
        csrf = False

    to = choice("A chi", "a chi scrivere", radio=False)


class WhichLetterForm(OfficeForm):
    """Read from the address: which letter about a practice one is about to write."""

    class Meta(OfficeForm.Meta):
        csrf = False

    to = choice("Quale lettera", "quale lettera")


class ReceiptForm(EditForm):
    """Nothing to write: the press prepares it."""


class LetterForm(EditForm):
    text = long_text("Il testo", "il testo", longest=20_000, required=True, description=_TEXT_HINT)
    basis = choice("Perché si può mandare", "perché si può mandare", labelled(LABELS, LegalBasis))
    basis_words = short_text("Quale norma, se è un'altra", "quale norma", longest=200)


class CopyForm(LetterForm):
    to = choice("A quale ente", "a quale ente", radio=False)


class WhyForm(EditForm):
    words = long_text("Perché", "perché", longest=2000, required=True)


class ReturnForm(EditForm):
    words = long_text("Che cosa va cambiato", "che cosa va cambiato", longest=2000, required=True)


class SendForm(EditForm):
    channel = choice("Come è partita", "come è partita")
    sent_on = day("Il giorno", "il giorno", required=True, near=True)
    protocol_number = short_text("Protocollo in uscita", "il protocollo", longest=40)
    protocol_on = day("Protocollo del giorno", "il giorno", near=True)
    protection_assured = tick("C'è un minore a rischio: è già al sicuro")


class TemplateForm(EditForm):
    text = long_text("Il testo", "il testo", longest=8000, required=True, description=_TEXT_HINT)


class RegisterForm(OfficeForm):
    """Read from the address: which rows of the register are shown."""

    class Meta(OfficeForm.Meta):
        csrf = False

    since = day("Dal", "il giorno")
    until = day("Al", "il giorno")
    kind = choice(
        "Che cosa", "che cosa", [("", "Tutto"), *labelled(LABELS, LetterKind)],
        required=False, radio=False,
    )  # fmt: skip
    body = choice("A quale ente", "l'ente", required=False, radio=False)
