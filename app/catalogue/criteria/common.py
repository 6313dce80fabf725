"""Conditions that several ways share: ages, who reports, whose consent."""

from app.catalogue.criteria.facts import Criterion, PathFacts, criterion, met, not_met, unknown
from app.catalogue.rules import (
    BODY_SOURCES,
    JUDICIAL_SOURCES,
    ConsentBasis,
    Fact,
    ParameterKey,
    Parameters,
    PathReason,
    age_of,
)
from app.kernel.periods import OF_AGE
from app.kernel.verdict import Finding

OF_PARENTS = frozenset(ConsentBasis) - {
    ConsentBasis.UNKNOWN,
    ConsentBasis.COURT_ORDER,
    ConsentBasis.ADULT,
    ConsentBasis.ADULT_WITH_ADMINISTRATOR,
}


@criterion(Fact.AGE)
def is_a_minor(facts: PathFacts, _: Parameters) -> Finding:
    """Is under eighteen."""
    if facts.age is None:
        return unknown(PathReason.AGE_UNKNOWN)
    if facts.age < OF_AGE:
        return met(PathReason.IS_MINOR, age=facts.age)
    return not_met(PathReason.IS_OF_AGE, age=facts.age)


@criterion(Fact.AGE)
def is_an_adult(facts: PathFacts, _: Parameters) -> Finding:
    """Is eighteen or older."""
    if facts.age is None:
        return unknown(PathReason.AGE_UNKNOWN)
    found = met if facts.age >= OF_AGE else not_met
    return found(PathReason.ADULT if facts.age >= OF_AGE else PathReason.NOT_ADULT, age=facts.age)


def of_age(youngest: ParameterKey, oldest: ParameterKey | None = None) -> Criterion:
    """Return the condition of an age between two figures in force, both included."""

    @criterion(Fact.AGE)
    def age_between(facts: PathFacts, parameters: Parameters) -> Finding:
        """Has the age the way is for."""
        least = age_of(parameters, youngest)
        if facts.age is None:
            return unknown(PathReason.AGE_UNKNOWN)
        if facts.age < least:
            return not_met(PathReason.TOO_YOUNG, age=facts.age, least=least, rules=youngest)
        if oldest is not None and facts.age > age_of(parameters, oldest):
            most = age_of(parameters, oldest)
            return not_met(PathReason.TOO_OLD, age=facts.age, most=most, rules=oldest)
        return met(PathReason.AGE_FITS, age=facts.age, rules=youngest)

    return age_between


@criterion(Fact.SOURCE, Fact.WORKER_REFERS)
def referred_by_a_service(facts: PathFacts, _: Parameters) -> Finding:
    """Is reported by the school, by another body or service, by a court or by the office.

    A family alone is heard and told so: after the interview the worker may report herself.
    """
    if facts.worker_refers:
        return met(PathReason.REFERRED_BY_OFFICE)
    if facts.source is None:
        return unknown(PathReason.REFERRER_UNKNOWN)
    if facts.source in JUDICIAL_SOURCES:
        return met(PathReason.REFERRED_BY_COURT, source=facts.source)
    if facts.source in BODY_SOURCES:
        return met(PathReason.REFERRED_BY_BODY, source=facts.source)
    return not_met(PathReason.FAMILY_ALONE, source=facts.source)


@criterion(Fact.CONSENT, Fact.COURT_ORDER)
def consent_of_who_is_responsible(facts: PathFacts, _: Parameters) -> Finding:
    """Has the consent of who holds parental responsibility, or a court order that needs none.

    Missing it is a task, never a wall against hearing or protecting.
    """
    if facts.court_order or facts.consent is ConsentBasis.COURT_ORDER:
        return met(PathReason.ORDER_STANDS)
    if facts.consent in OF_PARENTS:
        return met(PathReason.CONSENT_GIVEN, consent=facts.consent)
    if not facts.knows(Fact.CONSENT):
        return unknown(PathReason.CONSENT_UNKNOWN)
    return unknown(PathReason.CONSENT_OF_WRONG_KIND, consent=facts.consent)


@criterion()
def open_to_everybody(_facts: PathFacts, _: Parameters) -> Finding:
    """Is open to everybody: nothing is asked at the door."""
    return met(PathReason.OPEN_TO_EVERYBODY)
