"""The shape of what is written in a diary."""

from app.cases.labels.diary import LABELS
from app.cases.rules.diary import EntryDetails, EntryKind, WhyReserved
from app.web.fields import choice, day, hour_of, labelled, long_text, moment_of, short_text
from app.web.forms import EditForm, OfficeForm

_MINUTES = (("", "Non serve"), ("15", "fino a 15 minuti"), ("30", "mezz'ora"), ("60", "un'ora"),
            ("120", "di più"))  # fmt: skip


class EntryForm(EditForm):
    """Text first: everything else is already filled in."""

    text = long_text("Che cosa è successo", "che cosa è successo", required=True)
    kind = choice(
        "Che cosa è", "che cosa è", labelled(LABELS, EntryKind), default=EntryKind.INTERVIEW
    )
    happened_on = day("Giorno", "il giorno", required=True)
    happened_hour = hour_of("happened_on", "Ora")
    present = short_text("Chi c'era", "chi c'era", longest=300)
    minutes = choice("Quanto è durato", "quanto", _MINUTES, required=False, default="")
    reserved = choice(
        "È riservata?", "se è riservata",
        [("", "No"), *((c, f"Sì: {w.lower()}") for c, w in labelled(LABELS, WhyReserved))],
        required=False, default="",
    )  # fmt: skip

    def details(self) -> EntryDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        minutes, reserved = ((one.data or "").strip() for one in (self.minutes, self.reserved))
        return EntryDetails(
            kind=EntryKind(self.kind.data),
            happened_at=moment_of(self.happened_on, self.happened_hour),
            text=self.text.data or "",
            present=self.present.data or "",
            minutes=int(minutes) if minutes else None,
            reserved=WhyReserved(reserved) if reserved else None,
        )


class AddendumForm(OfficeForm):
    text = long_text("Aggiunta", "l'aggiunta", required=True)
