"""The shape of what is typed about appointments."""

from app.appointments.labels import LABELS
from app.appointments.rules import (
    MEETING_MINUTES,
    CancelCause,
    KeptAside,
    Purpose,
    PurposeRule,
    ToldHow,
)
from app.web.fields import (
    choice,
    day,
    labelled,
    read_hour,
    short_text,
    tick,
    valid_hour,
    whole,
)
from app.web.forms import EditForm, OfficeForm

_AS_A_PLACE = ("", "come un posto della giornata")
_RELEASED = (
    ("0", "il giorno stesso"),
    ("1", "il giorno prima"),
    ("2", "due giorni prima"),
    ("5", "cinque giorni prima"),
)


class CancelForm(EditForm):
    cause = choice("Perché", "perché", labelled(LABELS, CancelCause))


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
