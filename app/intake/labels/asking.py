"""Italian words of what is asked after the registration, and of what is still missing."""

from collections.abc import Mapping
from datetime import date

from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import AnswerKind, Detail
from app.intake.labels.referral import LABELS as REFERRAL
from app.intake.rules import Answer, Asked, ContextKey, Layer, Missing, is_not_known
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
        Missing.NOT_KNOWN: Label("Chi segnala non lo sa"),
        Missing.IDENTITY: Label("Chi è"),
        Missing.RECEIPT: Label("La ricevuta a chi ha segnalato"),
        Missing.RISK: Label("Rischio e pregiudizio"),
        Missing.CONSENT: Label("I consensi"),
        Missing.PATH: Label("Il percorso"),
        Missing.NOTICE: Label("Come si usano i dati: va detto alla persona"),
    },
}

# Where to look for what who reports does not know: the paper that says it, or who does.
_SAYS = "Lo dice "
_ASK = "Si chiede "
LOOKED_FOR: Mapping[Detail | ContextKey, str] = {
    **dict.fromkeys((Detail.CONTACT_AT_SCHOOL, Detail.CLASS), f"{_ASK}alla segreteria."),
    Detail.FACTS_WITH_DATES: f"{_SAYS}la relazione della scuola: va chiesta.",
    Detail.ATTENDANCE: f"{_SAYS}il registro delle presenze: si chiede alla scuola.",
    **dict.fromkeys(
        (Detail.FAMILY_INFORMED, Detail.FAMILY_INFORMED_WHY), f"{_ASK}a chi dirige la scuola."
    ),
    **dict.fromkeys(
        (Detail.SENT_TO_PROSECUTOR, Detail.SENT_TO_PROSECUTOR_ON, Detail.SENT_PROTOCOL),
        f"{_SAYS}la copia protocollata di quello che è stato mandato alla Procura.",
    ),
    Detail.SIGNS_OF_VIOLENCE: f"{_SAYS}il referto, se c'è; altrimenti si chiede a chi ha visto.",
    **dict.fromkeys(
        (Detail.DISCHARGE_DAY, Detail.AIDS_NEEDED), f"{_SAYS}la lettera di dimissione del reparto."
    ),
    **dict.fromkeys(
        (Detail.PROTECTIVE_MEASURES, Detail.PROCEEDING_NUMBER, Detail.ANSWER_BY),
        f"{_SAYS}il provvedimento; altrimenti si chiede alla cancelleria.",
    ),
    **dict.fromkeys(
        (Detail.CORPS_AND_HOUR, Detail.PEOPLE_THERE, Detail.WHERE_PLACED_NOW,
         Detail.PLACED_IN_URGENCY),
        f"{_SAYS}il verbale di chi è intervenuto.",
    ),
    Detail.RESIDENT_SINCE: f"{_SAYS}l'anagrafe.",
    Detail.EARLIER_RECORD: f"{_ASK}all'altro servizio, con una relazione.",
}  # fmt: skip
_ASK_HER = f"{_ASK}alla persona, al primo incontro."


def looked_for(key: Detail | ContextKey) -> str:
    """Return where to look for what who reports does not know."""
    return LOOKED_FOR.get(key, _ASK_HER)


def asked_text(one: Asked) -> str:
    """Return how a question is asked."""
    return {**CATALOGUE, **LABELS}[type(one.key)][one.key].text


def answer_text(one: Asked, answer: str) -> str:
    """Return an answer as a page tells it."""
    if is_not_known(answer):
        return REFERRAL[Answer][Answer.UNKNOWN].text
    if one.kind is AnswerKind.DATE:
        return f"{date.fromisoformat(answer):%d/%m/%Y}" if answer else ""
    if one.kind is AnswerKind.YES_NO and answer in set(Answer):
        return REFERRAL[Answer][Answer(answer)].text
    return answer
