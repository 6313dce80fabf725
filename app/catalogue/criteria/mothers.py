"""Conditions of the community for mother and child, and of the ways for women."""

from app.catalogue.criteria.facts import PathFacts, criterion, met, not_met, of_fact, unknown
from app.catalogue.rules import (
    BODY_SOURCES,
    JUDICIAL_SOURCES,
    Fact,
    Parameters,
    PathReason,
    ReferralSource,
)
from app.kernel.verdict import Finding, Verdict, any_of, known

R = PathReason


@criterion(Fact.PREGNANT, Fact.MOTHER_WITH_CHILDREN)
def pregnant_or_mother(facts: PathFacts, _: Parameters) -> Finding:
    """Is pregnant, or a mother with children, or both: one of the two is enough."""
    verdict = any_of([known(facts.pregnant), known(facts.mother_with_children)])
    if verdict is Verdict.NOT_MET:
        return not_met(R.NEITHER_PREGNANT_NOR_MOTHER)
    if verdict is Verdict.UNKNOWN:
        return unknown(R.MOTHERHOOD_UNKNOWN)
    if facts.pregnant and facts.mother_with_children:
        return met(R.PREGNANT_MOTHER)
    return met(R.PREGNANT if facts.pregnant else R.MOTHER_OF_CHILDREN)


@criterion(Fact.PSYCHOSOCIAL_DIFFICULTY, Fact.HOUSING_DIFFICULTY)
def psychosocial_or_housing_difficulty(facts: PathFacts, _: Parameters) -> Finding:
    """Is in a psycho-social or in a housing difficulty: one of the two is enough."""
    psychosocial, housing = facts.psychosocial_difficulty, facts.housing_difficulty
    verdict = any_of([known(psychosocial), known(housing)])
    if verdict is Verdict.NOT_MET:
        return not_met(R.NO_DIFFICULTY)
    if verdict is Verdict.UNKNOWN:
        return unknown(R.DIFFICULTY_UNKNOWN)
    if psychosocial and housing:
        return met(R.PSYCHOSOCIAL_AND_HOUSING)
    return met(R.PSYCHOSOCIAL if psychosocial else R.HOUSING)


@criterion(Fact.SOURCE, Fact.WORKER_REFERS)
def by_one_of_three_doors(facts: PathFacts, _: Parameters) -> Finding:
    """Is asked by the parent, reported by a body or specialist service, or sent by a court."""
    if facts.source in JUDICIAL_SOURCES:
        return met(R.REFERRED_BY_COURT, source=facts.source)
    if facts.source in BODY_SOURCES:
        return met(R.REFERRED_BY_BODY, source=facts.source)
    if facts.source in (ReferralSource.SELF, ReferralSource.FOSTER_PARENT_OR_GUARDIAN):
        return met(R.ASKED_BY_PARENT, source=facts.source)
    if facts.worker_refers:
        return met(R.REFERRED_BY_OFFICE)
    if facts.source is None:
        return unknown(R.REFERRER_UNKNOWN)
    return not_met(R.ASKED_BY_SOMEBODY_ELSE, source=facts.source)


@criterion(Fact.OWN_WILL)
def mother_enters_by_her_will(facts: PathFacts, _: Parameters) -> Finding:
    """Is willing to enter: no order places a mother. Not known yet is a task, not a wall."""
    return of_fact(facts.own_will, R.ENTERS_BY_HER_WILL, R.DOES_NOT_WANT, R.WILL_UNKNOWN)


@criterion(Fact.ORDER_CONCERNS_CHILD, Fact.SOURCE)
def order_concerns_the_child(facts: PathFacts, _: Parameters) -> Finding | None:
    """Has an order that concerns the child, where a court sends; the unborn has no measure."""
    if facts.source is None:
        return unknown(R.REFERRER_UNKNOWN)
    if facts.source not in JUDICIAL_SOURCES:
        return None
    if facts.order_concerns_child:
        return met(R.ORDER_ON_CHILD)
    if facts.mother_with_children is False and facts.pregnant:
        return met(R.UNBORN_HAS_NO_MEASURE)
    if facts.order_concerns_child is None:
        return unknown(R.ORDER_TO_READ)
    return unknown(R.ORDER_NOT_ON_CHILD)


@criterion(Fact.WOMAN)
def is_a_woman(facts: PathFacts, _: Parameters) -> Finding:
    """Is a woman; nothing else is asked, not even her name."""
    return of_fact(facts.woman, R.WOMAN, R.NOT_A_WOMAN, R.WOMAN_UNKNOWN)


@criterion(Fact.SUFFERS_VIOLENCE, Fact.IN_DIFFICULTY)
def difficulty_or_violence(facts: PathFacts, _: Parameters) -> Finding:
    """Is in difficulty, or suffers or fears violence."""
    verdict = any_of([known(facts.suffers_violence), known(facts.in_difficulty)])
    if verdict is Verdict.UNKNOWN:
        return unknown(R.HARDSHIP_UNKNOWN)
    return met(R.HARDSHIP) if verdict is Verdict.MET else not_met(R.NO_HARDSHIP)
