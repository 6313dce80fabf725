"""Conditions of the ways for minors: home support, community, protection, penal area, school."""

from app.catalogue.criteria.common import OF_PARENTS
from app.catalogue.criteria.facts import PathFacts, criterion, met, not_met, of_fact, unknown
from app.catalogue.rules import (
    JUDICIAL_SOURCES,
    Attends,
    ConsentBasis,
    Fact,
    Intervention,
    ParameterKey,
    Parameters,
    PathReason,
    ReferralSource,
    age_of,
    day_in,
)
from app.kernel.periods import OF_AGE
from app.kernel.verdict import Finding

R = PathReason
_SUMMER = f"{ParameterKey.ADM_SUMMER_FROM},{ParameterKey.ADM_SUMMER_TO}"


@criterion(Fact.NEEDS_SUPPORT)
def needs_targeted_support(facts: PathFacts, _: Parameters) -> Finding:
    """Needs targeted support for a sound psycho-physical development."""
    return of_fact(facts.needs_support, R.SUPPORT_NEEDED, R.SUPPORT_NOT_NEEDED, R.SUPPORT_UNKNOWN)


@criterion(Fact.INTERVENTIONS)
def at_least_one_intervention(facts: PathFacts, _: Parameters) -> Finding:
    """Has at least one of the seven interventions: each will be a line of its own."""
    if facts.interventions is None:
        return unknown(R.INTERVENTIONS_UNKNOWN)
    if not facts.interventions:
        return not_met(R.NO_INTERVENTION)
    return met(R.INTERVENTIONS_CHOSEN, number=len(facts.interventions))


@criterion(Fact.SUMMER_FROM)
def summer_in_its_months(facts: PathFacts, parameters: Parameters) -> Finding | None:
    """Has the summer intervention, where asked, inside the summer of the figures in force.

    With other interventions only that line waits; alone, it is not there outside its months.
    """
    chosen = facts.interventions or frozenset()
    if Intervention.SUMMER_EDUCATION not in chosen:
        return None
    if facts.summer_from is None:
        return unknown(R.SUMMER_DAY_UNKNOWN)
    year = facts.summer_from.year
    first = day_in(parameters, ParameterKey.ADM_SUMMER_FROM, year)
    last = day_in(parameters, ParameterKey.ADM_SUMMER_TO, year)
    known = {"day": facts.summer_from, "first": first, "last": last, "rules": _SUMMER}
    if first <= facts.summer_from <= last:
        return met(R.SUMMER_INSIDE, **known)
    if len(chosen) > 1:
        return unknown(R.SUMMER_LINE_OUTSIDE, **known)
    return not_met(R.SUMMER_OUTSIDE, **known)


@criterion(Fact.AGE)
def age_for_the_community(facts: PathFacts, parameters: Parameters) -> Finding:
    """Is ten or older; beyond eighteen only who is already there and goes on."""
    least = age_of(parameters, ParameterKey.MINORS_COMMUNITY_FROM_AGE)
    most = age_of(parameters, ParameterKey.MINORS_COMMUNITY_TO_AGE)
    if facts.age is None:
        return unknown(R.AGE_UNKNOWN)
    if facts.age < least:
        return not_met(
            R.TOO_YOUNG, age=facts.age, least=least, rules=ParameterKey.MINORS_COMMUNITY_FROM_AGE
        )
    if facts.age >= most:
        return not_met(
            R.TOO_OLD, age=facts.age, most=most - 1, rules=ParameterKey.MINORS_COMMUNITY_TO_AGE
        )
    if facts.age >= OF_AGE:
        return unknown(
            R.BEYOND_MAJORITY, age=facts.age, most=most, rules=ParameterKey.MINORS_COMMUNITY_TO_AGE
        )
    return met(R.AGE_FITS, age=facts.age, rules=ParameterKey.MINORS_COMMUNITY_FROM_AGE)


@criterion(Fact.MUST_LEAVE_FAMILY)
def must_leave_the_family(facts: PathFacts, _: Parameters) -> Finding:
    """Must be away from the family of origin for a time."""
    return of_fact(
        facts.must_leave_family, R.MUST_LEAVE_FAMILY, R.STAYS_WITH_FAMILY, R.LEAVING_UNKNOWN
    )


@criterion(Fact.COURT_ORDER, Fact.EMERGENCY_403, Fact.CONSENT)
def basis_of_leaving(facts: PathFacts, _: Parameters) -> Finding:
    """Has a court order, a measure of art. 403, or the consent of those responsible."""
    if facts.court_order or facts.consent is ConsentBasis.COURT_ORDER:
        return met(R.ORDER_STANDS)
    if facts.emergency_403:
        return met(R.EMERGENCY_STANDS)
    if facts.consent in OF_PARENTS:
        return met(R.CONSENT_GIVEN, consent=facts.consent)
    return unknown(R.BASIS_UNKNOWN)


@criterion(Fact.COMPLEX_SITUATION)
def situation_is_complex(facts: PathFacts, _: Parameters) -> Finding:
    """Is a complex situation, with a risk for the minor; a court that asks makes it one."""
    if facts.source in JUDICIAL_SOURCES or facts.court_order or facts.emergency_403:
        return met(R.COMPLEX_SITUATION)
    return of_fact(
        facts.complex_situation, R.COMPLEX_SITUATION, R.SIMPLE_SITUATION, R.COMPLEXITY_UNKNOWN
    )


@criterion(Fact.PENAL_PROCEEDING)
def penal_proceeding_is_open(facts: PathFacts, _: Parameters) -> Finding:
    """Has a penal proceeding for what was done as a minor; which offence is never written."""
    return of_fact(facts.penal_proceeding, R.PROCEEDING_OPEN, R.NO_PROCEEDING, R.PROCEEDING_UNKNOWN)


@criterion(Fact.SOURCE)
def asked_by_justice(facts: PathFacts, _: Parameters) -> Finding:
    """Is asked by the justice social service, the juvenile court or the prosecutor."""
    if facts.source is None:
        return unknown(R.REFERRER_UNKNOWN)
    if facts.source in JUDICIAL_SOURCES | {ReferralSource.JUSTICE_SOCIAL_SERVICE}:
        return met(R.REFERRED_BY_COURT, source=facts.source)
    return not_met(R.NOT_FROM_JUSTICE, source=facts.source)


@criterion(Fact.ATTENDS)
def goes_to_school(facts: PathFacts, _: Parameters) -> Finding:
    """Goes to school."""
    if facts.attends is None:
        return unknown(R.SCHOOL_UNKNOWN)
    if facts.attends is Attends.SCHOOL:
        return met(R.AT_SCHOOL)
    return not_met(R.AT_NURSERY if facts.attends is Attends.NURSERY else R.NOT_AT_SCHOOL)


@criterion(Fact.ATTENDS, Fact.WHOLE_CLASS)
def nursery_or_whole_class(facts: PathFacts, _: Parameters) -> Finding:
    """Goes to a nursery, or the help is for a whole class of a school."""
    if facts.attends is None:
        return unknown(R.SCHOOL_UNKNOWN)
    if facts.attends is Attends.NURSERY:
        return met(R.AT_NURSERY)
    if facts.attends is Attends.NEITHER:
        return not_met(R.NOT_AT_SCHOOL)
    return of_fact(facts.whole_class, R.FOR_THE_GROUP, R.FOR_ONE_PUPIL, R.GROUP_UNKNOWN)


@criterion(Fact.CERTIFIED_DISABILITY)
def disability_is_certified(facts: PathFacts, _: Parameters) -> Finding:
    """Has a certified disability (L. 104/1992)."""
    return of_fact(facts.certified_disability, R.CERTIFIED, R.NOT_CERTIFIED, R.CERTIFICATE_UNKNOWN)


@criterion(Fact.CERTIFIED_DISABILITY)
def no_certificate(facts: PathFacts, _: Parameters) -> Finding:
    """Has no certificate: with one, the assistance at school is the way."""
    if facts.certified_disability is None:
        return unknown(R.CERTIFICATE_UNKNOWN)
    if facts.certified_disability:
        return not_met(R.CERTIFIED_GOES_ELSEWHERE)
    return met(R.WITHOUT_CERTIFICATE)


@criterion(Fact.WHOLE_CLASS)
def a_single_pupil(facts: PathFacts, _: Parameters) -> Finding:
    """Is a single pupil, not a class."""
    if facts.whole_class is None:
        return unknown(R.GROUP_UNKNOWN)
    return not_met(R.FOR_THE_WHOLE_CLASS) if facts.whole_class else met(R.FOR_ONE_PUPIL)


@criterion(Fact.SCHOOL_DIFFICULTY)
def difficulty_at_school(facts: PathFacts, _: Parameters) -> Finding:
    """Has difficulties at school."""
    return of_fact(
        facts.school_difficulty,
        R.SCHOOL_DIFFICULTY,
        R.NO_SCHOOL_DIFFICULTY,
        R.SCHOOL_DIFFICULTY_UNKNOWN,
    )
