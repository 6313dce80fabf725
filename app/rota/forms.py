"""The shape of what is typed about the rota."""

from app.organisations.labels import LABELS as OFFICE
from app.organisations.rules import OpeningKind
from app.web.fields import choice, day, labelled, short_text, valid_hour
from app.web.forms import OfficeForm

_COUNTERS = (OpeningKind.WALK_IN, OpeningKind.APPOINTMENTS, OpeningKind.ADMIN_COUNTERS)


class ShiftForm(OfficeForm):
    worker = choice("Chi", "chi è di turno", radio=False)
    kind = choice(
        "Dove",
        "a che cosa",
        [pair for pair in labelled(OFFICE, OpeningKind) if pair[0] in _COUNTERS],
        radio=False,
    )
    site = choice("Sede", "la sede", radio=False)
    first = day("Giorno", "il giorno", required=True)
    until = day("Ogni settimana fino al", "l'ultimo giorno")
    from_hour = short_text("Dalle", "l'ora", longest=5, required=True, validators=[valid_hour])
    to_hour = short_text("Alle", "l'ora", longest=5, required=True, validators=[valid_hour])
