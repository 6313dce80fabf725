"""Italian names of roles and of the reasons about staff."""

from enum import StrEnum

from app.accounts.policy import Role
from app.accounts.rules import SHORTEST
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

LABELS: Labels = {Role: ROLES}

REASONS = {
    "body_exists": "C'è già un ente: le persone si aggiungono dalla pagina «Personale».",
    "login_taken": "C'è già un'altra persona con questo nome utente: scegline uno diverso.",
    "link_dead": "Il collegamento è già stato usato o è scaduto: chiedine uno nuovo.",
    "no_engagement": "Il tuo incarico non è in corso oggi: chiedi a chi amministra il programma.",
    "wrong_credentials": "Nome utente o password non corrispondono: controlla e riprova.",
    "not_yourself": "Su di te non puoi farlo: chiedi a un'altra persona che amministra.",
    "ends_before_start": "L'incarico finirebbe prima di cominciare: scegli un giorno successivo.",
    "last_administrator": "È l'ultima persona che amministra: prima incarica qualcun altro.",
    "password_too_short": f"La password è corta: scrivi almeno {SHORTEST} caratteri. "
    "Quattro parole che ricordi vanno bene.",
    "password_too_long": "La password è troppo lunga: fermati a 128 caratteri.",
    "password_too_plain": "Questa password si indovina: aggiungi parole che non c'entrano con te "
    "né con l'ufficio.",
}
