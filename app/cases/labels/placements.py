"""Italian words of placements and of their members."""

from collections.abc import Mapping

from app.cases.procedure.member import MemberAction, MemberState
from app.cases.procedure.placement import PlacementAction, PlacementState
from app.cases.rules.placements import (
    CompetenceKind,
    Destination,
    ExitBasis,
    LeakPlace,
    LegalBasis,
    PlacementRole,
    RevealPurpose,
    SearchEnd,
    StructureAnswer,
    ToldWhom,
)
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    PlacementState: {
        PlacementState.SEARCHING: Label("Si cerca un posto", Tone.CALLED, "search"),
        PlacementState.CHOSEN: Label("Struttura scelta", Tone.CALLED, "check"),
        PlacementState.IN_PLACE: Label("In struttura", Tone.ACTIVE, "home"),
        PlacementState.CLOSED: Label("Concluso", Tone.DONE, "check"),
        PlacementState.CANCELLED: Label("Ricerca interrotta", Tone.DONE),
    },
    PlacementAction: {
        PlacementAction.OPEN_SEARCH: Label("Cerca un posto", done="Ricerca aperta"),
        PlacementAction.CARRY_ON: Label(
            "Resta senza la madre", done="Aperto: resta senza la madre"
        ),
        PlacementAction.ASK_STRUCTURES: Label(
            "Chiedi alle strutture", done="Strutture interpellate"
        ),
        PlacementAction.RECORD_ANSWER: Label(
            "Segna la risposta di una struttura", done="Risposta di una struttura"
        ),
        PlacementAction.PROPOSE: Label("Proponi una struttura", done="Struttura proposta"),
        PlacementAction.CHOOSE: Label("Scegli la struttura", done="Struttura scelta"),
        PlacementAction.COMMIT: Label(
            "Registra l'impegno per la retta", done="Impegno per la retta registrato"
        ),
        PlacementAction.ENTER: Label("Segna l'ingresso", done="Ingresso"),
        PlacementAction.ADD_MEMBER: Label("Aggiungi chi entra", done="Aggiunto chi entra"),
        PlacementAction.REVIEW: Label("Segna la verifica", done="Verifica fatta"),
        PlacementAction.EXTEND: Label("Chiedi la proroga", done="Proroga chiesta"),
        PlacementAction.APPROVE_EXTENSION: Label("Approva la proroga", done="Proroga approvata"),
        PlacementAction.MOVE: Label(
            "Sposta in un'altra struttura", done="Spostamento in un'altra struttura"
        ),
        PlacementAction.LIFT_PROTECTION: Label("Togli la riservatezza", done="Riservatezza tolta"),
        PlacementAction.KEEP_PROTECTION: Label(
            "Conferma la riservatezza", done="Riservatezza confermata"
        ),
        PlacementAction.CANCEL_SEARCH: Label("Interrompi la ricerca", done="Ricerca interrotta"),
        PlacementAction.CLOSE: Label("Chiudi il collocamento", done="Collocamento chiuso"),
    },
    MemberState: {
        MemberState.AWAITED: Label("Deve entrare", Tone.WAITING, "info"),
        MemberState.INSIDE: Label("In struttura", Tone.ACTIVE, "home"),
        MemberState.MISSING: Label("Assenza senza avviso", Tone.LATE, "warning"),
        MemberState.EXITED: Label("Uscita registrata", Tone.DONE, "check"),
        MemberState.NOT_ENTERED: Label("Ingresso non avvenuto", Tone.DONE),
    },
    MemberAction: {
        MemberAction.NAME: Label("Scrivi chi entra", done="Scritto chi entra"),
        MemberAction.ENTER: Label("Segna il suo ingresso", done="Ingresso"),
        MemberAction.BIRTH: Label("Segna la nascita", done="Nascita"),
        MemberAction.TEMPORARY_LEAVE: Label("Giorni a casa o fuori", done="Giorni a casa o fuori"),
        MemberAction.ABSENT: Label("Assenza senza avviso", done="Assenza senza avviso"),
        MemberAction.TOLD: Label("Segna chi è stato avvisato", done="Avvisato chi deve cercare"),
        MemberAction.CONTINUE: Label("Segna il prosieguo dopo i 18 anni", done="Prosieguo"),
        MemberAction.CAME_BACK: Label("Segna il rientro", done="Rientro"),
        MemberAction.EXIT: Label("Segna la sua uscita", done="Uscita"),
        MemberAction.NOT_ENTER: Label("Segna che non entra", done="Non entra"),
        MemberAction.BY_ORDER: Label(
            "Resta per ordine del Tribunale", done="Resta per ordine del Tribunale"
        ),
    },
    PlacementRole: {
        PlacementRole.MOTHER: Label("Madre"),
        PlacementRole.FATHER: Label("Padre"),
        PlacementRole.CHILD: Label("Figlio o figlia"),
        PlacementRole.EXPECTED_CHILD: Label("Nascita attesa"),
    },
    LegalBasis: {
        LegalBasis.CONSENSUAL: Label("Consensuale"),
        LegalBasis.JUDICIAL: Label("Giudiziario"),
        LegalBasis.EMERGENCY_403: Label("Urgenza, art. 403"),
        LegalBasis.CONTINUATION: Label("Prosieguo amministrativo, dopo i 18 anni"),
        LegalBasis.NONE_YET: Label("Nessun provvedimento"),
    },
    StructureAnswer: {
        StructureAnswer.SENT: Label("Chiesto, si aspetta", Tone.CALLED, "clock"),
        StructureAnswer.AVAILABLE: Label("Disponibile", Tone.ACTIVE, "check"),
        StructureAnswer.NO: Label("Non disponibile", Tone.DONE),
        StructureAnswer.NO_ANSWER: Label("Nessuna risposta", Tone.ATTENTION, "warning"),
        StructureAnswer.THANKED: Label("Ringraziata: scelta un'altra", Tone.DONE),
    },
    Destination: {
        Destination.HOME: Label("Torna a casa"),
        Destination.AUTONOMY: Label("Autonomia"),
        Destination.RELATIVES: Label("Da parenti"),
        Destination.FAMILY_FOSTER_CARE: Label("Affido familiare"),
        Destination.OTHER_STRUCTURE: Label("Un'altra struttura"),
        Destination.STAYS_WITHOUT_MOTHER: Label("Resta senza la madre: collocamento di minori"),
        Destination.ADULT_SERVICES: Label("Servizi per adulti"),
        Destination.UNKNOWN: Label("Non si conosce"),
    },
    ToldWhom: {
        ToldWhom.POLICE: Label("112, forze dell'ordine"),
        ToldWhom.PROSECUTOR: Label("Pubblico ministero minorile di turno"),
        ToldWhom.BOTH: Label("112 e pubblico ministero minorile"),
    },
    ExitBasis: {
        ExitBasis.CONSENT: Label("Consenso"),
        ExitBasis.COURT_ORDER: Label("Provvedimento del giudice"),
        ExitBasis.END: Label("Fine del periodo"),
    },
    SearchEnd: {
        SearchEnd.REFUSED_BY_MOTHER: Label("La madre non accetta"),
        SearchEnd.COURT_CHANGED: Label("Il giudice ha deciso altro"),
        SearchEnd.RELATIVES_FOUND: Label("Ci sono parenti che accolgono"),
    },
    RevealPurpose: {
        RevealPurpose.HEALTH: Label("Urgenza sanitaria"),
        RevealPurpose.POLICE: Label("Chiamata delle forze dell'ordine"),
        RevealPurpose.VISIT: Label("Visita o colloquio fissato"),
        RevealPurpose.COURT: Label("Richiesta dell'Autorità giudiziaria"),
        RevealPurpose.TRANSPORT: Label("Accompagnamento"),
    },
    LeakPlace: {
        LeakPlace.SCHOOL: Label("Scuola"),
        LeakPlace.PAEDIATRICIAN: Label("Pediatra"),
        LeakPlace.HEALTH_RECORD: Label("Fascicolo sanitario elettronico"),
        LeakPlace.BANK: Label("Banca e carte"),
        LeakPlace.TELEPHONE: Label("Telefono e posizione"),
        LeakPlace.PHOTOS: Label("Fotografie"),
        LeakPlace.SOCIAL_NETWORKS: Label("Reti sociali"),
        LeakPlace.REGISTERED_RESIDENCE: Label("Cambio di residenza"),
    },
    CompetenceKind: {
        CompetenceKind.TAKING_CHARGE: Label("Comune che interviene"),
        CompetenceKind.PAYER: Label("Comune che paga"),
        CompetenceKind.REGISTRY: Label("Comune di residenza all'anagrafe"),
        CompetenceKind.JUDICIAL: Label("Autorità giudiziaria competente"),
    },
}

REASONS: Mapping[str, str] = {
    "no_members": "Scrivi prima chi entra: madre, figli, una nascita attesa.",
    "no_availability": "Nessuna struttura ha detto di sì, o il suo sì non vale più.",
    "availability_over": "Il posto era tenuto fino a una data già passata: richiedilo.",
    "placement_not_approved": "La richiesta non è approvata né attivata in urgenza.",
    "no_payer": "Scrivi prima per ogni persona quale Comune paga, e perché.",
    "no_beds": "Letti o nuclei finiti in questa struttura: chiedi a un'altra.",
    "hours_known": "Scrivi l'ora del collocamento: da lì si contano le 24 ore.",
    "needs_order": "Questa persona minorenne è lì per un provvedimento: per uscire serve quello "
    "del giudice.",
    "members_inside": "C'è ancora qualcuno in struttura: registra prima ogni uscita, una per una.",
    "on_named_list": "Per vedere l'indirizzo serve una seconda persona.",
    "placement_outcome_missing": "Scrivi come sono andati gli obiettivi.",
    "enters_in_future": "L'ingresso è nel futuro: si registra quando è avvenuto.",
    "leaves_before_entry": "Uscirebbe prima di entrare: controlla giorno e ora.",
    "not_expected": "Non è una nascita attesa.",
    "already_open": "Il collocamento non è riservato.",
    "not_a_share": "Scrivi una quota da 1 a 100.",
    "shares_over": "Le quote di chi paga superano 100: controllale.",
    "same_second": "Serve un'altra persona: non chi chiede.",
    "reveal_too_late": "Sono passati più di dieci minuti: va chiesto di nuovo.",
    "not_fresh": "Per vedere l'indirizzo accedi di nuovo: serve la tua password.",
    "competence_backwards": "Finirebbe prima di cominciare: controlla le due date.",
    "nothing_proposed": "Nessuno ha ancora proposto una struttura.",
    "not_own_proposal": "La struttura l'hai proposta tu: la sceglie un'altra persona.",
    "check_zone": "Controlla che la struttura non sia nel Comune di chi può fare del male.",
    "no_extension_asked": "Nessuno ha chiesto una proroga.",
    "not_own_extension": "La proroga l'hai chiesta tu: la approva un'altra persona.",
    "still_expected": "È una nascita attesa: segna la nascita.",
    "only_a_child_stays": "Vale per un figlio o una figlia che resta: per gli altri scegli dove "
    "vanno.",
    "parent_still_inside": "C'è ancora un genitore in struttura: segna prima la sua uscita.",
    "comes_back_first": "Risulta assente senza avviso: prima segna il rientro.",
    "no_parent_to_leave": "Qui non c'è mai stato un genitore: scegli un'altra destinazione, o "
    "non segnare l'uscita.",
    "name_in_sheet": "Qui c'è un nome: quello di chi entra, o di chi vive con lei. La scheda va "
    "alle strutture: usa solo iniziali ed età.",
    "name_in_zone": "Qui c'è il cognome di chi entra, o di chi vive con lei. Se è un luogo "
    "scrivilo come luogo: «via …», «piazza …», «Comune di …», «zona …». Se è una persona, toglilo.",
    "told_before_absence": "L'avviso verrebbe prima dell'assenza: controlla giorno e ora.",
    "not_near_majority": "Il prosieguo si scrive da sei mesi prima dei 18 anni: controlla la data "
    "di nascita.",
    "continues_too_long": "Va oltre l'età massima in vigore, di norma 21 anni: scrivi un giorno "
    "prima.",
    "continues_backwards": "Il prosieguo va oltre i 18 anni e oltre oggi: scrivi un giorno dopo.",
}

CONDITIONS: Mapping[str, str] = {
    "request_ready": "la richiesta è approvata o attivata in urgenza",
    "members_known": "si sa chi entra",
    "structure_available": "una struttura ha detto di sì e il suo sì vale ancora",
    "structure_proposed": "una struttura è proposta",
    "not_own_proposal": "chi sceglie non è chi ha proposto",
    "beds_left": "ci sono letti (culle comprese) e nuclei",
    "payers_known": "per ogni persona si sa quale Comune paga",
    "outside_his_town": "la struttura non è nel Comune di chi può fare del male",
    "extension_asked": "c'è una proroga da decidere",
    "not_own_extension": "chi approva non è chi ha chiesto la proroga",
    "still_protected": "il collocamento è riservato",
    "everybody_left": "ogni persona è uscita con un suo atto",
    "hours_known": "giorno e ora dell'ingresso",
    "order_in_hand": "per una persona minorenne con provvedimento, quello che la fa uscire",
    "bed_for_member": "c'è un letto o una culla",
    "is_expected": "è una nascita attesa",
    "not_expected": "non è una nascita attesa",
    "answers_awaited": "si aspetta la risposta per 48 ore",
    "others_thanked": "le altre strutture sono ringraziate",
    "address_protected": "l'indirizzo è riservato",
    "beds_counted_again": "i letti si ricontano",
    "old_address_protected": "il vecchio indirizzo resta riservato",
    "protection_survives": "la riservatezza resta, da rivedere dopo 12 mesi",
    "expected_becomes_child": "la nascita attesa diventa figlio o figlia",
    "call_at_once": "subito: responsabile e forze dell'ordine",
    "near_majority": "mancano al più sei mesi ai 18 anni",
    "child_stays": "chi resta è dentro dalla stessa ora: struttura e riservatezza restano",
    "bed_freed": "si libera un letto",
}
