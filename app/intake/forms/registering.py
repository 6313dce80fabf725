"""Writing down what reached the office: four answers, and whatever else is already known."""

from uuid import UUID

from wtforms import HiddenField
from wtforms.validators import Length

from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import ReferralSource
from app.intake.labels import LABELS, REASONS
from app.intake.operations import Arrival, OrderGiven, SubjectGiven
from app.intake.rules import (
    CHECKED_FIRST,
    Answer,
    Channel,
    JudicialAsk,
    ReferralFault,
    Urgency,
    urgency_of,
)
from app.kernel.references import BodyId
from app.people.rules import BirthKnown, PersonDetails
from app.web.fields import (
    choice,
    day,
    hour_of,
    labelled,
    long_text,
    moment_of,
    say,
    several,
    short_text,
    tick,
    told,
)
from app.web.forms import EditForm, OfficeForm

NEW_PERSON, NOT_KNOWN = "new", "unknown"
# What another body passes on, or somebody files from outside, comes by itself: it is never typed.
_BY_ITSELF = (Channel.TRANSFER, Channel.ONLINE)
_BY_HAND = [one for one in labelled(LABELS, Channel) if one[0] not in _BY_ITSELF]


class WhoFields(OfficeForm):
    """Whom it concerns: search first, then one of those found, somebody new, or nobody's name."""

    text = short_text("Cerca chi riguarda", "chi riguarda", longest=200)
    person = choice("Chi è?", "chi è", required=False)
    surname = short_text("Cognome", "il cognome")
    given = short_text("Nome", "il nome")
    birth_date = day("Data di nascita", "la data")
    is_another = tick("Ho guardato: è un'altra persona")
    described = short_text("Come è stata descritta", "come è descritta", longest=200)
    thought_adult = choice(
        "È maggiorenne?", "se è maggiorenne", labelled(LABELS, Answer), default=Answer.UNKNOWN
    )

    def adult(self) -> Answer:
        """Return whether she was thought of age; read before the form is validated."""
        text = self.thought_adult.data
        return Answer(text) if text in set(Answer) else Answer.UNKNOWN

    def new_person(self) -> PersonDetails | None:
        """Return who is new, by what was typed here or else searched; None without a surname."""
        words = (self.text.data or "").split()
        surname = self.surname.data or (words[0] if words else "")
        if not surname:
            return None
        return PersonDetails(
            surname=surname[:120],
            given=self.given.data or ("" if self.surname.data else " ".join(words[1:])[:120]),
            birth_known=BirthKnown.EXACT if self.birth_date.data else BirthKnown.UNKNOWN,
            birth_date=self.birth_date.data,
        )


class OrderFields(OfficeForm):
    """What a judicial authority writes; nothing of it, or at least its day and what it asks."""

    proceeding = short_text("Procedimento n.", "il numero del procedimento", longest=80)
    dated = day("Atto del", "la data dell'atto")
    asks = choice(
        "Che cosa chiede", "che cosa chiede",
        [("", "Non ancora letto"), *labelled(LABELS, JudicialAsk)],
        required=False, radio=False,
    )  # fmt: skip
    answer_by = day("Risposta entro", "il termine")

    def order(self) -> OrderGiven | None:
        """Return the order, of a valid form; None while nobody read what it asks."""
        asks = told(self.asks)
        if self.dated.data is None or not asks:
            return None
        return OrderGiven(
            proceeding=self.proceeding.data or "",
            dated=self.dated.data,
            asks=JudicialAsk(asks),
            answer_by=self.answer_by.data,
        )

    def order_is_whole(self) -> bool:
        """Whether no order is there, or its day and what it asks; say what is missing."""
        some = [self.dated.data, told(self.asks), self.answer_by.data, self.proceeding.data]
        if any(some) and not (self.dated.data and told(self.asks)):
            missing = self.asks if self.dated.data else self.dated
            say(missing, REASONS[ReferralFault.ORDER_INCOMPLETE])
            return False
        return True


class RegisterForm(WhoFields, OrderFields):
    """The four answers, and whatever else is already known."""

    draft = HiddenField(validators=[Length(max=40)])
    people = several("Riguarda", "le persone")
    channel = choice(
        "Come è arrivata", "come è arrivata", _BY_HAND, default=Channel.DESK,
        radio=False,
    )  # fmt: skip
    source = choice(
        "Chi segnala", "chi segnala", [("", "Scegli"), *labelled(CATALOGUE, ReferralSource)],
        radio=False,
    )  # fmt: skip
    body = choice("Quale ente", "l'ente", required=False, radio=False)
    referrer = short_text("Nome, ruolo e recapito di chi segnala", "chi segnala", longest=300)
    anonymous = tick("Non vuole dire chi è")
    received_on = day("Arrivata il", "il giorno", required=True)
    received_hour = hour_of("received_on", "Alle")
    protocol_number = short_text("Protocollo n.", "il numero", longest=40)
    protocol_on = day("Del", "la data del protocollo")
    story = long_text("Cosa succede", "che cosa succede", required=True)
    urgency = choice(
        "Quanto è urgente", "quanto è urgente", labelled(LABELS, Urgency), required=False
    )
    interviewed = tick("Con la persona si è già fatto un colloquio")

    def is_immediate(self) -> bool:
        """Whether somebody is in danger now; read before the form is validated."""
        return bool(self.urgency.data == Urgency.IMMEDIATE)

    def must_be_read_back(self) -> bool:
        """Whether a mistake here weighs so much that it is read back before it is kept."""
        return self.source.data in CHECKED_FIRST

    def arrival(self, subjects: tuple[SubjectGiven, ...]) -> Arrival:
        """Return what reached the office about `subjects`; to be called on a valid form."""
        body, source = told(self.body), ReferralSource(self.source.data)
        return Arrival(
            channel=Channel(self.channel.data),
            source=source,
            story=self.story.data or "",
            subjects=subjects,
            received_at=moment_of(self.received_on, self.received_hour),
            urgency=Urgency(self.urgency.data) if self.urgency.data else urgency_of(source),
            anonymous=self.anonymous.data,
            referrer=self.referrer.data or "",
            referring_body_id=BodyId(UUID(body)) if body else None,
            protocol_number=self.protocol_number.data or "",
            protocol_on=self.protocol_on.data,
            interviewed=self.interviewed.data,
            order=self.order(),
        )


class SubjectForm(WhoFields, EditForm):
    """One more of the people concerned."""
