"""The demo's clock, and what is said of a deadline."""

from app.tasks.labels import LABELS
from app.tasks.rules import MarkWhy
from app.web.fields import choice, day, hour_of, labelled
from app.web.forms import EditForm, OfficeForm

_STEPS = [("3", "Tre giorni"), ("7", "Una settimana"), ("day", "Al giorno")]


class OfficeClockForm(OfficeForm):
    on = day("Giorno", "il giorno", required=True)
    at = hour_of("on", "Ora")


class PostponeForm(EditForm):
    step = choice("Di quanto", "di quanto", _STEPS, default="3")
    until = day("Giorno, se lo scegli tu", "il giorno")
    why = choice("Perché", "perché", labelled(LABELS, MarkWhy))


class PassForm(EditForm):
    to = choice("A chi", "a chi", radio=False)
    why = choice("Perché", "perché", labelled(LABELS, MarkWhy))
