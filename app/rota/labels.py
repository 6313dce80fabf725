"""Italian words of the rota."""

from collections.abc import Mapping

from app.kernel.label import Label, Labels
from app.rota.rules import AbsenceKind

LABELS: Labels = {
    AbsenceKind: {
        AbsenceKind.LEAVE: Label("Ferie o permesso"),
        AbsenceKind.TRAINING: Label("Formazione"),
        AbsenceKind.SERVICE_ELSEWHERE: Label("In servizio altrove"),
        AbsenceKind.NOT_SAID: Label("Assenza"),
    },
}

REASONS: Mapping[str, str] = {
    "shift_backwards": "Il turno finirebbe prima di cominciare: controlla le due ore.",
    "already_on_duty": "In quelle ore è già di turno: scegli un'altra ora o un'altra persona.",
    "series_backwards": "L'ultimo giorno viene prima del primo: controlla le due date.",
    "series_too_long": "Al massimo un anno per volta: scegli un giorno più vicino.",
    "absence_backwards": "L'ultimo giorno viene prima del primo: scegli un giorno successivo.",
    "no_such_worker": "Scegli una persona dell'ufficio.",
}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {}
