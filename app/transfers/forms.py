"""The shape of what is typed about a passage."""

from collections.abc import Mapping
from typing import Any

from wtforms import Field, StringField
from wtforms.validators import Length, Optional, ValidationError

from app.cases.labels import LABELS as CASES
from app.cases.queries import LineRow
from app.cases.rules.requests import Decline, hundredths_of
from app.kernel.references import RequestLineId
from app.transfers.labels import LABELS, service_words
from app.transfers.queries import Subject, sent_service
from app.transfers.rules import ReportCode, ServiceFate
from app.web.fields import choice, day, labelled, long_text, several, tick
from app.web.forms import EditForm

# Said to everybody and of everything: it tells nobody that there is a place.
_COVERED = "Dove una persona è protetta, l'indirizzo non si scrive: parte coperto."


def _valid_quantity(_form: object, field: Field) -> None:
    if hundredths_of(field.data or "") is None:
        raise ValidationError("Scrivi una quantità, per esempio 4 oppure 1,5.")


class ProposalForm(EditForm):
    body = choice("A quale ente", "l'ente", radio=False)
    pieces = several("Che cosa leggeranno", "almeno una cosa")
    words = long_text("Perché lo passi a loro", "perché", longest=4000)
    urgent = tick("È urgente: la risposta serve per il prossimo giorno lavorativo")
    protection_assured = tick("Se c'è un minore a rischio: è già al sicuro")
    bridging_until = day("Fino a quando i servizi continuano da qui", "il giorno", near=True)
    services: Mapping[str, RequestLineId] = {}  # the field of each service that goes on

    @property
    def fates(self) -> dict[RequestLineId, ServiceFate]:
        """Return what was chosen of each service, of those of which something was."""
        chosen = {id_: self._fields[name].data for name, id_ in self.services.items()}
        return {id_: ServiceFate(one) for id_, one in chosen.items() if one in set(ServiceFate)}


def proposal_form(subject: Subject) -> ProposalForm:
    """Return the form of a proposal: of a case, one choice for each service that goes on."""
    fields = {
        _field(one.line): choice(
            service_words(sent_service(one.line)),
            "che cosa succede a questo servizio",
            labelled(LABELS, ServiceFate),
            description="Protetto: non lo leggono." if one.protected else "",
        )
        for one in subject.services
    }
    kind: Any = type("ProposalForm", (ProposalForm,), fields)
    form: ProposalForm = kind(version=subject.version)
    form.services = {_field(one.line): one.line.id for one in subject.services}
    return form


def _field(line: LineRow) -> str:
    return f"fate_{line.id.hex}"


class RevokeForm(EditForm):
    words = long_text("Perché la ritiri", "perché", required=True, longest=2000)


class GivenForm(EditForm):
    report = choice("Quale prestazione", "la prestazione")


class AcceptForm(EditForm):
    words = long_text(
        "Due righe per chi l'ha mandato", "due righe", longest=2000, description=_COVERED
    )


class AcceptServiceForm(EditForm):
    starts_on = day("Da che giorno cominciate", "il giorno", required=True, near=True)
    words = long_text(
        "Due righe per chi l'ha mandato", "due righe", longest=2000, description=_COVERED
    )


class RefuseForm(EditForm):
    words = long_text(
        "Perché lo rifiutate", "perché", required=True, longest=2000, description=_COVERED
    )


class RefuseServiceForm(EditForm):
    code = choice("Perché", "perché", labelled(CASES, Decline))
    words = long_text(
        "In due righe, per chi l'ha mandato", "perché", required=True, longest=2000,
        description=_COVERED,
    )  # fmt: skip


class NoteForm(EditForm):
    words = long_text(
        "La nota", "la nota", required=True, longest=8000,
        description="Resta vostra: chi ha mandato non la legge.",
    )  # fmt: skip


class ReportForm(EditForm):
    code = choice("Che cosa è successo", "che cosa è successo", labelled(LABELS, ReportCode))
    on = day("Il giorno", "il giorno", required=True, near=True)
    quantity = StringField(
        "Quanto, se sono prestazioni", validators=[Optional(), Length(max=12), _valid_quantity]
    )
    words = long_text(
        "Due righe", "due righe", longest=4000, description=f"Chi ha mandato le legge. {_COVERED}"
    )
