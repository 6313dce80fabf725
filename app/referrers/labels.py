"""Italian words of what comes from outside."""

from collections.abc import Mapping

from app.kernel.label import Label, Labels, Tone
from app.referrers.rules import LinkState, ReferrersFault, ReportKind, Support

LABELS: Labels = {
    LinkState: {
        LinkState.OPEN: Label("Aperto", Tone.ACTIVE, "clock"),
        LinkState.USED: Label("Usato", Tone.DONE, "check"),
        LinkState.EXPIRED: Label("Scaduto"),
        LinkState.REVOKED: Label("Annullato"),
    },
    ReportKind: {
        ReportKind.DISTRESS: Label("Segnalazione di una situazione di disagio"),
        ReportKind.OBSERVATION: Label("Osservazione del comportamento"),
    },
    Support: {
        Support.PERSONALISED_PLAN: Label("PDP"),
        Support.EDUCATIONAL_PLAN: Label("PEI scolastico"),
        Support.CERTIFIED: Label("Certificazione L. 104"),
    },
}

REASONS: Mapping[str, str] = {
    ReferrersFault.LINK_USED: (
        "Con questo collegamento una segnalazione è già partita: questa non è stata inviata."
        " Chiedi all'ufficio un altro collegamento."
    ),
    ReferrersFault.LINK_OVER: (
        "Il collegamento non vale più: chiedine un altro all'ufficio. Non è stato inviato nulla."
    ),
    ReferrersFault.WHO_IS_IT: "Scegli che cosa è l'ente: decide quali domande trova.",
    ReferrersFault.A_COURT: (
        "Quello che scrive un tribunale si registra qui, con il suo atto: scegli un altro ente."
    ),
}
CLOSED = (
    "Il collegamento non si apre: è già stato usato, è scaduto, è stato annullato, oppure"
    " l'indirizzo non è intero."
)
WAIT = (
    "Da qui sono arrivati troppi tentativi: aspetta qualche minuto e apri di nuovo il collegamento."
)
OTHER_LINK = (
    "Intanto in un'altra scheda hai aperto un altro collegamento: non è stato inviato nulla."
)
OPEN_AGAIN = (
    "Apri di nuovo il collegamento in un'altra scheda, poi torna qui e premi «Invia di nuovo»."
    " Se il collegamento non si apre più, copia i testi qui sotto e chiedine un altro all'ufficio."
)
OUTSIDE = "Chi segnala, da fuori"
