"""Italian words of messages."""

from collections.abc import Mapping

from app.desk.rules.messages import Action, AskedFor, Claims, Kind, State
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    Kind: {
        Kind.MESSAGE: Label("Messaggio"),
        Kind.CALL_BACK: Label("Da richiamare", Tone.ATTENTION, "telephone"),
        Kind.INFORMATION_REFUSED: Label("Richiesta di informazioni non data", Tone.ATTENTION),
        Kind.COVER: Label("Serve allo sportello", Tone.ATTENTION, "people"),
        Kind.MINOR_ALONE: Label("Minore venuto da solo", Tone.LATE, "child"),
        Kind.NEWCOMER: Label("Forse è una persona che segui", Tone.ATTENTION),
    },
    Claims: {
        Claims.FATHER: Label("Il padre"),
        Claims.MOTHER: Label("La madre"),
        Claims.PARTNER: Label("Il coniuge o convivente"),
        Claims.RELATIVE: Label("Un altro parente"),
        Claims.LAWYER: Label("Un avvocato"),
        Claims.OFFICE: Label("Un ente, una scuola, la Polizia"),
        Claims.OTHER: Label("Un'altra persona, o non l'ha detto"),
    },
    AskedFor: {
        AskedFor.WHETHER_FOLLOWED: Label("Se è seguita da noi"),
        AskedFor.WHEN_EXPECTED: Label("Quando viene o ha un appuntamento"),
        AskedFor.WHERE_SHE_IS: Label("Dove si trova"),
        AskedFor.WHAT_WAS_SAID: Label("Che cosa ha detto o deciso"),
        AskedFor.OTHER: Label("Altro"),
    },
    State: {
        State.NEW: Label("Da leggere", Tone.ATTENTION, "info"),
        State.READ: Label("Letto", Tone.ACTIVE, "check"),
        State.CLOSED: Label("Chiuso", Tone.DONE, "check"),
    },
    Action: {
        Action.TAKE: Label("Prendi il messaggio", done="Messaggio preso"),
        Action.READ: Label("Letto, ci penso io", done="Letto da chi ci pensa"),
        Action.TRY_CALL: Label("Ho chiamato, non risponde", done="Chiamata senza risposta"),
        Action.ANSWERED: Label("Ho risposto: chiudi", done="Risposto e chiuso"),
        Action.BOOKED: Label("Appuntamento prenotato", done="Appuntamento prenotato"),
        Action.PASS_ON: Label("Passa ad altri", done="Passato ad altri"),
        Action.BRING_FORWARD: Label("Mostra anche ad altri", done="Mostrato anche ad altri"),
        Action.UNDO: Label("Riapri", done="Riaperto"),
    },
}

REASONS: Mapping[str, str] = {
    "not_a_call_back": "Si prenota da qui solo per chi è da richiamare.",
    "not_unread_urgent": "Non è un messaggio urgente ancora da leggere.",
    "undo_too_late": "Sono passati più di dieci minuti: prendi un nuovo messaggio.",
    "undo_not_yours": "Lo riapre chi lo ha chiuso.",
    "nobody_to_call": "Scrivi chi ha chiamato, oppure un numero.",
    "not_a_colleague": "Questa persona oggi non lavora qui: scegline un'altra.",
}

CONDITIONS: Mapping[str, str] = {
    "not_a_call_back": "è una persona da richiamare",
    "not_unread_urgent": "è urgente e nessuno lo ha letto",
    "undo_too_late": "entro dieci minuti",
    "undo_not_yours": "è chi lo ha chiuso",
    "appointment_booked": "l'appuntamento è prenotato",
    "others_see_it": "lo vedono anche i colleghi e chi è responsabile",
}
