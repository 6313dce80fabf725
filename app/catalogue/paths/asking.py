"""What to ask for a way: the facts of its criteria, and what the door brings with it."""

from app.catalogue.paths.declared import PATHS
from app.catalogue.rules import (
    BODY_SOURCES,
    FAMILY_SOURCES,
    JUDICIAL_SOURCES,
    Detail,
    Door,
    Fact,
    PathCode,
    Question,
    ReferralSource,
    question,
)

S, D = ReferralSource, Detail
# The answers without which a source's report cannot be worked; everything else may wait.
_NEEDED = {D.HOW_TO_REACH, D.CONTACT_AT_SCHOOL, D.PROCEEDING_NUMBER, D.ACT_AND_DATE,
           D.WHAT_THE_COURT_ASKS, D.ANSWER_BY}  # fmt: skip
_SELF = (D.HOW_TO_REACH, D.LANGUAGE, D.WHO_KNOWS)
_RELATIVE = (D.RELATION_TO_PERSON, D.PERSON_KNOWS_OF_IT)
_BODY = (D.BODY_AND_OPERATOR, D.PERSON_AGREES, D.HELP_ALREADY_GIVEN, D.FACTS_WITH_DATES)
_COURT = (D.PROCEEDING_NUMBER, D.ACT_AND_DATE, D.WHAT_THE_COURT_ASKS, D.ANSWER_BY,
          D.PROTECTIVE_MEASURES)  # fmt: skip
_BY_SOURCE: dict[ReferralSource, tuple[Detail, ...]] = {
    S.SELF: _SELF,
    S.SCHOOL: (D.INSTITUTE, D.CONTACT_AT_SCHOOL, D.CLASS, D.FAMILY_INFORMED,
               D.FAMILY_INFORMED_WHY, D.FACTS_WITH_DATES, D.ALREADY_DONE_BY_SCHOOL),
    S.HEALTH_SERVICE: (*_BODY, D.DISCHARGE_DAY),
    S.POLICE: (D.CORPS_AND_HOUR, D.WHERE_PLACED_NOW, D.FACTS_WITH_DATES),
    S.JUSTICE_SOCIAL_SERVICE: (D.BODY_AND_OPERATOR, D.PROCEEDING_NUMBER, D.ANSWER_BY),
}  # fmt: skip


def door_of(source: ReferralSource) -> Door:
    """Return by which of the three doors a source comes in."""
    if source in JUDICIAL_SOURCES:
        return Door.JUDICIAL_AUTHORITY
    return Door.BODY if source in BODY_SOURCES else Door.PARENT


def questions_for(code: PathCode, source: ReferralSource | None = None) -> tuple[Question, ...]:
    """Return what to ask for a way when `source` reports, facts first, each once.

    Who reports is not asked again. Nothing asked here stops the registration.
    """
    path = PATHS[code]
    where = () if path.anonymous else (Fact.PRESENT_HERE,)
    read = [fact for condition in path.criteria for fact in condition.reads]
    facts = [*read, *path.also_asks, *where]
    kept = [fact for fact in facts if _belongs(code, fact, source)]
    details = [*_details_of(source), *path.details]
    asked: list[Fact | Detail] = [*dict.fromkeys(kept), *dict.fromkeys(details)]
    return tuple(question(key, needed=key in _NEEDED and _is_of(source, key)) for key in asked)


def _belongs(code: PathCode, fact: Fact, source: ReferralSource | None) -> bool:
    """Leave out what this door makes needless: each has its own questions."""
    if fact is Fact.SOURCE:
        return source is None
    if fact is Fact.WORKER_REFERS:
        return source is None or source in FAMILY_SOURCES
    if fact is Fact.ORDER_CONCERNS_CHILD:
        return source is None or source in JUDICIAL_SOURCES
    if fact is Fact.EMERGENCY_403 and code is PathCode.MOTHER_CHILD:
        return source is None or source not in FAMILY_SOURCES
    return True


def _details_of(source: ReferralSource | None) -> tuple[Detail, ...]:
    if source is None:
        return ()
    if source in JUDICIAL_SOURCES:
        return _COURT
    return _BY_SOURCE.get(source, _BODY if source in BODY_SOURCES else _RELATIVE)


def _is_of(source: ReferralSource | None, key: Fact | Detail) -> bool:
    return key in _details_of(source)
