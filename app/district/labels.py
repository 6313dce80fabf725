"""Italian words of the nine Comuni: means, refusals, and how each figure is counted."""

from collections.abc import Mapping

from app.district.rules import DistrictFault, ResourceKind
from app.kernel.label import Label, Labels

LABELS: Labels = {
    ResourceKind: {
        ResourceKind.STAFF: Label("Personale"),
        ResourceKind.SERVICE: Label("Servizio in comune"),
        ResourceKind.PLACE: Label("Posti o spazi"),
    },
}

F = DistrictFault
REASONS: Mapping[str, str] = {
    F.CONVENTION_BACKWARDS: "Finirebbe prima di cominciare: controlla i due giorni.",
    F.CONVENTION_THERE: "In quei giorni c'è già una convenzione di questo Comune per questo "
    "servizio: prima concludi quella, o correggi i giorni.",
    F.CONVENTION_OVER: "Il giorno in cui finisce è già scritto.",
    F.RESOURCE_BACKWARDS: "Finirebbe prima di cominciare: controlla le due date.",
    F.RESOURCE_OVER: "Il giorno in cui finisce è già scritto: per cambiarlo scrivi una risorsa "
    "nuova.",
    F.HOURS_MISSING: "Del personale scrivi le ore la settimana, per esempio 18 oppure 12,5.",
    F.QUANTITY_NEEDED: "Scrivi quanti sono, in cifre: almeno uno.",
    F.NOT_A_COUNT: "Scrivi un numero in cifre, per esempio 30.",
    F.YEAR_OUT_OF_REACH: "È un anno troppo lontano: controlla come l'hai scritto.",
    F.NO_PLAN_OFFICE: "Nella rubrica nessun Ufficio di Piano usa questo programma: chi lo "
    "amministra lo collega dalla pagina dell'ente.",
    F.PUBLISHED_THIS_MONTH: "Questo mese i dati sono già stati pubblicati: si pubblica una volta "
    "al mese.",
    F.NOTHING_TO_PUBLISH: "Non c'è nessun servizio da contare: aggiungilo dal catalogo.",
    F.PUBLISHES_ITSELF: "Questo Comune pubblica i suoi dati da sé: qui non si scrivono.",
    F.FIGURES_TO_COME: "È un giorno ancora da venire: scrivi a che giorno sono i dati.",
}

NOT_TOLD = "non detto"
OF_NO_TOWN_WORDS = "Altri Comuni, o non si sa"
WHY_NOT_TOLD = (
    "«Non detto» è un numero da 1 a 4. Quando un Comune ne ha uno, non si dice nemmeno la somma "
    "dei suoi servizi («somma non detta»): per differenza lo farebbe ricavare. Le somme di più "
    "Comuni contano solo quello che è detto: «almeno» vuol dire che manca qualcosa."
)
HOW_COUNTED = (
    (
        "Chiesti nell'anno",
        "Le persone per cui il servizio è stato chiesto dal 1° gennaio, una volta ciascuna.",
    ),
    (
        "Attivi",
        "Le persone a cui è dato in quel giorno, anche se sospeso; nelle comunità chi ci abita.",
    ),
    (
        "In attesa",
        "Le persone per cui è approvato e non è ancora cominciato, o per cui si cerca un posto.",
    ),
    ("Attesa più lunga", "I giorni dalla richiesta di chi aspetta da più tempo."),
    (
        "Posti",
        "Quelli propri del Comune. Quelli di un servizio associato sono di tutti: non si sommano.",
    ),
    ("Obiettivo", "Le persone che il piano di zona vuole raggiungere in quell'anno."),
    (
        "Comune per Comune",
        "Di chi lavora per più Comuni: chi è servito e chi aspetta, per residenza in quel giorno. "
        "Qui «non detto» può essere anche un numero più grande, che farebbe ricavare il piccolo. "
        "Quanti l'hanno chiesto nell'anno non si dice: è un numero che cresce soltanto, e da un "
        "mese all'altro direbbe chi è arrivato.",
    ),
    (
        "Quando",
        "Ogni Comune pubblica una volta al mese. Vale l'ultima pubblicazione prima della data "
        "scelta; accanto al nome c'è il suo giorno.",
    ),
)
