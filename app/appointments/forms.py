"""The shape of what is typed about appointments."""

from app.appointments.labels import LABELS
from app.appointments.rules import CancelCause, ToldHow
from app.web.fields import choice, labelled
from app.web.forms import EditForm


class CancelForm(EditForm):
    cause = choice("Perché", "perché", labelled(LABELS, CancelCause))


class ToldForm(EditForm):
    how = choice("Come è stata avvisata", "come", labelled(LABELS, ToldHow))


class MoveForm(EditForm):
    place = choice("Nuovo posto", "il nuovo posto")
