"""The shape of a message."""

from app.desk.labels.messages import LABELS
from app.desk.rules.messages import TAKEN_BY_HAND, Kind
from app.people.labels import LABELS as PEOPLE
from app.people.rules import MayLeaveMessage
from app.web.fields import choice, labelled, long_text, short_text, tick
from app.web.forms import EditForm, OfficeForm

ON_DUTY = "duty"


class NewMessageForm(OfficeForm):
    to = choice("Per chi", "per chi è", radio=False, default=ON_DUTY)
    kind = choice(
        "Che cosa è", "che cosa è",
        [pair for pair in labelled(LABELS, Kind) if pair[0] in TAKEN_BY_HAND],
        default=Kind.MESSAGE,
    )  # fmt: skip
    caller = short_text("Chi ha chiamato", "chi ha chiamato")
    phone = short_text("Numero", "il numero", longest=40)
    may_leave = choice(
        "Posso lasciare un messaggio?", "se si può lasciare un messaggio",
        labelled(PEOPLE, MayLeaveMessage), default=MayLeaveMessage.UNKNOWN,
    )  # fmt: skip
    when = short_text("Quando richiamare", "quando", longest=80)
    urgent = tick("È urgente")
    text = long_text("Messaggio", "il messaggio", longest=2000)


class AnswerForm(EditForm):
    answer = long_text("Com'è andata, in poche parole", "com'è andata", longest=2000)


class PassOnForm(EditForm):
    to = choice("A chi", "a chi passarlo", radio=False, default=ON_DUTY)
