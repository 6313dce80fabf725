"""Every way answers with three values; what stands beside the answer, and how it is kept."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue.criteria import facts_from, facts_told
from app.catalogue.labels import CARDS, question_text, sentence, wording
from app.catalogue.paths import (
    PATHS,
    PathFacts,
    alike,
    asked_in_vain,
    door_of,
    evaluate,
    evaluate_all,
    from_snapshot,
    questions_for,
    snapshot,
)
from app.catalogue.rules import (
    DEFAULT_PARAMETERS,
    FACT_KINDS,
    Advice,
    AnswerKind,
    Attends,
    ConsentBasis,
    Detail,
    Door,
    Fact,
    Intervention,
    Paper,
    ParameterKey,
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
# Elira (story 2): with a child, expecting, reported by the hospital, willing.
ELIRA = {"pregnant": True, "mother_with_children": True, "psychosocial_difficulty": True,
         "housing_difficulty": None, "source": S.HEALTH_SERVICE, "own_will": True}  # fmt: skip


def _facts(**known: object) -> PathFacts:
    return PathFacts(**known)  # type: ignore[arg-type]


def test_a_family_alone_is_told_that_the_worker_may_report() -> None:
    answer = evaluate(P.ADM, _facts(**{**NOEMI, "source": S.SELF}))
    assert Advice.WORKER_MAY_REFER in answer.advice
    assert [one.reason for one in answer.against] == [R.FAMILY_ALONE]
    assert "la persona stessa" in sentence(answer.against[0])


@pytest.mark.parametrize("code", [P.ADM, P.MOTHER_CHILD])
@pytest.mark.parametrize("source", [None, *ReferralSource])
def test_what_is_free_never_asks_for_the_isee(
    code: PathCode, source: ReferralSource | None
) -> None:
    assert Paper.ISEE not in evaluate(code, _facts(source=source)).documents
    assert Fact.ISEE_VALID not in {one.key for one in questions_for(code, source)}


def test_the_summer_says_its_days_and_follows_the_figures_in_force() -> None:
    known = _facts(**{**NOEMI, "interventions": SUMMER, "summer_from": date(2027, 5, 20)})
    answer = evaluate(P.ADM, known)
    assert "01/06/2027" in sentence(answer.against[0])
    assert "20/05/2027" in sentence(answer.against[0])
    earlier = {**DEFAULT_PARAMETERS, ParameterKey.ADM_SUMMER_FROM: "15/05"}
    assert evaluate(P.ADM, known, earlier).verdict is MET


def test_papers_follow_the_situation() -> None:
    adm = evaluate(P.ADM, _facts(**{**NOEMI, "interventions": frozenset({I.ACCOMPANYING_TO_CARE})}))
    assert {Paper.SCHOOL_REPORT, Paper.PARENTS_CONSENT, Paper.CARE_CALENDAR} == set(adm.documents)
    ordered = evaluate(P.ADM, _facts(**{**NOEMI, "court_order": True}))
    assert Paper.PARENTS_CONSENT not in ordered.documents
    assert Paper.COURT_ORDER in ordered.documents
    expecting = evaluate(P.MOTHER_CHILD, _facts(**ELIRA)).documents
    assert {Paper.PREGNANCY_CERTIFICATE, Paper.OWN_CONSENT, Paper.SPECIALIST_REPORT} <= {*expecting}


def test_a_mother_and_child_are_told_of_payer_and_emergency() -> None:
    assert Advice.PAYER_TO_VERIFY in evaluate(P.MOTHER_CHILD, _facts(**ELIRA)).advice
    elsewhere = _facts(**ELIRA, parents_resided_here=False, emergency_403=True)
    advice = evaluate(P.MOTHER_CHILD, elsewhere).advice
    assert advice[0] is Advice.EMERGENCY_403_CLOCK
    assert Advice.PAYER_IS_ELSEWHERE in advice
    here = evaluate(P.MOTHER_CHILD, _facts(**ELIRA, parents_resided_here=True)).advice
    assert not {Advice.PAYER_TO_VERIFY, Advice.PAYER_IS_ELSEWHERE} & {*here}


def test_a_child_under_ten_is_shown_the_alternatives_and_the_siblings() -> None:
    giada = evaluate(P.MINORS_COMMUNITY, _facts(age=9, must_leave_family=True, court_order=True))
    assert giada.verdict is NOT_MET
    assert {Advice.FOSTER_OR_FAMILY_COMMUNITY, Advice.SIBLINGS_TOGETHER} <= {*giada.advice}
    assert sentence(giada.against[0]) == "Ha 9 anni: il servizio comincia da 10."


def test_what_is_missing_are_the_questions_to_ask() -> None:
    answer = evaluate(P.ADM, _facts(age=9))
    assert answer.verdict is UNKNOWN
    assert {*answer.missing} == {
        Fact.SOURCE, Fact.WORKER_REFERS, Fact.NEEDS_SUPPORT, Fact.CONSENT, Fact.COURT_ORDER,
        Fact.INTERVENTIONS,
    }  # fmt: skip
    assert not evaluate(P.ADM, _facts(**NOEMI)).missing


def test_all_ways_are_answered_and_none_is_hidden() -> None:
    answers = evaluate_all(_facts(age=9))
    assert {one.path for one in answers} == set(PathCode)
    order = [(MET, UNKNOWN, NOT_MET).index(one.verdict) for one in answers]
    assert order == sorted(order)
    assert {0, 1, 2} == set(order)


@pytest.mark.parametrize(
    ("known", "ways"),
    [
        ({"help_at_home": True}, {P.ADM}),
        ({"help_at_home": False, "attends": Attends.NURSERY}, {P.NURSERY_SUPPORT}),
        ({"help_at_home": False, "attends": Attends.SCHOOL, "whole_class": True},
         {P.NURSERY_SUPPORT}),
        ({"help_at_home": False, "attends": Attends.SCHOOL, "whole_class": False,
          "certified_disability": True}, {P.SCHOOL_ASSISTANCE}),
        ({"help_at_home": False, "attends": Attends.SCHOOL, "whole_class": False,
          "certified_disability": False}, {P.SCHOOL_SUPPORT}),
        ({"help_at_home": False, "attends": Attends.SCHOOL, "whole_class": False},
         {P.SCHOOL_SUPPORT, P.SCHOOL_ASSISTANCE}),
        ({"attends": Attends.NEITHER}, {P.ADM}),
        ({}, {P.ADM, P.SCHOOL_SUPPORT, P.SCHOOL_ASSISTANCE, P.NURSERY_SUPPORT}),
    ],
)  # fmt: skip
def test_the_four_that_look_alike(known: dict[str, object], ways: set[PathCode]) -> None:
    assert {*alike(_facts(**known))} == ways


def test_each_of_the_three_doors_has_its_own_questions() -> None:
    parent, body, court = (
        {one.key for one in questions_for(P.MOTHER_CHILD, source)}
        for source in (S.SELF, S.HEALTH_SERVICE, S.JUVENILE_COURT)
    )
    assert Detail.WHO_KNOWS in parent - body - court
    assert Detail.BODY_AND_OPERATOR in body - parent - court
    assert {Detail.PROCEEDING_NUMBER, Fact.ORDER_CONCERNS_CHILD} <= court - parent - body
    assert {Fact.OWN_WILL, Fact.PREGNANT, Fact.HOUSING_DIFFICULTY} <= parent & body & court
    assert [door_of(one) for one in (S.SELF, S.SCHOOL, S.ORDINARY_COURT)] == [*Door]


@pytest.mark.parametrize("code", PathCode)
@pytest.mark.parametrize("source", [None, *ReferralSource])
def test_every_question_is_asked_once_in_words_and_read_back(
    code: PathCode, source: ReferralSource | None
) -> None:
    questions = questions_for(code, source)
    keys = [one.key for one in questions]
    assert len(keys) == len(set(keys))
    assert all(question_text(one) for one in questions)
    assert (Fact.SOURCE not in keys) or source is None
    choices = {AnswerKind.CHOICE, AnswerKind.SEVERAL}
    assert all((one.kind in choices) == (one.choices is not None) for one in questions)


def test_a_court_must_say_what_it_asks_and_by_when() -> None:
    needed = {one.key for one in questions_for(P.ADM, S.JUVENILE_COURT) if one.needed}
    assert needed == {
        Detail.PROCEEDING_NUMBER, Detail.ACT_AND_DATE, Detail.WHAT_THE_COURT_ASKS, Detail.ANSWER_BY,
    }  # fmt: skip


def test_every_way_is_declared_whole() -> None:
    assert [*PATHS] == [*PathCode]
    assert [path.number for path in PATHS.values()] == [*range(1, 22)]
    for code, path in PATHS.items():
        assert path.criteria, code
        assert path.sources, code
        assert path.recipients, code
        assert all(CARDS[code][:5]), code


def test_answers_of_a_form_become_facts_and_what_is_unreadable_is_unknown() -> None:
    facts = facts_from(
        {"pregnant": "yes", "court_order": "no", "own_will": "unknown", "age": "9",
         "consent": "guardian", "interventions": ["respite", "magic"],
         "summer_from": "2027-06-20", "attends": "moon"},
        source=S.SCHOOL,
    )  # fmt: skip
    assert facts == PathFacts(
        pregnant=True, court_order=False, age=9, consent=C.GUARDIAN,
        interventions=frozenset({I.RESPITE}), summer_from=date(2027, 6, 20), source=S.SCHOOL,
    )  # fmt: skip


@pytest.mark.parametrize("junk", ["", "9" * 40, "²", "-1", "999", None, 7, [], ["x"], {"a": 1}])
def test_no_answer_breaks_the_reading(junk: object) -> None:
    facts = facts_from({fact.value: junk for fact in Fact})
    assert facts == PathFacts()


_VALUES = {
    fact: {
        AnswerKind.NUMBER: st.integers(0, 110),
        AnswerKind.DATE: st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        AnswerKind.SEVERAL: st.frozensets(st.sampled_from(Intervention), min_size=1),
        AnswerKind.CHOICE: st.sampled_from([*(codes or Fact)]),
        AnswerKind.YES_NO: st.booleans(),
    }[kind]
    for fact in Fact
    for kind, codes in [FACT_KINDS.get(fact, (AnswerKind.YES_NO, None))]
}
_KNOWN = st.fixed_dictionaries({fact.value: value for fact, value in _VALUES.items()})


@settings(max_examples=300, deadline=None)
@given(_KNOWN, st.sets(st.sampled_from(Fact)))
def test_knowing_more_never_turns_met_into_unknown(
    everything: dict[str, object], hidden: set[Fact]
) -> None:
    less = _facts(**{name: v for name, v in everything.items() if name not in hidden})
    more = _facts(**everything)
    for code in PathCode:
        if evaluate(code, less).verdict is MET:
            assert evaluate(code, more).verdict is not UNKNOWN, code


@settings(max_examples=100, deadline=None)
@given(_KNOWN, st.sets(st.sampled_from(Fact)))
def test_what_nobody_knew_is_read_as_what_was_never_asked_and_is_kept_apart(
    everything: dict[str, object], hidden: set[Fact]
) -> None:
    told = facts_told(_facts(**{k: v for k, v in everything.items() if k not in hidden}))
    asked = {**told, **{str(one): "unknown" for one in hidden}}
    there = set(asked_in_vain(told))  # a consent may be written as not known
    assert there <= {Fact.CONSENT}
    assert set(asked_in_vain(asked)) == hidden | there
    facts = facts_from(asked)
    for code in PathCode:
        assert evaluate(code, facts).verdict is evaluate(code, facts_from(told)).verdict
    kept = snapshot(
        evaluate(P.ADM, facts), facts, DEFAULT_PARAMETERS, not_known=asked_in_vain(asked)
    )
    assert set(from_snapshot(json.loads(json.dumps(kept))).not_known) == hidden | there
    del kept["not_known"]  # as it was kept before they were told apart
    assert from_snapshot(kept).not_known == ()


@settings(max_examples=100, deadline=None)
@given(_KNOWN, st.sets(st.sampled_from(Fact)))
def test_an_answer_kept_is_the_answer_read_years_later(
    everything: dict[str, object], hidden: set[Fact]
) -> None:
    facts = _facts(**{name: v for name, v in everything.items() if name not in hidden})
    assert facts_from(json.loads(json.dumps(facts_told(facts)))) == facts
    for answer in evaluate_all(facts):
        words = wording(answer)
        assert all("{" not in line and "None" not in line for line in words), words
        kept = json.loads(json.dumps(snapshot(answer, facts, DEFAULT_PARAMETERS, words)))
        read = from_snapshot(kept)
        assert read.verdict == answer
        assert read.facts == facts
        assert read.parameters == DEFAULT_PARAMETERS
        assert read.wording == words


def test_an_answer_of_older_rules_is_still_read() -> None:
    kept = snapshot(evaluate(P.ADM, PathFacts()), PathFacts(), DEFAULT_PARAMETERS)
    kept["findings"][0]["reason"] = "a reason of another time"
    kept["missing"] += ["gone"]
    kept["advice"] += ["gone"]
    kept["parameters"]["gone"] = "1"
    read = from_snapshot(kept)
    assert sentence(read.verdict.findings[0]).startswith("Condizione non più in uso")
    assert "gone" not in read.parameters
