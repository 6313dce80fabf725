"""What is asked after the four answers, by who reports, and what surrounds it: all may wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.catalogue.rules import (
    BODY_SOURCES,
    DETAIL_KINDS,
    JUDICIAL_SOURCES,
    AnswerKind,
    Detail,
    ReferralSource,
)
from app.intake.rules.codes import Answer, Channel, Urgency

D, S, K = Detail, ReferralSource, AnswerKind


class Layer(StrEnum):
    """What may be answered after the registration, each part saved by itself."""

    QUESTIONS = "questions"
    CONTEXT = "context"


class ContextKey(StrEnum):
    """What surrounds it: dangers, of which «not known» is an honest answer, and what is there."""

    RISK_VIOLENCE = "risk_violence"
    RISK_WEAPON = "risk_weapon"
    RISK_SELF_HARM = "risk_self_harm"
    RISK_NEGLECT = "risk_neglect"
    RISK_NO_HOME = "risk_no_home"
    RISK_GROUNDS = "risk_grounds"
    KNOWN_SERVICES = "known_services"
    NOTICE_GIVEN = "notice_given"


class Missing(StrEnum):
    """What is still to be completed. A list to work from: nothing of it stops anything."""

    ORDER = "missing_order"
    ANSWER = "missing_answer"
    NOT_KNOWN = "answer_not_known"
    IDENTITY = "missing_identity"
    RECEIPT = "missing_receipt"
    RISK = "missing_risk"
    CONSENT = "missing_consent"
    PATH = "missing_path"
    NOTICE = "missing_notice"


@dataclass(frozen=True)
class Asked:
    """One question of a layer; `needed` to work it, never to save it."""

    key: Detail | ContextKey
    kind: AnswerKind
    needed: bool = False


RISKS = (
    ContextKey.RISK_VIOLENCE,
    ContextKey.RISK_WEAPON,
    ContextKey.RISK_SELF_HARM,
    ContextKey.RISK_NEGLECT,
    ContextKey.RISK_NO_HOME,
)
CONTEXT: tuple[Asked, ...] = (
    *(Asked(key, K.YES_NO) for key in RISKS),
    Asked(ContextKey.RISK_GROUNDS, K.TEXT),
    Asked(ContextKey.KNOWN_SERVICES, K.TEXT),
    Asked(ContextKey.NOTICE_GIVEN, K.YES_NO),
)
# A mistake about what these wrote weighs more: it is read back before it is kept.
CHECKED_FIRST = JUDICIAL_SOURCES | {S.POLICE, S.HEALTH_SERVICE}
# As the choice holds it, and as people write it.
_NOT_KNOWN = frozenset({Answer.UNKNOWN, "non so", "non lo so", "non si sa", "non lo sa"})
_NEEDED = frozenset({D.REACHED_AT, D.CONTACT_AT_SCHOOL})
_RELATIVE = (D.RELATION_TO_PERSON, D.PERSON_KNOWS_OF_IT, D.MAY_NAME_REPORTER)
_ANONYMOUS = (D.SEEN_WHAT, D.SEEN_WHEN, D.SEEN_AGAIN, D.HOW_KNOWN)
_BODY = (D.BODY_AND_OPERATOR, D.PERSON_AGREES, D.HELP_ALREADY_GIVEN)
_BY_SOURCE: dict[ReferralSource, tuple[Detail, ...]] = {
    S.SELF: (D.REACHED_AT, D.HOW_TO_REACH, D.SAFE_TO_CALL, D.LANGUAGE, D.WHO_KNOWS),
    S.SCHOOL: (
        D.INSTITUTE, D.CONTACT_AT_SCHOOL, D.CLASS, D.FAMILY_INFORMED, D.FAMILY_INFORMED_WHY,
        D.FACTS_WITH_DATES, D.ATTENDANCE, D.ALREADY_DONE_BY_SCHOOL, D.ALREADY_KNOWN,
        D.SIGNS_OF_VIOLENCE, D.SENT_TO_PROSECUTOR, D.SENT_TO_PROSECUTOR_ON, D.SENT_PROTOCOL,
    ),
    S.HEALTH_SERVICE: (*_BODY, D.DISCHARGE_DAY, D.AIDS_NEEDED, D.CARER_AT_HOME),
    S.POLICE: (D.CORPS_AND_HOUR, D.PEOPLE_THERE, D.WHERE_PLACED_NOW, D.PLACED_IN_URGENCY),
    S.OTHER_SOCIAL_SERVICE: (
        D.BODY_AND_OPERATOR, D.WHY_PASSED_ON, D.EARLIER_RECORD, D.RESIDENT_SINCE,
    ),
    S.JUSTICE_SOCIAL_SERVICE: (D.BODY_AND_OPERATOR, D.PROCEEDING_NUMBER, D.ANSWER_BY),
}  # fmt: skip


def asked_in(
    layer: Layer, source: ReferralSource, channel: Channel, *, anonymous: bool = False
) -> tuple[Asked, ...]:
    """Return what a layer asks of who reports in this way, each question once.

    What a judicial authority wrote stands in its order, not here.
    """
    if layer is Layer.CONTEXT:
        return CONTEXT
    if channel is Channel.OWN_MOTION:
        found: tuple[Detail, ...] = (D.WHAT_BROUGHT_IT_UP,)
    elif source in JUDICIAL_SOURCES:
        found = (D.PROTECTIVE_MEASURES,)
    elif source in _BY_SOURCE:
        found = _BY_SOURCE[source]
    elif source in BODY_SOURCES:
        found = _BODY
    else:
        found = _ANONYMOUS if anonymous else _RELATIVE
    return tuple(Asked(key, DETAIL_KINDS.get(key, K.TEXT), key in _NEEDED) for key in found)


def is_not_known(answer: str) -> bool:
    """Return whether somebody was asked and did not know: chosen, or written in so many words.

    No answer at all is another thing: the question was never put.
    """
    return answer.strip(" .!").lower() in _NOT_KNOWN


def still_needed(
    asked: tuple[Asked, ...], said: Mapping[str, str]
) -> tuple[Detail | ContextKey, ...]:
    """Return the questions still to be put without whose answer the work stands still.

    Beside those always needed: the facts a school saw, and why it did not inform the family. Who
    was asked and does not know is not asked again.
    """
    wanted = {one.key for one in asked if one.needed} | {D.FACTS_WITH_DATES}
    if said.get(D.FAMILY_INFORMED) == "no":
        wanted.add(D.FAMILY_INFORMED_WHY)
    return tuple(one.key for one in asked if one.key in wanted and not said.get(one.key))


def urgency_of(source: ReferralSource) -> Urgency:
    """Return how urgent it is while nobody says it: what the police report is, at once."""
    return Urgency.IMMEDIATE if source is S.POLICE else Urgency.ORDINARY
