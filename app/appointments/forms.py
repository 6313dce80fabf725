"""The shape of what is typed about appointments, and about the days that take them away."""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

from wtforms import HiddenField
from wtforms.validators import Length

from app.appointments.labels import LABELS, REMINDED
from app.appointments.operations import Away, row_name
from app.appointments.queries import Hit, ItemHit, ItemRow, gap_of
from app.appointments.rules import (
    MEETING_MINUTES,
    CancelCause,
    Gap,
    KeptAside,
    Purpose,
    PurposeRule,
    ToldHow,
    WayOut,
)
from app.appointments.rules.interpreter import InterpreterWay
from app.appointments.rules.items import (
    LENGTHS,
    MOST_SEATS,
    MOST_TIMES,
    TRAVELS,
    ItemKind,
    MeetingPlace,
)
from app.appointments.rules.notices import DAYS_BEFORE, ReminderRule
from app.appointments.rules.overlap import OverlapCause
from app.kernel.references import AppointmentId, EngagementId, SiteId
from app.organisations.labels import LABELS as OFFICE
from app.organisations.labels import WEEKDAYS
from app.organisations.rules import ClosedDays, OpeningKind, Season
from app.rota.labels import LABELS as ROTA
from app.rota.rules import AbsenceKind
from app.web.fields import (
    amount,
    choice,
    day,
    hour_of,
    labelled,
    long_text,
    read_hour,
    several,
    short_text,
    tick,
    valid_hour,
    whole,
)
from app.web.formatting import day_short, hour
from app.web.forms import EditForm, OfficeForm

_AS_A_PLACE = ("", "come un posto della giornata")
_RELEASED = (
    ("0", "il giorno stesso"),
    ("1", "il giorno prima"),
    ("2", "due giorni prima"),
    ("5", "cinque giorni prima"),
)

_REMINDED = tuple((str(days), REMINDED[days]) for days in DAYS_BEFORE)


class CancelForm(EditForm):
    cause = choice("Perché", "perché", labelled(LABELS, CancelCause))


class AskInterpreterForm(EditForm):
    language = short_text("In quale lingua", "in quale lingua", longest=80, required=True)
    way = choice(
        "Come", "come interpreta", labelled(LABELS, InterpreterWay),
        default=InterpreterWay.PRESENCE,
    )  # fmt: skip


class ConfirmInterpreterForm(EditForm):
    interpreter = choice("Chi viene", "chi viene", radio=False)
    cost = amount("Quanto costa, se si sa", "quanto costa")


class InterpreterForm(OfficeForm):
    name = short_text("Nome", "il nome", required=True)
    body = choice("Per quale ente o cooperativa", "l'ente", required=False, radio=False)
    languages = short_text("Lingue", "le lingue", longest=200, required=True)
    phone = short_text("Telefono", "il telefono", longest=40)


class ToldForm(EditForm):
    how = choice("Come è stata avvisata", "come", labelled(LABELS, ToldHow))


class MoveForm(EditForm):
    place = choice("Nuovo posto", "il nuovo posto")


class KeptAsideForm(OfficeForm):
    follow_up = whole("Colloqui successivi, per ogni assistente sociale di turno", "quanti posti")
    recovery = whole("Recuperi di chi non è stato ricevuto", "quanti posti")
    urgent = whole("Urgenze dello sportello", "quanti posti")
    released_days_before = choice("Quelli rimasti tornano a tutti", "quando", _RELEASED)
    released_hour = short_text(
        "Dalle ore", "l'ora", longest=5, required=True, validators=[valid_hour]
    )
    valid_from = day("Dal giorno", "il giorno", required=True)

    def rule(self) -> KeptAside:
        """Return what was typed; to be called on a valid form."""
        return KeptAside(
            valid_from=self.valid_from.chosen,
            follow_up=self.follow_up.number,
            recovery=self.recovery.number,
            urgent=self.urgent.number,
            released_days_before=int(self.released_days_before.data),
            released_minute=read_hour(self.released_hour.data or ""),
        )


class ReminderForm(OfficeForm):
    days_before = choice("Il promemoria parte", "quando parte", _REMINDED)
    valid_from = day("Per chi prenota dal giorno", "il giorno", required=True)

    def rule(self) -> ReminderRule:
        """Return what was chosen; to be called on a valid form."""
        return ReminderRule(self.valid_from.chosen, int(self.days_before.data))


class PurposeForm(OfficeForm):
    minutes = choice(
        "Quanto dura",
        "quanto dura",
        [_AS_A_PLACE, *((str(one), f"{one} minuti") for one in MEETING_MINUTES)],
        required=False,
    )
    by_front_office = tick("Lo può fissare l'URP")
    notice_days = whole("Giorni di preavviso per l'URP", "quanti giorni")
    papers = short_text("Che cosa portare", "che cosa portare", longest=300)
    valid_from = day("Dal giorno", "il giorno", required=True)

    def rule(self, purpose: Purpose) -> PurposeRule:
        """Return what was typed of a reason; to be called on a valid form."""
        return PurposeRule(
            purpose=purpose,
            minutes=int(self.minutes.data) if self.minutes.data else None,
            by_front_office=bool(self.by_front_office.data),
            notice_days=self.notice_days.number,
            papers=self.papers.data or "",
        )


class ClosureForm(OfficeForm):
    starts_on = day("Chiuso dal", "il primo giorno chiuso", required=True, near=True)
    ends_on = day("Riapre il", "il giorno di riapertura", near=True)
    reason = short_text("Perché", "il motivo", required=True)
    site = choice("Quale sede", "la sede", required=False, radio=False)
    kind = choice(
        "Che cosa chiude",
        "che cosa chiude",
        [("", "Tutto"), *labelled(OFFICE, OpeningKind)],
        required=False,
        radio=False,
    )

    def closed(self) -> ClosedDays:
        """Return the days that were typed, one alone unless it says more."""
        return ClosedDays(
            starts_on=self.starts_on.chosen,
            ends_on=self.ends_on.data or self.starts_on.chosen + timedelta(days=1),
            reason=self.reason.data or "",
            site_id=SiteId(UUID(self.site.data)) if self.site.data else None,
            kind=OpeningKind(self.kind.data) if self.kind.data else None,
        )

    def gap(self) -> Gap | None:
        """Return the days that fall away for who is booked."""
        return gap_of(self.closed())


class SeenForm(OfficeForm):
    seen = HiddenField(validators=[Length(max=64)])

    def is_seen(self) -> bool:
        """Whether what is chosen is what was shown before; from now on it is."""
        chosen = [(one.name, one.data) for one in self if not isinstance(one, HiddenField)]
        now = sha256(repr(chosen).encode()).hexdigest()
        before, self.seen.data = self.seen.data, now
        return bool(before == now)


class SeasonForm(SeenForm):
    starts_on = day("Dal", "il primo giorno", required=True, near=True)
    ends_on = day("Gli orari di sempre tornano il", "il giorno", required=True, near=True)
    site = choice("Sede", "la sede", radio=False)
    kinds = several(
        "Che cosa cambia orario",
        "che cosa cambia orario",
        labelled(OFFICE, OpeningKind),
        required=True,
    )
    weekdays = several(
        "Aperto solo", "i giorni", [(str(n), name) for n, name in enumerate(WEEKDAYS[:6])]
    )
    from_hour = short_text("Dalle", "l'ora", longest=5, required=True, validators=[valid_hour])
    to_hour = short_text("Alle", "l'ora", longest=5, required=True, validators=[valid_hour])

    def season(self) -> Season:
        """Return the season that was typed; to be called on a valid form."""
        return Season(
            starts_on=self.starts_on.chosen,
            ends_on=self.ends_on.chosen,
            site_id=SiteId(UUID(self.site.data)),
            kinds=frozenset(map(OpeningKind, self.kinds.data or ())),
            weekdays=frozenset(map(int, self.weekdays.data or ())),
            from_minute=read_hour(self.from_hour.data or ""),
            to_minute=read_hour(self.to_hour.data or ""),
        )


class AbsenceForm(OfficeForm):
    worker = choice("Chi", "chi è assente", radio=False)
    kind = choice("Che cosa si può dire", "che cosa si può dire", labelled(ROTA, AbsenceKind))
    first_day = day("Dal", "il primo giorno", required=True, near=True)
    last_day = day("Al", "l'ultimo giorno", required=True, near=True)

    def away(self) -> Away:
        """Return the absence that was typed; to be called on a valid form."""
        return Away(
            engagement_id=EngagementId(UUID(self.worker.data)),
            first_day=self.first_day.chosen,
            last_day=self.last_day.chosen,
            kind=AbsenceKind(self.kind.data),
        )

    def gap(self) -> Gap | None:
        """Return the days that fall away for who is booked."""
        return self.away().gap


class ReopenForm(OfficeForm):
    restored = several("Chi torna al posto di prima", "chi")

    def chosen(self) -> list[AppointmentId]:
        """Return who goes back to the place of before; to be called on a valid form."""
        return [AppointmentId(UUID(one)) for one in self.restored.data or ()]


class ComeBackForm(ReopenForm):
    last_day = day("Ultimo giorno di assenza", "l'ultimo giorno", near=True)


AnyForm = TypeVar("AnyForm", bound=OfficeForm)


def with_rows(form: type[AnyForm], hits: Iterable[Hit | ItemHit]) -> type[AnyForm]:
    """Return the form with one more choice for each person hit: the proposed place first."""
    rows = {
        row_name(hit.row.id): choice(who_was(hit), "che cosa fare", _ways_out(hit), radio=False)
        for hit in hits
    }
    return type(form.__name__, (form,), rows)


def who_was(hit: Hit | ItemHit) -> str:
    """Return who was expected, when and with whom."""
    row = hit.row
    at = f"{day_short(row.day)} ore {hour(row.minute)}"
    if isinstance(row, ItemRow):
        return f"{LABELS[ItemKind][row.kind].text}, {at}, con {row.who}"
    return f"{row.person}, {at}, con {row.worker}"


def _ways_out(hit: Hit | ItemHit) -> list[tuple[str, str]]:
    """Return places, then what may be done without one. The first is what is proposed."""
    if isinstance(hit, ItemHit):
        hours = [
            (one.code, f"Sposta a {day_short(one.day)}, ore {hour(one.minute)}")
            for one in hit.hours
        ]
        rest = [pair for pair in labelled(LABELS, WayOut) if pair[0] != WayOut.CALL_BACK]
        return [*hours, *rest]
    words = [
        (
            place.code,
            f"Stesso orario con {place.worker}"
            if place in hit.same_hour
            else f"Sposta a {day_short(place.day)}, ore {hour(place.minute)}, con {place.worker}",
        )
        for place in hit.places
    ]
    return [*words, *labelled(LABELS, WayOut)]


def _travels() -> list[tuple[str, str]]:
    return [(str(one), f"{one} minuti" if one else "niente") for one in TRAVELS]


def _numbers() -> list[tuple[str, str]]:
    return [("0", "nessuno"), *((str(one), str(one)) for one in range(1, MOST_SEATS + 1))]


class ItemForm(EditForm):
    kind = choice("Che cosa", "che cosa", radio=False)
    on = day("Giorno", "il giorno", required=True, near=True)
    hour = hour_of("on", "Dalle")
    to_hour = hour_of("on", "Alle")
    workers = several("Chi partecipa", "chi partecipa", required=True)
    place = short_text("Dove", "il posto", longest=200)
    before = choice("Viaggio prima", "il viaggio", _travels(), radio=False, default="0")
    after = choice("Viaggio dopo", "il viaggio", _travels(), radio=False, default="0")
    seats = choice("Posti del gruppo", "i posti", _numbers(), radio=False, default="0")
    outside = short_text("Perché fuori dall'orario dell'Ufficio di Piano", "perché", longest=200)
    words = long_text("Nota", "la nota", longest=500)


class ChooseForm(OfficeForm):
    text = short_text(
        "Cognome e nome, telefono o codice fiscale", "chi cerchi", longest=200, required=True
    )


_ONCE = (("0", "una volta sola"), ("1", "ogni settimana"))
_EVERY = [*_ONCE, *((str(one), f"ogni {one} settimane") for one in range(2, 7))]


class FollowUpForm(OfficeForm):
    on = day("Giorno", "il giorno", required=True, near=True)
    hour = hour_of("on")
    minutes = choice(
        "Quanto dura",
        "quanto dura",
        [(str(one), f"{one} minuti") for one in LENGTHS],
        radio=False,
        default="30",
    )
    where = choice("Dove", "dove", labelled(LABELS, MeetingPlace), default=MeetingPlace.OFFICE)
    site = choice("Sede", "la sede", radio=False)
    address = short_text("Indirizzo, se non è in ufficio", "l'indirizzo", longest=200)
    travel = choice("Viaggio", "il viaggio", _travels(), radio=False, default="0")
    joined = several("Insieme a", "insieme a chi")
    reason = choice(
        "Motivo", "il motivo", labelled(LABELS, Purpose), radio=False, default=Purpose.OWN_WORKER
    )
    every = choice("Si ripete", "ogni quanto", _EVERY, radio=False, default="0")
    times = choice(
        "Quante volte",
        "quante volte",
        [(str(one), str(one)) for one in range(1, MOST_TIMES + 1)],
        radio=False,
        default="1",
    )
    days = several("Giorni della serie", "i giorni")


class OverlapForm(OfficeForm):
    on = day("Giorno", "il giorno", required=True, near=True)
    hour = hour_of("on")
    minutes = choice(
        "Quanto dura", "quanto dura", [(str(one), f"{one} minuti") for one in LENGTHS],
        radio=False, default="15",
    )  # fmt: skip
    worker = choice("Chi riceve", "chi riceve", radio=False)
    site = choice("Sede", "la sede", radio=False)
    reason = choice(
        "Motivo dell'incontro", "il motivo", labelled(LABELS, Purpose), radio=False,
        default=Purpose.OWN_WORKER,
    )  # fmt: skip
    why = choice("Perché sopra un altro", "perché", labelled(LABELS, OverlapCause))
    words = long_text("In due parole", "perché, in due parole", longest=300, required=True)


class FeedForm(OfficeForm):
    of = choice("Di chi", "di chi è il calendario", radio=False)
