"""Italian words of the open door."""

from collections.abc import Mapping

from app.kernel.label import Label, Labels, Tone
from app.open_door.procedure import OnwardAction, OnwardState
from app.open_door.rules import (
    AgeBand,
    Answered,
    Called,
    EndCause,
    HelpKind,
    InitiativeKind,
    OnwardShelf,
    OpenDoorFault,
    Teller,
    ToldToWoman,
    Topic,
)

LABELS: Labels = {
    Answered: {
        Answered.YES: Label("Sì"),
        Answered.NO: Label("No"),
        Answered.UNKNOWN: Label("Non so"),
    },
    InitiativeKind: {
        InitiativeKind.ACTIVITY: Label("Attività o incontro"),
        InitiativeKind.COURSE: Label("Corso"),
        InitiativeKind.MEDIATION: Label("Mediazione culturale"),
        InitiativeKind.INFORMATION: Label("Punto informativo"),
    },
    AgeBand: {
        AgeBand.UNDER_14: Label("Meno di 14 anni"),
        AgeBand.FROM_14: Label("14–17 anni"),
        AgeBand.FROM_18: Label("18–24 anni"),
        AgeBand.FROM_25: Label("25–29 anni"),
        AgeBand.FROM_30: Label("30 anni o più"),
        AgeBand.UNKNOWN: Label("Età non nota, o diverse"),
    },
    Topic: {
        Topic.SCHOOL: Label("Scuola"),
        Topic.PERMIT_INFORMATION: Label("Informazioni sui permessi"),
        Topic.ITALIAN: Label("Corsi di italiano"),
        Topic.HEALTH: Label("Salute"),
        Topic.WORK: Label("Lavoro"),
        Topic.HOME: Label("Casa"),
        Topic.OTHER: Label("Altro"),
    },
    HelpKind: {
        HelpKind.CALLED: Label("Abbiamo telefonato noi"),
        HelpKind.APPOINTMENT: Label("Appuntamento fissato"),
        HelpKind.LETTER: Label("Lettera di invio"),
        HelpKind.ADDRESS_ONLY: Label("Solo l'indirizzo"),
    },
    ToldToWoman: {
        ToldToWoman.LISTENED: Label("Ascolto"),
        ToldToWoman.HELPLINE: Label("Detto il 1522"),
        ToldToWoman.CENTRE: Label("Spiegato il centro antiviolenza"),
        ToldToWoman.REFUGE: Label("Spiegata la casa rifugio"),
        ToldToWoman.EMERGENCY: Label("Chiamato il 112"),
    },
    Teller: {
        Teller.BODY: Label("L'ente"),
        Teller.PERSON: Label("La persona"),
        Teller.RELATIVE: Label("Un familiare"),
        Teller.OTHER: Label("Un'altra persona"),
    },
    Called: {
        Called.BODY: Label("L'ente"),
        Called.PERSON: Label("La persona"),
    },
    EndCause: {
        EndCause.NOT_REACHED: Label("Non si è più trovata la persona"),
        EndCause.CHANGED_MIND: Label("Non vuole più andare"),
        EndCause.OTHER_HELP: Label("Ha trovato un altro aiuto"),
        EndCause.BODY_CANNOT: Label("L'ente non può"),
        EndCause.OTHER: Label("Altro motivo"),
    },
    OnwardShelf: {
        OnwardShelf.TO_CONFIRM: Label("Arrivi da confermare"),
        OnwardShelf.TO_RETHINK: Label("Da ripensare"),
        OnwardShelf.OVER: Label("Conclusi"),
    },
    OnwardState: {
        OnwardState.SENT: Label("Arrivo da confermare", Tone.WAITING, "clock"),
        OnwardState.TO_RETHINK: Label("Non arrivata, da ripensare", Tone.ATTENTION, "warning"),
        OnwardState.ARRIVED: Label("Arrivata", Tone.DONE, "check"),
        OnwardState.ENDED: Label("Chiuso senza arrivo", Tone.DONE),
        OnwardState.WITHDRAWN: Label("Rinuncia della persona", Tone.DONE),
    },
    OnwardAction: {
        OnwardAction.SEND: Label("Invia", done="Invio scritto"),
        OnwardAction.REMIND: Label("Segna una telefonata", done="Telefonata, ancora non si sa"),
        OnwardAction.CONFIRM_ARRIVAL: Label("È arrivata", done="Arrivo confermato"),
        OnwardAction.NOT_ARRIVED: Label("Non è arrivata", done="Non è arrivata"),
        OnwardAction.RESEND: Label("Invia di nuovo", done="Inviata di nuovo"),
        OnwardAction.CLOSE: Label("Chiudi senza arrivo", done="Chiuso senza arrivo"),
        OnwardAction.WITHDRAW: Label("La persona rinuncia", done="La persona ha rinunciato"),
    },
}  # fmt: skip

F = OpenDoorFault
REASONS: Mapping[str, str] = {
    F.NOT_AN_OPEN_PATH: "Scegli lo Spazio Giovani o i servizi per stranieri.",
    F.INITIATIVE_ENDS_FIRST: "Finisce prima di cominciare: correggi uno dei due giorni.",
    F.HELD_OUTSIDE: "Quel giorno l'iniziativa non c'era: correggi il giorno, o il periodo "
    "dell'iniziativa.",
    F.HELD_IN_THE_FUTURE: "È un momento ancora da venire: scrivi quando è successo.",
    F.NOBODY_COUNTED: "Scrivi quante persone: almeno una.",
    F.COUNTED_TOO_MANY: "Sono troppe per un giorno solo: controlla il numero.",
    F.NAMED_COUNTS_ONE: "Chi ha un nome si conta da solo: scrivi 1, e conta gli altri a parte.",
    F.NAME_NEEDS_CONSENT: "Il nome si tiene solo se acconsente: scrivi il giorno del consenso, "
    "oppure scegli «Resta senza nome».",
    F.CONSENT_IN_THE_FUTURE: "Il consenso non può essere dopo oggi: correggi il giorno.",
    F.CONSENT_OF_NOBODY: "C'è il consenso ma non la persona: sceglila, oppure togli il giorno.",
    F.ALREADY_NAMED: "Questo contatto ha già un nome.",
    F.NOT_A_DESK: "Gli sportelli sono otto: scegli un numero da 1 a 8.",
    F.DESK_TAKEN: "Lo sportello con questo numero c'è già: scegline un altro.",
    F.TOPIC_MISSING: "Scegli almeno un argomento.",
    F.MINUTES_TOO_MANY: "Sono troppi minuti: controlla il numero.",
    F.MEDIATION_TOO_LONG: "La mediazione non può durare più del colloquio: correggi i minuti.",
    F.WHO_MISSING: "Scegli la persona, oppure scrivi due parole per ricordarla senza nome.",
    F.WILL_NOT_BE_NAMED: "Non vuole che l'ente sappia il suo nome: scegli «Solo l'indirizzo».",
    F.NOT_SAFE_TO_CALL: "Ha detto che non è sicuro richiamarla: chiedi all'ente.",
    F.NO_LETTER: "Chiede che non si stampi niente: scegli un altro aiuto, senza lettera.",
    F.NOTHING_PRINTED: "Ha chiesto che non si stampi niente: dille l'indirizzo a voce.",
    F.ARRIVED_TOO_EARLY: "È prima dell'invio: correggi il giorno.",
    F.ARRIVED_IN_THE_FUTURE: "L'arrivo non può essere dopo oggi: correggi il giorno.",
    F.HELP_MISSING: "Scegli con quale aiuto la invii, oppure togli l'ente.",
    F.ALREADY_HEARD: "Questo ascolto è già stato scritto.",
    "call_is_dangerous": "Ha detto che non è sicuro richiamarla: chiedi all'ente, non a lei.",
    "call_may_be_dangerous": "Non si sa se è sicuro richiamarla: chiedi all'ente.",
}

# Names of the conditions of the procedure, for the printed table.
CONDITIONS: Mapping[str, str] = {"may_be_called": "è sicuro chiamare la persona"}
