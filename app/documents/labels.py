"""Italian words about files."""

from collections.abc import Mapping

from app.documents.rules import FileState, FileType
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    FileType: {
        FileType.PDF: Label("PDF"),
        FileType.JPEG: Label("Immagine JPEG"),
        FileType.PNG: Label("Immagine PNG"),
        FileType.TIFF: Label("Immagine TIFF"),
        FileType.DOCX: Label("Documento Word"),
        FileType.TXT: Label("Testo"),
        FileType.EML: Label("Messaggio di posta"),
    },
    FileState: {
        FileState.QUARANTINED: Label("Da controllare", Tone.WAITING, "clock"),
        FileState.CLEAN: Label("Controllato", Tone.DONE, "check"),
        FileState.UNSAFE: Label("Pericoloso", Tone.LATE, "error"),
    },
}

REASONS: Mapping[str, str] = {
    "file_empty": "Il file è vuoto: controlla di aver scelto quello giusto.",
    "file_too_large": (
        "Il file è troppo grande: al massimo 20 MB. Una scansione in bianco e nero a 200 punti"
        " pesa molto meno."
    ),
    "file_not_accepted": (
        "Qui si tengono solo PDF, JPEG, PNG, TIFF, DOCX, TXT ed EML: salvalo in uno di questi modi."
    ),
    "file_not_what_it_says": (
        "Il contenuto non corrisponde al nome del file: aprilo e salvalo di nuovo, poi riprova."
    ),
    "file_damaged": "Il file è rovinato: rifai la scansione o chiedi di rimandarlo.",
    "file_with_programs": (
        "Il documento contiene macro o programmi: chiedi di rimandarlo in PDF, oppure stampalo"
        " in PDF."
    ),
    "file_mail_unreadable": (
        "Questo messaggio non si riesce a leggere: registra a mano la segnalazione, poi allega"
        " il messaggio come file."
    ),
    "file_no_room": (
        "Il file adesso non si può conservare: forse il disco è pieno. Non ho salvato nulla:"
        " avvisa chi amministra il programma e riprova."
    ),
    "file_lost": "Il file non si trova più sul disco: avvisa chi amministra il programma.",
    "file_quarantined": "Il file aspetta ancora il controllo antivirus: riprova tra poco.",
    "file_unsafe": "L'antivirus ha trovato qualcosa di pericoloso: questo file non si apre.",
}
