"""A row is a small situation and the answer of a way: anybody of the office may add one."""

from datetime import date

import pytest

from app.catalogue.labels import sentence
from app.catalogue.paths import (
    PathFacts,
    evaluate,
)
from app.catalogue.rules import (
    Attends,
    ConsentBasis,
    DisabilityDegree,
    Intervention,
    PathCode,
    PathReason,
    ReferralSource,
)
from app.kernel.verdict import Verdict

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
S, C, P, R, I = ReferralSource, ConsentBasis, PathCode, PathReason, Intervention  # noqa: E741
SUMMER = frozenset({I.SUMMER_EDUCATION})
HOME = frozenset({I.EDUCATION_AT_HOME})

# Noemi, nine, reported by the school (story 1): everything the home support needs.
NOEMI = {"age": 9, "source": S.SCHOOL, "needs_support": True, "consent": C.BOTH_PARENTS,
         "interventions": HOME}  # fmt: skip
ADM = {
    "all is there": ({}, MET),
    "seventeen": ({"age": 17}, MET),
    "eighteen": ({"age": 18}, NOT_MET),
    "age not known": ({"age": None}, UNKNOWN),
    "reported by the hospital": ({"source": S.HEALTH_SERVICE}, MET),
    "reported by an association": ({"source": S.THIRD_SECTOR}, MET),
    "reported by another social service": ({"source": S.OTHER_SOCIAL_SERVICE}, MET),
    "reported by the police": ({"source": S.POLICE}, MET),
    "sent by the juvenile court": ({"source": S.JUVENILE_COURT}, MET),
    "asked by the mother alone": ({"source": S.SELF}, NOT_MET),
    "asked by an aunt alone": ({"source": S.OTHER_RELATIVE}, NOT_MET),
    "asked by a neighbour": ({"source": S.NEIGHBOUR}, NOT_MET),
    "asked by the mother, the worker reports": ({"source": S.SELF, "worker_refers": True}, MET),
    "asked by the mother, the worker does not": ({"source": S.SELF, "worker_refers": False},
                                                 NOT_MET),
    "the office's own motion": ({"source": None, "worker_refers": True}, MET),
    "nobody says who reports": ({"source": None}, UNKNOWN),
    "no support needed": ({"needs_support": False}, NOT_MET),
    "support not looked into": ({"needs_support": None}, UNKNOWN),
    "one parent, the other informed": ({"consent": C.ONE_PARENT_OTHER_INFORMED}, MET),
    "one parent, the other untraceable": ({"consent": C.ONE_PARENT_OTHER_UNTRACEABLE}, MET),
    "one parent, the other without responsibility": (
        {"consent": C.ONE_PARENT_OTHER_WITHOUT_RESPONSIBILITY}, MET),
    "guardian": ({"consent": C.GUARDIAN}, MET),
    "special curator": ({"consent": C.SPECIAL_CURATOR}, MET),
    "custody to the service": ({"consent": C.CUSTODY_TO_SERVICE}, MET),
    "an adult's own consent is not it": ({"consent": C.ADULT}, UNKNOWN),
    "consent not asked": ({"consent": None}, UNKNOWN),
    "consent not known": ({"consent": C.UNKNOWN}, UNKNOWN),
    "consent not known, a court order": ({"consent": C.UNKNOWN, "court_order": True}, MET),
    "the order is the basis": ({"consent": C.COURT_ORDER}, MET),
    "no order, no consent": ({"consent": None, "court_order": False}, UNKNOWN),
    "no intervention yet": ({"interventions": None}, UNKNOWN),
    "none of the seven": ({"interventions": frozenset()}, NOT_MET),
    "three interventions": ({"interventions": frozenset(
        {I.EDUCATION_AT_HOME, I.ACCOMPANYING_TO_CARE, I.SPORT_SUPPORT})}, MET),
    "summer in July": ({"interventions": SUMMER, "summer_from": date(2026, 7, 1)}, MET),
    "summer on its first day": ({"interventions": SUMMER, "summer_from": date(2026, 6, 1)}, MET),
    "summer on its last day": ({"interventions": SUMMER, "summer_from": date(2026, 9, 15)}, MET),
    "summer in November": ({"interventions": SUMMER, "summer_from": date(2026, 11, 23)}, NOT_MET),
    "summer the day before": ({"interventions": SUMMER, "summer_from": date(2026, 5, 31)},
                              NOT_MET),
    "summer without a day": ({"interventions": SUMMER}, UNKNOWN),
    "at home, and a summer in November": (
        {"interventions": SUMMER | HOME, "summer_from": date(2026, 11, 23)}, UNKNOWN),
    "at home, no day for a summer nobody asked": ({"summer_from": date(2026, 11, 23)}, MET),
}  # fmt: skip

# Elira (story 2): with a child, expecting, reported by the hospital, willing.
ELIRA = {"pregnant": True, "mother_with_children": True, "psychosocial_difficulty": True,
         "housing_difficulty": None, "source": S.HEALTH_SERVICE, "own_will": True}  # fmt: skip
COURT = {"source": S.JUVENILE_COURT}
MOTHER_CHILD = {
    "both": ({}, MET),
    "only pregnant": ({"mother_with_children": False}, MET),
    "only a mother": ({"pregnant": False}, MET),
    "pregnant, nothing known of children": ({"mother_with_children": None}, MET),
    "a mother, nothing known of a pregnancy": ({"pregnant": None}, MET),
    "neither": ({"pregnant": False, "mother_with_children": False}, NOT_MET),
    "not pregnant, nothing known of children": (
        {"pregnant": False, "mother_with_children": None}, UNKNOWN),
    "nothing known": ({"pregnant": None, "mother_with_children": None}, UNKNOWN),
    "only housing": ({"psychosocial_difficulty": False, "housing_difficulty": True}, MET),
    "only psycho-social": ({"housing_difficulty": False}, MET),
    "no difficulty": ({"psychosocial_difficulty": False, "housing_difficulty": False}, NOT_MET),
    "difficulty half known": ({"psychosocial_difficulty": False}, UNKNOWN),
    "she asks": ({"source": S.SELF}, MET),
    "her guardian asks": ({"source": S.FOSTER_PARENT_OR_GUARDIAN}, MET),
    "an association reports": ({"source": S.THIRD_SECTOR}, MET),
    "the police report": ({"source": S.POLICE}, MET),
    "her mother asks": ({"source": S.COHABITING_RELATIVE}, NOT_MET),
    "a neighbour asks": ({"source": S.NEIGHBOUR}, NOT_MET),
    "a neighbour asks, the worker reports": ({"source": S.NEIGHBOUR, "worker_refers": True}, MET),
    "nobody says who": ({"source": None}, UNKNOWN),
    "she does not want": ({"own_will": False}, NOT_MET),
    "nobody has asked her": ({"own_will": None}, UNKNOWN),
    "a court, the order on the child": ({**COURT, "order_concerns_child": True}, MET),
    "a court, the order to read": (COURT, UNKNOWN),
    "a court, an order on her": ({**COURT, "order_concerns_child": False}, UNKNOWN),
    "a court, the child, she does not want": (
        {**COURT, "order_concerns_child": True, "own_will": False}, NOT_MET),
    "a court, the child, nobody has asked her": (
        {**COURT, "order_concerns_child": True, "own_will": None}, UNKNOWN),
    "a court, only the unborn": ({**COURT, "mother_with_children": False}, MET),
    "where she resides does not matter": ({"parents_resided_here": False}, MET),
}  # fmt: skip

OTHERS = [
    (P.MINORS_COMMUNITY, {"age": 11, "must_leave_family": True, "court_order": True}, MET),
    (P.MINORS_COMMUNITY, {"age": 10, "must_leave_family": True, "emergency_403": True}, MET),
    (P.MINORS_COMMUNITY, {"age": 14, "must_leave_family": True, "consent": C.GUARDIAN}, MET),
    (P.MINORS_COMMUNITY, {"age": 9, "must_leave_family": True, "court_order": True}, NOT_MET),
    (P.MINORS_COMMUNITY, {"age": 18, "must_leave_family": True, "court_order": True}, UNKNOWN),
    (P.MINORS_COMMUNITY, {"age": 21, "must_leave_family": True, "court_order": True}, NOT_MET),
    (P.MINORS_COMMUNITY, {"age": 11, "must_leave_family": True}, UNKNOWN),
    (P.MINORS_COMMUNITY, {"age": 11, "must_leave_family": False, "court_order": True}, NOT_MET),
    (P.CHILD_PROTECTION, {"age": 4, "complex_situation": True}, MET),
    (P.CHILD_PROTECTION, {"age": 4, "source": S.JUVENILE_COURT}, MET),
    (P.CHILD_PROTECTION, {"age": 4, "complex_situation": False}, NOT_MET),
    (P.CHILD_PROTECTION, {"age": 4}, UNKNOWN),
    (P.JUVENILE_JUSTICE, {"penal_proceeding": True, "source": S.JUSTICE_SOCIAL_SERVICE}, MET),
    (P.JUVENILE_JUSTICE, {"penal_proceeding": True, "source": S.SCHOOL}, NOT_MET),
    (P.JUVENILE_JUSTICE, {"penal_proceeding": None, "source": S.JUVENILE_COURT}, UNKNOWN),
    (P.CDD, {"age": 18, "disability": DisabilityDegree.SEVERE}, MET),
    (P.CDD, {"age": 64, "disability": DisabilityDegree.SEVERE}, MET),
    (P.CDD, {"age": 65, "disability": DisabilityDegree.SEVERE}, NOT_MET),
    (P.CDD, {"age": 30, "disability": DisabilityDegree.MEDIUM_SEVERE}, UNKNOWN),
    (P.CDD, {"age": 30, "disability": DisabilityDegree.MEDIUM}, NOT_MET),
    (P.CDD, {"age": 17, "disability": DisabilityDegree.SEVERE}, UNKNOWN),
    (P.CDD, {"age": 17, "disability": DisabilityDegree.SEVERE, "under_age_papers": False}, UNKNOWN),
    (P.CDD, {"age": 17, "disability": DisabilityDegree.SEVERE, "under_age_papers": True}, MET),
    (P.WORK_PLACEMENT, {"age": 44, "disadvantaged": True, "seeks_work": True}, MET),
    (P.WORK_PLACEMENT, {"age": 15, "disadvantaged": True, "seeks_work": True}, NOT_MET),
    (P.WORK_PLACEMENT, {"age": 44, "disadvantaged": True}, UNKNOWN),
    (P.MULTIMISURA, {"age": 44, "in_difficulty": True, "needs_training": True}, MET),
    (P.MULTIMISURA, {"age": 44, "in_difficulty": True, "needs_training": False}, NOT_MET),
    (P.REMOTE_ASSISTANCE, {"age": 85}, MET),
    (P.REMOTE_ASSISTANCE, {"age": 40, "limited_autonomy": True}, MET),
    (P.REMOTE_ASSISTANCE, {"age": 40, "limited_autonomy": False}, NOT_MET),
    (P.REMOTE_ASSISTANCE, {"age": 40}, UNKNOWN),
    (P.HOME_CARE, {"certified_disability": True}, MET),
    (P.HOME_CARE, {"disability": DisabilityDegree.MILD}, MET),
    (P.HOME_CARE, {"age": 80, "not_self_sufficient": True}, MET),
    (P.HOME_CARE, {"age": 80, "not_self_sufficient": False, "certified_disability": False,
                   "disability": DisabilityDegree.NONE}, NOT_MET),
    (P.HOME_CARE, {"age": 80}, UNKNOWN),
    (P.SCHOOL_ASSISTANCE, {"certified_disability": True, "attends": Attends.SCHOOL}, MET),
    (P.SCHOOL_ASSISTANCE, {"certified_disability": False, "attends": Attends.SCHOOL}, NOT_MET),
    (P.SCHOOL_ASSISTANCE, {"attends": Attends.SCHOOL}, UNKNOWN),
    (P.NURSERY_SUPPORT, {"attends": Attends.NURSERY}, MET),
    (P.NURSERY_SUPPORT, {"attends": Attends.SCHOOL, "whole_class": True}, MET),
    (P.NURSERY_SUPPORT, {"attends": Attends.SCHOOL, "whole_class": False}, NOT_MET),
    (P.SCHOOL_SUPPORT, {"attends": Attends.SCHOOL, "school_difficulty": True,
                        "certified_disability": False, "whole_class": False,
                        "consent": C.BOTH_PARENTS}, MET),
    (P.SCHOOL_SUPPORT, {"attends": Attends.SCHOOL, "school_difficulty": True,
                        "certified_disability": True}, NOT_MET),
    (P.YOUTH_SPACE, {"age": 14}, MET),
    (P.YOUTH_SPACE, {"age": 29}, MET),
    (P.YOUTH_SPACE, {"age": 30}, NOT_MET),
    (P.YOUTH_SPACE, {"age": 13}, NOT_MET),
    (P.STARS, {"foreign_citizen": True}, MET),
    (P.STARS, {"foreign_citizen": False}, NOT_MET),
    (P.STARS, {}, UNKNOWN),
    (P.ECONOMIC_AID, {"economic_need": True, "isee_valid": True}, MET),
    (P.ECONOMIC_AID, {"economic_need": True, "isee_valid": False}, UNKNOWN),
    (P.ECONOMIC_AID, {"economic_need": True}, UNKNOWN),
    (P.ECONOMIC_AID, {"economic_need": False}, NOT_MET),
    (P.WOMEN_SUPPORT, {"woman": True, "suffers_violence": True}, MET),
    (P.WOMEN_SUPPORT, {"woman": True, "in_difficulty": True}, MET),
    (P.WOMEN_SUPPORT, {"woman": True}, UNKNOWN),
    (P.ADULT_SUPPORT, {"age": 39, "without_home": True}, MET),
    (P.ADULT_SUPPORT, {"age": 17, "without_home": True}, NOT_MET),
    (P.SOCIAL_INCLUSION, {}, MET),
    (P.SOCIAL_SECRETARIAT, {}, MET),
    (P.PRACTICES, {}, MET),
]  # fmt: skip


def _facts(**known: object) -> PathFacts:
    return PathFacts(**known)  # type: ignore[arg-type]


@pytest.mark.parametrize("row", ADM)
def test_home_support_of_minors(row: str) -> None:
    changed, expected = ADM[row]
    answer = evaluate(P.ADM, _facts(**{**NOEMI, **changed}))
    assert answer.verdict is expected, [sentence(one) for one in answer.findings]


@pytest.mark.parametrize("row", MOTHER_CHILD)
def test_community_for_mother_and_child(row: str) -> None:
    changed, expected = MOTHER_CHILD[row]
    answer = evaluate(P.MOTHER_CHILD, _facts(**{**ELIRA, **changed}))
    assert answer.verdict is expected, [sentence(one) for one in answer.findings]


@pytest.mark.parametrize(("code", "known", "expected"), OTHERS)
def test_the_other_ways(code: PathCode, known: dict[str, object], expected: Verdict) -> None:
    assert evaluate(code, _facts(**known)).verdict is expected


def test_no_way_is_left_out_of_the_tables() -> None:
    assert {code for code, _, _ in OTHERS} | {P.ADM, P.MOTHER_CHILD} == set(PathCode)
