"""Italian words of this feature."""

from collections.abc import Mapping

from app.emergencies.procedure.calls import CallAction, CallState
from app.emergencies.procedure.emergency import EmergencyAction, EmergencyState
from app.emergencies.rules.calls import CallDegree, CallFault, CallList
from app.emergencies.rules.emergency import (
    ChildHeard,
    EmergencyFault,
    EmergencyList,
    Missing,
    NewsSource,
    PlacedBy,
    SignedAs,
    TakenFrom,
    WhichHour,
)
from app.kernel.label import Label, Labels, Tone

S, A, C = EmergencyState, EmergencyAction, CallAction
NO_NEWS = "Nessuna notizia: chiama la cancelleria e l'avvocatura"

LABELS: Labels = {
    EmergencyState: {
        S.PLACED: Label("Messo in sicurezza: avvisa la Procura", Tone.LATE, "warning"),
        S.PM_TOLD: Label("Procura avvisata: trasmetti gli atti", Tone.ATTENTION, "warning"),
        S.TRANSMITTED: Label("Atti trasmessi: decide la Procura", Tone.WAITING, "clock"),
        S.VALIDATION_ASKED: Label(
            "Chiesta la convalida: decide il Tribunale", Tone.WAITING, "clock"
        ),
        S.VALIDATED: Label("Convalidata: si aspetta l'udienza", Tone.WAITING, "clock"),
        S.HEARD: Label("Udienza fatta: si aspetta la decisione", Tone.WAITING, "clock"),
        S.CONFIRMED: Label("Confermata dal Tribunale", Tone.DONE, "check"),
        S.MODIFIED: Label("Confermata e modificata dal Tribunale", Tone.DONE, "check"),
        S.REVOKED_PM: Label("Revocata dalla Procura", Tone.DONE),
        S.NOT_VALIDATED: Label("Non convalidata dal Tribunale", Tone.DONE),
        S.REVOKED_COURT: Label("Revocata dal Tribunale", Tone.DONE),
        S.LOST_EFFECT: Label("Perdita di efficacia comunicata dal Tribunale", Tone.DONE),
    },
    EmergencyAction: {
        A.OPEN: Label("Apri la misura urgente", done="Bambino messo in sicurezza"),
        A.ORAL_NOTICE: Label("Ho avvisato la Procura a voce", done="Procura avvisata a voce"),
        A.TRANSMIT: Label("Ho trasmesso gli atti alla Procura", done="Atti trasmessi alla Procura"),
        A.LATE_TRANSMISSION: Label(
            "Trasmessi oltre le 24 ore: scrivi perché", done="Atti trasmessi oltre le 24 ore"
        ),
        A.PM_REVOKES: Label("La Procura ha revocato", done="Revocata dalla Procura"),
        A.PM_ASKS_VALIDATION: Label(
            "La Procura ha chiesto la convalida", done="Convalida chiesta dalla Procura"
        ),
        A.COURT_VALIDATES: Label("Il Tribunale ha convalidato", done="Convalidata dal Tribunale"),
        A.COURT_DOES_NOT_VALIDATE: Label(
            "Il Tribunale non ha convalidato", done="Non convalidata dal Tribunale"
        ),
        A.HEARING_HELD: Label("L'udienza si è tenuta", done="Udienza tenuta"),
        A.CONFIRM: Label("Il Tribunale ha confermato", done="Confermata dal Tribunale"),
        A.MODIFY: Label(
            "Il Tribunale ha confermato e modificato", done="Confermata e modificata dal Tribunale"
        ),
        A.REVOKE: Label("Il Tribunale ha revocato", done="Revocata dal Tribunale"),
        A.APPEAL_FILED: Label("È stato fatto reclamo", done="Reclamo in Corte d'appello"),
        A.LOSS_COMMUNICATED: Label(
            "Il Tribunale comunica la perdita di efficacia",
            done="Perdita di efficacia comunicata dal Tribunale",
        ),
        A.CALL_FOR_NEWS: Label("Ho chiamato per avere notizie", done="Chiamata per avere notizie"),
        A.WRITE_REPORT: Label("Scrivi la relazione", done="Relazione scritta"),
        A.HEAR_CHILD: Label("Ho ascoltato il bambino", done="Bambino ascoltato"),
        A.SET_PLACE: Label("Scrivi dove si trova", done="Scritto dove si trova"),
        A.JOIN_CASE: Label("Collega alla cartella", done="Collegata alla cartella"),
        A.CORRECT_TIME: Label("Correggi un'ora", done="Ora corretta"),
    },
    PlacedBy: {
        PlacedBy.US: Label("Noi, con il provvedimento del Comune"),
        PlacedBy.OTHERS: Label("Le forze dell'ordine, e noi assistiamo"),
    },
    SignedAs: {
        SignedAs.MAYOR: Label("Sindaco o sindaca"),
        SignedAs.MAYOR_DELEGATE: Label("Chi ha la delega del Sindaco"),
        SignedAs.HEAD_OF_SERVICE: Label("Responsabile del servizio"),
        SignedAs.PUBLIC_SECURITY: Label("Ufficiale di pubblica sicurezza"),
    },
    TakenFrom: {
        TakenFrom.MOTHER: Label("Dalla madre"),
        TakenFrom.FATHER: Label("Dal padre"),
        TakenFrom.BOTH: Label("Da entrambi i genitori"),
        TakenFrom.OTHERS: Label("Da altri che lo tenevano"),
    },
    ChildHeard: {
        ChildHeard.YES: Label("Sì"),
        ChildHeard.NO: Label("No"),
        ChildHeard.LATER: Label("Non ancora, si ascolta appena possibile"),
    },
    NewsSource: {
        NewsSource.PEC: Label("PEC"),
        NewsSource.TELEPHONE: Label("Telefono"),
        NewsSource.LAWYER: Label("Avvocato o avvocata"),
    },
    WhichHour: {
        WhichHour.PLACED: Label("L'ora del collocamento"),
        WhichHour.SENT: Label("L'ora della trasmissione"),
    },
    EmergencyList: {
        EmergencyList.OPEN: Label("Aperte"),
        EmergencyList.ENDED: Label("Concluse"),
    },
    Missing: {
        Missing.FACTS: Label("I fatti, per la relazione"),
        Missing.ALTERNATIVES: Label("Le alternative provate: parenti, l'altro genitore"),
        Missing.CHILD: Label("L'ascolto del bambino"),
        Missing.PLACE: Label("Dove si trova"),
        Missing.CASE: Label("La cartella"),
    },
    CallState: {
        CallState.NOTED: Label("Da affidare", Tone.ATTENTION, "warning"),
        CallState.HANDED_OVER: Label("Affidata", Tone.WAITING, "clock"),
        CallState.DONE: Label("Conclusa", Tone.DONE, "check"),
    },
    CallAction: {
        C.NOTE: Label("Registra la chiamata", done="Chiamata registrata"),
        C.HAND_OVER: Label("Affida a chi se ne occupa", done="Affidata"),
        C.FINISH: Label("Concludi", done="Conclusa"),
    },
    CallDegree: {
        CallDegree.EMERGENCY: Label("Emergenza", Tone.LATE, "warning"),
        CallDegree.CAN_WAIT: Label("Può aspettare il primo giorno lavorativo", Tone.NEUTRAL),
    },
    CallList: {
        CallList.OPEN: Label("Da vedere"),
        CallList.DONE: Label("Concluse"),
    },
}

REASONS: Mapping[str, str] = {
    EmergencyFault.HOURS_UNKNOWN: "Scrivi l'ora del collocamento: da lì si contano le 24 ore.",
    EmergencyFault.ACT_MISSING: "Allega l'atto del Tribunale: senza, la misura resta com'è.",
    EmergencyFault.NOT_LATE: "Le 24 ore non erano passate: usa «Ho trasmesso gli atti».",
    EmergencyFault.NO_CASE: "Non c'è una cartella aperta da collegare: aprila dalla pagina "
    "del bambino.",
    EmergencyFault.HOUR_TO_COME: "Quest'ora deve ancora venire: controlla giorno e ora.",
    EmergencyFault.BEFORE_PLACING: "È prima del collocamento in luogo sicuro: controlla "
    "giorno e ora.",
    EmergencyFault.AFTER_SENDING: "È dopo la trasmissione degli atti: controlla giorno e ora.",
    EmergencyFault.KNOWN_BEFORE: "Non si può sapere prima che succeda: controlla le due ore.",
    EmergencyFault.DATED_LATER: "L'atto non può avere una data che deve ancora venire.",
    EmergencyFault.OF_AGE: "È maggiorenne: questa misura riguarda solo bambini e ragazzi.",
    EmergencyFault.ALREADY_OPEN: "Per questo bambino c'è già una misura urgente aperta: "
    "cercala tra quelle aperte.",
    EmergencyFault.DECIDED_ALONE: "Scrivi con chi hai deciso: la responsabile o chi ha la delega.",
    EmergencyFault.SAME_HOUR: "È la stessa ora di prima: scrivi quella giusta.",
    EmergencyFault.NOT_SENT: "Gli atti non sono ancora stati trasmessi: correggi l'altra ora.",
    EmergencyFault.PLACE_NOT_YOURS: "Lo legge chi segue il bambino, chi ha aperto la misura o la "
    "responsabile: chiedi a loro.",
    EmergencyFault.ORDER_OF_OTHERS: "Il provvedimento è delle forze dell'ordine: qui si stampa "
    "solo la relazione.",
    EmergencyFault.HEARING_BEFORE: "L'udienza viene dopo il decreto: controlla il giorno.",
    EmergencyFault.REPORT_WITHOUT_CASE: "Il termine si scrive nella cartella, e la misura non "
    "ne ha ancora una: collegala prima, oppure scrivilo tra le parole del decreto.",
    EmergencyFault.ACT_INCOMPLETE: "Un atto si scrive intero: numero, data, autorità.",
    EmergencyFault.TOO_MANY_SCANS: "Questo atto ha già venti file: uniscili in un PDF solo.",
    CallFault.WHO_MISSING: "Scrivi di chi si tratta: bastano poche parole.",
    CallFault.CALL_TO_COME: "La chiamata non può arrivare dopo adesso: controlla giorno e ora.",
    CallFault.NOBODY_CHOSEN: "Scegli chi se ne occupa: una persona dell'ufficio o un ente.",
    CallFault.TWO_CHOSEN: "Scegli una persona dell'ufficio oppure un ente, non tutti e due.",
    CallFault.ENDS_BEFORE_START: "Finisce prima di cominciare: correggi uno dei due giorni.",
}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {
    "placing_hour_known": "ora del collocamento scritta",
    "act_attached": "atto alla mano: numero, data, autorità",
    "is_late": "passate le 24 ore",
    "a_case_to_join": "c'è una cartella aperta da collegare",
    "case_kept_open": "la cartella resta aperta",
    "told_to_the_lawyers": "la responsabile sente l'avvocatura",
    "return_planned_today": "si scrive chi riporta il bambino, quando e come",
    "by_order_of_court": "chi è accolto resta per ordine del Tribunale",
    "clocks_again": "i termini si contano di nuovo",
}


def span(hours_and_minutes: tuple[int, int]) -> str:
    """Return «20 h 35′» for hours and minutes that went by."""
    hours, minutes = hours_and_minutes
    return f"{hours} h {minutes:02d}′"
