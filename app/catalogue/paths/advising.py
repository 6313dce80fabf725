"""What the office adds to an answer: papers that this situation needs, and what to think of."""

from collections.abc import Callable, Iterator

from app.catalogue.criteria.facts import PathFacts
from app.catalogue.paths.path import Path
from app.catalogue.rules import (
    BODY_SOURCES,
    JUDICIAL_SOURCES,
    Advice,
    Attends,
    ConsentBasis,
    DisabilityDegree,
    Fact,
    Intervention,
    Paper,
    ParameterKey,
    Parameters,
    PathCode,
    ReferralSource,
    age_of,
)
from app.kernel.periods import OF_AGE

Advise = Callable[[PathFacts, Parameters], Iterator[Advice]]


def advice_for(path: Path, facts: PathFacts, parameters: Parameters) -> tuple[Advice, ...]:
    """Return what to say or do beside the answer of a way, in the order to read it."""
    advise = _ADVISE.get(path.code)
    return tuple(advise(facts, parameters)) if advise else ()


def papers_for(path: Path, facts: PathFacts) -> tuple[Paper, ...]:
    """Return the papers to ask for: those of the way, of the door, of this very situation."""
    wanted = [*path.papers, *_papers_of_the_door(facts), *_papers_of_the_moment(path, facts)]
    if facts.court_order or facts.consent is ConsentBasis.COURT_ORDER:
        wanted = [paper for paper in wanted if paper is not Paper.PARENTS_CONSENT]
    return tuple(dict.fromkeys(wanted))


def _papers_of_the_door(facts: PathFacts) -> Iterator[Paper]:
    if facts.source is ReferralSource.SCHOOL:
        yield Paper.SCHOOL_REPORT
    elif facts.source in BODY_SOURCES:
        yield Paper.REFERRAL_LETTER
    if facts.source in JUDICIAL_SOURCES or facts.court_order:
        yield Paper.COURT_ORDER


def _papers_of_the_moment(path: Path, facts: PathFacts) -> Iterator[Paper]:
    if path.code is PathCode.MOTHER_CHILD:
        if facts.pregnant:
            yield Paper.PREGNANCY_CERTIFICATE
        if facts.source is ReferralSource.HEALTH_SERVICE:
            yield Paper.SPECIALIST_REPORT
        yield Paper.OWN_CONSENT
    if path.code is PathCode.ADM and Intervention.ACCOMPANYING_TO_CARE in (
        facts.interventions or ()
    ):
        yield Paper.CARE_CALENDAR
    if path.code is PathCode.CDD and facts.age is not None and facts.age < OF_AGE:
        yield Paper.UNDER_AGE_REQUEST
        yield Paper.HEALTH_ASSESSMENT


def _adm(facts: PathFacts, _: Parameters) -> Iterator[Advice]:
    known = facts.source is not None and not facts.worker_refers
    if known and facts.source not in BODY_SOURCES | JUDICIAL_SOURCES:
        yield Advice.WORKER_MAY_REFER
    if not facts.knows(Fact.CONSENT) and not facts.court_order:
        yield Advice.CONSENT_TO_COLLECT
    if facts.consent in (ConsentBasis.CUSTODY_TO_SERVICE, ConsentBasis.SPECIAL_CURATOR):
        yield Advice.READ_THE_ORDER
    if facts.court_order:
        yield Advice.COURT_ORDER_FIRST
    if facts.interventions and len(facts.interventions) > 1:
        yield Advice.ONE_LINE_EACH
    yield from _elsewhere_at_school(facts)
    yield Advice.FREE_NO_ISEE


def _elsewhere_at_school(facts: PathFacts) -> Iterator[Advice]:
    """Name the way that fits better where the help is wanted at school, not at home."""
    if facts.help_at_home is not False:
        return
    if facts.attends is Attends.NURSERY or facts.whole_class:
        yield Advice.USE_NURSERY_SUPPORT
    elif facts.certified_disability:
        yield Advice.USE_SCHOOL_ASSISTANCE
    elif facts.attends is Attends.SCHOOL:
        yield Advice.USE_SCHOOL_SUPPORT


def _mother_child(facts: PathFacts, _: Parameters) -> Iterator[Advice]:
    if facts.emergency_403:
        yield Advice.EMERGENCY_403_CLOCK
    relatives = (
        ReferralSource.COHABITING_RELATIVE,
        ReferralSource.OTHER_RELATIVE,
        ReferralSource.NEIGHBOUR,
    )
    if facts.source in relatives and not facts.worker_refers:
        yield Advice.WORKER_MAY_REFER
    if facts.source in JUDICIAL_SOURCES or facts.court_order:
        yield Advice.READ_THE_ORDER
    if facts.own_will is None:
        yield Advice.WILL_TO_HEAR
    yield from _payer(facts)
    yield Advice.PROTECTED_BY_DEFAULT
    yield Advice.ASK_SEVERAL_STRUCTURES
    yield Advice.FREE_NO_ISEE


def _payer(facts: PathFacts) -> Iterator[Advice]:
    """Who pays is the Comune where the parents were registered at the start (L.R. 34/2004)."""
    if facts.parents_resided_here is None:
        yield Advice.PAYER_TO_VERIFY
    elif not facts.parents_resided_here:
        yield Advice.PAYER_IS_ELSEWHERE


def _minors_community(facts: PathFacts, parameters: Parameters) -> Iterator[Advice]:
    if facts.emergency_403:
        yield Advice.EMERGENCY_403_CLOCK
    least = age_of(parameters, ParameterKey.MINORS_COMMUNITY_FROM_AGE)
    if facts.age is not None and facts.age < least:
        yield Advice.FOSTER_OR_FAMILY_COMMUNITY
    if facts.age is not None and facts.age >= OF_AGE:
        yield Advice.BEYOND_EIGHTEEN
    yield Advice.SIBLINGS_TOGETHER
    yield from _payer(facts)


def _child_protection(facts: PathFacts, parameters: Parameters) -> Iterator[Advice]:
    if facts.emergency_403:
        yield Advice.EMERGENCY_403_CLOCK
    teams = {"yes": Advice.OWN_TEAM, "no": Advice.CONSORTIUM_TEAM}
    own = parameters.get(ParameterKey.CHILD_PROTECTION_OWN_TEAM, "unknown")
    yield teams.get(own, Advice.TEAM_TO_CONFIRM)


def _cdd(facts: PathFacts, parameters: Parameters) -> Iterator[Advice]:
    if facts.disability not in (None, DisabilityDegree.SEVERE):
        yield Advice.CONSIDER_CSE
    if facts.age is not None and facts.age < OF_AGE:
        yield Advice.UNDER_AGE_NEVER_BLOCKS
    if facts.age is not None and facts.age >= age_of(parameters, ParameterKey.CDD_TO_AGE):
        yield Advice.CONSIDER_ELDERLY_SERVICES


def _economic_aid(facts: PathFacts, _: Parameters) -> Iterator[Advice]:
    if facts.household_already_helped:
        yield Advice.SAME_HELP_IN_HOUSEHOLD


def _school_support(facts: PathFacts, _: Parameters) -> Iterator[Advice]:
    if facts.certified_disability:
        yield Advice.USE_SCHOOL_ASSISTANCE
    if facts.whole_class or facts.attends is Attends.NURSERY:
        yield Advice.USE_NURSERY_SUPPORT
    if not facts.knows(Fact.CONSENT) and not facts.court_order:
        yield Advice.CONSENT_TO_COLLECT


def _always(*advice: Advice) -> Advise:
    def advise(_facts: PathFacts, _: Parameters) -> Iterator[Advice]:
        yield from advice

    return advise


_ADVISE: dict[PathCode, Advise] = {
    PathCode.ADM: _adm,
    PathCode.MOTHER_CHILD: _mother_child,
    PathCode.MINORS_COMMUNITY: _minors_community,
    PathCode.CHILD_PROTECTION: _child_protection,
    PathCode.JUVENILE_JUSTICE: _always(Advice.SEPARATE_CARD),
    PathCode.CDD: _cdd,
    PathCode.SCHOOL_ASSISTANCE: _always(Advice.RENEW_WITH_SCHOOL_YEAR),
    PathCode.SCHOOL_SUPPORT: _school_support,
    PathCode.YOUTH_SPACE: _always(Advice.NO_CASE_NEEDED),
    PathCode.STARS: _always(Advice.NO_STATUS_ASKED, Advice.NO_CASE_NEEDED),
    PathCode.ECONOMIC_AID: _economic_aid,
    PathCode.WOMEN_SUPPORT: _always(
        Advice.SAFETY_FIRST, Advice.NOTHING_PRINTED, Advice.NO_CASE_NEEDED
    ),
    PathCode.SOCIAL_INCLUSION: _always(Advice.CONFIRM_ARRIVAL),
    PathCode.SOCIAL_SECRETARIAT: _always(Advice.URGENT_TO_EMERGENCY_SERVICE),
}
