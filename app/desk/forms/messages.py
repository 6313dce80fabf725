"""The shape of a message."""

from wtforms import HiddenField
from wtforms.validators import Length

from app.desk.labels.messages import LABELS
from app.desk.rules.messages import AskedFor, Claims
from app.people.labels import LABELS as PEOPLE
from app.people.rules import MayLeaveMessage
from app.web.fields import choice, labelled, long_text, short_text, tick
from app.web.forms import EditForm, OfficeForm

ON_DUTY = "duty"


class NewMessageForm(OfficeForm):
    to = choice("Per chi", "per chi è", radio=False, default=ON_DUTY)
    caller = short_text("Chi ha chiamato", "chi ha chiamato")
    phone = short_text("Numero", "il numero", longest=40)
    may_leave = choice(
        "Posso lasciare un messaggio?", "se si può lasciare un messaggio",
        labelled(PEOPLE, MayLeaveMessage), default=MayLeaveMessage.UNKNOWN,
    )  # fmt: skip
    when = short_text("Quando richiamare", "quando", longest=80)
    urgent = tick("È urgente")
    text = long_text("Messaggio", "il messaggio", longest=2000)


class RefusedForm(OfficeForm):
    """Of whom it was asked, and a press: the rest has an answer already."""

    person = HiddenField(validators=[Length(max=64)])
    about = short_text("Di chi chiedeva", "di chi chiedeva")
    claims = choice(
        "Chi ha detto di essere", "chi ha detto di essere", labelled(LABELS, Claims),
        default=Claims.OTHER,
    )  # fmt: skip
    asked = choice(
        "Che cosa ha chiesto", "che cosa ha chiesto", labelled(LABELS, AskedFor),
        default=AskedFor.WHETHER_FOLLOWED,
    )  # fmt: skip
    words = short_text("Altro da sapere", "le altre parole", longest=200)


class AnswerForm(EditForm):
    answer = long_text("Com'è andata, in poche parole", "com'è andata", longest=2000)


class PassOnForm(EditForm):
    to = choice("A chi", "a chi passarlo", radio=False, default=ON_DUTY)
