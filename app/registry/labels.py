"""Italian words of the civil registry."""

from collections.abc import Mapping

from app.kernel.label import Label, Labels, Tone
from app.registry.rules import (
    Column,
    Decision,
    Differing,
    FileFault,
    ImportState,
    Outcome,
    RowFault,
    Takes,
)

LABELS: Labels = {
    ImportState: {
        ImportState.UPLOADED: Label("Colonne da confermare", Tone.WAITING),
        ImportState.MAPPED: Label("Pronto da importare", Tone.WAITING),
        ImportState.RUNNING: Label("In corso", Tone.ACTIVE, "clock"),
        ImportState.DONE: Label("Finito", Tone.DONE, "check"),
        ImportState.STOPPED: Label("Interrotto"),
    },
    Takes: {
        Takes.KNOWN: Label("Solo chi è già conosciuto dall'ufficio"),
        Takes.EVERYBODY: Label("Tutti gli abitanti del file"),
    },
    Outcome: {
        Outcome.WAITING: Label("Da guardare"),
        Outcome.NEW: Label("Entrate in archivio"),
        Outcome.SAME: Label("Senza cambiamenti"),
        Outcome.CHANGED: Label("Aggiornate"),
        Outcome.ASIDE: Label("Non in archivio, da prendere se servono"),
        Outcome.DOUBTFUL: Label("Da decidere", Tone.ATTENTION),
        Outcome.FAILED: Label("Non lette", Tone.ATTENTION),
    },
    Decision: {
        Decision.ANOTHER: Label("È un'altra persona: mettila in archivio"),
        Decision.LEAVE: Label("Lasciala fuori dall'archivio"),
    },
    Column: {
        Column.SURNAME: Label("Cognome"),
        Column.GIVEN: Label("Nome"),
        Column.TAX_CODE: Label("Codice fiscale"),
        Column.BIRTH: Label("Data di nascita"),
        Column.BIRTHPLACE: Label("Luogo di nascita"),
        Column.SEX: Label("Sesso (M o F)"),
        Column.HOUSEHOLD: Label("Codice della famiglia"),
        Column.RELATION: Label("Relazione con l'intestatario"),
        Column.STREET: Label("Via"),
        Column.HOUSE_NUMBER: Label("Numero civico"),
        Column.MUNICIPALITY: Label("Comune di residenza"),
        Column.SINCE: Label("Residente lì dal"),
        Column.DIED: Label("Data di morte"),
        Column.REGISTRY_ID: Label("Codice individuale dell'anagrafe"),
    },
    Differing: {
        Differing.SURNAME: Label("Cognome"),
        Differing.GIVEN: Label("Nome"),
        Differing.BIRTH: Label("Nascita"),
        Differing.BIRTHPLACE: Label("Luogo di nascita"),
        Differing.TAX_CODE: Label("Codice fiscale"),
        Differing.DEATH: Label("Decesso"),
    },
}

REASONS: Mapping[str, str] = {
    FileFault.EMPTY: "Il file è vuoto: controlla l'estrazione e riprova.",
    FileFault.TOO_LARGE: "Il file supera i 20 MB: dividilo in due per famiglie.",
    FileFault.NOT_TEXT: "Non è un file CSV: dal foglio di calcolo scegli «Salva con nome», "
    "tipo «CSV UTF-8».",
    FileFault.ONE_COLUMN: "Le colonne non si distinguono: separale con punto e virgola, virgola "
    "o tabulazione.",
    FileFault.TOO_MANY_COLUMNS: "Una riga ha più di 120 colonne: controlla il separatore.",
    FileFault.BROKEN_QUOTES: "Le virgolette aprono una cella e non la chiudono: controlla il file "
    "e riprova.",
    FileFault.NO_ROWS: "Sotto le intestazioni non c'è nessuna riga: controlla l'estrazione.",
    FileFault.TOO_MANY_ROWS: "Più di 200.000 righe: dividi il file per famiglie.",
    FileFault.NOT_NOW: "Nel frattempo è già stato fatto, o il file è stato sostituito: guarda "
    "com'è adesso.",
    FileFault.ANOTHER_RUNS: "Un'altra importazione è in corso: aspetta che finisca o interrompila.",
    FileFault.SURNAME_UNMAPPED: "Scegli in quale colonna sta il cognome.",
    FileFault.TWICE_MAPPED: "Questa colonna è già usata per un altro dato: scegline una diversa.",
    RowFault.SURNAME_MISSING: "Manca il cognome.",
    RowFault.TOO_LONG: "Un dato è troppo lungo: al massimo 120 caratteri.",
    RowFault.TOO_FEW_CELLS: "La riga ha meno colonne delle intestazioni.",
    RowFault.DATE_UNREADABLE: "Una data non si legge: scrivila come 25/11/1980 o 1980-11-25.",
    RowFault.DATE_IMPOSSIBLE: "Una data non può essere: è nel futuro, o muore prima di nascere.",
    RowFault.TWICE: "La stessa persona compare già in una riga precedente.",
    RowFault.REFUSED: "La famiglia non si è potuta scrivere: correggila a mano e riprova.",
}
