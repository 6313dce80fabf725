"""Italian names of roles and of the reasons about staff."""

from enum import StrEnum

from app.accounts.policy import Duty, Role
from app.accounts.rules import SHORTEST, SkillKind
from app.kernel.label import Label, Labels

ROLES: dict[StrEnum, Label] = {
    Role.FRONT_OFFICE_OPERATOR: Label("Operatore URP"),
    Role.SOCIAL_WORKER: Label("Assistente sociale"),
    Role.PRACTITIONER: Label("Educatore, psicologo o mediatore"),
    Role.ADMIN_OFFICER: Label("Istruttore amministrativo"),
    Role.SUPERVISOR: Label("Responsabile"),
    Role.PLAN_OFFICE: Label("Ufficio di Piano"),
    Role.PROVIDER: Label("Chi svolge il servizio"),
    Role.EXTERNAL_REFERRER: Label("Ente che segnala"),
    Role.ADMINISTRATOR: Label("Amministratrice del programma"),
    Role.AUDITOR: Label("Revisore, responsabile della protezione dei dati"),
}

DUTIES: dict[StrEnum, Label] = {
    Duty.APPROVE: Label("Approvare progetti, servizi e contributi; decidere sulle misure urgenti"),
    Duty.ASSIGN: Label("Assegnare richieste e segnalazioni"),
    Duty.SECOND_READ: Label("Fare la seconda lettura"),
    Duty.REVEAL: Label("Aprire l'indirizzo di un collocamento"),
}

SKILLS: dict[StrEnum, Label] = {
    SkillKind.LANGUAGE: Label("Lingua che parla"),
    SkillKind.AREA: Label("Area di lavoro"),
}

LABELS: Labels = {Role: ROLES, Duty: DUTIES, SkillKind: SKILLS}

REASONS = {
    "body_exists": "C'è già un ente: le persone si aggiungono dalla pagina «Personale».",
    "login_taken": "C'è già un'altra persona con questo nome utente: scegline uno diverso.",
    "link_dead": "Il collegamento è già stato usato o è scaduto: chiedine uno nuovo.",
    "no_engagement": "Il tuo incarico non è in corso oggi: chiedi a chi amministra il programma.",
    "wrong_credentials": "Nome utente o password non corrispondono: controlla e riprova.",
    "not_yourself": "Su di te non puoi farlo: chiedi a un'altra persona che amministra.",
    "ends_before_start": "L'incarico finirebbe prima di cominciare: scegli un giorno successivo.",
    "last_administrator": "È l'ultima persona che amministra: prima incarica qualcun altro.",
    "substitute_is_oneself": "Nessuno sostituisce se stesso: scegli un'altra persona.",
    "substitute_not_a_social_worker": "Sostituisce solo chi è assistente sociale: scegli tra loro.",
    "substitute_days_backwards": "L'ultimo giorno viene prima del primo: controlla le due date.",
    "substitute_already_over": "L'ultimo giorno è già passato: scegli un giorno da oggi in avanti.",
    "substitute_too_far": "Si scrive al massimo un anno prima: scegli giorni più vicini.",
    "substitute_too_long": "Al massimo sei mesi per volta: scegli un ultimo giorno più vicino.",
    "substitute_without_duty": "Scegli almeno una cosa che può fare chi ti sostituisce.",
    "substitute_already_named": (
        "In quei giorni c'è già una sostituzione: concludila, o scegli altri giorni."
    ),
    "substitute_already_stands_in": (
        "In quei giorni sostituisce già qualcun altro, o è sostituita: scegli un'altra persona."
    ),
    "substitute_of_nobody": "Oggi non sei responsabile dell'ufficio: non c'è niente da lasciare.",
    "substitute_already_ended": "La sostituzione è già finita.",
    "skill_missing": "Scrivi la lingua, oppure scegli l'area.",
    "skill_written_already": "È già scritto per questa persona.",
    "password_too_short": f"La password è corta: scrivi almeno {SHORTEST} caratteri. "
    "Quattro parole che ricordi vanno bene.",
    "password_too_long": "La password è troppo lunga: fermati a 128 caratteri.",
    "password_too_plain": "Questa password si indovina: aggiungi parole che non c'entrano con te "
    "né con l'ufficio.",
}
