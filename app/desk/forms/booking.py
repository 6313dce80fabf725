"""The shape of the booking page: one form, five blocks."""

from flask import request
from wtforms import HiddenField
from wtforms.validators import Length, Regexp

from app.appointments.labels import LABELS
from app.appointments.rules import Origin, Purpose, WorkGroup
from app.people.labels import LABELS as PEOPLE
from app.people.rules import MayLeaveMessage
from app.web.fields import choice, labelled, short_text, tick
from app.web.forms import OfficeForm

NEW = "new"
_YEAR = Regexp(r"\d{4}$", message="Scrivi l'anno con quattro cifre, per esempio 1990.")
FIRST_SHOWN, MORE_SHOWN, MOST_SHOWN = 8, 24, 200
_BY_THE_URP = (Origin.URP_PHONE, Origin.URP_DESK)


def _split(text: str) -> tuple[str, str, str]:
    """Return surname, name and number as somebody types them in one line."""
    if any(character.isdigit() for character in text):
        dialled = all(character.isdigit() or character in " +()./-" for character in text)
        return "", "", text if dialled else ""
    surname, _, given = text.partition(" ")
    return surname, given, ""


class BookingForm(OfficeForm):
    text = short_text("Chi chiama", "chi chiama", longest=200)
    person = choice("Chi è?", "chi è, oppure «Nuova persona»", required=False)
    surname = short_text("Cognome", "il cognome")
    given = short_text("Nome", "il nome")
    birth_year = short_text("Anno di nascita", "l'anno", longest=4, validators=[_YEAR])
    is_another = tick("Ho guardato: è un'altra persona")
    purpose = choice(
        "Motivo", "il motivo", labelled(LABELS, Purpose), default=Purpose.FIRST_INTERVIEW
    )
    group = choice(
        "Per chi è?", "per chi è", labelled(LABELS, WorkGroup), default=WorkGroup.UNKNOWN
    )
    worker = choice("Chiede una persona precisa", "la persona", required=False, radio=False)
    place = choice("Quando", "quando", required=False)
    phone = short_text("Telefono", "il telefono", longest=40)
    may_leave = choice(
        "Posso lasciare un messaggio?",
        "se si può lasciare un messaggio",
        labelled(PEOPLE, MayLeaveMessage),
        default=MayLeaveMessage.UNKNOWN,
    )
    practical = short_text("Serve qualcosa di pratico?", "che cosa serve", longest=80)
    origin = choice(
        "Come chiede",
        "come chiede",
        [(str(one), LABELS[Origin][one].text) for one in _BY_THE_URP],
        default=Origin.URP_PHONE,
    )
    shown = HiddenField(default=str(FIRST_SHOWN), validators=[Length(max=4)])
    message = HiddenField(validators=[Length(max=36)])
    filled = HiddenField(validators=[Length(max=200)])  # what the new person was filled in with

    @property
    def is_new(self) -> bool:
        """Whether somebody not yet in the archive is booked."""
        return bool(self.person.data == NEW)

    def fill_in(self) -> None:
        """Carry what was searched to the new person, until somebody writes it differently."""
        text = self.text.data or ""
        was, new = _split(self.filled.data or ""), _split(text)
        if (self.surname.data or "", self.given.data or "") in (("", ""), was[:2]):
            self.surname.data, self.given.data = new[:2]
        if (self.phone.data or "") in ("", was[2]):
            self.phone.data = new[2]
        self.filled.data = text

    def how_many(self) -> int:
        """Return how many places are to be shown; what was tampered with shows the first ones."""
        text = self.shown.data or ""
        honest = len(text) <= len(str(MOST_SHOWN)) and text.isdecimal()
        return min(int(text), MOST_SHOWN) if honest else FIRST_SHOWN

    def show_more(self) -> None:
        """Show more dates from now on."""
        self.shown.data = str(min(self.how_many() + MORE_SHOWN, MOST_SHOWN))

    @property
    def pressed(self) -> str:
        """Which button was pressed: search, more, call_back, or book; none on a page opened."""
        if request.method != "POST":
            return ""
        buttons = ("search", "more", "call_back")
        return next((name for name in buttons if name in request.form), "book")
