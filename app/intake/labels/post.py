"""The words of what comes in writing, and of who may know who wrote it."""

from collections.abc import Mapping

from app.intake.rules import Misplaced, PaperKind, WhyReferrer
from app.kernel.label import Label, Labels

LABELS: Labels = {
    PaperKind: {
        PaperKind.LETTER: Label("Lettera"),
        PaperKind.FAX: Label("Fax"),
        PaperKind.MAIL: Label("Messaggio"),
        PaperKind.ATTACHMENT: Label("Allegato"),
    },
    Misplaced: {
        Misplaced.TO_ANOTHER: Label("Va in un'altra segnalazione"),
        Misplaced.TO_WAIT: Label("Torna tra la posta che aspetta"),
        Misplaced.OF_NOBODY: Label("Si distrugge: nessuno lo apre più"),
    },
    WhyReferrer: {
        WhyReferrer.CALL_BACK: Label("Devo richiamare chi ha segnalato"),
        WhyReferrer.PROTECT: Label("Devo proteggere chi ha segnalato"),
        WhyReferrer.JUDICIAL: Label("Lo chiede l'Autorità giudiziaria"),
        WhyReferrer.CONFLICT: Label("Devo sapere se posso occuparmene io"),
    },
}

REASONS: Mapping[str, str] = {
    "mail_already_taken": (
        "Questo messaggio è già stato portato qui: cercalo tra quelli che aspettano,"
        " oppure è già in una segnalazione."
    ),
    "mail_already_placed": "Questo messaggio è già in una segnalazione.",
    "same_number": "È questa stessa: scrivi il numero di quella giusta.",
    "no_such_number": "Non trovo questa segnalazione tra quelle che vedi: scrivi il numero intero.",
    "files_too_many": (
        "Questa segnalazione ha già cento file: unisci in un PDF solo quelli che vanno insieme."
    ),
    "protocol_in_the_future": "La data del protocollo deve ancora venire: controllala.",
}
