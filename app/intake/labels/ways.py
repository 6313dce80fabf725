"""What comes first where the end of a way is not reached yet; what is said of a manual one."""

from collections.abc import Mapping

from app.intake.procedure import FINAL, ReferralState

_FIRST = {
    ReferralState.RECEIVED: "Prima va assegnata a chi la segue.",
    ReferralState.REASSIGN_ASKED: "Prima va assegnata a chi la segue.",
    ReferralState.AWAITING_PERSON: "Si aspetta la persona: prima riprendi la valutazione.",
    ReferralState.AWAITING_BODY: "Si aspetta un altro ente: prima riprendi la valutazione.",
    ReferralState.TRANSFER_PROPOSED: "Si aspetta la risposta dell'altro ente.",
    ReferralState.PROPOSED_CLOSURE: "Si aspetta la seconda lettura.",
}
FIRST: Mapping[ReferralState, str] = {
    **_FIRST,
    **dict.fromkeys(FINAL, "È conclusa: per decidere altro, riaprila."),
}
NOT_YOURS = "Lo decide chi la segue."
# On the line of a request for which the catalogue has no service yet.
MANUAL = "Percorso a mano: nel catalogo non c'è ancora questo servizio. Scrivi a chi si chiede."
