"""Italian words of appointments."""

from collections.abc import Mapping

from app.appointments.rules import (
    AppointmentAction,
    AppointmentState,
    CancelCause,
    Notice,
    Origin,
    PlaceFor,
    Purpose,
    Resource,
    ToldHow,
    WayOut,
    WorkGroup,
)
from app.appointments.rules.interpreter import (
    InterpreterAction,
    InterpreterState,
    InterpreterWay,
)
from app.appointments.rules.items import ItemKind, MeetingPlace
from app.appointments.rules.overlap import OverlapCause
from app.kernel.label import Label, Labels, Tone

_S, _A = AppointmentState, AppointmentAction
_IS, _IA = InterpreterState, InterpreterAction

LABELS: Labels = {
    AppointmentState: {
        _S.HELD: Label("Posto trattenuto", Tone.WAITING, "clock"),
        _S.BOOKED: Label("Prenotato", Tone.WAITING, "calendar"),
        _S.CONFIRMED: Label("Confermato", Tone.WAITING, "check"),
        _S.ARRIVED: Label("Arrivo segnato", Tone.CALLED, "user"),
        _S.IN_PROGRESS: Label("In corso", Tone.ACTIVE, "clock"),
        _S.ATTENDED: Label("Svolto", Tone.DONE, "check"),
        _S.NO_SHOW: Label("Mancata presentazione", Tone.ATTENTION, "info"),
        _S.CANCELLED_PERSON: Label("Disdetto dalla persona", Tone.NEUTRAL, "info"),
        _S.CANCELLED_OFFICE: Label("Annullato dal servizio", Tone.ATTENTION, "info"),
        _S.NOT_HELD: Label("Non tenuto da noi", Tone.ATTENTION, "info"),
        _S.MOVED: Label("Spostato", Tone.NEUTRAL, "calendar"),
        _S.EXPIRED: Label("Posto non confermato in tempo", Tone.NEUTRAL, "clock"),
    },
    AppointmentAction: {
        _A.HOLD: Label("Trattieni il posto", done="Posto trattenuto"),
        _A.EXPIRE: Label(
            "Libera il posto trattenuto", done="Posto liberato: non confermato in tempo"
        ),
        _A.RELEASE: Label("Lascia libero il posto", done="Posto lasciato libero"),
        _A.BOOK: Label("Prenota", done="Prenotato"),
        _A.CONFIRM: Label("Conferma", done="Confermato"),
        _A.ARRIVE: Label("Segna l'arrivo", done="Arrivo segnato"),
        _A.START: Label("Inizia il colloquio", done="Colloquio iniziato"),
        _A.ATTEND: Label("Svolto", done="Svolto"),
        _A.NO_SHOW: Label("Mancata presentazione", done="Mancata presentazione"),
        _A.CANCEL_BY_PERSON: Label("La persona disdice", done="Disdetto dalla persona"),
        _A.CANCEL_BY_OFFICE: Label("Annulla il servizio", done="Annullato dal servizio"),
        _A.TOLD_PERSON: Label("La persona è avvisata", done="Persona avvisata"),
        _A.FAIL_BY_OFFICE: Label("Non possiamo riceverla", done="Non tenuto da noi"),
        _A.MOVE: Label("Sposta", done="Spostato"),
        _A.RESTORE: Label("Ripristina", done="Ripristinato"),
    },
    Purpose: {
        Purpose.FIRST_INTERVIEW: Label("Primo colloquio"),
        Purpose.OWN_WORKER: Label("Colloquio con la mia assistente sociale"),
        Purpose.DOCUMENTS: Label("Consegna o firma di documenti"),
        Purpose.PRACTICE: Label("Pratica"),
        Purpose.OTHER: Label("Altro"),
    },
    WorkGroup: {
        WorkGroup.CHILD: Label("Un bambino o ragazzo"),
        WorkGroup.ADULT: Label("Un adulto"),
        WorkGroup.OLDER_PERSON: Label("Una persona anziana"),
        WorkGroup.PERSON_WITH_DISABILITY: Label("Una persona con disabilità"),
        WorkGroup.UNKNOWN: Label("Non so"),
    },
    Origin: {
        Origin.URP_DESK: Label("All'URP, di persona"),
        Origin.URP_PHONE: Label("All'URP, per telefono"),
        Origin.WORKER: Label("Da chi riceve"),
        Origin.DESK: Label("Allo sportello"),
    },
    CancelCause: {
        CancelCause.ABSENCE: Label("Chi riceve è assente"),
        CancelCause.CLOSURE: Label("L'ufficio è chiuso"),
        CancelCause.EMERGENCY: Label("Emergenza"),
        CancelCause.OTHER: Label("Altro motivo nostro"),
    },
    WayOut: {
        WayOut.CALL_BACK: Label("Annulla: va richiamata per un altro posto"),
        WayOut.TELL: Label("Annulla: la avviso io"),
        WayOut.LATER: Label("Decido dopo: resta nell'elenco da sistemare"),
    },
    Notice: {
        Notice.IN_TIME: Label("almeno 24 ore prima"),
        Notice.LATE: Label("meno di 24 ore prima", Tone.LATE),
    },
    ToldHow: {
        ToldHow.PHONE: Label("Per telefono"),
        ToldHow.MESSAGE: Label("Con un messaggio"),
        ToldHow.LETTER: Label("Per lettera"),
        ToldHow.IN_PERSON: Label("Di persona"),
    },
    PlaceFor: {
        PlaceFor.FRONT_OFFICE: Label("Posto dell'URP"),
        PlaceFor.FOLLOW_UP: Label("Colloquio successivo"),
        PlaceFor.RECOVERY: Label("Recupero"),
        PlaceFor.URGENT: Label("Urgenza"),
        PlaceFor.INVITED: Label("Su invito, a un'ora sua"),
    },
    ItemKind: {
        ItemKind.HOME_VISIT: Label("Visita domiciliare", Tone.ACTIVE, "office"),
        ItemKind.MEETING: Label("Riunione", Tone.NEUTRAL, "people"),
        ItemKind.HEARING: Label("Udienza", Tone.ATTENTION, "flag"),
        ItemKind.COURSE: Label("Formazione", Tone.NEUTRAL, "bookmark"),
        ItemKind.GROUP: Label("Gruppo con posti", Tone.NEUTRAL, "people"),
        ItemKind.PLAN_OFFICE: Label("Appuntamento dell'Ufficio di Piano", Tone.WAITING, "calendar"),
        ItemKind.UNAVAILABLE: Label("Non disponibile", Tone.NEUTRAL, "clock"),
    },
    MeetingPlace: {
        MeetingPlace.OFFICE: Label("In ufficio"),
        MeetingPlace.HOME: Label("A casa della persona"),
        MeetingPlace.ELSEWHERE: Label("In un altro posto"),
    },
    _IS: {
        _IS.ASKED: Label("Interprete: da confermare", Tone.WAITING, "people"),
        _IS.CONFIRMED: Label("Interprete: confermato", Tone.DONE, "check"),
        _IS.REFUSED: Label("Interprete: non viene nessuno", Tone.ATTENTION, "info"),
        _IS.NOT_NEEDED: Label("Interprete: non serve più", Tone.NEUTRAL, "info"),
    },
    _IA: {
        _IA.ASK: Label("Chiedi un interprete", done="Interprete chiesto"),
        _IA.CONFIRM: Label("Conferma l'interprete", done="Interprete confermato"),
        _IA.REFUSE: Label("L'interprete non viene", done="Interprete: non viene"),
        _IA.ASK_AGAIN: Label("Chiedi di nuovo un interprete", done="Interprete chiesto di nuovo"),
        _IA.DROP: Label("L'interprete non serve più", done="Interprete: non serve più"),
    },
    InterpreterWay: {
        InterpreterWay.PRESENCE: Label("Di persona"),
        InterpreterWay.PHONE: Label("Per telefono"),
    },
    OverlapCause: {
        OverlapCause.CANNOT_WAIT: Label("Non può aspettare un altro giorno"),
        OverlapCause.FEW_MINUTES: Label("Bastano pochi minuti"),
        OverlapCause.OUR_MISTAKE: Label("Le abbiamo dato noi l'ora sbagliata"),
        OverlapCause.ONLY_THEN: Label("Può venire solo a quell'ora"),
        OverlapCause.OTHER: Label("Altro motivo"),
    },
    Resource: {
        Resource.INTERPRETER: Label("Interprete"),
        Resource.WORKER: Label("Chi riceve"),
        Resource.ROOM: Label("Stanza"),
        Resource.PERSON: Label("Persona attesa"),
    },
}

REASONS: Mapping[str, str] = {
    "too_many_kept": "Scrivi quanti posti, da 0 a 30.",
    "not_a_duration": "Scegli una delle durate proposte.",
    "notice_too_long": "Scrivi quanti giorni di preavviso, da 0 a 28.",
    "rule_in_the_past": "Quello che è passato resta com'era: scegli oggi o un giorno più avanti.",
    "quota_left": "I posti per l'URP di questo mercoledì sono finiti: metti in «Da richiamare» o "
    "chiedi all'assistente sociale.",
    "not_given_here": "Questo posto lo fissa chi riceve: metti in «Da richiamare».",
    "too_soon": "Per questo motivo serve qualche giorno di preavviso: scegli un posto più avanti.",
    "outside_hours": "A quell'ora l'Ufficio di Piano non riceve: scegli un'altra ora, o scrivi "
    "perché fuori orario.",
    "place_taken": "Il posto è stato appena preso: ecco i tre più vicini.",
    "person_elsewhere": "A quell'ora la persona ha già un appuntamento: scegli un altro posto.",
    "place_not_given": "Questo posto non si può dare: scegline un altro.",
    "interpreter_taken": "A quell'ora è già con un'altra persona: scegli un altro interprete.",
    "interpreter_asked_already": "L'interprete per questo appuntamento è già stato chiesto.",
    "appointment_over": "L'appuntamento non c'è più: non serve un interprete.",
    "nothing_there": "A quell'ora non c'è nessuno: fissa un incontro normale.",
    "person_missing": "Manca la persona: cercala o registrala, poi prenota.",
    "not_started_yet": "L'ora dell'appuntamento non è ancora arrivata.",
    "not_missed_yet": "Si può segnare da un quarto d'ora dopo l'inizio: magari è solo in ritardo.",
    "undo_is_over": "Si ripristina entro dieci minuti da chi l'ha fatto; dopo, lo fa la "
    "responsabile.",
    "not_today": "L'appuntamento è per un altro giorno: controlla con la persona.",
    "late_notice": "Mancano meno di 24 ore: resta segnato come disdetta tardiva, senza altre "
    "conseguenze.",
    "not_received_then": "A quell'ora l'ufficio è chiuso o chi riceve è assente: scegli un altro "
    "posto.",
    "booked_meanwhile": "Intanto è stata prenotata un'altra persona in quei giorni: ora è "
    "nell'elenco, scegli che cosa fare.",
    "somebody_is_booked": "C'è qualcuno prenotato in quell'apertura: spostalo, poi toglila.",
    "already_told": "La persona è già stata avvisata.",
    "hours_taken": "A quell'ora c'è già qualcos'altro: scegli un'altra ora.",
    "hours_not_in_order": "La fine viene prima dell'inizio: correggi le ore. Se si passa la "
    "mezzanotte, scrivi due volte, una per giorno.",
    "hour_skipped": "Quell'ora non c'è: quella notte le lancette saltano dalle 2 alle 3.",
    "in_the_past": "È già passato: scegli un giorno e un'ora da oggi in avanti.",
    "not_hers": "Tra chi partecipa devi esserci anche tu.",
    "place_needed": "Scrivi dove: serve per la sicurezza di chi va.",
    "seats_needed": "Scegli quanti posti ha il gruppo.",
    "already_off": "È già stato annullato.",
    "not_left_yet": "Si segna dopo la partenza, e solo per una visita.",
    "not_so_many_days": "Scegli uno dei giorni dell'elenco.",
    "no_number_for_reminder": "A questo numero non si può lasciare un messaggio: togli la spunta "
    "al promemoria, oppure scrivi il cellulare a cui la persona lo vuole.",
    "no_seat_left": "I posti sono finiti: l'ultimo è stato appena dato.",
    "hour_not_given": "A quell'ora non si può: scegli un'altra ora o un altro gruppo.",
    "already_seated": "La persona ha già un posto in questo gruppo.",
}

# What is there already, with its article: "alle 10:00 hai già …". Nothing is an appointment.
ALREADY: Mapping[ItemKind | None, str] = {
    None: "un appuntamento",
    ItemKind.HOME_VISIT: "una visita domiciliare",
    ItemKind.MEETING: "una riunione",
    ItemKind.HEARING: "un'udienza",
    ItemKind.COURSE: "un corso",
    ItemKind.GROUP: "un gruppo",
    ItemKind.PLAN_OFFICE: "un appuntamento",
    ItemKind.UNAVAILABLE: "un'ora segnata come non disponibile",
}

# How many working days before a reminder leaves.
REMINDED: Mapping[int, str] = {
    0: "mai, l'ufficio non invia promemoria",
    1: "il giorno lavorativo prima",
    2: "due giorni lavorativi prima",
    3: "tre giorni lavorativi prima",
    5: "cinque giorni lavorativi prima",
}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {
    "quota_left": "restano posti oltre a quelli riservati",
    "given_here": "chi chiede può dare posti per quel motivo",
    "in_time": "c'è il preavviso che il motivo chiede",
    "place_free": "il posto è libero",
    "person_known": "si sa per chi è",
    "person_free": "la persona non è attesa altrove",
    "nobody_near": "nella stessa sede, entro un'ora, non c'è chi non deve incontrare",
    "interpreter_free": "a quell'ora l'interprete non è altrove",
    "still_expected": "la persona è ancora attesa",
    "received_then": "quel giorno si riceve",
    "has_started": "l'ora è arrivata",
    "quarter_hour_passed": "è passato un quarto d'ora dall'inizio",
    "is_today": "è per oggi",
    "a_day_before": "mancano almeno 24 ore",
    "same_person_or_supervisor": "la stessa persona entro 10 minuti, dopo la responsabile",
    "not_told_yet": "non è ancora avvisata",
    "work_group_deleted": "si cancellano gruppo di lavoro e nota pratica",
    "place_given_back": "il posto torna libero",
    "recovery_proposed": "si propone un posto di recupero",
    "new_appointment": "nasce il nuovo appuntamento, collegato",
}

# The only words of a calendar on a telephone: of an appointment, of other time.
CALENDAR_NAME = "Agenda"
CALENDAR_WORDS = ("Appuntamento", "Impegno")
