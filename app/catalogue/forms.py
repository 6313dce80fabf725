"""The shape of what is typed about terms, figures, services and units of offer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import StringField
from wtforms.validators import Regexp

from app.catalogue.labels import LABELS
from app.catalogue.operations import ManagementDetails, ServiceDetails, UnitDetails
from app.catalogue.rules import Length, Management, Measure, PathCode, Unit
from app.kernel.references import BodyId
from app.notifications.labels import LABELS as NOTICES
from app.notifications.rules import Language
from app.web.fields import PHONE, choice, day, labelled, long_text, offered, short_text, tick
from app.web.forms import EditForm, OfficeForm


def _number(label: str, thing: str) -> StringField:
    whole = Regexp(r"[0-9]{1,6}$", message="Scrivi un numero intero, per esempio 30.")
    return short_text(label, thing, longest=6, required=True, validators=[whole])


class SearchServicesForm(OfficeForm):
    text = short_text("Che cosa serve", "che cosa serve")


class CardForm(EditForm):
    words = long_text("Le parole di chi lo cerca", "le parole", longest=1000)
    how_long = short_text("Quanto tempo ci vuole", "quanto tempo", longest=300)


class LengthForm(OfficeForm):
    number = _number("Quanto dura", "il numero")
    unit = choice("In che cosa si conta", "come si conta", labelled(LABELS, Unit))
    valid_from = day("Dal giorno", "il giorno", required=True)
    source = short_text("Norma o decisione", "la norma", longest=200)

    def length(self) -> Length:
        """Return the length that was typed; to be called on a valid form."""
        return Length(int(self.number.data or "0"), Unit(self.unit.data))


class ParameterForm(OfficeForm):
    value = short_text("Valore", "il valore", longest=14, required=True)
    valid_from = day("Dal giorno", "il giorno", required=True)
    source = short_text("Norma o decisione", "la norma", longest=200)


class YesNoParameterForm(ParameterForm):
    value = choice(
        "Valore", "il valore", [("yes", "Sì"), ("no", "No"), ("unknown", "Da confermare")]
    )


class RemarkForm(OfficeForm):
    key = choice("Riguarda uno di questi valori?", "il valore", radio=False, required=False)
    words = long_text("Che cosa non va", "che cosa non va", longest=2000, required=True)


class AnswerForm(EditForm):
    words = long_text("Che cosa si è deciso", "la risposta", longest=2000, required=True)


class TryForm(OfficeForm):
    """A value to try: it changes nothing, the address holds it."""

    class Meta(OfficeForm.Meta):
        """Read from the address."""

        csrf = False

    value = short_text("Valore da provare", "il valore", longest=14, required=True)
    on = day("Come se fosse il", "il giorno", required=True)


class SendCardForm(OfficeForm):
    phone = short_text("Numero di cellulare", "il numero", longest=40, validators=[PHONE])
    text = short_text("Oppure cerca la persona in archivio", "chi cerchi", longest=200)
    person = choice("Chi è?", "chi è", required=False)
    language = choice(
        "Lingua",
        "la lingua",
        labelled(NOTICES, Language),
        radio=False,
        default=Language.ITALIAN,
    )


class ServiceForm(EditForm):
    path = choice("Di quale servizio si tratta", "il servizio", labelled(LABELS, PathCode),
                  radio=False)  # fmt: skip
    name = short_text("Nome", "il nome", longest=200, required=True)
    measure = choice("Si misura in", "la misura", labelled(LABELS, Measure), radio=False)
    valid_from = day("Dal giorno", "il giorno", required=True)
    valid_to = day("Primo giorno senza il servizio", "il giorno")
    note = short_text("Nota", "la nota", longest=300)

    def details(self) -> ServiceDetails:
        """Return the service that was typed; to be called on a valid form."""
        return ServiceDetails(
            path=PathCode(self.path.data),
            name=self.name.data or "",
            measure=Measure(self.measure.data),
            valid_from=self.valid_from.chosen,
            valid_to=self.valid_to.data,
            note=self.note.data or "",
        )


class ProviderFields:
    """Who gives: a body of the directory, or the Comune itself."""

    provider = choice("Chi lo dà", "chi lo dà", radio=False, required=False)

    def offer(self, bodies: Iterable[tuple[BodyId, str]]) -> None:
        """Offer the bodies of the directory."""
        known = ((str(body_id), name) for body_id, name in bodies)
        self.provider.choices = offered([("", "Il Comune"), *known])

    def provider_id(self) -> BodyId | None:
        """Return the body that was chosen; to be called on a valid form."""
        chosen: Any = self.provider.data
        return BodyId(UUID(chosen)) if chosen else None


class ManagementForm(ProviderFields, OfficeForm):
    form = choice("Come è gestito", "come è gestito", labelled(LABELS, Management))
    valid_from = day("Dal giorno", "il giorno", required=True)
    note = short_text("Convenzione o atto", "la convenzione", longest=300)

    def details(self) -> ManagementDetails:
        """Return the management that was typed; to be called on a valid form."""
        return ManagementDetails(
            form=Management(self.form.data),
            provider_id=self.provider_id(),
            valid_from=self.valid_from.chosen,
            note=self.note.data or "",
        )


class UnitForm(ProviderFields, EditForm):
    name = short_text("Nome", "il nome", longest=200, required=True)
    valid_from = day("Dal giorno", "il giorno", required=True)
    valid_to = day("Primo giorno senza", "il giorno")
    reserved = tick("Il nome è un'etichetta riservata: non dice dove si trova")
    note = short_text("Nota", "la nota", longest=300)

    def details(self) -> UnitDetails:
        """Return the unit of offer that was typed; to be called on a valid form."""
        return UnitDetails(
            name=self.name.data or "",
            provider_id=self.provider_id(),
            valid_from=self.valid_from.chosen,
            valid_to=self.valid_to.data,
            reserved=self.reserved.data,
            note=self.note.data or "",
        )


class CapacityForm(OfficeForm):
    measure = choice("Si misura in", "la misura", labelled(LABELS, Measure), radio=False)
    quantity = _number("Quanti", "quanti sono")
    valid_from = day("Dal giorno", "il giorno", required=True)


class NewUnitForm(UnitForm):
    measure = choice("Si misura in", "la misura", labelled(LABELS, Measure), radio=False)
    quantity = _number("Quanti", "quanti sono")
