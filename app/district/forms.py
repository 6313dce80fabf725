"""The shape of what is typed about the nine Comuni."""

from datetime import date
from uuid import UUID

from flask import request
from wtforms import Field, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.cases.rules.requests import hundredths_of
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Management, Measure, PathCode
from app.district.labels import LABELS
from app.district.rules import MOST_TOLD, ConventionGiven, Figures, ResourceGiven, ResourceKind
from app.kernel.references import BodyId
from app.web.fields import choice, day, labelled, short_text, tick, told
from app.web.forms import OfficeForm

_SERVICES = labelled(CATALOGUE, PathCode)
_UNKNOWN = ("", "Non so")


def _valid_hours(_form: object, field: Field) -> None:
    if not hundredths_of(field.data or ""):
        raise ValidationError("Scrivi le ore in cifre, per esempio 18 oppure 12,5.")


def _whole(_form: object, field: Field) -> None:
    text = field.data or ""
    if not (text.isascii() and text.isdecimal() and len(text) <= 6 and int(text) <= MOST_TOLD):
        raise ValidationError(f"Scrivi un numero in cifre, al massimo {MOST_TOLD}.")


def _number(label: str, *, required: bool = False, **options: object) -> StringField:
    presence = InputRequired("Scrivi il numero; se non ce n'è nessuno scrivi 0.")
    checks = [presence if required else Optional(), Length(max=6), _whole]
    return StringField(label, validators=checks, **options)


def _read(field: Field) -> int | None:
    """Return the number of a field that was validated; None where nothing was written."""
    return int(field.data) if told(field) else None


def _source() -> StringField:
    return short_text(
        "Chi lo dice", "chi lo dice", longest=200, required=True,
        description="Per esempio: delibera 12/2024, piano di zona, telefonata del 3/11.",
    )  # fmt: skip


class ConventionForm(OfficeForm):
    association = choice("Con quale gestione associata", "con chi", radio=False)
    signatory = choice("Quale Comune", "il Comune", radio=False)
    path = choice("Per quale servizio", "il servizio", _SERVICES, radio=False)
    form = choice("Come è dato", "come è dato", labelled(CATALOGUE, Management))
    number = short_text("Numero o data dell'atto", "il numero dell'atto", longest=60)
    valid_from = day("Dal giorno", "il giorno", required=True)
    valid_to = day("Primo giorno in cui non vale più", "il giorno")
    source = _source()
    demonstrative = tick("Convenzione dimostrativa: nessun documento la conferma")

    def given(self) -> ConventionGiven:
        """Return the convention that was typed; to be called on a valid form."""
        return ConventionGiven(
            association_id=UUID(self.association.data),
            signatory_id=BodyId(UUID(self.signatory.data)),
            path=PathCode(self.path.data),
            number=self.number.data or "",
            form=Management(self.form.data),
            valid_from=self.valid_from.chosen,
            valid_to=self.valid_to.data,
            source=self.source.data or "",
            demonstrative=self.demonstrative.data,
        )


class ResourceForm(OfficeForm):
    municipality = choice("Quale Comune", "il Comune", radio=False)
    kind = choice("Che cosa mette in comune", "che cosa", labelled(LABELS, ResourceKind))
    what = short_text(
        "Descrivilo, senza nomi di persone", "che cosa", longest=200, required=True,
        description="Per esempio: assistente sociale, sala per gli incontri protetti.",
    )  # fmt: skip
    hours_week = StringField(
        "Ore la settimana", description="Del personale servono sempre.",
        validators=[Optional(), Length(max=8), _valid_hours],
    )  # fmt: skip
    quantity = _number("Quanti", description="Quante persone, quanti posti.")
    valid_from = day("Dal giorno", "il giorno", required=True)
    valid_to = day("Primo giorno in cui non c'è più", "il giorno")
    source = _source()

    def given(self) -> ResourceGiven:
        """Return what was typed; to be called on a valid form."""
        hours = told(self.hours_week)
        return ResourceGiven(
            municipality_id=BodyId(UUID(self.municipality.data)),
            kind=ResourceKind(self.kind.data),
            what=self.what.data or "",
            hours_week=hundredths_of(hours) if hours else None,
            quantity=_read(self.quantity),
            valid_from=self.valid_from.chosen,
            valid_to=self.valid_to.data,
            source=self.source.data or "",
        )


class EndForm(OfficeForm):
    ends_on = day("Primo giorno in cui non vale più", "il giorno", required=True)


class TargetForm(OfficeForm):
    municipality = choice("Quale Comune", "il Comune", radio=False)
    path = choice("Quale servizio", "il servizio", _SERVICES, radio=False)
    year = _number("Anno", required=True)
    target = _number("Quante persone raggiungere", required=True)
    source = _source()


class FiguresForm(OfficeForm):
    municipality = choice("Quale Comune", "il Comune", radio=False)
    path = choice("Quale servizio", "il servizio", _SERVICES, radio=False)
    told_on = day("A che giorno", "il giorno", required=True)
    form = choice(
        "Come è dato", "come è dato", [_UNKNOWN, *labelled(CATALOGUE, Management)],
        required=False, radio=False, default="",
    )  # fmt: skip
    places = _number("Posti, se si contano")
    demand = _number("Persone per cui è stato chiesto nell'anno", required=True)
    active = _number("Persone a cui è dato adesso", required=True)
    waiting = _number("Persone in attesa", required=True)
    longest_wait = _number("Giorni di chi aspetta da più tempo")

    def figures(self) -> Figures:
        """Return the figures that were typed, not hidden yet; to be called on a valid form."""
        places, form = _read(self.places), told(self.form)
        return Figures(
            path=PathCode(self.path.data),
            form=Management(form) if form else None,
            measure=Measure.PLACES if places is not None else None,
            places=places,
            demand=_read(self.demand),
            active=_read(self.active),
            waiting=_read(self.waiting),
            longest_wait=_read(self.longest_wait),
        )


class ShownForm(OfficeForm):
    """It changes nothing, so it carries no proof: the day asked for stands in the address."""

    class Meta(OfficeForm.Meta):
        """Read from the address."""

        csrf = False

    on = day("A che giorno", "il giorno")

    @classmethod
    def asked(cls) -> "ShownForm":
        """Return the form as the address fills it in."""
        return cls(request.args)

    def shown(self, today: date) -> date:
        """Return the day asked for; today where none was, or one that cannot be read."""
        if not self.validate() or self.on.data is None:
            return today
        return self.on.chosen
