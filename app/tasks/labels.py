"""Italian words of what is to be done, and of what is said of a deadline."""

from app.kernel.label import Label, Labels
from app.tasks.rules import (
    OF_COVERING,
    Digest,
    MarkKind,
    MarkWhy,
    TaskCode,
    TaskFault,
    TaskOutcome,
)

LABELS: Labels = {
    MarkKind: {
        MarkKind.POSTPONED: Label("Posticipata"),
        MarkKind.PASSED: Label("Passata"),
    },
    MarkWhy: {
        MarkWhy.WAITING_ANSWER: Label("Si aspetta una risposta"),
        MarkWhy.ABSENCE: Label("Assenza"),
        MarkWhy.OTHER_FIRST: Label("C'è altro di più urgente"),
        MarkWhy.AGREED: Label("D'accordo con la persona o con il collega"),
    },
    TaskCode: {
        TaskCode.OWN: Label("Cosa da fare"),
        TaskCode.SOON_OF_AGE: Label("Tra sei mesi è maggiorenne: prosieguo, uscita, sostegno"),
        TaskCode.OF_AGE: Label("È maggiorenne: consensi suoi, accessi dei genitori, SINBA"),
        TaskCode.CHILD_DUE: Label("È il giorno atteso della nascita: è nato?"),
        TaskCode.DEATH: Label("Decesso: appuntamenti, pagamenti, lettere, familiari"),
        TaskCode.BOTH_FOLLOWED: Label("Due persone da non far incontrare, seguite entrambe"),
        TaskCode.KEPT_APART: Label("Da non far incontrare con un'altra persona: che cosa cambia"),
        TaskCode.TEAM_TO_NAME: Label("Tutela minori: nomina l'équipe del Comune"),
        TaskCode.TEAM_TO_ASK: Label("Tutela minori: chiedi l'équipe del consorzio"),
        TaskCode.TEAM_TO_CONFIRM: Label("Tutela minori: équipe del Comune o del consorzio?"),
        TaskCode.COVERED: Label("In una lettera è stato scritto, e coperto, un luogo protetto"),
        TaskCode.COVERED_IN_PASSAGE: Label(
            "In un passaggio tra enti è stato scritto, e coperto, un luogo protetto"
        ),
    },
    TaskOutcome: {
        TaskOutcome.DONE: Label("Fatto"),
        TaskOutcome.NOT_NEEDED: Label("Non serve più"),
        TaskOutcome.ELSEWHERE: Label("Se ne occupa qualcun altro"),
    },
}

REASONS: dict[str, str] = {
    TaskFault.NOT_LATER: "È già entro quel giorno: scegli un giorno più avanti.",
    TaskFault.TOO_FAR: "È più di un anno: scegli un giorno più vicino, potrai posticipare ancora.",
    TaskFault.NO_DAY: "Scrivi il giorno, per esempio 4/12/2026.",
    TaskFault.TO_HERSELF: "È già tua: scegli un collega.",
    TaskFault.NOT_HERS_TO_SEE: "Questo collega non può aprirla, e non la vedrebbe: scegli chi "
    "segue la persona con te, oppure passa la cartella.",
    TaskFault.TASK_DONE: "È già conclusa: guarda l'elenco aggiornato.",
    TaskFault.ADDRESS_MISSING: "Scrivi a quale indirizzo e-mail mandarlo, per esempio "
    "nome@esempio.it.",
    TaskFault.DUE_IN_THE_PAST: "Il giorno è passato: scegli oggi o un giorno dopo.",
}

_AFTER_COVERING = (
    "Parla con lei: da chi lo ha saputo, a chi lo ha detto.",
    "Se il luogo può essere conosciuto da chi cerca la persona, decidi oggi come proteggerla.",
)
# What is looked at when the life of somebody brings something to be done, in this order.
CHECKLISTS: dict[TaskCode, tuple[str, ...]] = {
    TaskCode.SOON_OF_AGE: (
        "Prosieguo amministrativo: se serve, si chiede al Tribunale prima dei diciotto anni.",
        "Uscita dalla comunità o dall'affido: dove va, con chi, con quale reddito.",
        "Amministrazione di sostegno: se servirà, il ricorso si presenta già a diciassette anni.",
        "Passaggio ai servizi per adulti e ai servizi specialistici.",
    ),
    TaskCode.OF_AGE: (
        "I consensi ora li dà la persona: rivedi quelli firmati dai genitori.",
        "I genitori non leggono più la cartella e non ricevono più le lettere.",
        "Il flusso SINBA si chiude.",
        "Se la cartella continua, il progetto si rifà con la persona.",
    ),
    TaskCode.COVERED: (
        "Chi ha scritto la lettera ha visto coprire quello che ha scritto: ora può capire che lì "
        "qualcuno è protetto.",
        *_AFTER_COVERING,
    ),
    TaskCode.COVERED_IN_PASSAGE: (
        "L'altro ente non l'ha letto. Chi l'ha scritto, o ha scelto di passarlo, ha visto che è "
        "coperto: ora può capire che lì qualcuno è protetto.",
        *_AFTER_COVERING,
    ),
    TaskCode.CHILD_DUE: (
        "Se è nato, scrivi la nascita nel collocamento: serve il posto in culla.",
        "Se non è nato, posticipa: la data attesa resta scritta.",
    ),
    TaskCode.DEATH: (
        "Annulla gli appuntamenti futuri: gli avvisi non ancora partiti sono già fermati.",
        "Ferma i pagamenti e i contributi dal giorno del decesso.",
        "Non partono lettere: avvisa chi ne preparava.",
        "Guarda chi resta: figli minori, chi viveva con la persona, chi assisteva.",
        "Chiudi i servizi attivi, poi la cartella.",
    ),
    TaskCode.BOTH_FOLLOWED: (
        "Chi segue l'una non segue l'altra, e nessuna delle due équipe legge dell'altra.",
        "Giorni, luoghi e operatori diversi: guarda «Non far incontrare» sulle due persone.",
        "Nessuno scrive in una cartella ciò che sa dall'altra.",
    ),
    TaskCode.KEPT_APART: (
        "Leggi «Non far incontrare» sulla pagina della persona. Se non c'è un nome, non cercarlo: "
        "chiedi alla responsabile che cosa fare.",
        "Guarda gli appuntamenti già presi, gli incontri e i servizi di gruppo: giorni, luoghi e "
        "operatori diversi.",
        "Alla persona non si dice se l'altra è seguita qui, quando viene e dove.",
    ),
    TaskCode.TEAM_TO_NAME: (
        "Nella cartella, «Équipe e regia»: scrivi chi lavora accanto a chi segue.",
        "Chi è in elenco legge la cartella da quel momento; gli altri leggono solo chi segue.",
        "Di' alla famiglia chi sono, e scrivilo tra le restituzioni.",
    ),
    TaskCode.TEAM_TO_ASK: (
        "Nei servizi della cartella c'è la richiesta: se manca, scrivila ora.",
        "Quando il consorzio risponde, scrivi nella cartella chi lavora con la famiglia.",
    ),
    TaskCode.TEAM_TO_CONFIRM: (
        "Chi fa tutela per questo Comune è una figura datata dei percorsi: confermala.",
        "Poi scrivi nella cartella chi lavora accanto a chi segue.",
    ),
}


def digest_words(digest: Digest) -> tuple[str, str]:
    """Return the subject and the text of the weekly letter: how much is due, and nobody's name."""
    lines = [
        _many(digest.court, "scadenza di tribunale o di legge", "scadenze di tribunale o di legge"),
        _many(digest.week, "scadenza in tutto", "scadenze in tutto"),
        _many(digest.late, "scadenza già passata", "scadenze già passate"),
    ]
    listed = "\n".join(f"- {line}" for line in lines)
    return (
        "Le scadenze della settimana",
        f"Buongiorno,\nquesta settimana hai:\n{listed}\n\n"
        "Quali sono lo leggi nel programma, alla pagina Scadenze: qui non ci sono nomi.\n\n"
        "Questo messaggio parte da solo il lunedì mattina. Per non riceverlo più: Scadenze, "
        "«Riepilogo per e-mail».\n",
    )


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def words_of(code: TaskCode, what: str) -> str:
    """Return what is to be done in words: as it was written, or as what brought it says."""
    label = LABELS[TaskCode][code].text
    return f"{label}: {what}" if code in OF_COVERING else what or label
