"""The shape of what is typed about placements and their members."""

from app.cases.forms.requests import RequestWordsForm, share_of_cost
from app.cases.labels.placements import LABELS
from app.cases.labels.requests import LABELS as REQUEST_LABELS
from app.cases.rules.need import NeedSheet
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
    ToldWhom,
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
    whole,
)
from app.web.forms import EditForm, OfficeForm

_ANSWERS = [
    (str(code), LABELS[StructureAnswer][code].text)
    for code in (StructureAnswer.AVAILABLE, StructureAnswer.NO, StructureAnswer.NO_ANSWER)
]


class _Need:
    """The need sheet: what structures read, by initials and figures only."""

    ages = short_text("Età di chi entra", "le età", required=True, longest=80)
    beds = whole("Quanti letti, culle comprese", "quanti letti", required=False)
    families = whole("Quanti nuclei", "quanti nuclei", required=False)
    allergies = short_text("Allergie e salute, se la struttura deve saperlo", "che cosa",
                           longest=200)  # fmt: skip
    zones = short_text(
        "Zona o Comune da evitare",
        "la zona",
        longest=160,
        description="Luoghi, non persone: “via Costa”, “Comune di Lodi”, “zona Adda”.",
    )
    words = long_text("Altro che serve", "che cosa serve", longest=4000)

    def sheet(self) -> NeedSheet:
        """Return what was typed as plain values; to be called on a valid form."""
        return NeedSheet(
            ages=self.ages.data or "",
            beds=self.beds.number or None,
            families=self.families.number or None,
            allergies=self.allergies.data or "",
            zones=self.zones.data or "",
            words=self.words.data or "",
        )


class SearchPlaceForm(_Need, OfficeForm):
    """What is needed, to begin a search."""


class NeedForm(_Need, EditForm):
    """What is needed, written again while one looks."""


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


class LiftForm(EditForm):
    """The end of a protection: nobody is shown again without having been heard."""

    words = long_text(
        "Perché si toglie, e che cosa ne dice la persona",
        "perché, e che cosa ne dice la persona",
        required=True,
        longest=4000,
        description="Da subito la rivedono sportello, agenda, ricerca e famiglia. L'indirizzo "
        "della struttura resta riservato. Se è in un altro collocamento riservato, resta nascosta.",
    )


class NewMemberForm(EditForm):
    role = choice("Chi entra", "chi entra", labelled(LABELS, PlacementRole))
    person = choice("Persona", "la persona", required=False, radio=False)
    basis = choice("A che titolo", "il titolo", labelled(LABELS, LegalBasis))
    order_reference = short_text("Provvedimento", "il provvedimento", longest=80)
    due_on = day("Se è una nascita attesa, per quando", "il giorno")


class MomentForm(EditForm):
    at_day = day("Giorno", "il giorno", required=True)
    at_hour = hour_of("at_day")


class ToldForm(MomentForm):
    whom = choice("Chi è stato avvisato", "chi è stato avvisato", labelled(LABELS, ToldWhom))


class ContinueForm(EditForm):
    order_reference = short_text("Provvedimento del Tribunale", "il provvedimento", required=True,
                                 longest=80)  # fmt: skip
    until = day("Fino al giorno", "il giorno", required=True)


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
