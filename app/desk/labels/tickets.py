"""Italian words of the walk-in desk: tickets, counters, visits."""

from collections.abc import Mapping

from app.desk.procedure.tickets import TicketAction, TicketState
from app.desk.rules.queue import (
    AwayCause,
    DeskFault,
    JumpCause,
    PassTarget,
    Queue,
    WithoutInterviewCause,
)
from app.desk.rules.visits import NextStep, Outcome, Presence, VisitChannel
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    Queue: {
        Queue.SOCIAL: Label("Servizio sociale", icon="people"),
        Queue.PRACTICES: Label("Sportello pratiche"),
        Queue.APPOINTMENTS: Label("Appuntamenti", icon="calendar"),
    },
    TicketState: {
        TicketState.WAITING: Label("In attesa", Tone.WAITING, "clock"),
        TicketState.CALLED: Label("Chiamata", Tone.CALLED, "bell"),
        TicketState.SERVING: Label("In colloquio", Tone.ACTIVE, "play"),
        TicketState.PAUSED: Label("In pausa", Tone.PAUSED, "pause"),
        TicketState.INTERRUPTED: Label("Da riprendere", Tone.ATTENTION, "warning"),
        TicketState.NOT_PRESENT: Label("Non presente", Tone.PAUSED, "clock"),
        TicketState.VOID: Label("Annullato per errore"),
        TicketState.LEFT: Label("Uscita senza attendere"),
        TicketState.DONE: Label("Concluso", Tone.DONE, "check"),
        TicketState.NOT_RECEIVED: Label("Non ricevuta", Tone.ATTENTION, "info"),
    },
    TicketAction: {
        TicketAction.TAKE: Label("Nuovo biglietto", done="Biglietto preso"),
        TicketAction.TAKE_FROM_APPOINTMENT: Label("Segna l'arrivo", done="Arrivo segnato"),
        TicketAction.VOID: Label("Annulla: era un errore", done="Annullato: era un errore"),
        TicketAction.CALL: Label("Chiama", done="Chiamata"),
        TicketAction.CALL_OUT_OF_ORDER: Label(
            "Chiama prima del turno", done="Chiamata prima del turno"
        ),
        TicketAction.START: Label("Presente, inizia", done="Colloquio iniziato"),
        TicketAction.NO_ANSWER: Label("Non risponde", done="Chiamata senza risposta"),
        TicketAction.MARK_NOT_PRESENT: Label("Non risponde: non è presente", done="Non presente"),
        TicketAction.COME_BACK: Label("È tornata", done="Tornata"),
        TicketAction.PAUSE: Label("In pausa", done="In pausa"),
        TicketAction.INTERRUPT: Label("Interrompi il colloquio", done="Colloquio interrotto"),
        TicketAction.RETURN_TO_QUEUE: Label(
            "Torna in attesa, per prima", done="Di nuovo in attesa, per prima"
        ),
        TicketAction.PASS_TO: Label("Passa ad altri", done="Passata ad altri"),
        TicketAction.LEAVE: Label("È andata via", done="Andata via"),
        TicketAction.CONCLUDE: Label("Concludi", done="Concluso"),
        TicketAction.CLOSE_WITHOUT_INTERVIEW: Label(
            "Chiudi senza colloquio", done="Chiuso senza colloquio"
        ),
        TicketAction.REOPEN: Label("Riapri il colloquio", done="Colloquio riaperto"),
        TicketAction.UNDO: Label("Annulla l'ultima azione", done="Azione annullata"),
    },
    AwayCause: {
        AwayCause.SCHOOL: Label("Chiamata da una scuola"),
        AwayCause.POLICE: Label("Chiamata dai Carabinieri o dalla Polizia"),
        AwayCause.HOSPITAL: Label("Chiamata dall'ospedale"),
        AwayCause.HOME_VISIT: Label("Visita urgente a casa"),
        AwayCause.PERSONAL: Label("Motivo personale"),
    },
    JumpCause: {
        JumpCause.FEELS_UNWELL: Label("Non si sente bene"),
        JumpCause.SMALL_CHILDREN: Label("Ha bambini piccoli con sé"),
        JumpCause.SAFETY: Label("È meglio che non resti in sala"),
        JumpCause.QUICK_PAPER: Label("Consegna solo un documento"),
        JumpCause.OWN_WORKER: Label("La segue questa assistente sociale"),
    },
    PassTarget: {
        PassTarget.TO_SOCIAL: Label("Al servizio sociale, con lo stesso biglietto"),
        PassTarget.TO_PRACTICES: Label("Allo sportello pratiche, con lo stesso biglietto"),
        PassTarget.TO_A_COLLEAGUE: Label("A una collega: non posso seguire io"),
    },
    WithoutInterviewCause: {
        WithoutInterviewCause.HAS_A_DATE: Label("Va via con un posto: lo si prenota adesso"),
        WithoutInterviewCause.DOES_NOT_WANT: Label("Preferisce non aspettare e non vuole una data"),
    },
    NextStep: {
        NextStep.BOOK: Label("Prenota il mercoledì"),
        NextStep.MESSAGE: Label("Lascia il messaggio alla collega"),
        NextStep.REGISTER_REFERRAL: Label("Registra la richiesta o la segnalazione"),
        NextStep.OPEN_PERSON: Label("Apri la scheda della persona"),
        NextStep.OPEN_PRACTICE: Label("Apri la pratica"),
        NextStep.TELL_SUPERVISOR: Label(
            "Minore venuto da solo: la responsabile è avvisata, ecco che cosa fare oggi"
        ),
        NextStep.EMERGENCY_NUMBERS: Label("Urgenza: pronto intervento sociale, 112"),
    },
    Outcome: {
        Outcome.INFORMATION: Label("Informazione data"),
        Outcome.ORIENTATION: Label("Orientamento a un servizio"),
        Outcome.APPOINTMENT: Label("Appuntamento"),
        Outcome.OWN_WORKER: Label("Chiede della propria assistente sociale"),
        Outcome.REQUEST: Label("Richiesta di aiuto o segnalazione"),
        Outcome.DIARY_ENTRY: Label("Seguito di una cartella"),
        Outcome.PRACTICE: Label("Pratica"),
        Outcome.ANONYMOUS_LISTENING: Label("Ascolto anonimo"),
        Outcome.NOT_OURS: Label("Non di competenza, con l'indirizzo giusto"),
        Outcome.URGENCY: Label("Urgenza"),
        Outcome.INTERRUPTED: Label("Interrotto"),
    },
    VisitChannel: {
        VisitChannel.DESK: Label("Allo sportello"),
        VisitChannel.PHONE: Label("Per telefono"),
    },
    Presence: {
        Presence.THE_PERSON: Label("La persona"),
        Presence.MINOR_ALONE: Label("Minore, senza adulti"),
        Presence.FAMILY_MEMBER: Label("Familiare"),
        Presence.COMPANION: Label("Chi accompagna"),
        Presence.INTERPRETER: Label("Interprete"),
        Presence.LAWYER: Label("Avvocato"),
        Presence.GUARDIAN: Label("Tutore o amministratore di sostegno"),
        Presence.EDUCATOR: Label("Educatore"),
    },
}

REASONS: Mapping[str, str] = {
    "no_such_queue": "Scegli per che cosa è il biglietto: servizio sociale o pratiche.",
    DeskFault.NO_OPENING: "Ora non c'è uno sportello aperto di questo tipo.",
    DeskFault.ALREADY_EXPECTED: "Ha già un appuntamento per questo motivo: spostalo, oppure "
    "conferma che ne serve un altro.",
    DeskFault.NOBODY_WAITS: "Nessuno in attesa per questo sportello.",
    DeskFault.NO_COUNTER: "Prima apri il tuo sportello: scegli il numero.",
    DeskFault.COUNTER_TAKEN: "A questo sportello c'è già una collega: scegli un altro numero.",
    DeskFault.COUNTER_BUSY: "C'è ancora una persona al tuo sportello: concludi o passala.",
    DeskFault.COUNTER_AWAY: "Risulti fuori: premi «Sono tornata» e riprendi.",
    DeskFault.RETURN_IN_THE_PAST: "Il rientro deve essere più tardi di adesso.",
    DeskFault.NO_OUTCOME: "Scegli almeno un esito.",
    DeskFault.NO_AREA: "Scegli l'area di bisogno oppure i destinatari.",
    DeskFault.MESSAGE_FOR_WHOM: "Scegli per chi è il messaggio.",
    DeskFault.ALREADY_CLOSED: "È già stato chiuso.",
    DeskFault.ALREADY_ARRIVED: "Questa persona ha già il suo biglietto.",
    DeskFault.ALREADY_OPEN: "La distribuzione dei biglietti è già aperta.",
    "distribution_closed": "La distribuzione dei biglietti è chiusa: ne dà ancora la responsabile.",
    "taken_by_another": "Questo biglietto lo ha dato una collega: lo annulla lei.",
    "another_counter": "Questa persona è stata chiamata da un altro sportello.",
    "serving_another": "Hai già una persona chiamata o in colloquio.",
    "not_next_in_line": "Prima c'è un'altra persona: per chiamare fuori turno scegli il motivo.",
    "called_twice": "È la seconda chiamata: ora risulta non presente.",
    "called_once": "Serve una seconda chiamata prima di segnare che non è presente.",
    "no_date_in_hand": "Nessuno va via senza colloquio o senza una data: scegli come si conclude.",
    "nothing_to_undo": "Non c'è un'azione da annullare.",
    "step_of_another": "L'ultima azione è di una collega: la annulla lei.",
    "step_too_old": "Sono passati più di dieci minuti: la sala è andata avanti.",
    "another_opening": "Quel colloquio è di un altro giorno di sportello.",
}

CONDITIONS: Mapping[str, str] = {
    "distribution_closed": "la distribuzione è aperta",
    "taken_by_another": "è chi ha dato il biglietto",
    "another_counter": "è lo sportello che ha chiamato",
    "serving_another": "ha già una persona allo sportello",
    "not_next_in_line": "è la prossima persona",
    "called_twice": "è la prima chiamata",
    "called_once": "è la seconda chiamata",
    "outcome_missing": "c'è almeno un esito",
    "area_missing": "c'è l'area o il destinatario",
    "no_date_in_hand": "ha una data, o non la vuole",
    "nothing_to_undo": "l'ultima azione si può annullare",
    "step_of_another": "è chi ha fatto l'ultima azione",
    "step_too_old": "entro dieci minuti",
    "another_opening": "nello stesso giorno di sportello",
    "appointment_arrives": "l'appuntamento risulta arrivato",
    "visit_written": "il colloquio è scritto",
}
