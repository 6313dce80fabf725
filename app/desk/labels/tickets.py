"""Italian words of the walk-in desk: tickets, counters, visits."""

from collections.abc import Mapping

from app.desk.procedure.tickets import TicketAction, TicketState
from app.desk.rules.queue import (
    AwayReason,
    DeskFault,
    JumpReason,
    PassReason,
    Queue,
    WithoutInterviewReason,
)
from app.desk.rules.visits import NextStep, Outcome, Presence
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
        TicketAction.TAKE: Label("Nuovo biglietto"),
        TicketAction.TAKE_FROM_APPOINTMENT: Label("Segna l'arrivo"),
        TicketAction.VOID: Label("Annulla: era un errore"),
        TicketAction.CALL: Label("Chiama"),
        TicketAction.CALL_OUT_OF_ORDER: Label("Chiama prima del turno"),
        TicketAction.START: Label("Presente, inizia"),
        TicketAction.NO_ANSWER: Label("Non risponde"),
        TicketAction.MARK_NOT_PRESENT: Label("Non risponde: non è presente"),
        TicketAction.COME_BACK: Label("È tornata"),
        TicketAction.PAUSE: Label("In pausa"),
        TicketAction.INTERRUPT: Label("Interrompi il colloquio"),
        TicketAction.RETURN_TO_QUEUE: Label("Torna in attesa, per prima"),
        TicketAction.PASS_TO: Label("Passa ad altri"),
        TicketAction.LEAVE: Label("È andata via"),
        TicketAction.CONCLUDE: Label("Concludi"),
        TicketAction.CLOSE_WITHOUT_INTERVIEW: Label("Chiudi senza colloquio"),
        TicketAction.REOPEN: Label("Riapri il colloquio"),
    },
    AwayReason: {
        AwayReason.SCHOOL: Label("Chiamata da una scuola"),
        AwayReason.POLICE: Label("Chiamata dai Carabinieri o dalla Polizia"),
        AwayReason.HOSPITAL: Label("Chiamata dall'ospedale"),
        AwayReason.HOME_VISIT: Label("Visita urgente a casa"),
        AwayReason.PERSONAL: Label("Motivo personale"),
    },
    NextStep: {
        NextStep.BOOK: Label("Prenota il mercoledì"),
        NextStep.MESSAGE: Label("Lascia il messaggio alla collega"),
        NextStep.REGISTER_REFERRAL: Label("Registra la richiesta o la segnalazione"),
        NextStep.OPEN_PERSON: Label("Apri la scheda della persona"),
        NextStep.TELL_SUPERVISOR: Label("Avvisa oggi la responsabile: minore venuto da solo"),
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

# Reasons chosen from a list: the words of the choice are the words of the reason.
CHOICES: Mapping[str, str] = {
    JumpReason.FEELS_UNWELL: "Non si sente bene",
    JumpReason.SMALL_CHILDREN: "Ha bambini piccoli con sé",
    JumpReason.SAFETY: "È meglio che non resti in sala",
    JumpReason.QUICK_PAPER: "Consegna solo un documento",
    JumpReason.OWN_WORKER: "La segue questa assistente sociale",
    PassReason.TO_SOCIAL: "Al servizio sociale, con lo stesso biglietto",
    PassReason.TO_PRACTICES: "Allo sportello pratiche, con lo stesso biglietto",
    PassReason.TO_A_COLLEAGUE: "A una collega: non posso seguire io",
    WithoutInterviewReason.HAS_A_DATE: "Ha un appuntamento fissato",
    WithoutInterviewReason.DOES_NOT_WANT: "Preferisce non aspettare e non vuole una data",
}

REASONS: Mapping[str, str] = {
    **{str(code): words for code, words in CHOICES.items()},
    **{str(code): label.text for code, label in LABELS[AwayReason].items()},
    DeskFault.NO_OPENING: "Ora non c'è uno sportello aperto di questo tipo.",
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
    DeskFault.ALREADY_OPEN: "La distribuzione dei biglietti è già aperta.",
    "distribution_closed": "La distribuzione dei biglietti è chiusa: ne dà ancora la responsabile.",
    "taken_by_another": "Questo biglietto lo ha dato una collega: lo annulla lei.",
    "another_counter": "Questa persona è stata chiamata da un altro sportello.",
    "serving_another": "Hai già una persona chiamata o in colloquio.",
    "not_next_in_line": "Prima c'è un'altra persona: per chiamare fuori turno scegli il motivo.",
    "called_twice": "È la seconda chiamata: ora risulta non presente.",
    "called_once": "Serve una seconda chiamata prima di segnare che non è presente.",
    "no_date_in_hand": "Nessuno va via senza colloquio o senza una data: scegli come si conclude.",
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
    "another_opening": "nello stesso giorno di sportello",
    "appointment_arrives": "l'appuntamento risulta arrivato",
    "visit_written": "il colloquio è scritto",
}
