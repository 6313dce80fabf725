"""Three answers, and that knowing more never takes a certainty away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.verdict import Verdict, all_of, any_of, known, negation

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
VERDICTS = st.lists(st.sampled_from(Verdict), max_size=6)


@pytest.mark.parametrize(
    ("verdicts", "all_", "any_"),
    [
        ([], MET, NOT_MET),
        ([MET, MET], MET, MET),
        ([MET, UNKNOWN], UNKNOWN, MET),
        ([MET, NOT_MET], NOT_MET, MET),
        ([UNKNOWN, NOT_MET], NOT_MET, UNKNOWN),
        ([NOT_MET, NOT_MET], NOT_MET, NOT_MET),
    ],
)
def test_answers_combine(verdicts: list[Verdict], all_: Verdict, any_: Verdict) -> None:
    assert (all_of(verdicts), any_of(verdicts)) == (all_, any_)


@pytest.mark.parametrize(("value", "verdict"), [(True, MET), (False, NOT_MET), (None, UNKNOWN)])
def test_a_fact_nobody_knows_is_unknown(value: bool | None, verdict: Verdict) -> None:
    assert known(value) is verdict


@given(VERDICTS)
def test_all_and_any_are_each_others_opposite(verdicts: list[Verdict]) -> None:
    assert negation(all_of(verdicts)) is any_of(negation(v) for v in verdicts)


@given(VERDICTS, st.data())
def test_knowing_more_never_makes_a_certainty_unknown(
    verdicts: list[Verdict], data: st.DataObject
) -> None:
    more = [data.draw(st.sampled_from([MET, NOT_MET])) if v is UNKNOWN else v for v in verdicts]
    for combine in (all_of, any_of):
        assert combine(more) is not UNKNOWN
        if combine(verdicts) is not UNKNOWN:
            assert combine(more) is combine(verdicts)
