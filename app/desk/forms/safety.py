"""The shape of the note of an incident."""

from app.desk.labels.safety import LABELS
from app.desk.rules.safety import IncidentKind, WhoWasTold
from app.web.fields import choice, day, hour_of, labelled, long_text, short_text
from app.web.forms import OfficeForm


class IncidentForm(OfficeForm):
    """One choice and a few words: the rest is already filled in, or may be left."""

    kind = choice("Che cosa è successo", "che cosa è successo", labelled(LABELS, IncidentKind))
    text = long_text("In poche parole", "che cosa è successo", longest=4000)
    on = day("Quando", "il giorno", required=True)
    hour = hour_of("on")
    told = choice(
        "Chi lo sa già", "chi lo sa già", labelled(LABELS, WhoWasTold), default=WhoWasTold.NOBODY
    )
    find = short_text("Cerca la persona, se si sa chi è", "il nome", longest=120)
    person_id = choice(
        "Persona", "la persona", [("", "Non si sa, o non serve")], required=False, default=""
    )
