"""Conditions of the ways for disability, old age, work, need and integration."""

from app.catalogue.criteria.facts import PathFacts, criterion, met, not_met, of_fact, unknown
from app.catalogue.rules import (
    DisabilityDegree,
    Fact,
    ParameterKey,
    Parameters,
    PathReason,
    age_of,
)
from app.kernel.verdict import Finding, Verdict, all_of, any_of, known

R = PathReason


@criterion(Fact.DISABILITY)
def severe_disability(facts: PathFacts, _: Parameters) -> Finding:
    """Has a severe disability; a medium-severe one is weighed, with a lighter centre in mind."""
    if facts.disability is None:
        return unknown(R.DISABILITY_UNKNOWN)
    if facts.disability is DisabilityDegree.SEVERE:
        return met(R.DISABILITY_SEVERE, disability=facts.disability)
    if facts.disability is DisabilityDegree.MEDIUM_SEVERE:
        return unknown(R.DISABILITY_MEDIUM_SEVERE, disability=facts.disability)
    return not_met(R.DISABILITY_LESS, disability=facts.disability)


@criterion(Fact.AGE, Fact.UNDER_AGE_PAPERS)
def age_at_entry_of_a_centre(facts: PathFacts, parameters: Parameters) -> Finding:
    """Is between the ages of entry; younger only with the extra papers, and that never blocks."""
    least = age_of(parameters, ParameterKey.CDD_FROM_AGE)
    most = age_of(parameters, ParameterKey.CDD_TO_AGE)
    if facts.age is None:
        return unknown(R.AGE_UNKNOWN)
    if facts.age >= most:
        return not_met(R.TOO_OLD, age=facts.age, most=most - 1, rules=ParameterKey.CDD_TO_AGE)
    if facts.age >= least:
        return met(R.AGE_FITS, age=facts.age, rules=ParameterKey.CDD_FROM_AGE)
    known_ = {"age": facts.age, "least": least, "rules": ParameterKey.CDD_FROM_AGE}
    if facts.under_age_papers:
        return met(R.UNDER_AGE_WITH_PAPERS, **known_)
    return unknown(R.UNDER_AGE_PAPERS_MISSING, **known_)


@criterion(Fact.AGE, Fact.LIMITED_AUTONOMY)
def elderly_or_limited_autonomy(facts: PathFacts, parameters: Parameters) -> Finding:
    """Is elderly or has a limited autonomy: one of the two is enough."""
    old = _elderly(facts, parameters, ParameterKey.REMOTE_ASSISTANCE_FROM_AGE)
    verdict = any_of([old, known(facts.limited_autonomy)])
    if verdict is Verdict.UNKNOWN:
        return unknown(R.AUTONOMY_UNKNOWN)
    if verdict is Verdict.NOT_MET:
        return not_met(R.AUTONOMOUS, age=facts.age, rules=ParameterKey.REMOTE_ASSISTANCE_FROM_AGE)
    if old is not Verdict.MET:
        return met(R.AUTONOMY_LIMITED)
    return met(R.ELDERLY, age=facts.age, rules=ParameterKey.REMOTE_ASSISTANCE_FROM_AGE)


@criterion(Fact.DISABILITY, Fact.CERTIFIED_DISABILITY, Fact.AGE, Fact.NOT_SELF_SUFFICIENT)
def disability_or_dependent_old_age(facts: PathFacts, parameters: Parameters) -> Finding:
    """Has a disability, or is elderly and needs help in the things of every day."""
    some = None if facts.disability is None else facts.disability is not DisabilityDegree.NONE
    disabled = any_of([known(some), known(facts.certified_disability)])
    old = _elderly(facts, parameters, ParameterKey.HOME_CARE_FROM_AGE)
    dependent = all_of([old, known(facts.not_self_sufficient)])
    verdict = any_of([disabled, dependent])
    if verdict is Verdict.UNKNOWN:
        return unknown(R.HOME_CARE_UNKNOWN)
    if verdict is Verdict.NOT_MET:
        return not_met(R.NO_HOME_CARE_NEED)
    if disabled is Verdict.MET:
        return met(R.DISABILITY_PRESENT)
    return met(R.ELDERLY_NOT_SELF_SUFFICIENT, age=facts.age, rules=ParameterKey.HOME_CARE_FROM_AGE)


@criterion(Fact.DISADVANTAGED)
def is_disadvantaged(facts: PathFacts, _: Parameters) -> Finding:
    """Is disadvantaged in finding work."""
    return of_fact(
        facts.disadvantaged, R.DISADVANTAGED, R.NOT_DISADVANTAGED, R.DISADVANTAGE_UNKNOWN
    )


@criterion(Fact.SEEKS_WORK)
def looks_for_work(facts: PathFacts, _: Parameters) -> Finding:
    """Looks for work."""
    return of_fact(facts.seeks_work, R.SEEKS_WORK, R.SEEKS_NO_WORK, R.WORK_UNKNOWN)


@criterion(Fact.NEEDS_TRAINING)
def needs_orientation_or_training(facts: PathFacts, _: Parameters) -> Finding:
    """Needs orientation, accompanying or training for work."""
    return of_fact(facts.needs_training, R.NEEDS_TRAINING, R.NO_TRAINING_NEED, R.TRAINING_UNKNOWN)


@criterion(Fact.IN_DIFFICULTY)
def is_in_difficulty(facts: PathFacts, _: Parameters) -> Finding:
    """Is in difficulty."""
    return of_fact(facts.in_difficulty, R.HARDSHIP, R.NO_HARDSHIP, R.HARDSHIP_UNKNOWN)


@criterion(Fact.WITHOUT_HOME, Fact.IN_DIFFICULTY)
def difficulty_or_no_home(facts: PathFacts, _: Parameters) -> Finding:
    """Is in difficulty, has no home or is about to lose it."""
    verdict = any_of([known(facts.without_home), known(facts.in_difficulty)])
    if verdict is Verdict.UNKNOWN:
        return unknown(R.HARDSHIP_UNKNOWN)
    return met(R.HARDSHIP) if verdict is Verdict.MET else not_met(R.NO_HARDSHIP)


@criterion(Fact.FOREIGN_CITIZEN)
def is_a_foreign_citizen(facts: PathFacts, _: Parameters) -> Finding:
    """Has a foreign citizenship; on what footing she stays is never asked."""
    return of_fact(facts.foreign_citizen, R.FOREIGN_CITIZEN, R.NOT_FOREIGN, R.CITIZENSHIP_UNKNOWN)


@criterion(Fact.ECONOMIC_NEED)
def is_in_economic_need(facts: PathFacts, _: Parameters) -> Finding:
    """Is in economic need."""
    return of_fact(facts.economic_need, R.ECONOMIC_NEED, R.NO_ECONOMIC_NEED, R.NEED_UNKNOWN)


@criterion(Fact.ISEE_VALID)
def isee_was_shown(facts: PathFacts, _: Parameters) -> Finding:
    """Has shown a valid ISEE; one that ran out is asked for again, it refuses nothing."""
    if facts.isee_valid is None:
        return unknown(R.ISEE_UNKNOWN)
    return met(R.ISEE_SHOWN) if facts.isee_valid else unknown(R.ISEE_NOT_VALID)


def _elderly(facts: PathFacts, parameters: Parameters, key: ParameterKey) -> Verdict:
    return known(None if facts.age is None else facts.age >= age_of(parameters, key))
