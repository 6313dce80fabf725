"""The shape of what comes in writing."""

from app.documents.rules import ENDINGS
from app.intake.labels import LABELS
from app.intake.rules import Misplaced, PaperKind, WhyReferrer
from app.web.fields import choice, day, labelled, long_text, several, short_text, upload
from app.web.forms import OfficeForm


class MailForm(OfficeForm):
    """A message saved as a file."""

    file = upload("Messaggio (.eml)", "il messaggio salvato come file .eml", [".eml"])


class TakeForm(OfficeForm):
    """What goes with a message into the request or report it becomes."""

    take = several("Prendi anche gli allegati", "gli allegati")


class PlaceForm(TakeForm):
    """A message that belongs to something registered already."""

    number = short_text("Numero della segnalazione", "il numero", longest=20, required=True)


class PaperForm(OfficeForm):
    """A scan, with the number under which the office entered it."""

    kind = choice("Che cosa è", "che cosa è", labelled(LABELS, PaperKind))
    file = upload("File", "il file", ENDINGS)
    protocol_number = short_text("Protocollo n.", "il numero", longest=40)
    protocol_on = day("Del", "la data del protocollo")


class MisplacedForm(OfficeForm):
    """Where a file goes that was put here by mistake, and why."""

    where = choice("Dove va", "dove va", labelled(LABELS, Misplaced))
    number = short_text("Numero della segnalazione giusta", "il numero", longest=20)
    words = long_text("Perché", "perché", longest=2000, required=True)

    def of(self, kind: PaperKind) -> None:
        """Offer what fits a file of that kind: only a message waits again."""
        if kind is not PaperKind.MAIL:
            offered = labelled(LABELS, Misplaced)
            self.where.choices = [pair for pair in offered if pair[0] != Misplaced.TO_WAIT]


class RevealForm(OfficeForm):
    """Why the name of who reported is needed."""

    purpose = choice("Perché ti serve saperlo", "il motivo", labelled(LABELS, WhyReferrer))
