"""Small situations with the answer each way gives: anybody of the office may add a row.

They are the tests of the ways, and the box in which a new figure is tried before it is chosen.
A row says what the office calls it, what is known, the answer, and where that rule was read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.catalogue.criteria.facts import PathFacts
from app.catalogue.rules import (
    Attends,
    ConsentBasis,
    DisabilityDegree,
    Intervention,
    PathCode,
    ReferralSource,
    Source,
)
from app.kernel.verdict import Verdict


@dataclass(frozen=True)
class Situation:
    """A situation of one way: its name, what is known, the answer, where the rule was read."""

    path: PathCode
    name: str
    facts: PathFacts
    expected: Verdict
    source: Source


MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
S, C, P, I = ReferralSource, ConsentBasis, PathCode, Intervention  # noqa: E741
D = DisabilityDegree
SEED, SHARED, OFFICE = (
    Source.FOUNDING_DOCUMENT, Source.SHARED_SERVICES_DOCUMENT, Source.OFFICE_DEFAULT,
)  # fmt: skip
PARENTS, URGENT, CHILD = Source.CIVIL_CODE_316, Source.CIVIL_CODE_403, Source.LAW_184_1983
UNITS, ISEE, PENAL = Source.REGIONAL_UNITS_OF_OFFER, Source.LAW_241_1990, Source.DPR_448_1988
PUPILS, PAYER = Source.LAW_104_1992, Source.REGIONAL_LAW_34_2004
SUMMER = frozenset({I.SUMMER_EDUCATION})
HOME = frozenset({I.EDUCATION_AT_HOME})
Row = tuple[Mapping[str, Any], Verdict, Source]

# Noemi, nine, reported by the school: everything the home support needs. A row changes something.
NOEMI = {"age": 9, "source": S.SCHOOL, "needs_support": True, "consent": C.BOTH_PARENTS,
         "interventions": HOME}  # fmt: skip
ADM: Mapping[str, Row] = {
    "all is there": ({}, MET, SEED),
    "seventeen": ({"age": 17}, MET, SEED),
    "eighteen": ({"age": 18}, NOT_MET, SEED),
    "age not known": ({"age": None}, UNKNOWN, SEED),
    "reported by the hospital": ({"source": S.HEALTH_SERVICE}, MET, SEED),
    "reported by an association": ({"source": S.THIRD_SECTOR}, MET, SEED),
    "reported by another social service": ({"source": S.OTHER_SOCIAL_SERVICE}, MET, SEED),
    "reported by the police": ({"source": S.POLICE}, MET, SEED),
    "sent by the juvenile court": ({"source": S.JUVENILE_COURT}, MET, SEED),
    "asked by the mother alone": ({"source": S.SELF}, NOT_MET, SEED),
    "asked by an aunt alone": ({"source": S.OTHER_RELATIVE}, NOT_MET, SEED),
    "asked by a neighbour": ({"source": S.NEIGHBOUR}, NOT_MET, SEED),
    "asked by the mother, the worker reports": (
        {"source": S.SELF, "worker_refers": True}, MET, SEED),
    "asked by the mother, the worker does not": (
        {"source": S.SELF, "worker_refers": False}, NOT_MET, SEED),
    "the office's own motion": ({"source": None, "worker_refers": True}, MET, SEED),
    "nobody says who reports": ({"source": None}, UNKNOWN, SEED),
    "no support needed": ({"needs_support": False}, NOT_MET, SEED),
    "support not looked into": ({"needs_support": None}, UNKNOWN, SEED),
    "one parent, the other informed": ({"consent": C.ONE_PARENT_OTHER_INFORMED}, MET, PARENTS),
    "one parent, the other untraceable": (
        {"consent": C.ONE_PARENT_OTHER_UNTRACEABLE}, MET, PARENTS),
    "one parent, the other without responsibility": (
        {"consent": C.ONE_PARENT_OTHER_WITHOUT_RESPONSIBILITY}, MET, PARENTS),
    "guardian": ({"consent": C.GUARDIAN}, MET, PARENTS),
    "special curator": ({"consent": C.SPECIAL_CURATOR}, MET, PARENTS),
    "custody to the service": ({"consent": C.CUSTODY_TO_SERVICE}, MET, CHILD),
    "an adult's own consent is not it": ({"consent": C.ADULT}, UNKNOWN, PARENTS),
    "consent not asked": ({"consent": None}, UNKNOWN, PARENTS),
    "consent not known": ({"consent": C.UNKNOWN}, UNKNOWN, PARENTS),
    "consent not known, a court order": (
        {"consent": C.UNKNOWN, "court_order": True}, MET, CHILD),
    "the order is the basis": ({"consent": C.COURT_ORDER}, MET, CHILD),
    "no order, no consent": ({"consent": None, "court_order": False}, UNKNOWN, PARENTS),
    "no intervention yet": ({"interventions": None}, UNKNOWN, SEED),
    "none of the seven": ({"interventions": frozenset()}, NOT_MET, SEED),
    "three interventions": ({"interventions": frozenset(
        {I.EDUCATION_AT_HOME, I.ACCOMPANYING_TO_CARE, I.SPORT_SUPPORT})}, MET, SEED),
    "summer in July": (
        {"interventions": SUMMER, "summer_from": date(2026, 7, 1)}, MET, SEED),
    "summer on its first day": (
        {"interventions": SUMMER, "summer_from": date(2026, 6, 1)}, MET, SEED),
    "summer on its last day": (
        {"interventions": SUMMER, "summer_from": date(2026, 9, 15)}, MET, SEED),
    "summer in November": (
        {"interventions": SUMMER, "summer_from": date(2026, 11, 23)}, NOT_MET, SEED),
    "summer the day before": (
        {"interventions": SUMMER, "summer_from": date(2026, 5, 31)}, NOT_MET, SEED),
    "summer without a day": ({"interventions": SUMMER}, UNKNOWN, SEED),
    "at home, and a summer in November": (
        {"interventions": SUMMER | HOME, "summer_from": date(2026, 11, 23)}, UNKNOWN, SEED),
    "at home, no day for a summer nobody asked": (
        {"summer_from": date(2026, 11, 23)}, MET, SEED),
}  # fmt: skip

# Elira: with a child, expecting, reported by the hospital, willing.
ELIRA = {"pregnant": True, "mother_with_children": True, "psychosocial_difficulty": True,
         "housing_difficulty": None, "source": S.HEALTH_SERVICE, "own_will": True}  # fmt: skip
COURT = {"source": S.JUVENILE_COURT}
MOTHER_CHILD: Mapping[str, Row] = {
    "both": ({}, MET, SEED),
    "only pregnant": ({"mother_with_children": False}, MET, SEED),
    "only a mother": ({"pregnant": False}, MET, SEED),
    "pregnant, nothing known of children": ({"mother_with_children": None}, MET, SEED),
    "a mother, nothing known of a pregnancy": ({"pregnant": None}, MET, SEED),
    "neither": ({"pregnant": False, "mother_with_children": False}, NOT_MET, SEED),
    "not pregnant, nothing known of children": (
        {"pregnant": False, "mother_with_children": None}, UNKNOWN, SEED),
    "nothing known": ({"pregnant": None, "mother_with_children": None}, UNKNOWN, SEED),
    "only housing": (
        {"psychosocial_difficulty": False, "housing_difficulty": True}, MET, SEED),
    "only psycho-social": ({"housing_difficulty": False}, MET, SEED),
    "no difficulty": (
        {"psychosocial_difficulty": False, "housing_difficulty": False}, NOT_MET, SEED),
    "difficulty half known": ({"psychosocial_difficulty": False}, UNKNOWN, SEED),
    "she asks": ({"source": S.SELF}, MET, SEED),
    "her guardian asks": ({"source": S.FOSTER_PARENT_OR_GUARDIAN}, MET, SEED),
    "an association reports": ({"source": S.THIRD_SECTOR}, MET, SEED),
    "the police report": ({"source": S.POLICE}, MET, SEED),
    "her mother asks": ({"source": S.COHABITING_RELATIVE}, NOT_MET, SEED),
    "a neighbour asks": ({"source": S.NEIGHBOUR}, NOT_MET, SEED),
    "a neighbour asks, the worker reports": (
        {"source": S.NEIGHBOUR, "worker_refers": True}, MET, SEED),
    "nobody says who": ({"source": None}, UNKNOWN, SEED),
    "she does not want": ({"own_will": False}, NOT_MET, SEED),
    "nobody has asked her": ({"own_will": None}, UNKNOWN, SEED),
    "a court, the order on the child": ({**COURT, "order_concerns_child": True}, MET, CHILD),
    "a court, the order to read": (COURT, UNKNOWN, CHILD),
    "a court, an order on her": ({**COURT, "order_concerns_child": False}, UNKNOWN, CHILD),
    "a court, the child, she does not want": (
        {**COURT, "order_concerns_child": True, "own_will": False}, NOT_MET, CHILD),
    "a court, the child, nobody has asked her": (
        {**COURT, "order_concerns_child": True, "own_will": None}, UNKNOWN, CHILD),
    "a court, only the unborn": ({**COURT, "mother_with_children": False}, MET, CHILD),
    "where she resides does not matter": ({"parents_resided_here": False}, MET, PAYER),
}  # fmt: skip

AWAY = {"age": 11, "must_leave_family": True}
PUPIL = {"attends": Attends.SCHOOL}
OTHERS: Mapping[PathCode, Mapping[str, Row]] = {
    P.MINORS_COMMUNITY: {
        "eleven, an order": ({**AWAY, "court_order": True}, MET, SHARED),
        "ten, an urgent measure": (
            {**AWAY, "age": 10, "emergency_403": True}, MET, URGENT),
        "fourteen, the guardian": ({**AWAY, "age": 14, "consent": C.GUARDIAN}, MET, PARENTS),
        "nine, an order": ({**AWAY, "age": 9, "court_order": True}, NOT_MET, SHARED),
        "eighteen, an order": ({**AWAY, "age": 18, "court_order": True}, UNKNOWN, CHILD),
        "twenty-one": ({**AWAY, "age": 21, "court_order": True}, NOT_MET, CHILD),
        "on which basis is not known": (AWAY, UNKNOWN, CHILD),
        "stays with the family": (
            {"age": 11, "must_leave_family": False, "court_order": True}, NOT_MET, SHARED),
    },
    P.CHILD_PROTECTION: {
        "a complex situation": ({"age": 4, "complex_situation": True}, MET, SHARED),
        "a court asks": ({"age": 4, "source": S.JUVENILE_COURT}, MET, CHILD),
        "a simple situation": ({"age": 4, "complex_situation": False}, NOT_MET, SHARED),
        "not looked into": ({"age": 4}, UNKNOWN, SHARED),
    },
    P.JUVENILE_JUSTICE: {
        "its own service asks": (
            {"penal_proceeding": True, "source": S.JUSTICE_SOCIAL_SERVICE}, MET, PENAL),
        "a school asks": ({"penal_proceeding": True, "source": S.SCHOOL}, NOT_MET, PENAL),
        "a court, nothing known": (
            {"penal_proceeding": None, "source": S.JUVENILE_COURT}, UNKNOWN, PENAL),
    },
    P.CDD: {
        "eighteen, severe": ({"age": 18, "disability": D.SEVERE}, MET, UNITS),
        "sixty-four, severe": ({"age": 64, "disability": D.SEVERE}, MET, UNITS),
        "sixty-five, severe": ({"age": 65, "disability": D.SEVERE}, NOT_MET, UNITS),
        "medium-severe": ({"age": 30, "disability": D.MEDIUM_SEVERE}, UNKNOWN, SHARED),
        "medium": ({"age": 30, "disability": D.MEDIUM}, NOT_MET, SHARED),
        "seventeen": ({"age": 17, "disability": D.SEVERE}, UNKNOWN, UNITS),
        "seventeen, no papers yet": (
            {"age": 17, "disability": D.SEVERE, "under_age_papers": False}, UNKNOWN, UNITS),
        "seventeen, with the papers": (
            {"age": 17, "disability": D.SEVERE, "under_age_papers": True}, MET, UNITS),
    },
    P.WORK_PLACEMENT: {
        "looks for work": ({"age": 44, "disadvantaged": True, "seeks_work": True}, MET, SHARED),
        "fifteen": ({"age": 15, "disadvantaged": True, "seeks_work": True}, NOT_MET, OFFICE),
        "not known whether": ({"age": 44, "disadvantaged": True}, UNKNOWN, SHARED),
    },
    P.MULTIMISURA: {
        "needs training": ({"age": 44, "in_difficulty": True, "needs_training": True}, MET, SHARED),
        "needs none": (
            {"age": 44, "in_difficulty": True, "needs_training": False}, NOT_MET, SHARED),
    },
    P.REMOTE_ASSISTANCE: {
        "eighty-five": ({"age": 85}, MET, SHARED),
        "forty, limited": ({"age": 40, "limited_autonomy": True}, MET, SHARED),
        "forty, not limited": ({"age": 40, "limited_autonomy": False}, NOT_MET, SHARED),
        "forty": ({"age": 40}, UNKNOWN, OFFICE),
    },
    P.HOME_CARE: {
        "certified": ({"certified_disability": True}, MET, SHARED),
        "mild": ({"disability": D.MILD}, MET, SHARED),
        "eighty, dependent": ({"age": 80, "not_self_sufficient": True}, MET, OFFICE),
        "eighty, well": (
            {"age": 80, "not_self_sufficient": False, "certified_disability": False,
             "disability": D.NONE}, NOT_MET, OFFICE),
        "eighty": ({"age": 80}, UNKNOWN, OFFICE),
    },
    P.SCHOOL_ASSISTANCE: {
        "certified": ({**PUPIL, "certified_disability": True}, MET, PUPILS),
        "not certified": ({**PUPIL, "certified_disability": False}, NOT_MET, PUPILS),
        "not known": (PUPIL, UNKNOWN, PUPILS),
    },
    P.NURSERY_SUPPORT: {
        "a nursery": ({"attends": Attends.NURSERY}, MET, SHARED),
        "a whole class": ({**PUPIL, "whole_class": True}, MET, SHARED),
        "one pupil": ({**PUPIL, "whole_class": False}, NOT_MET, SHARED),
    },
    P.SCHOOL_SUPPORT: {
        "one pupil in difficulty": (
            {**PUPIL, "school_difficulty": True, "certified_disability": False,
             "whole_class": False, "consent": C.BOTH_PARENTS}, MET, SHARED),
        "certified": (
            {**PUPIL, "school_difficulty": True, "certified_disability": True}, NOT_MET, PUPILS),
    },
    P.YOUTH_SPACE: {
        "fourteen": ({"age": 14}, MET, OFFICE),
        "twenty-nine": ({"age": 29}, MET, OFFICE),
        "thirty": ({"age": 30}, NOT_MET, OFFICE),
        "thirteen": ({"age": 13}, NOT_MET, OFFICE),
    },
    P.STARS: {
        "foreign": ({"foreign_citizen": True}, MET, SHARED),
        "Italian": ({"foreign_citizen": False}, NOT_MET, SHARED),
        "not known": ({}, UNKNOWN, SHARED),
    },
    P.ECONOMIC_AID: {
        "in need, shown": ({"economic_need": True, "isee_valid": True}, MET, SHARED),
        "in need, run out": ({"economic_need": True, "isee_valid": False}, UNKNOWN, ISEE),
        "in need, not shown": ({"economic_need": True}, UNKNOWN, ISEE),
        "not in need": ({"economic_need": False}, NOT_MET, SHARED),
    },
    P.WOMEN_SUPPORT: {
        "violence": ({"woman": True, "suffers_violence": True}, MET, SEED),
        "difficulty": ({"woman": True, "in_difficulty": True}, MET, SEED),
        "not known": ({"woman": True}, UNKNOWN, SEED),
    },
    P.ADULT_SUPPORT: {
        "no home": ({"age": 39, "without_home": True}, MET, SEED),
        "seventeen": ({"age": 17, "without_home": True}, NOT_MET, SEED),
    },
    P.SOCIAL_INCLUSION: {"everybody": ({}, MET, SHARED)},
    P.SOCIAL_SECRETARIAT: {"everybody": ({}, MET, SEED)},
    P.PRACTICES: {"everybody": ({}, MET, SEED)},
}  # fmt: skip


def _situations() -> Iterator[Situation]:
    tables: Mapping[PathCode, tuple[Mapping[str, Any], Mapping[str, Row]]] = {
        P.ADM: (NOEMI, ADM),
        P.MOTHER_CHILD: (ELIRA, MOTHER_CHILD),
    }
    for path in PathCode:
        common, rows = tables.get(path, ({}, OTHERS.get(path, {})))
        for name, (known, expected, source) in rows.items():
            yield Situation(path, name, PathFacts(**{**common, **known}), expected, source)


SITUATIONS = tuple(_situations())
