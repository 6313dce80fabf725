"""Italian words of notices."""

from collections.abc import Collection, Mapping

from app.kernel.label import Label, Labels, Tone
from app.notifications.rules import (
    Channel,
    Language,
    NoticeFault,
    NoticeKind,
    NoticeList,
    NoticeState,
    NotLeft,
    Outcome,
)

_S = NoticeState

LABELS: Labels = {
    Channel: {Channel.SMS: Label("SMS"), Channel.EMAIL: Label("E-mail")},
    NoticeKind: {
        NoticeKind.REMINDER: Label("Promemoria"),
        NoticeKind.CALLED_OFF: Label("Avviso di annullamento"),
        NoticeKind.MOVED: Label("Avviso di spostamento"),
    },
    NoticeState: {
        _S.QUEUED: Label("In attesa", Tone.WAITING, "clock"),
        _S.SENDING: Label("In partenza", Tone.ACTIVE, "clock"),
        _S.SENT: Label("Inviato", Tone.DONE, "check"),
        _S.FAILED: Label("Non partito, si riprova", Tone.ATTENTION, "info"),
        _S.UNCERTAIN: Label("Forse partito: decidi tu", Tone.ATTENTION, "info"),
        _S.GIVEN_UP: Label("Non partito: telefona", Tone.LATE, "telephone"),
        _S.CANCELLED: Label("Annullato", Tone.NEUTRAL, "info"),
    },
    NotLeft: {
        NotLeft.NO_PROVIDER: Label("Nessun gestore di messaggi: telefona"),
        NotLeft.REFUSED: Label("Il gestore non lo accetta: telefona"),
        NotLeft.NOT_TAKEN: Label("Il gestore non ha risposto in tempo: telefona"),
        NotLeft.TOO_LATE: Label("Non è partito in tempo: telefona"),
        NotLeft.PERHAPS: Label("Forse è partito, il gestore non ha confermato: telefona"),
    },
    NoticeList: {
        NoticeList.NOT_LEFT: Label("Non partiti"),
        NoticeList.PERHAPS_LEFT: Label("Forse partiti"),
        NoticeList.TRIED_AGAIN: Label("Si riprova"),
        NoticeList.WAITING: Label("In attesa"),
        NoticeList.LEFT: Label("Inviati"),
    },
    Outcome: {
        Outcome.SENT: Label("Accettato", Tone.DONE),
        Outcome.UNREACHABLE: Label("Il fornitore non risponde", Tone.ATTENTION),
        Outcome.LATER: Label("Il fornitore chiede di riprovare", Tone.ATTENTION),
        Outcome.REFUSED: Label("Rifiutato", Tone.LATE),
        Outcome.UNCERTAIN: Label("Consegnato, senza risposta", Tone.ATTENTION),
    },
    Language: {
        Language.ITALIAN: Label("Italiano"),
        Language.ENGLISH: Label("Inglese"),
        Language.FRENCH: Label("Francese"),
        Language.SPANISH: Label("Spagnolo"),
        Language.ARABIC: Label("Arabo"),
        Language.UKRAINIAN: Label("Ucraino"),
        Language.ROMANIAN: Label("Romeno"),
        Language.ALBANIAN: Label("Albanese"),
        Language.BENGALI: Label("Bengalese"),
    },
}


def nobody_carries(channels: Collection[Channel]) -> str:
    """Return that nobody carries these channels, in words; nothing where somebody does."""
    words = {Channel.SMS: "SMS", Channel.EMAIL: "posta elettronica"}
    missing = " né di ".join(words[channel] for channel in channels)
    return f"Nessun gestore di {missing}" if missing else ""


REASONS: Mapping[str, str] = {
    NoticeFault.NOTICE_MOVED: "L'avviso nel frattempo è cambiato: guarda a che punto è, "
    "poi riprova.",
}
