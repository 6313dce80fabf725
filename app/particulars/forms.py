"""The shape of what is typed about the particulars of services."""

from wtforms import Field, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from app.cases.rules.requests import hundredths_of
from app.organisations.labels import WEEKDAYS
from app.particulars.labels import LABELS
from app.particulars.rules import (
    AlarmKind,
    AreaOutcome,
    CertificateKind,
    EducationArea,
    KeyRelation,
    WeekPlace,
    WorkOutcome,
    WorkPhase,
)
from app.web.fields import (
    PHONE,
    choice,
    day,
    hour_of,
    labelled,
    long_text,
    short_text,
    tick,
    valid_hour,
)
from app.web.forms import EditForm, OfficeForm


def _valid_hours(_form: object, field: Field) -> None:
    if hundredths_of(field.data or "") is None:
        raise ValidationError("Scrivi le ore, per esempio 4 oppure 1,5.")


class HoursForm(OfficeForm):
    weekday = choice(
        "Giorno", "il giorno", [(str(n), name) for n, name in enumerate(WEEKDAYS)], radio=False
    )
    from_hour = short_text("Dalle", "l'ora", longest=5, required=True, validators=[valid_hour])
    to_hour = short_text("Alle", "l'ora", longest=5, required=True, validators=[valid_hour])
    place = choice("Dove", "dove", labelled(LABELS, WeekPlace))
    valid_from = day("Dal giorno", "il giorno", required=True, near=True)


class LastDayForm(OfficeForm):
    last_on = day("Ultimo giorno, compreso", "il giorno", required=True, near=True)


class GoalForm(OfficeForm):
    area = choice("Area", "l'area", labelled(LABELS, EducationArea))
    goal = long_text("Obiettivo", "l'obiettivo", longest=4000, required=True)
    indicator = long_text("Da che cosa si vede", "da che cosa si vede", longest=2000, required=True)
    actions = long_text("Che cosa si fa, e chi", "che cosa si fa", longest=4000)
    check_on = day("Si verifica il", "il giorno", near=True)


class JudgeForm(EditForm):
    outcome = choice("A che punto è", "a che punto è", labelled(LABELS, AreaOutcome))
    check_on = day("Si guarda di nuovo il", "il giorno", near=True)


class PhaseForm(OfficeForm):
    phase = choice("A quale fase passa", "la fase", labelled(LABELS, WorkPhase))
    since = day("Dal giorno", "il giorno", required=True, near=True)
    who = short_text("Chi la segue", "chi la segue")
    next_check = day("Prossima verifica", "il giorno", near=True)
    outcome = choice(
        "Com'è finito (solo alla fase 70)", "com'è finito",
        [("", "Il percorso continua"), *labelled(LABELS, WorkOutcome)], required=False, default="",
    )  # fmt: skip
    note = long_text("Note", "le note", longest=4000)


class HostForm(OfficeForm):
    body = choice("Dove", "dove", radio=False)
    valid_from = day("Dal giorno", "il giorno", required=True, near=True)


class DeviceForm(OfficeForm):
    label = short_text(
        "Apparecchio", "il nome dell'apparecchio", longest=80, required=True,
        description="Come lo chiama chi svolge il servizio: tipo e numero.",
    )  # fmt: skip
    installed_on = day("Installato il", "il giorno", required=True)


class RemoveDeviceForm(OfficeForm):
    removed_on = day("Ritirato il", "il giorno", required=True)


class KeyHolderForm(OfficeForm):
    name = short_text("Nome e cognome", "il nome", required=True)
    phone = short_text("Telefono", "il telefono", longest=40, required=True, validators=[PHONE])
    relation = choice("Chi è per la persona", "chi è", labelled(LABELS, KeyRelation))
    has_keys = tick("Ha le chiavi di casa")
    valid_from = day("Dal giorno", "il giorno", required=True, near=True)


class AlarmForm(OfficeForm):
    rang_on = day("Che giorno ha suonato", "il giorno", required=True, near=True)
    rang_hour = hour_of("rang_on")
    kind = choice("Che cos'era", "che cos'era", labelled(LABELS, AlarmKind))
    told_by = short_text("Chi ce lo dice", "chi ce lo dice", required=True)
    action = long_text("Che cosa è stato fatto", "che cosa è stato fatto", longest=4000)


class SeenForm(OfficeForm):
    answer = long_text("Che cosa hai fatto o deciso", "che cosa hai fatto", longest=4000,
                       required=True)  # fmt: skip


class SchoolYearForm(OfficeForm):
    begins_in = choice("Anno scolastico", "l'anno", radio=False)
    body = choice("Scuola o nido", "la scuola", required=False, radio=False, default="")
    class_name = short_text("Classe o sezione", "la classe", longest=60)
    hours = StringField(
        "Ore alla settimana",
        validators=[InputRequired("Inserisci le ore."), Length(max=12), _valid_hours],
    )
    certificate = choice(
        "Certificato", "il certificato",
        [("", "Non c'è o non serve"), *labelled(LABELS, CertificateKind)],
        required=False, default="",
    )  # fmt: skip
    issued_on = day("Rilasciato il", "il giorno")
    certificate_until = day("Vale fino al", "il giorno")
