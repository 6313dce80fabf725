"""Italian words about cases and what happens to them."""

from collections.abc import Mapping

from app.cases.rules.case import (
    CaseAction,
    CaseKind,
    CaseList,
    CaseState,
    ClosureSituation,
    CourtTermKind,
    HoldCode,
    HoldingRole,
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
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    CaseState: {
        CaseState.OPEN: Label("Aperta", Tone.CALLED, "info"),
        CaseState.ASSESSING: Label("In valutazione", Tone.CALLED, "clock"),
        CaseState.ACTIVE: Label("Progetto attivo", Tone.ACTIVE, "check-circle"),
        CaseState.MONITORING: Label("In monitoraggio", Tone.ACTIVE, "clock"),
        CaseState.SUSPENDED: Label("Sospesa", Tone.PAUSED, "clock"),
        CaseState.CLOSING: Label("In chiusura", Tone.WAITING, "clock"),
        CaseState.TRANSFER_PROPOSED: Label(
            "Passaggio ad altro ente proposto", Tone.WAITING, "clock"
        ),
        CaseState.CLOSED: Label("Chiusa", Tone.DONE, "check"),
        CaseState.CLOSED_TRANSFERRED: Label("Passata ad altro ente", Tone.DONE, "check"),
    },
    CaseAction: {
        CaseAction.OPEN_CASE: Label("Apri la cartella", done="Cartella aperta"),
        CaseAction.ASSESS: Label("Inizia la valutazione", done="Valutazione iniziata"),
        CaseAction.SET_PLAN: Label("Avvia il progetto", done="Progetto avviato"),
        CaseAction.REVIEW: Label("Scrivi la verifica del progetto", done="Progetto verificato"),
        CaseAction.TO_MONITORING: Label("Passa al monitoraggio", done="Passata al monitoraggio"),
        CaseAction.SUSPEND: Label("Sospendi", done="Sospesa"),
        CaseAction.RESUME: Label("Riprendi", done="Ripresa"),
        CaseAction.PROPOSE_HANDOVER: Label(
            "Proponi il passaggio a una collega", done="Passaggio proposto a una collega"
        ),
        CaseAction.ACCEPT_HANDOVER: Label("Accetta il passaggio", done="Passaggio accettato"),
        CaseAction.REFUSE_HANDOVER: Label("Rifiuta il passaggio", done="Passaggio rifiutato"),
        CaseAction.ASK_REASSIGN: Label(
            "Non posso seguirla io", done="Chiesto che la segua un'altra persona"
        ),
        CaseAction.REASSIGN: Label("Riassegna", done="Riassegnata"),
        CaseAction.PROPOSE_BODY: Label(
            "Proponi il passaggio ad altro ente", done="Passaggio proposto a un altro ente"
        ),
        CaseAction.BODY_ACCEPTED: Label(
            "Passaggio accettato dall'altro ente", done="Passaggio accettato dall'altro ente"
        ),
        CaseAction.BODY_REFUSED: Label(
            "Passaggio non accettato dall'altro ente",
            done="Passaggio non accettato dall'altro ente",
        ),
        CaseAction.BODY_TAKEN_BACK: Label(
            "Ritira il passaggio proposto", done="Passaggio ritirato prima della risposta"
        ),
        CaseAction.PROPOSE_CLOSURE: Label("Proponi la chiusura", done="Chiusura proposta"),
        CaseAction.CLOSE: Label("Chiudi la cartella", done="Cartella chiusa"),
        CaseAction.REFUSE_CLOSURE: Label("Non chiudere ancora", done="Chiusura non accolta"),
        CaseAction.REOPEN: Label("Riapri la cartella", done="Cartella riaperta"),
        CaseAction.SEAL: Label("Sigilla la cartella", done="Cartella sigillata"),
        CaseAction.UNSEAL: Label("Togli il sigillo", done="Sigillo tolto"),
        CaseAction.TO_SECOND_LEVEL: Label(
            "Porta al secondo livello", done="Portata al secondo livello"
        ),
        CaseAction.TO_FIRST_LEVEL: Label(
            "Riporta al primo livello", done="Riportata al primo livello"
        ),
        CaseAction.RECORD_DEATH: Label("Registra il decesso", done="Decesso registrato"),
        CaseAction.COME_OF_AGE: Label("Registra la maggiore età", done="Maggiore età registrata"),
    },
    CaseList: {
        CaseList.MINE: Label("Le mie"),
        CaseList.TEAM: Label("Di tutta l'équipe"),
        CaseList.TO_TAKE_OVER: Label("Da prendere"),
        CaseList.CLOSED: Label("Chiuse"),
    },
    CaseKind: {
        CaseKind.ORDINARY: Label("Ordinaria"),
        CaseKind.PENAL: Label("Penale minorile"),
        CaseKind.SEALED_BESIDE: Label("Riservata, accanto a quella ordinaria"),
    },
    TakingChargeBasis: {
        TakingChargeBasis.CONSENT: Label("Con il consenso"),
        TakingChargeBasis.COURT_ORDER: Label("Su provvedimento dell'Autorità giudiziaria"),
        TakingChargeBasis.PROTECTION: Label("Per protezione, anche senza consenso"),
    },
    HoldingRole: {
        HoldingRole.HOLDER: Label("Chi segue"),
        HoldingRole.DEPUTY: Label("Supplente"),
    },
    TeamAccess: {
        TeamAccess.NAMED: Label("Può aprire la cartella"),
        TeamAccess.KEPT_OUT: Label("Non deve sapere che la cartella esiste"),
    },
    WhySuspended: {
        WhySuspended.MOVED_FOR_A_WHILE: Label("Trasferimento temporaneo"),
        WhySuspended.PLACED_BY_OTHERS: Label("Inserimento deciso da altri"),
        WhySuspended.REFUSES_FOR_NOW: Label("Per ora non vuole essere seguita"),
        WhySuspended.UNTRACEABLE: Label("Non si riesce a rintracciare"),
    },
    WhyNotMe: {
        WhyNotMe.CANNOT_FOLLOW: Label("Non posso seguirla io"),
        WhyNotMe.ANOTHER_AREA: Label("È di un'altra area"),
        WhyNotMe.TOO_MUCH: Label("Carico di lavoro"),
    },
    WhySealed: {
        WhySealed.VIOLENCE: Label("Violenza o pericolo"),
        WhySealed.COURT_SECRECY: Label("Segreto chiesto dall'Autorità giudiziaria"),
        WhySealed.KNOWN_IN_THE_OFFICE: Label("Qualcuno in ufficio conosce la persona"),
        WhySealed.NO_LONGER_NEEDED: Label("Non serve più"),
    },
    WhyClosed: {
        WhyClosed.OTHER_AREA_SAME_REGION: Label("Altro ambito della stessa regione"),
        WhyClosed.OTHER_REGION: Label("Altra regione"),
        WhyClosed.OF_AGE: Label("Maggiore età"),
        WhyClosed.NEED_SOLVED: Label("Bisogno risolto"),
        WhyClosed.ASKED_TO_LEAVE: Label("Uscita chiesta dalla persona"),
        WhyClosed.REPATRIATED: Label("Rimpatrio"),
        WhyClosed.CANNOT_BE_FOUND: Label("Irreperibilità"),
        WhyClosed.DECEASED: Label("Decesso"),
        WhyClosed.OTHER: Label("Altro"),
    },
    ClosureSituation: {
        ClosureSituation.FAMILY_OF_ORIGIN: Label("In famiglia"),
        ClosureSituation.AUTONOMOUS: Label("In autonomia"),
        ClosureSituation.STAYS_WITH_FOSTER_FAMILY: Label("Resta nella famiglia affidataria"),
        ClosureSituation.STAYS_IN_FACILITY: Label("Resta in struttura"),
        ClosureSituation.HEALTH_FACILITY: Label("In una struttura sanitaria"),
        ClosureSituation.ADOPTED: Label("In adozione"),
        ClosureSituation.JUVENILE_PRISON: Label("In un istituto penale minorile"),
        ClosureSituation.UNKNOWN: Label("Non si conosce"),
    },
    Outcome: {
        Outcome.NOT_REACHED: Label("Non raggiunto"),
        Outcome.PARTLY: Label("Raggiunto in parte"),
        Outcome.REACHED: Label("Raggiunto"),
    },
    PeopleTold: {
        PeopleTold.YES: Label("Sì"),
        PeopleTold.NO: Label("Non ancora"),
    },
    CourtTermKind: {
        CourtTermKind.REPORT: Label("Relazione al Tribunale"),
        CourtTermKind.INFORMATION: Label("Informazioni alla Procura"),
        CourtTermKind.HEARING: Label("Udienza"),
    },
    HoldCode: {HoldCode.EMERGENCY: Label("Misura urgente (art. 403)")},
    WhyMoved: {
        WhyMoved.ADJOURNED: Label("Rinvio deciso dall'autorità giudiziaria"),
        WhyMoved.EXTENDED: Label("Proroga concessa"),
        WhyMoved.MISWRITTEN: Label("Giorno scritto male, corretto"),
    },
}

REASONS: Mapping[str, str] = {
    "other_ordinary_case": "Questa persona ha già una cartella aperta: continua in quella.",
    "open_court_term": "C'è un termine del Tribunale aperto: la cartella resta aperta.",
    "active_service": "Ci sono servizi attivi: concludili o passali prima di chiudere.",
    "active_service_goes_on": "Ci sono servizi attivi: controlla chi li segue da ora.",
    "held_open": "C'è una misura urgente aperta: la cartella resta aperta.",
    "active_request": "C'è una richiesta di servizio in attesa: concludila prima di chiudere.",
    "unread_referral": "C'è una segnalazione collegata non ancora letta.",
    "closing_needs_supervisor": "Per un minore, o con un provvedimento, chiude la responsabile.",
    "child_fields_missing": "Per un minore mancano i dati che l'INPS chiede alla chiusura: "
    "completa nascita e sesso nella pagina della persona.",
    "protection_first": "C'è un minore a rischio: prima va messo al sicuro, poi si propone.",
    "already_in_passage": "C'è già un passaggio proposto: aspetta la risposta.",
    "not_in_passage": "Nessun passaggio è stato proposto.",
    "not_for_you": "Risponde solo la collega a cui il passaggio è proposto.",
    "plan_not_approved": "Il progetto parte quando la responsabile lo approva.",
    "no_plan_to_review": "Non c'è un progetto approvato da verificare.",
    "already_sealed": "La cartella è già sigillata.",
    "not_sealed": "La cartella non è sigillata.",
    "already_second_level": "La cartella è già al secondo livello.",
    "not_second_level": "La cartella non è al secondo livello.",
    "penal_stays_apart": "Una cartella penale resta al secondo livello: la leggono in pochi.",
    "other_penal_case": "Questa persona ha già una cartella penale aperta: continua in quella.",
    "extension_waits": "Una proroga è già chiesta e aspetta risposta: scrivi prima la risposta.",
    "extension_answered": "La risposta è già scritta: guarda la cartella.",
    "extension_not_longer": "È entro il giorno già dato: scrivi un giorno dopo.",
    "asked_in_future": "Il giorno è nel futuro: scrivi quando è successo.",
    "answered_before_asked": "La risposta viene dopo la richiesta: controlla il giorno.",
    "new_day_missing": "Scrivi il nuovo giorno, come nell'atto del Tribunale.",
    "court_term_met": "Questo termine è già concluso: se il Tribunale ne ha dato un altro, scrivi "
    "un termine nuovo.",
    "same_court_day": "Il termine è già a questo giorno: controlla l'atto, o torna alla cartella.",
    "not_deceased": "Scrivi prima la data del decesso nella pagina della persona: ferma lettere e "
    "messaggi.",
    "not_of_age": "La persona non ha ancora diciotto anni, o non si conosce la nascita.",
    "same_holder": "La cartella è già di questa collega: scegline un'altra.",
    "holder_is_deputy": "Chi segue e chi supplisce sono due persone: scegline un'altra.",
    "case_is_closed": "La cartella nel frattempo è stata chiusa: riaprila o aprine un'altra.",
    "not_a_worker": "Scegli un'assistente sociale in servizio.",
    "worker_out_of_reach": "È fuori portata per questa persona: scegline un'altra.",
    "worker_out_of_reach_of_one": "È fuori portata per almeno una: dividile tra più persone.",
    "not_the_holder_of_it": "Lo chiede solo chi segue la cartella: se non la segui tu, parla con "
    "chi la segue o con la responsabile.",
    "reassign_asked": "È già stato chiesto: finché non viene affidata a un'altra persona, "
    "risponde chi la segue ora.",
    "you_cannot_follow": "Non puoi seguirla tu: la affida la responsabile a un'altra persona.",
}

CONDITIONS: Mapping[str, str] = {
    "no_other_ordinary_case": "nessun'altra cartella ordinaria aperta della stessa persona",
    "no_other_penal_case": "nessun'altra cartella penale aperta tra quelle che si possono aprire",
    "no_open_court_term": "nessun termine del Tribunale aperto",
    "no_active_service": "nessun servizio attivo",
    "services_go_on": "ci sono servizi attivi",
    "no_active_request": "nessuna richiesta di servizio in attesa",
    "nothing_keeps_it_open": "nessuna misura urgente aperta",
    "no_unread_referral": "nessuna segnalazione collegata da leggere",
    "adult_without_order": "persona adulta, senza provvedimenti",
    "child_fields_known": "dati del minore completi per l'INPS",
    "not_in_passage": "nessun passaggio in attesa",
    "is_in_passage": "un passaggio in attesa",
    "is_the_new_holder": "chi risponde è la collega a cui è proposto",
    "is_the_holder": "chi chiede segue la cartella",
    "not_asked_yet": "non ancora chiesto",
    "protection_assured": "il minore a rischio è già protetto",
    "plan_is_approved": "progetto approvato",
    "has_a_plan": "un progetto approvato",
    "is_not_sealed": "non ancora sigillata",
    "is_sealed": "sigillata",
    "is_first_level": "al primo livello",
    "is_second_level": "al secondo livello",
    "is_not_penal": "non è una cartella penale",
    "is_deceased": "decesso scritto nella pagina della persona",
    "is_of_age": "diciotto anni compiuti",
}
