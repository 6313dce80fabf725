"""The shape of what is typed about something to be done."""

from wtforms.validators import Optional

from app.tasks.labels import LABELS
from app.tasks.rules import TaskOutcome
from app.web.fields import MAIL, choice, day, labelled, short_text, tick
from app.web.forms import OfficeForm


class TaskForm(OfficeForm):
    what = short_text("Che cosa c'è da fare", "che cosa c'è da fare", longest=300, required=True)
    due_on = day("Entro il giorno, se ce n'è uno", "il giorno")
    for_id = choice("Chi la fa", "chi la fa", radio=False)


class CloseTaskForm(OfficeForm):
    outcome = choice("Com'è finita", "com'è finita", labelled(LABELS, TaskOutcome), default="done")


class DigestForm(OfficeForm):
    wanted = tick("Scrivimi il lunedì mattina quante scadenze ho")
    address = short_text("A quale indirizzo e-mail", "l'indirizzo", validators=[Optional(), MAIL])
