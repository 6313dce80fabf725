"""Italian words of what is asked after the registration, and of what is still missing."""

from datetime import date

from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import AnswerKind
from app.intake.labels.referral import LABELS as REFERRAL
from app.intake.rules import Answer, Asked, ContextKey, Layer, Missing
from app.kernel.label import Label, Labels

LABELS: Labels = {
    Layer: {
        Layer.QUESTIONS: Label("Le domande a chi segnala"),
        Layer.CONTEXT: Label("Che cosa c'è intorno"),
    },
    ContextKey: {
        ContextKey.RISK_VIOLENCE: Label("C'è violenza, o qualcuno la teme?"),
        ContextKey.RISK_WEAPON: Label("In casa c'è un'arma?"),
        ContextKey.RISK_SELF_HARM: Label("Qualcuno può farsi del male?"),
        ContextKey.RISK_NEGLECT: Label(
            "A qualcuno mancano le cure: cibo, medicine, chi lo accudisce?"
        ),
        ContextKey.RISK_NO_HOME: Label("Qualcuno è senza casa, o sta per perderla?"),
        ContextKey.RISK_GROUNDS: Label("Che cosa si sa dei pericoli"),
        ContextKey.KNOWN_SERVICES: Label("Servizi e persone che ci sono già"),
        ContextKey.NOTICE_GIVEN: Label("È stato detto come si usano i dati?"),
    },
    Missing: {
        Missing.ORDER: Label("Che cosa chiede l'Autorità giudiziaria, ed entro quando"),
        Missing.ANSWER: Label("Una risposta di chi segnala"),
        Missing.IDENTITY: Label("Chi è"),
        Missing.RECEIPT: Label("La ricevuta a chi ha segnalato"),
        Missing.RISK: Label("Rischio e pregiudizio"),
        Missing.CONSENT: Label("I consensi"),
        Missing.PATH: Label("Il percorso"),
        Missing.NOTICE: Label("Come si usano i dati: va detto alla persona"),
    },
}


def asked_text(one: Asked) -> str:
    """Return how a question is asked."""
    return {**CATALOGUE, **LABELS}[type(one.key)][one.key].text


def answer_text(one: Asked, answer: str) -> str:
    """Return an answer as a page tells it."""
    if one.kind is AnswerKind.DATE:
        return f"{date.fromisoformat(answer):%d/%m/%Y}" if answer else ""
    if one.kind is AnswerKind.YES_NO and answer in set(Answer):
        return REFERRAL[Answer][Answer(answer)].text
    return answer
