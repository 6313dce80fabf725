"""The shape of what is typed about placements and their members."""

from app.cases.forms.requests import RequestWordsForm, share_of_cost
from app.cases.labels.placements import LABELS
from app.cases.labels.requests import LABELS as REQUEST_LABELS
from app.cases.rules.placements import (
    CompetenceKind,
    Destination,
    ExitBasis,
    LeakPlace,
    LegalBasis,
    PlacementRole,
    RevealPurpose,
    SearchEnd,
    StructureAnswer,
)
from app.cases.rules.requests import LineOutcome
from app.web.fields import (
    choice,
    day,
    hour_of,
    labelled,
    long_text,
    several,
    short_text,
)
from app.web.forms import EditForm, OfficeForm

_ANSWERS = [
    (str(code), LABELS[StructureAnswer][code].text)
    for code in (StructureAnswer.AVAILABLE, StructureAnswer.NO, StructureAnswer.NO_ANSWER)
]


class SearchPlaceForm(OfficeForm):
    need = long_text(
        "Che cosa serve, senza nomi: età, letti, allergie, zona da evitare", "che cosa serve",
        required=True, longest=4000,
    )  # fmt: skip


class AskForm(EditForm):
    units = several("A quali strutture", "almeno una struttura", required=True)


class AnswerForm(EditForm):
    unit = choice("Quale struttura", "la struttura", radio=False)
    answer = choice("Che cosa risponde", "la risposta", _ANSWERS)
    available_until = day("Tiene il posto fino al giorno", "il giorno")


class ProposeForm(EditForm):
    unit = choice("Quale struttura", "la struttura")


class EntryForm(EditForm):
    entered_on = day("Giorno dell'ingresso", "il giorno", required=True)
    entered_hour = hour_of("entered_on")
    expected_end = day("Fine prevista", "il giorno")
    unit = choice("Struttura, se non è ancora scelta", "la struttura", required=False, radio=False)
    structure = short_text(
        "Nome vero della struttura (riservato)", "il nome", required=True, longest=160
    )
    address = short_text("Indirizzo (riservato)", "l'indirizzo", required=True, longest=200)
    words = short_text("Se è in urgenza, perché", "il motivo", longest=300)


class MoveForm(EntryForm):
    """The same facts of another structure; why is always said."""


class ExtensionForm(EditForm):
    to = day("Nuova fine prevista", "il giorno", required=True)


class CancelSearchForm(EditForm):
    why = choice("Perché", "il motivo", labelled(LABELS, SearchEnd))


class ClosePlacementForm(EditForm):
    outcome = choice("Obiettivi", "come sono andati", labelled(REQUEST_LABELS, LineOutcome))


class PlacementWordsForm(RequestWordsForm):
    """Why, in a few words."""


class NewMemberForm(EditForm):
    role = choice("Chi entra", "chi entra", labelled(LABELS, PlacementRole))
    person = choice("Persona", "la persona", required=False, radio=False)
    basis = choice("A che titolo", "il titolo", labelled(LABELS, LegalBasis))
    order_reference = short_text("Provvedimento", "il provvedimento", longest=80)
    due_on = day("Se è una nascita attesa, per quando", "il giorno")


class MomentForm(EditForm):
    at_day = day("Giorno", "il giorno", required=True)
    at_hour = hour_of("at_day")


class MemberEntryForm(EditForm):
    entered_on = day("Giorno", "il giorno", required=True)
    entered_hour = hour_of("entered_on")


class BirthForm(MemberEntryForm):
    person = choice("Chi è nato", "la persona", radio=False)


class LeaveDaysForm(EditForm):
    away_from = day("Dal giorno", "il giorno", required=True)
    away_to = day("Al giorno", "il giorno", required=True)


class ExitForm(MomentForm):
    destination = choice("Dove va", "dove va", labelled(LABELS, Destination), radio=False)
    basis = choice("In base a che cosa", "la base", labelled(LABELS, ExitBasis))
    order_reference = short_text("Provvedimento, se c'è", "il provvedimento", longest=80)


class CompetenceForm(OfficeForm):
    kind = choice("Che cosa", "che cosa", labelled(LABELS, CompetenceKind))
    body = choice("Quale ente", "l'ente", radio=False)
    member = choice("Per chi", "per chi", required=False, radio=False)
    share = share_of_cost()
    valid_from = day("Dal giorno", "il giorno", required=True)
    valid_to = day("Fino al giorno (escluso)", "il giorno")
    basis = short_text("Perché", "il motivo", longest=160, required=True)


class LeakForm(OfficeForm):
    place = choice("Da dove può uscire", "il luogo", labelled(LABELS, LeakPlace), radio=False)
    told = short_text(
        "Chi ha parlato con chi", "chi ha parlato con chi", required=True, longest=300
    )


class RevealForm(OfficeForm):
    purpose = choice("Perché serve ora", "il motivo", labelled(LABELS, RevealPurpose))
