"""Italian words about the diary."""

from collections.abc import Mapping

from app.cases.rules.diary import EntryKind, EntryTextKind, WhyReserved
from app.kernel.label import Label, Labels

LABELS: Labels = {
    EntryKind: {
        EntryKind.INTERVIEW: Label("Colloquio", icon="user"),
        EntryKind.HOME_VISIT: Label("Visita domiciliare", icon="home"),
        EntryKind.PHONE_CALL: Label("Telefonata", icon="telephone"),
        EntryKind.MEETING: Label("Riunione", icon="user"),
        EntryKind.CHILD_HEARD: Label("Ascolto del minore", icon="info"),
    },
    WhyReserved: {
        WhyReserved.SAFETY: Label("Protegge qualcuno"),
        WhyReserved.THIRD_PARTY: Label("Parla di un'altra persona"),
        WhyReserved.JUDICIAL: Label("Riguarda un procedimento"),
    },
    EntryTextKind: {
        EntryTextKind.EARLIER: Label("Com'era prima della correzione"),
        EntryTextKind.ADDENDUM: Label("Aggiunta"),
    },
}

REASONS: Mapping[str, str] = {
    "entry_in_the_future": "È nel futuro: scrivi quando è successo.",
    "not_the_author": "Corregge solo chi ha scritto: puoi fare un'aggiunta.",
    "too_late_to_correct": "Sono passate 24 ore: la voce resta com'è, puoi fare un'aggiunta.",
    "already_moved": "Questa voce è già stata spostata.",
    "same_case": "La voce è già in questa cartella: scegline un'altra.",
}
