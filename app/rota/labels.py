"""Italian words of the rota."""

from collections.abc import Mapping
from fractions import Fraction

from app.kernel.label import Label, Labels, Tone
from app.organisations.labels import LABELS as OFFICE
from app.organisations.rules import OpeningKind
from app.rota.procedure import SwapAction, SwapState
from app.rota.rules import (
    FULL_TIME,
    AbsenceKind,
    ChangeRow,
    FairRow,
    Post,
    RotaRule,
    ShiftTold,
    Skill,
    SwapTold,
)
from app.web.formatting import day_digits, day_short, hour

LABELS: Labels = {
    AbsenceKind: {
        AbsenceKind.LEAVE: Label("Ferie o permesso"),
        AbsenceKind.TRAINING: Label("Formazione"),
        AbsenceKind.SERVICE_ELSEWHERE: Label("In servizio altrove"),
        AbsenceKind.NOT_SAID: Label("Assenza"),
    },
    Post: {
        Post.DESK_1: Label("Sportello 1"),
        Post.DESK_2: Label("Sportello 2"),
        Post.RESERVE: Label("Riserva"),
        Post.COUNTER: Label("Pratiche"),
        Post.APPOINTMENTS_1: Label("Appuntamenti 1"),
        Post.APPOINTMENTS_2: Label("Appuntamenti 2"),
        Post.APPOINTMENTS_3: Label("Appuntamenti 3"),
        Post.APPOINTMENTS_4: Label("Appuntamenti 4"),
    },
    RotaRule: {
        RotaRule.ENOUGH_SOCIAL_WORKERS: Label("Almeno 2 assistenti sociali per apertura"),
        RotaRule.NOBODY_TWICE: Label("Nessuno in due posti"),
        RotaRule.NOBODY_AWAY: Label("Nessuno assente"),
    },
    Skill: {
        Skill.SOCIAL: Label("Assistenti sociali"),
        Skill.CLERK: Label("Amministrativi"),
    },
    SwapAction: {
        SwapAction.PROPOSE: Label("Chiedi lo scambio", done="Chiesto"),
        SwapAction.ACCEPT: Label("Accetta", done="Accettato"),
        SwapAction.DECLINE: Label("Non posso", done="Non accettato"),
        SwapAction.WITHDRAW: Label("Ritira la richiesta", done="Ritirato"),
        SwapAction.LAPSE: Label("Lascia scadere", done="Scaduto senza risposta"),
    },
    SwapState: {
        SwapState.PROPOSED: Label("Aspetta risposta", Tone.WAITING),
        SwapState.ACCEPTED: Label("Accettato", Tone.DONE),
        SwapState.DECLINED: Label("Non accettato"),
        SwapState.WITHDRAWN: Label("Ritirato"),
        SwapState.LAPSED: Label("Scaduto senza risposta"),
    },
}

REASONS: Mapping[str, str] = {
    "shift_backwards": "Il turno finirebbe prima di cominciare: controlla le due ore.",
    "already_on_duty": "In quelle ore è già di turno: scegli un'altra ora o un'altra persona.",
    "series_backwards": "L'ultimo giorno viene prima del primo: controlla le due date.",
    "series_too_long": "Al massimo un anno per volta: scegli un giorno più vicino.",
    "not_shorter": "L'assenza finisce già allora o prima: scegli un giorno più vicino.",
    "absence_backwards": "L'ultimo giorno viene prima del primo: scegli un giorno successivo.",
    "no_such_worker": "Scegli una persona dell'ufficio.",
    "away_that_day": "In quel giorno è assente: scegli un'altra persona.",
    "rota_changed_meanwhile": (
        "Il mese è cambiato mentre lo scrivevi: controlla le caselle e salva di nuovo."
    ),
    "rota_already_published": "Questo mese è già pubblicato.",
    "rota_month_is_over": "Questo mese è finito: non si pubblica più.",
    "hours_out_of_range": "Scrivi le ore della settimana, da 1 a 36.",
    "swap_not_mine": "Questo turno non è tuo: si scambiano solo i propri.",
    "swap_not_for_me": "Lo scambio è chiesto a un'altra persona: risponde lei.",
    "swap_is_past": "Il turno è già cominciato: lo scambio non si può più fare.",
    "swap_still_ahead": "Il turno non è ancora cominciato: si può ancora rispondere.",
    "swap_shift_changed": "Uno dei due turni è cambiato nel frattempo: guardate di nuovo il mese.",
    "swap_cannot_hold": "Uno dei due turni non può passare all'altra persona: fa un altro lavoro.",
    "swap_away": "In quel giorno chi prende il turno è assente: serve un'altra persona.",
    "swap_twice": "In quelle ore chi prende il turno è già di turno: serve un'altra persona.",
    "swap_asked_already": "Per questo turno hai già chiesto: ritira la richiesta e rifalla.",
}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {
    "asked_by_me": "è il proprio turno",
    "asked_of_me": "è chiesto a lei, o a chiunque può",
    "named_me": "è chiesto a lei per nome",
    "still_ahead": "il turno non è cominciato",
    "is_over": "il turno è passato",
    "still_theirs": "i turni sono ancora quelli",
    "may_hold": "chi lo prende può tenere quel posto",
    "nobody_away": "nessuno assente",
    "nobody_twice": "nessuno in due posti",
    "shifts_change_hands": "i turni cambiano mano, tutti e due o nessuno",
}


def why(row: FairRow) -> str:
    """Return why it is her turn: what she did, what the others did, how long she works."""
    return f"{share(row)}; {row.hours} ore su {FULL_TIME}"


def share(row: FairRow) -> str:
    """Return her turns beside the average of those who do the same."""
    turns = "1 turno" if row.turns == 1 else f"{row.turns} turni"
    return f"{turns} negli ultimi 3 mesi, media {one_decimal(row.average)}"


def one_decimal(number: Fraction) -> str:
    """Return a number as people write it: 3,1."""
    return f"{float(number):.1f}".replace(".", ",")


def change(row: ChangeRow) -> str:
    """Return what changed after the month was published, in one sentence."""
    what = LABELS[Post][row.post].text if row.post else OFFICE[OpeningKind][row.kind].text
    when = f"{day_short(row.day)} {hour(row.from_minute)}–{hour(row.to_minute)}"
    who = f"di turno {row.name}" if row.is_added else f"non più {row.name}"
    return f"{when}, {what}: {who} (cambiato il {day_digits(row.changed_on)})"


def duty(row: ShiftTold) -> str:
    """Return a shift in a few words: when and where."""
    what = LABELS[Post][row.post].text if row.post else OFFICE[OpeningKind][row.kind].text
    return f"{day_short(row.day)}, {hour(row.from_minute)}–{hour(row.to_minute)}, {what}"


def swap_asked(row: SwapTold) -> str:
    """Return what a swap asks, in one sentence, for whoever reads it."""
    whom = f" a {row.asked or 'chi può'}" if row.is_mine or not row.asked else ""
    who = f"Hai chiesto{whom}" if row.is_mine else f"{row.asker} chiede{whom}"
    given, taken = ("tuo", "suo") if row.is_mine else ("suo", "tuo")
    if row.wanted is None:
        return f"{who} di prendere il {given} turno: {duty(row.shift)}"
    return (
        f"{who} di scambiare il {given} turno ({duty(row.shift)}) "
        f"con il {taken} ({duty(row.wanted)})"
    )
