"""The shape of what is typed about emergencies."""

from datetime import datetime
from typing import Any

from app.cases.labels import LABELS as CASES
from app.cases.rules.placements import RevealPurpose
from app.documents.rules import ENDINGS
from app.emergencies.labels import LABELS
from app.emergencies.rules.calls import CallDegree
from app.emergencies.rules.emergency import (
    ChildHeard,
    NewsSource,
    PlacedBy,
    SignedAs,
    TakenFrom,
    WhichHour,
)
from app.web.fields import (
    PHONE,
    choice,
    day,
    hour_of,
    labelled,
    long_text,
    moment_of,
    only_if_twice,
    optional_hour_of,
    several,
    short_text,
    upload,
    which_of_two,
    whole,
)
from app.web.forms import EditForm, OfficeForm

_ACT = "Quello che hai in mano: senza numero e data la misura resta com'è."
_RESERVED = "Resta riservato: non è in nessun elenco e in nessuna stampa."


class _Moments(OfficeForm):
    """Moments a form asks for: a day, an hour; of an hour that comes twice, which of the two."""

    MOMENTS: tuple[tuple[str, str, str], ...] = (("on", "hour", "which"),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask which of two hours only where it comes twice."""
        super().__init__(*args, **kwargs)
        for names in self.MOMENTS:
            only_if_twice(self, *names)

    @property
    def at(self) -> datetime:
        """The instant of a form that was validated and asks for its hour."""
        return self.moment()

    @property
    def at_if_known(self) -> datetime | None:
        """The instant of a form that was validated, None where only the day is known."""
        return self.moment() if self["hour"].data else None

    def moment(self, names: tuple[str, str, str] = MOMENTS[0]) -> datetime:
        """Return an instant from the fields of those names."""
        return moment_of(*(getattr(self, name) for name in names))


class _Hour(_Moments, EditForm):
    on = day("Il giorno", "il giorno", required=True)
    hour = hour_of("on")
    which = which_of_two()


class HourForm(_Hour):
    """An hour and nothing else that must be said."""

    words = short_text("Nota", "la nota", longest=300)


class ToldForm(_Hour):
    words = short_text("Chi ha risposto", "chi ha risposto", longest=200, required=True,
                       description="Nome del PM o ufficio.")  # fmt: skip


class ReasonForm(_Hour):
    words = long_text("Perché", "perché", longest=4000, required=True)


class CallForNewsForm(_Hour):
    words = long_text("Chi hai chiamato, che cosa ha risposto", "chi hai chiamato", longest=2000,
                      required=True)  # fmt: skip


class HeardForm(_Hour):
    words = long_text("Come, con chi, che cosa ha detto", "come è stato ascoltato", longest=4000,
                      required=True)  # fmt: skip


class HearingForm(_Hour):
    words = long_text("Chi è stato sentito", "chi è stato sentito", longest=2000, required=True)


class AppealForm(_Hour):
    words = short_text("Chi ha fatto reclamo", "chi ha fatto reclamo", longest=200, required=True)


class CorrectForm(_Hour):
    which_hour = choice("Quale ora", "quale ora", labelled(LABELS, WhichHour))
    words = long_text("Perché va corretta", "perché", longest=2000, required=True)


class NewsForm(_Moments, EditForm):
    """Something others did: when, if told, and how the office came to know."""

    MOMENTS = (("on", "hour", "which"), ("known_on", "known_hour", "known_which"))
    on = day("È successo il", "il giorno", required=True)
    hour = optional_hour_of("on", "Alle", description="Se non si sa, lascia vuoto.")
    which = which_of_two()
    source = choice("Come l'hai saputo", "come l'hai saputo", labelled(LABELS, NewsSource))
    told_by = short_text("Da chi", "da chi")
    known_on = day("Saputo il", "il giorno", required=True)
    known_hour = hour_of("known_on", "Alle")
    known_which = which_of_two()

    @property
    def known_at(self) -> datetime:
        """When the office came to know."""
        return self.moment(self.MOMENTS[1])


class ValidatedForm(NewsForm):
    act_number = short_text("Decreto n.", "il numero del decreto", longest=80)
    act_on = day("Del", "la data del decreto")
    authority = short_text("Di chi", "l'autorità", longest=160)
    special_curator = short_text("Curatore speciale", "il curatore speciale")
    judge = short_text("Giudice relatore", "il giudice relatore")
    hearing_on = day("Udienza il", "il giorno dell'udienza", near=True)


class EndedForm(NewsForm):
    """What ends the measure: only an act in hand does."""

    act_number = short_text("Atto n.", "il numero dell'atto", longest=80, description=_ACT)
    act_on = day("Del", "la data dell'atto")
    authority = short_text("Di chi", "l'autorità", longest=160)


class ReturnForm(EndedForm):
    words = long_text("Chi riporta il bambino, quando e come", "chi lo riporta e come",
                      longest=4000, required=True)  # fmt: skip


class NotValidatedForm(EndedForm):
    words = long_text("Che cosa dice il decreto per il bambino", "che cosa dice il decreto",
                      longest=4000, required=True)  # fmt: skip


class ConfirmedForm(EndedForm):
    report_by = day("Relazione al Tribunale entro", "il termine", near=True)
    words = long_text("Che cosa dispone", "che cosa dispone", longest=4000)


class ModifiedForm(ConfirmedForm):
    words = long_text("Che cosa cambia", "che cosa cambia", longest=4000, required=True)


class LossForm(EndedForm):
    words = long_text("I provvedimenti temporanei del Tribunale", "i provvedimenti temporanei",
                      longest=4000, required=True)  # fmt: skip


class ReportForm(EditForm):
    facts = long_text(
        "Fatti", "i fatti", longest=12_000, required=True,
        description="Che cosa è successo e chi l'ha visto, con le date.",
    )  # fmt: skip
    statements = long_text(
        "Dichiarazioni", "le dichiarazioni", longest=12_000,
        description="Chi ha detto che cosa, con le sue parole.",
    )  # fmt: skip
    evaluations = long_text(
        "Valutazioni", "le valutazioni", longest=12_000,
        description="Perché era urgente, che cosa rischiava.",
    )  # fmt: skip
    alternatives = long_text(
        "Alternative provate", "le alternative", longest=4000,
        description="Parenti, l'altro genitore: chi è stato cercato e com'è andata.",
    )  # fmt: skip


class PlaceForm(EditForm):
    place = long_text(
        "Dove si trova", "dove si trova", longest=1000, required=True,
        description=_RESERVED,
    )  # fmt: skip


class PlacingForm(_Moments):
    on = day("Collocamento in luogo sicuro: il giorno", "il giorno", required=True)
    hour = optional_hour_of("on", "Alle", description="Da qui si contano le 24 ore.")
    which = which_of_two()
    also = several("Anche per", "chi altro")
    placed_by = choice("Chi l'ha messo in sicurezza", "chi", labelled(LABELS, PlacedBy))
    decided_with = short_text(
        "Con chi hai deciso", "con chi hai deciso",
        description="Se l'avete deciso voi: la responsabile o chi ha la delega del Sindaco.",
    )  # fmt: skip
    signed_by = short_text("Chi ha firmato", "chi ha firmato", required=True)
    signed_as = choice("In quale veste", "in quale veste", labelled(LABELS, SignedAs))
    taken_from = choice("Da chi è stato allontanato", "da chi", labelled(LABELS, TakenFrom))
    child_heard = choice("È stato ascoltato?", "se è stato ascoltato", labelled(LABELS, ChildHeard))
    heard = long_text("Come, che cosa ha detto", "come è stato ascoltato", longest=4000)
    facts = long_text("Che cosa è successo", "che cosa è successo", longest=12_000)
    alternatives = long_text(
        "Alternative provate", "le alternative", longest=4000,
        description="Parenti, l'altro genitore. Si può scrivere dopo.",
    )  # fmt: skip
    place = long_text(
        "Dove si trova", "dove si trova", longest=1000,
        description=_RESERVED,
    )  # fmt: skip
    prosecutor = choice(
        "Procura", "la Procura", required=False, radio=False,
        description="La decide la residenza abituale del bambino.",
    )  # fmt: skip


class RevealForm(OfficeForm):
    purpose = choice("Perché serve adesso", "perché", labelled(CASES, RevealPurpose))


class CallForm(_Moments):
    on = day("Chiamata del", "il giorno", required=True)
    hour = hour_of("on", "Alle")
    which = which_of_two()
    body = choice("Quale ente chiama", "l'ente", required=False, radio=False)
    caller = short_text("Chi chiama, e il suo numero", "chi chiama", longest=300, required=True)
    described = short_text(
        "Di chi si tratta", "di chi si tratta", longest=300,
        description="Nome, o poche parole: «una donna sui trenta con un bambino».",
    )  # fmt: skip
    degree = choice("Quanto è urgente", "quanto è urgente", labelled(LABELS, CallDegree))
    done = long_text("Che cosa è stato fatto", "che cosa è stato fatto", longest=4000,
                     required=True)  # fmt: skip


class HandOverForm(EditForm):
    worker = choice("A chi dell'ufficio", "a chi", required=False, radio=False)
    body = choice("Oppure a quale ente", "a quale ente", required=False, radio=False)
    words = short_text("Nota", "la nota", longest=300)


class FinishForm(EditForm):
    words = long_text("Che cosa è stato fatto", "che cosa è stato fatto", longest=2000,
                      required=True)  # fmt: skip


class PhoneForm(OfficeForm):
    label = short_text("Chi risponde", "chi risponde", required=True)
    number = short_text("Numero", "il numero", longest=40, required=True, validators=[PHONE])
    position = whole("Si chiama per", "l'ordine", description="1 per primo, poi 2, poi 3.")
    valid_from = day("Dal", "il giorno", required=True, near=True)
    valid_to = day("Fino al", "il giorno", near=True, description="Quel giorno non risponde più.")


class ScanForm(OfficeForm):
    file = upload("File dell'atto", "il file", ENDINGS)
