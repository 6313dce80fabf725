"""The shape of the booking page: one form, five blocks."""

from datetime import datetime
from typing import Any

from wtforms import HiddenField
from wtforms.validators import Length

from app.appointments.labels import LABELS
from app.appointments.rules import Origin, PlaceFor, Purpose, WorkGroup
from app.appointments.rules.interpreter import InterpreterWay
from app.kernel.references import AppointmentId
from app.notifications.labels import LABELS as NOTICES
from app.notifications.rules import Language
from app.people.labels import LABELS as PEOPLE
from app.people.rules import MayLeaveMessage
from app.web.fields import choice, labelled, short_text, tick
from app.web.forms import OfficeForm

NEW = "new"
_STEP, _MOST = 8, 200
_PRESSES = ("search", "more", "hold", "call_back")


class BookingForm(OfficeForm):
    text = short_text("Chi chiama", "chi chiama", longest=200)
    person = choice("Chi è?", "chi è, oppure «Nuova persona»", required=False)
    surname = short_text("Cognome", "il cognome")
    given = short_text("Nome", "il nome")
    is_another = tick("Ho guardato: è un'altra persona")
    purpose = choice(
        "Motivo", "il motivo", labelled(LABELS, Purpose), default=Purpose.FIRST_INTERVIEW
    )
    group = choice(
        "Per chi è?", "per chi è", labelled(LABELS, WorkGroup), default=WorkGroup.UNKNOWN
    )
    worker = choice("Chiede una persona precisa", "la persona", required=False, radio=False)
    place_for = choice(
        "Quale posto",
        "quale posto",
        labelled(LABELS, PlaceFor),
        default=PlaceFor.FRONT_OFFICE,
    )
    place = choice("Quando", "quando", required=False)
    wants_earlier = tick("Verrebbe anche prima, se si libera un posto")
    add_anyway = tick("Ne serve un altro oltre a quello che ha già")
    phone = short_text("Telefono", "il telefono", longest=40)
    may_leave = choice(
        "Posso lasciare un messaggio?",
        "se si può lasciare un messaggio",
        labelled(PEOPLE, MayLeaveMessage),
        default=MayLeaveMessage.UNKNOWN,
    )
    remind = tick("Promemoria con un messaggio")
    language = choice(
        "Lingua del promemoria",
        "la lingua del promemoria",
        labelled(NOTICES, Language),
        radio=False,
        default=Language.ITALIAN,
    )
    interpreter = short_text("Lingua dell'interprete, se serve", "la lingua", longest=80)
    interpreter_way = choice(
        "Come interpreta",
        "come interpreta",
        labelled(LABELS, InterpreterWay),
        default=InterpreterWay.PRESENCE,
    )
    practical = short_text("Serve qualcosa di pratico?", "che cosa serve", longest=80)
    origin = choice("Come chiede", "come chiede", default=Origin.URP_PHONE)
    named_from = HiddenField(validators=[Length(max=200)])  # the words the name was split from
    shown = HiddenField(default="8", validators=[Length(max=4)])
    message = HiddenField(validators=[Length(max=36)])
    held = HiddenField(validators=[Length(max=36)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build the form.

        `expected` will hold what those found are still expected for, `has_the_same` whether the
        chosen one has a place for the same reason, `speaks` the language she speaks if it is not
        Italian, `kept` the places others keep while they talk,
        `held_until` until when hers is kept, `reached` where a reminder of each would go.
        """
        super().__init__(*args, **kwargs)
        self.expected: list[tuple[AppointmentId, str]] = []
        self.has_the_same = False
        self.speaks = ""
        self.kept: list[str] = []
        self.held_until: datetime | None = None
        self.reached: list[str] = []

    @property
    def is_new(self) -> bool:
        """Whether somebody not yet in the archive is booked."""
        return bool(self.person.data == NEW)

    def how_many(self) -> int:
        """Return how many places are to be shown; what was tampered with shows the first ones."""
        text = self.shown.data or ""
        return min(int(text), _MOST) if text.isdecimal() and len(text) <= 4 else _STEP

    def show_more(self) -> None:
        """Show eight places more than the page did."""
        self.shown.data = str(min(self.how_many() + _STEP, _MOST))

    def asked_for(self, pressed: Any) -> str:
        """Return which button was pressed: search, more, hold, call_back, or book."""
        return next((name for name in _PRESSES if name in pressed), "book")
