"""Italian words about the waiting lists."""

from collections.abc import Mapping
from enum import StrEnum

from app.kernel.label import Label, Labels, Tone
from app.waiting.procedure import EntryAction, EntryState
from app.waiting.rules import (
    Criterion,
    ExtensionCause,
    Interest,
    LeaveCause,
    Others,
    TryChannel,
    TryOutcome,
)

LABELS: Labels = {
    EntryState: {
        EntryState.LISTED: Label("In lista", Tone.WAITING, "clock"),
        EntryState.FROZEN: Label("Sospesa, su richiesta", Tone.PAUSED, "clock"),
        EntryState.OFFERED: Label("Posto offerto", Tone.CALLED, "warning"),
        EntryState.ACCEPTED: Label("Posto accettato", Tone.ACTIVE, "check"),
        EntryState.LEFT_DECLINED: Label("Uscita: ha rinunciato", Tone.DONE),
        EntryState.LEFT: Label("Uscita dalla lista", Tone.DONE),
    },
    EntryAction: {
        EntryAction.ENTER: Label("Metti in lista", done="Messa in lista"),
        EntryAction.SCORE: Label("Scrivi che cosa conta", done="Scritto che cosa conta"),
        EntryAction.FREEZE: Label("Sospendi", done="Sospesa"),
        EntryAction.UNFREEZE: Label("Riprendi", done="Di nuovo in lista"),
        EntryAction.OFFER: Label("Offri il posto", done="Posto offerto"),
        EntryAction.SKIP_IN_ORDER: Label(
            "Offri fuori ordine", done="Posto offerto fuori ordine: deroga"
        ),
        EntryAction.CONTACT_TRY: Label("Segna un tentativo", done="Famiglia cercata"),
        EntryAction.EXTEND_ANSWER: Label(
            "Dai più tempo per rispondere", done="Una settimana in più per rispondere"
        ),
        EntryAction.ACCEPT: Label("Accetta", done="Posto accettato"),
        EntryAction.DECLINE_KEEP: Label("Rifiuta e resta in lista", done="Rifiutato: resta"),
        EntryAction.DECLINE_LEAVE: Label(
            "Rifiuta ed esce dalla lista", done="Rifiutato, esce dalla lista"
        ),
        EntryAction.UNREACHABLE: Label("Non si riesce a trovarla", done="Non trovata"),
        EntryAction.WARN_LAPSING: Label(
            "Avvisa che l'offerta scade", done="Avviso: l'offerta scade"
        ),
        EntryAction.LAPSE_OFFER: Label(
            "L'offerta è scaduta", done="Offerta scaduta: resta in lista"
        ),
        EntryAction.CHECK_INTEREST: Label(
            "Chiedi se il posto serve ancora", done="Chiesto se il posto serve ancora"
        ),
        EntryAction.LEAVE: Label("Togli dalla lista", done="Tolta dalla lista"),
    },
    Criterion: {
        Criterion.FAMILY_EMERGENCY: Label("emergenza in famiglia: chi assiste è malato o morto"),
        Criterion.SCHOOL_ENDS: Label("finisce la scuola quest'anno"),
        Criterion.SOLE_CARER: Label("la assiste una persona sola, di più di 65 anni"),
        Criterion.NEED: Label("punti di bisogno"),
    },
    TryChannel: {
        TryChannel.PHONE: Label("Per telefono"),
        TryChannel.EMAIL: Label("Per e-mail"),
        TryChannel.LETTER: Label("Per lettera"),
        TryChannel.IN_PERSON: Label("Di persona"),
    },
    TryOutcome: {
        TryOutcome.NO_ANSWER: Label("Nessuna risposta"),
        TryOutcome.MESSAGE_LEFT: Label("Lasciato un messaggio"),
        TryOutcome.SENT: Label("Mandata"),
        TryOutcome.SPOKEN: Label("Parlato: ci pensano"),
    },
    LeaveCause: {
        LeaveCause.MOVED: Label("Si è trasferita"),
        LeaveCause.DECEASED: Label("È morta"),
        LeaveCause.OTHER_SERVICE: Label("Ha un altro servizio"),
        LeaveCause.NO_LONGER_NEEDED: Label("Non serve più"),
        LeaveCause.NOT_ELIGIBLE: Label("Non ha i requisiti"),
    },
    Interest: {
        Interest.STILL: Label("Sì, serve ancora"),
        Interest.NO_ANSWER: Label("Non risponde"),
    },
    ExtensionCause: {
        ExtensionCause.HOSPITAL: Label("È in ospedale"),
        ExtensionCause.HOLIDAY: Label("È in vacanza"),
    },
    Others: {
        Others.CLOSE: Label("Escono: basta questo posto"),
        Others.KEEP: Label("Restano: la famiglia li aspetta ancora"),
    },
}

REASONS: Mapping[str, str] = {
    "complete_in_the_future": "Questo giorno deve ancora venire: scrivi da quando la domanda è "
    "completa.",
    "complete_too_old": "È più di tre anni fa: controlla l'anno.",
    "capacity_full": "Non c'è un posto libero da quel giorno.",
    "not_first_now": "C'è prima un'altra persona: per saltarla serve la responsabile.",
    "offered_elsewhere": "Le è già offerto un posto in un altro centro: aspetta la risposta.",
    "already_extended": "Più tempo è già stato dato una volta.",
    "tries_missing": "Servono tre tentativi in tre giorni diversi, con due mezzi, l'ultimo per "
    "lettera.",
    "try_in_the_future": "Il tentativo va dall'offerta a adesso: controlla giorno e ora.",
    "kept_once": "È il secondo rifiuto di un centro che aveva chiesto: se non lo vuole, esce dalla "
    "lista.",
    "still_time_to_answer": "Ha ancora tempo per rispondere.",
    "not_warned_yet": "Prima va avvisato chi la segue.",
    "frozen_too_long": "Al massimo un anno: poi si chiede di nuovo.",
    "not_after_today": "Scrivi un giorno da domani in poi.",
    "too_many_points": "I punti di bisogno vanno da 0 a 100; per le altre cose scrivi 1 se c'è, 0 "
    "se non c'è più.",
    "no_criteria": "Scegli almeno un criterio, e ciascuno una volta sola.",
    "line_waits_no_longer": "Non è più in lista d'attesa: guarda l'intervento.",
}

# Names of the conditions and effects of the procedure, for the printed table.
CONDITIONS: Mapping[str, str] = {
    "first_in_order": "nessuno viene prima",
    "no_other_offer": "nessun altro centro le ha offerto un posto",
    "place_is_free": "c'è un posto libero",
    "over_the_places": "è un posto in più",
    "not_extended_yet": "più tempo non è già stato dato",
    "really_looked_for": "tre tentativi, tre giorni, due mezzi, l'ultimo per lettera",
    "time_is_over": "è passato il giorno della risposta",
    "may_stay": "è il primo rifiuto, o il centro non era chiesto",
    "was_warned": "chi la segue è stato avvisato",
    "place_kept": "il posto è tenuto",
    "place_given_back": "il posto torna libero",
    "line_accepted": "l'intervento è accettato",
    "line_withdrawn": "l'intervento è ritirato",
}

# What the code of a step means, by what was done.
_CODES: Mapping[EntryAction, type[StrEnum]] = {
    EntryAction.SCORE: Criterion,
    EntryAction.CONTACT_TRY: TryOutcome,
    EntryAction.EXTEND_ANSWER: ExtensionCause,
    EntryAction.ACCEPT: Others,
    EntryAction.CHECK_INTEREST: Interest,
    EntryAction.LEAVE: LeaveCause,
}


def code_text(action: EntryAction, code: str) -> str:
    """Return what the code of a step says in Italian; nothing when the step has none."""
    enum = _CODES.get(action)
    if enum is None or code not in set(enum):
        return ""
    return LABELS[enum][enum(code)].text


def why_here(points: Mapping[Criterion, int], *, by_court: bool) -> str:
    """Return in words what puts somebody where she stands; nothing when only the date counts."""
    said = ["provvedimento del Tribunale"] if by_court else []
    for criterion, number in points.items():
        if number:
            words = LABELS[Criterion][criterion].text
            said.append(f"{number} {words}" if criterion is Criterion.NEED else words)
    return "; ".join(said)
