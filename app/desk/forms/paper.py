"""The shape of the numbers given by hand."""

from wtforms import Field, ValidationError
from wtforms.validators import Regexp

from app.desk.labels.paper import REASONS
from app.desk.labels.tickets import LABELS
from app.desk.rules.paper import PaperFault, read_paper
from app.desk.rules.queue import LETTERS, Queue
from app.web.fields import choice, long_text, short_text
from app.web.forms import OfficeForm

_GIVEN = (Queue.SOCIAL, Queue.PRACTICES)
_NUMBER = Regexp(r"[1-9]\d?$", message="Scrivi un numero da 1 a 99, per esempio 15.")


class PaperForm(OfficeForm):
    """Up to which number paper went, and who of them still waits."""

    queue = choice(
        "Quale lettera", "la lettera",
        [(one, f"{LETTERS[one]} · {LABELS[Queue][one].text}") for one in _GIVEN],
        default=Queue.SOCIAL,
    )  # fmt: skip
    last = short_text(
        "Biglietti di carta dati fino al numero", "l'ultimo numero dato a mano, per esempio 15",
        longest=2, required=True, validators=[_NUMBER],
    )  # fmt: skip
    lines = long_text("Chi di loro aspetta ancora", "i biglietti", longest=2000)

    def validate_lines(self, field: Field) -> None:
        """Refuse a line that is not a number and an hour."""
        try:
            read_paper(field.data or "")
        except ValueError as unreadable:
            raise ValidationError(REASONS[PaperFault.UNREADABLE]) from unreadable
