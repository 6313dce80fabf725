"""The one page that a school or another service fills in, and the link by which it comes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wtforms import Field

from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Detail, ReferralSource
from app.documents.rules import ENDINGS, Accepted
from app.intake.labels import LABELS as INTAKE
from app.intake.operations import Arrival, SubjectGiven
from app.intake.rules import Answer, Channel, ContextKey, Layer, Urgency, asked_in
from app.kernel.periods import is_minor
from app.kernel.references import BodyId
from app.referrers.labels import LABELS
from app.referrers.operations import LinkFor
from app.referrers.rules import ReportKind, Support
from app.web.fields import (
    MAIL,
    PHONE,
    YES_NO_UNKNOWN,
    UploadField,
    choice,
    day,
    labelled,
    long_text,
    say,
    several,
    short_text,
    told,
)
from app.web.forms import OfficeForm
from app.web.request_time import today

# Who reports from outside by this form: a court writes an order, a citizen comes or calls.
SOURCES = (
    ReferralSource.SCHOOL,
    ReferralSource.HEALTH_SERVICE,
    ReferralSource.THIRD_SECTOR,
    ReferralSource.OTHER_SOCIAL_SERVICE,
    ReferralSource.PRIVATE_PROFESSIONAL,
)
_SOURCES = [(str(one), CATALOGUE[ReferralSource][one].text) for one in SOURCES]
_YES_NO = (("yes", "Sì"), ("no", "No"))
_DESCRIBED = 200  # as long as a description of somebody not identified
EPISODES = (1, 2, 3)
# What some kinds of body are asked apart: the field, and the question it answers.
_APART: Mapping[str, frozenset[Detail]] = {
    "institute": frozenset({Detail.INSTITUTE, Detail.BODY_AND_OPERATOR}),
    "place": frozenset({Detail.CLASS}),
    "attendance": frozenset({Detail.ATTENDANCE}),
    "violence": frozenset({Detail.SIGNS_OF_VIOLENCE}),
    "done": frozenset({Detail.ALREADY_DONE_BY_SCHOOL, Detail.HELP_ALREADY_GIVEN}),
    "informed": frozenset({Detail.FAMILY_INFORMED}),
    "informed_why": frozenset({Detail.FAMILY_INFORMED_WHY}),
    "prosecutor": frozenset({Detail.SENT_TO_PROSECUTOR}),
    "prosecutor_on": frozenset({Detail.SENT_TO_PROSECUTOR_ON}),
    "prosecutor_number": frozenset({Detail.SENT_PROTOCOL}),
}
FILES = ("file_1", "file_2", "file_3")


class LinkForm(OfficeForm):
    """For whom a link is made."""

    body = choice("Quale ente", "l'ente", required=False, radio=False)
    source = choice(
        "Che cosa è, se non è tra gli enti", "che cosa è",
        [("", "Lo dice l'ente scelto"), *_SOURCES], required=False, radio=False,
    )  # fmt: skip
    to_label = short_text("A chi lo mandi", "a chi lo mandi", required=True)

    def link_for(self) -> LinkFor:
        """Return for whom it is; to be called on a valid form."""
        body, source = told(self.body), told(self.source)
        return LinkFor(
            to_label=self.to_label.data or "",
            body_id=BodyId(UUID(body)) if body else None,
            source=ReferralSource(source) if source else None,
        )


class Episodes(OfficeForm):
    """What happened, each fact with its day, or why there is none."""

    day_1 = day("Giorno", "il giorno")
    fact_1 = long_text("Che cosa è successo, chi l'ha visto", "il fatto", longest=2000)
    day_2 = day("Giorno", "il giorno")
    fact_2 = long_text("Un altro fatto", "il fatto", longest=2000)
    day_3 = day("Giorno", "il giorno")
    fact_3 = long_text("Un altro fatto", "il fatto", longest=2000)
    no_fact_why = long_text("Se non c'è un fatto con la data: perché", "perché", longest=1000)

    def episodes(self) -> list[tuple[Field, Field]]:
        """Return the pairs of day and words, in the order of the page."""
        return [(self[f"day_{number}"], self[f"fact_{number}"]) for number in EPISODES]

    def facts(self) -> str:
        """Return what happened, one line for each fact; to be called on a valid form."""
        pairs = [(on.data, what.data) for on, what in self.episodes() if what.data]
        return "\n".join(f"{on:%d/%m/%Y}: {what}" for on, what in pairs)

    def episodes_are_whole(self) -> bool:
        """Whether each fact has its day, or it is said why there is none; say what is missing."""
        some = False
        for on, what in self.episodes():
            if what.data and not on.data and not on.errors:
                say(on, "Scrivi il giorno del fatto, per esempio 25/11/2026.")
            elif on.data and not what.data:
                say(what, "Scrivi che cosa è successo quel giorno.")
            elif on.data and on.data > today():
                say(on, "È un giorno che deve ancora venire: controlla la data.")
            some = some or bool(what.data)
        if not some and not self.no_fact_why.data:
            say(
                self.fact_1,
                "Racconta almeno un fatto con la sua data, o scrivi sotto perché non c'è.",
            )
        return not any(field.errors for pair in self.episodes() for field in pair)


class ReportForm(Episodes):
    """Everything of one report from outside, on one page."""

    to = choice("A quale ufficio", "l'ufficio", radio=False)
    source = choice("Chi segnala", "chi segnala", _SOURCES)
    kind = choice(
        "Che cosa mandi", "che cosa mandi", labelled(LABELS, ReportKind),
        default=ReportKind.DISTRESS,
    )  # fmt: skip
    institute = short_text("Istituto o servizio", "l'istituto o il servizio", required=True)
    place = short_text("Plesso e classe", "il plesso e la classe")
    head = short_text("Dirigente o responsabile", "chi dirige")
    contact = short_text("Referente: nome e ruolo", "chi possiamo sentire", required=True)
    phone = short_text("Telefono", "un telefono", longest=40, required=True, validators=[PHONE])
    pec = short_text("PEC o e-mail", "la PEC", validators=[MAIL])
    child = short_text("Cognome e nome", "cognome e nome di chi riguarda", required=True)
    born = day("Data di nascita", "la data di nascita")
    lives = short_text("Dove abita", "dove abita", longest=200)
    support = several("Ha già", "che cosa ha", labelled(LABELS, Support))
    family = long_text(
        "Genitori o chi ne fa le veci, fratelli e sorelle", "chi c'è in famiglia", longest=1000
    )
    attendance = long_text("Assenze e ritardi", "come frequenta", longest=1000)
    child_words = long_text("Parole del minore, come le ha dette", "le parole", longest=2000)
    care = long_text("Cura e igiene, pasti, materiale", "che cosa si vede", longest=1000)
    signs = long_text("Segni fisici", "che cosa si vede", longest=1000)
    violence = choice(
        "Ci sono segni o parole di violenza?", "una risposta", YES_NO_UNKNOWN,
        required=False, default="unknown",
    )  # fmt: skip
    talks = long_text("Colloqui con la famiglia: quando, che cosa è emerso", "i colloqui",
                      longest=2000)  # fmt: skip
    done = long_text("Che cosa è già stato fatto", "che cosa è stato fatto", longest=2000)
    services = long_text("Servizi che conoscete (NPI, consultorio, SerD)", "i servizi",
                         longest=1000)  # fmt: skip
    urgency = choice(
        "Quanto è urgente, per voi", "quanto è urgente", labelled(INTAKE, Urgency),
        default=Urgency.ORDINARY,
    )  # fmt: skip
    informed = choice("La famiglia sa di questa segnalazione?", "se la famiglia lo sa", _YES_NO)
    informed_why = long_text("Se non lo sa: perché", "perché", longest=1000)
    prosecutor = choice("È già stata informata la Procura?", "se la Procura lo sa", _YES_NO)
    prosecutor_on = day("Il giorno", "il giorno")
    prosecutor_number = short_text("Protocollo n.", "il protocollo", longest=40)
    signed = short_text("Chi firma: nome e ruolo", "chi firma", required=True)
    file_1 = UploadField("Allegato", render_kw={"accept": ",".join(ENDINGS)})
    file_2 = UploadField("Altro allegato", render_kw={"accept": ",".join(ENDINGS)})
    file_3 = UploadField("Altro allegato ancora", render_kw={"accept": ",".join(ENDINGS)})

    def files(self) -> list[Field]:
        """Return the fields of the papers."""
        return [self[name] for name in FILES]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every answer, then those that depend on another: all is said at once."""
        valid = super().validate(extra_validators=extra_validators)
        return self.is_whole() and valid

    def is_whole(self) -> bool:
        """Whether what depends on another answer is there; say what is missing."""
        whole = self.episodes_are_whole()
        if self.born.data and self.born.data > today():
            say(self.born, "È un giorno che deve ancora venire: controlla la data.")
        if self.informed.data == "no" and not self.informed_why.data:
            say(self.informed_why, "Scrivi perché la famiglia non è stata informata.")
        at = self.prosecutor_on
        if self.prosecutor.data == "yes" and not at.data and not at.errors:
            say(self.prosecutor_on, "Scrivi in che giorno è stata informata la Procura.")
        if self.prosecutor_on.data and self.prosecutor_on.data > today():
            say(self.prosecutor_on, "È un giorno che deve ancora venire: controlla la data.")
        checked = (self.born, self.informed_why, self.prosecutor_on)
        return whole and not any(field.errors for field in checked)

    def arrival(
        self, source: ReferralSource, now: datetime, enclosed: Sequence[Accepted]
    ) -> Arrival:
        """Return what the form says, about somebody described; to be called on a valid form."""
        return Arrival(
            channel=Channel.ONLINE,
            source=source,
            story=self.story(source),
            subjects=(SubjectGiven(described=self.described(), thought_adult=self.adult()),),
            received_at=now,
            urgency=Urgency(self.urgency.data),
            referrer=self.referrer(),
            told={
                Layer.QUESTIONS: self.answers(source),
                Layer.CONTEXT: {ContextKey.KNOWN_SERVICES.value: self.services.data}
                if self.services.data
                else {},
            },
            enclosed=enclosed,
        )

    def described(self) -> str:
        """Return in few words whom it concerns: nobody of the archive is looked for."""
        born = f"nascita {self.born.data:%d/%m/%Y}" if self.born.data else ""
        words = (self.child.data, born, self.place.data, self.lives.data)
        return ", ".join(filter(None, words))[:_DESCRIBED]

    def adult(self) -> Answer:
        """Return whether who it concerns is of age, as far as her birth tells."""
        born: date | None = self.born.data
        if born is None:
            return Answer.UNKNOWN
        return Answer.NO if is_minor(born, today()) else Answer.YES

    def referrer(self) -> str:
        """Return who reports and how she is reached, read only by right."""
        words = (self.contact.data, self.phone.data, self.pec.data)
        led = f"dirigente o responsabile {self.head.data}" if self.head.data else ""
        return ", ".join(filter(None, (*words, led, f"firma {self.signed.data}")))

    def story(self, source: ReferralSource) -> str:
        """Return what happens, in the words of the form: each part under its question.

        What this kind of body is asked apart stands among the answers, all the rest here.
        """
        asked = _asked(source)
        parts = [("Fatti", self.facts())]
        parts += [(field.label.text, _in_words(field)) for field in self._told_in_story()]
        apart = [(self[name], asked.isdisjoint(keys)) for name, keys in _APART.items()]
        parts += [(field.label.text, _in_words(field)) for field, here in apart if here]
        title = LABELS[ReportKind][ReportKind(self.kind.data)].text
        return "\n\n".join([title, *(f"{words}\n{text}" for words, text in parts if text)])

    def answers(self, source: ReferralSource) -> dict[str, str]:
        """Return the answers to what this kind of body is asked, by the key of each question."""
        asked = _asked(source)
        found = {
            key: _plain(self[name]) for name, keys in _APART.items() for key in keys if key in asked
        }
        said = {
            Detail.CONTACT_AT_SCHOOL: f"{self.contact.data}, {self.phone.data}",
            Detail.BODY_AND_OPERATOR: f"{self.institute.data}, {self.contact.data}",
            Detail.FACTS_WITH_DATES: self.facts() or self.no_fact_why.data or "",
        }
        found |= {key: text for key, text in said.items() if key in asked}
        return {key.value: text for key, text in found.items() if text}

    def _told_in_story(self) -> tuple[Field, ...]:
        return (
            self.no_fact_why, self.child_words, self.signs, self.care, self.talks, self.family,
            self.lives, self.support,
        )  # fmt: skip


def _asked(source: ReferralSource) -> frozenset[Detail]:
    """Return which of the answers of this form this kind of body is asked apart."""
    asked = asked_in(Layer.QUESTIONS, source, Channel.ONLINE)
    return frozenset(one.key for one in asked if isinstance(one.key, Detail))


def _plain(field: Field) -> str:
    """Return an answer as it is kept: a day by its digits, not knowing as nothing."""
    if isinstance(field.data, date):
        return field.data.isoformat()
    return "" if field.data == "unknown" else str(field.data or "")


def _in_words(field: Field) -> str:
    """Return an answer as the story tells it."""
    if isinstance(field.data, date):
        return f"{field.data:%d/%m/%Y}"
    if isinstance(field.data, list):
        return ", ".join(LABELS[Support][Support(one)].text for one in field.data)
    return dict(_YES_NO).get(_plain(field), _plain(field))
