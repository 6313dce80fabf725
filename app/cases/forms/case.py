"""The shape of what is typed about a case and its acts."""

from app.cases.labels.case import LABELS
from app.cases.rules.case import (
    CaseKind,
    ClosureSituation,
    CourtTermKind,
    Outcome,
    PeopleTold,
    TakingChargeBasis,
    TeamAccess,
    WhyClosed,
    WhyMoved,
    WhyNotMe,
    WhySealed,
    WhySuspended,
)
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Area
from app.web.fields import choice, day, labelled, long_text, several, short_text, tick
from app.web.forms import EditForm, OfficeForm

_WHY_SEALED = [
    pair for pair in labelled(LABELS, WhySealed) if pair[0] != WhySealed.NO_LONGER_NEEDED
]
_WEIGHTS = (("1", "Leggera"), ("2", "Media"), ("4", "Pesante"))


class OpenCaseForm(OfficeForm):
    area = choice("Area", "l'area", labelled(CATALOGUE, Area))
    basis = choice(
        "Su che cosa si basa", "su che cosa si basa", labelled(LABELS, TakingChargeBasis)
    )
    holder_id = choice("Chi segue", "chi segue", radio=False)
    deputy_id = choice("Supplente", "chi supplisce", radio=False, required=False)
    kind = choice(
        "Quale cartella", "quale cartella", labelled(LABELS, CaseKind), default=CaseKind.ORDINARY
    )


class WhyForm(EditForm):
    """Some acts want a reason in one's own words."""

    words = long_text("Perché", "perché", required=True)


class BodyForm(EditForm):
    words = long_text(
        "A quale ente, da quando, e chi paga che cosa",
        "a quale ente, da quando e chi paga",
        required=True,
        description="I servizi attivi si concludono, si passano o restano qui: scrivi quali.",
    )
    protection_assured = tick("Se c'è un minore a rischio: è già al sicuro")


class SuspendForm(EditForm):
    why = choice("Perché si sospende", "perché", labelled(LABELS, WhySuspended))


class HandoverForm(EditForm):
    to_id = choice("A chi passa", "a chi passa", radio=False)
    words = long_text(
        "Che cosa deve sapere",
        "che cosa deve sapere",
        required=True,
        description="Sintesi, promesse fatte, contatti, rischi: è la pagina di consegne.",
    )


class NotMeForm(EditForm):
    why = choice(
        "Perché",
        "perché",
        labelled(LABELS, WhyNotMe),
        description="Se scegli «Non posso seguirla io» nessuno legge altro, e la persona e chi "
        "vive con lei non ti vengono più proposte.",
    )


class ReassignForm(EditForm):
    to_id = choice("A chi passa", "a chi passa", radio=False)


class ReassignAllForm(OfficeForm):
    to_id = choice("A chi passano", "a chi passano", radio=False)


class ClosureForm(EditForm):
    reason = choice("Perché si chiude", "perché", labelled(LABELS, WhyClosed), radio=False)
    situation = choice(
        "Dove vive la persona", "dove vive", labelled(LABELS, ClosureSituation), radio=False
    )
    outcome = choice("Obiettivi", "com'è andata", labelled(LABELS, Outcome))
    people_told = choice(
        "La persona e chi la segue lo sanno?", "se lo sanno", labelled(LABELS, PeopleTold)
    )
    words = long_text("Relazione conclusiva", "la relazione")


class SealForm(EditForm):
    why = choice("Perché si sigilla", "perché", _WHY_SEALED)
    named = several(
        "Chi può aprirla, oltre a chi segue e a chi supplisce",
        "chi può aprirla",
        description="Chi lavora accanto è già scelto: togli chi non la deve più leggere.",
    )


class ReopenForm(EditForm):
    words = long_text("Perché si riapre", "perché", required=True)
    holder_id = choice("Chi segue", "chi segue", radio=False)


class SummaryForm(EditForm):
    text = long_text("In breve", "qualche riga", longest=2000)


class DeputyForm(EditForm):
    deputy_id = choice("Supplente", "chi supplisce", radio=False, required=False)


class WeightForm(OfficeForm):
    weight = choice("Quanto lavoro chiede", "quanto", _WEIGHTS)


class CourtTermForm(OfficeForm):
    kind = choice("Che cosa aspetta", "che cosa", labelled(LABELS, CourtTermKind))
    due_on = day("Entro il giorno scritto nell'atto", "il giorno", required=True)


class CourtMoveForm(OfficeForm):
    due_on = day("Nuovo giorno, come nell'atto", "il giorno", required=True)
    why = choice("Perché cambia", "perché cambia", labelled(LABELS, WhyMoved))


class TeamForm(OfficeForm):
    engagement_id = choice("Chi", "chi", radio=False)
    access = choice("Che cosa può", "che cosa può", labelled(LABELS, TeamAccess))


class ExtensionForm(OfficeForm):
    asked_on = day("Chiesta il", "il giorno", required=True)
    asked_to = day("Fino a che giorno", "il giorno", required=True)
    why = long_text("Perché serve più tempo", "perché", longest=2000)


class ExtensionAnswerForm(OfficeForm):
    answered_on = day("Il Tribunale ha risposto il", "il giorno", required=True)
    granted = choice("Che cosa ha risposto", "la risposta", [("yes", "Concessa"), ("no", "Negata")])
    new_day = day("Nuovo giorno, come nell'atto", "il giorno")


class CaseNumberForm(OfficeForm):
    number = short_text("Numero della cartella giusta", "il numero", longest=20, required=True)
