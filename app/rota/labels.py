"""Italian words of the rota."""

from collections.abc import Mapping
from fractions import Fraction

from app.kernel.label import Label, Labels
from app.organisations.labels import LABELS as OFFICE
from app.organisations.rules import OpeningKind
from app.rota.rules import FULL_TIME, AbsenceKind, ChangeRow, FairRow, Post, RotaRule, Skill
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
}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {}


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
