"""Italian words about which Comune intervenes and which one pays."""

from app.cases.rules.competence import CompetenceFault, PayerGround
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    PayerGround: {
        PayerGround.RESIDENCE: Label("residenza all'inizio", Tone.ACTIVE),
        PayerGround.STAY: Label(
            "non c'è una residenza all'anagrafe: conta il Comune di dimora", Tone.ATTENTION
        ),
        PayerGround.ONE_KNOWN: Label(
            "dell'altro genitore non si conosce la residenza: verifica", Tone.ATTENTION
        ),
        PayerGround.DISPUTE: Label(
            "padre e madre risiedevano in due Comuni: è una questione aperta, decidi con la "
            "responsabile",
            Tone.ATTENTION,
        ),
        PayerGround.UNKNOWN: Label(
            "non si conosce nessuna residenza all'inizio: aggiungila alle persone", Tone.WAITING
        ),
    },
}

REASONS: dict[str, str] = {
    CompetenceFault.CASE_OVER: "La cartella è chiusa e si legge soltanto: chi paga un "
    "collocamento ancora in corso si scrive dalla sua pagina.",
    CompetenceFault.NOT_AFTER: "C'è già una riga da un giorno dopo: scegli un giorno successivo.",
}
