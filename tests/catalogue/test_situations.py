"""Each row of the program's own examples is answered as it says; anybody of the office may add one."""

from datetime import date

import pytest

from app.catalogue.labels import LABELS, answer_text, opening_text, sentence
from app.catalogue.paths import (
    PATHS,
    SITUATIONS,
    PathFacts,
    Situation,
    changes,
    evaluate,
    intervening,
    openings,
    paying,
)
from app.catalogue.rules import (
    DEFAULT_PARAMETERS,
    Chance,
    Intervention,
    ParameterKey,
    PathCode,
    ReferralSource,
    Source,
)
from app.kernel.verdict import Verdict

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN


def _named(one: Situation) -> str:
    return f"{one.path}: {one.name} ({one.source})"


@pytest.mark.parametrize("one", SITUATIONS, ids=_named)
def test_a_situation_is_answered_as_its_row_says(one: Situation) -> None:
    answer = evaluate(one.path, one.facts)
    assert answer.verdict is one.expected, [sentence(found) for found in answer.findings]
    if one.expected is NOT_MET:
        said = [opening_text(found) for found in openings(one.path, one.facts, DEFAULT_PARAMETERS)]
        assert said, "nobody is told what would make it possible"
        assert all("{" not in words for words in said)


def test_every_way_has_its_rows_each_with_a_name_and_a_source_in_words() -> None:
    assert {one.path for one in SITUATIONS} == set(PathCode)
    names = [(one.path, one.name) for one in SITUATIONS]
    assert len(names) == len(set(names))
    assert all(LABELS[Source][one.source].text for one in SITUATIONS)
    assert all(answer_text(one.facts) for one in SITUATIONS)


def test_a_lower_age_opens_the_community_to_the_child_of_nine_alone() -> None:
    (one,) = changes(DEFAULT_PARAMETERS, ParameterKey.MINORS_COMMUNITY_FROM_AGE, "9")
    assert (one.situation.facts.age, one.before, one.after) == (9, NOT_MET, MET)
    assert changes(DEFAULT_PARAMETERS, ParameterKey.MINORS_COMMUNITY_FROM_AGE, "10") == ()


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2017, 11, 21), "Dal 21/11/2027, quando compie 10 anni."),
        (date(2020, 2, 29), "Dal 01/03/2030, quando compie 10 anni."),
        (None, "Quando compie 10 anni: con la data di nascita si sa anche il giorno."),
    ],
)
def test_an_age_becomes_a_day_where_the_birth_is_known(born: date | None, words: str) -> None:
    child = PathFacts(age=8, must_leave_family=True, court_order=True)
    found = openings(PathCode.MINORS_COMMUNITY, child, DEFAULT_PARAMETERS, born)
    assert [opening_text(one) for one in found] == [words]


def test_after_the_summer_the_next_one_is_proposed() -> None:
    known = PathFacts(
        interventions=frozenset({Intervention.SUMMER_EDUCATION}), summer_from=date(2026, 11, 23)
    )
    earlier = {**DEFAULT_PARAMETERS, ParameterKey.ADM_SUMMER_FROM: "15/05"}
    (found,) = openings(PathCode.ADM, known, earlier)
    assert found.chance is Chance.DAY_IN_SUMMER
    assert opening_text(found) == "Scegliendo un giorno dal 15/05/2027 al 15/09/2027."


@pytest.mark.parametrize(
    ("known", "intervenes", "pays"),
    [
        ({}, UNKNOWN, UNKNOWN),
        ({"present_here": True, "parents_resided_here": False}, MET, NOT_MET),
        ({"present_here": False, "parents_resided_here": True}, NOT_MET, MET),
        ({"present_here": False, "urgent": True}, MET, UNKNOWN),
        ({"emergency_403": True}, MET, UNKNOWN),
    ],
)
def test_who_intervenes_and_who_pays_are_two_answers(
    known: dict[str, bool], intervenes: Verdict, pays: Verdict
) -> None:
    facts = PathFacts(**known)
    community, women = PATHS[PathCode.MOTHER_CHILD], PATHS[PathCode.WOMEN_SUPPORT]
    assert intervening(community, facts).verdict is intervenes
    assert intervening(women, facts).verdict is MET, "she is heard, wherever she lives"
    assert paying(community, facts).verdict is pays
    before = evaluate(PathCode.MOTHER_CHILD, PathFacts(source=ReferralSource.SELF)).verdict
    after = evaluate(PathCode.MOTHER_CHILD, PathFacts(source=ReferralSource.SELF, **known)).verdict
    assert before is after, "neither is a condition"
