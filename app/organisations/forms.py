"""The shape of what is typed about the office."""

from uuid import UUID

from wtforms import BooleanField

from app.kernel.references import SiteId
from app.organisations.labels import LABELS, WEEKDAYS
from app.organisations.operations import BodyDetails
from app.organisations.rules import (
    AccessMode,
    AssociationKind,
    BodyKind,
    OpeningKind,
    SettingKey,
    WeeklyRule,
    on_one_day,
)
from app.web.fields import MAIL, choice, day, labelled, read_hour, short_text, valid_hour
from app.web.forms import EditForm, OfficeForm


class SearchBodiesForm(OfficeForm):
    text = short_text("Nome dell'ente", "il nome")


class BodyForm(EditForm):
    kind = choice("Che ente è", "che ente è", labelled(LABELS, BodyKind), radio=False)
    name = short_text("Nome", "il nome", longest=200, required=True)
    address = short_text("Indirizzo", "l'indirizzo", longest=200)
    phone = short_text("Telefono", "il telefono", longest=40)
    email = short_text("E-mail", "l'e-mail", validators=[MAIL])
    pec = short_text("PEC", "la PEC", validators=[MAIL])
    note = short_text("Nota", "la nota", longest=300)

    def details(self) -> BodyDetails:
        """Return the body that was typed; to be called on a valid form."""
        return BodyDetails(
            kind=BodyKind(self.kind.data),
            name=self.name.data or "",
            address=self.address.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
            pec=self.pec.data or "",
            note=self.note.data or "",
        )


class HoursForm(OfficeForm):
    kind = choice("Che cosa apre", "che cosa apre", labelled(LABELS, OpeningKind), radio=False)
    site = choice("Sede", "la sede", radio=False)
    weekday = choice(
        "Giorno", "il giorno", [(str(n), name) for n, name in enumerate(WEEKDAYS)], radio=False
    )
    from_hour = short_text(
        "Dalle", "l'ora di apertura", longest=5, required=True, validators=[valid_hour]
    )
    to_hour = short_text(
        "Alle", "l'ora di chiusura", longest=5, required=True, validators=[valid_hour]
    )
    mode = choice("Come si entra", "come si entra", labelled(LABELS, AccessMode))
    valid_from = day("Dal giorno", "il giorno", required=True)
    languages = short_text("Lingue parlate", "le lingue", longest=120)
    to_be_confirmed = BooleanField("Da confermare")

    def rule(self) -> WeeklyRule:
        """Return the weekly rule that was typed; to be called on a valid form."""
        return WeeklyRule(
            kind=OpeningKind(self.kind.data),
            site_id=SiteId(UUID(self.site.data)),
            weekday=int(self.weekday.data),
            from_minute=read_hour(self.from_hour.data or ""),
            to_minute=read_hour(self.to_hour.data or ""),
            mode=AccessMode(self.mode.data),
            valid_from=self.valid_from.chosen,
            to_be_confirmed=self.to_be_confirmed.data,
            languages=self.languages.data or "",
        )


class EndHoursForm(OfficeForm):
    ends_on = day("Primo giorno senza questo orario", "il giorno", required=True)


class MakeUpForm(OfficeForm):
    kind = choice("Che cosa apre", "che cosa apre", labelled(LABELS, OpeningKind), radio=False)
    site = choice("Sede", "la sede", radio=False)
    on_day = day("Giorno", "il giorno", required=True, near=True)
    from_hour = short_text(
        "Dalle", "l'ora di apertura", longest=5, required=True, validators=[valid_hour]
    )
    to_hour = short_text(
        "Alle", "l'ora di chiusura", longest=5, required=True, validators=[valid_hour]
    )
    mode = choice("Come si entra", "come si entra", labelled(LABELS, AccessMode))
    recovers_on = day("Recupera l'apertura persa del", "il giorno dell'apertura persa", near=True)

    def opening(self) -> WeeklyRule:
        """Return the opening that was typed; to be called on a valid form."""
        return on_one_day(
            self.on_day.chosen,
            kind=OpeningKind(self.kind.data),
            site_id=SiteId(UUID(self.site.data)),
            mode=AccessMode(self.mode.data),
            hours=(read_hour(self.from_hour.data or ""), read_hour(self.to_hour.data or "")),
        )


class SettingForm(OfficeForm):
    key = choice("Che cosa", "che cosa", labelled(LABELS, SettingKey))
    value = short_text("Valore", "il valore", longest=40, required=True)
    valid_from = day("Dal giorno", "il giorno", required=True)


class LinkBodyForm(EditForm):
    to = choice("Quale ente del programma è", "l'ente", required=False, radio=False, default="")


class AssociationForm(OfficeForm):
    kind = choice("Che cos'è", "che cos'è", labelled(LABELS, AssociationKind))
    name = short_text("Nome", "il nome", longest=200, required=True)
    note = short_text("Nota", "la nota", longest=300)


class MemberForm(OfficeForm):
    body = choice("Quale ente", "l'ente", radio=False)
    valid_from = day("Dal giorno", "il giorno", required=True)
    valid_to = day("Primo giorno in cui non ne fa più parte", "il giorno")
    source = short_text(
        "Chi lo dice", "chi lo dice", longest=200, required=True,
        description="Per esempio: statuto, delibera 12/2024, documento fondante.",
    )  # fmt: skip


class LeaveForm(OfficeForm):
    ends_on = day("Primo giorno in cui non vale più", "il giorno", required=True)


class LeadForm(OfficeForm):
    body = choice("Chi diventa capofila", "chi diventa capofila", radio=False)
    valid_from = day("Dal giorno", "il giorno", required=True)
    source = short_text(
        "Chi lo dice", "chi lo dice", longest=200, required=True,
        description="Per esempio: fonte stampa, da confermare.",
    )  # fmt: skip
