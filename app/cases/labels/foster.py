"""Italian words of the foster care of a child."""

from app.cases.rules.foster import FosterFamily, FosterFault, FosterPhase
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    FosterPhase: {
        FosterPhase.CASE_ASSESSMENT: Label("10, valutazione del caso", Tone.CALLED),
        FosterPhase.FAMILY_SEARCH: Label("20, ricerca della famiglia", Tone.CALLED, "search"),
        FosterPhase.FAMILY_ASSESSMENT: Label("30, valutazione della famiglia", Tone.CALLED),
        FosterPhase.FAMILY_FOUND: Label("40, famiglia individuata", Tone.CALLED, "check"),
        FosterPhase.ACTIVE: Label("50, affido attivo", Tone.ACTIVE, "home"),
        FosterPhase.ENDED: Label("Affido concluso", Tone.DONE, "check"),
    },
    FosterFamily: {
        FosterFamily.RELATIVES: Label("Parenti, entro il quarto grado"),
        FosterFamily.OTHER_FAMILY: Label("Un'altra famiglia"),
        FosterFamily.NOT_KNOWN: Label("Non si sa ancora"),
    },
}

REASONS: dict[str, str] = {
    FosterFault.TO_COME: "È un giorno che deve ancora venire: la fase si scrive quando comincia.",
    FosterFault.SAME_PHASE: "È già in questa fase: scegli un'altra fase.",
    FosterFault.BEFORE_LAST: "Viene prima dell'ultima fase scritta: controlla il giorno.",
    FosterFault.BACK_WITHOUT_WORDS: "Torna a una fase precedente: scrivi perché.",
    FosterFault.ENDS_WITHOUT_WORDS: "Scrivi come finisce: dove va il bambino, e perché.",
    FosterFault.FAMILY_MISSING: "Se la famiglia c'è, scrivi se sono parenti o un'altra famiglia.",
    FosterFault.NOTHING_TO_END: "Nessun affido è cominciato: scegli la prima fase.",
}
