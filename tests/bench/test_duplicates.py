"""Who comes again is recognised, and few are taken for others: on a labelled thousand."""

import pytest
from flask import Flask

from bench.duplicates import figures, measure
from bench.pairs import HOW_MANY, TWO_PEOPLE, Kind, labelled_pairs
from tests.cast import Cast

pytestmark = pytest.mark.timeout(300)  # a thousand questions, on a busy machine minutes


def test_the_pairs_are_a_thousand_and_the_same_for_everybody() -> None:
    pairs = labelled_pairs(1)
    assert len(pairs) == 1000
    assert pairs == labelled_pairs(1)
    assert pairs != labelled_pairs(2)
    assert set(HOW_MANY) == set(Kind)
    for pair in pairs:
        assert pair.known != pair.typed, pair


def test_recall_and_precision_of_what_is_shown_as_strong_or_medium(
    own_app: Flask, cast: Cast
) -> None:
    found = measure(own_app, cast, seed=1)
    told = figures(found)
    assert told["pairs"] == 1000
    assert float(str(told["recall"])) >= 0.95
    assert float(str(told["precision"])) >= 0.80
    assert all(found[kind].recognised == 0 for kind in TWO_PEOPLE if kind in _NEVER)


# Whoever is plainly another is not shown as her, not once.
_NEVER = {Kind.HOMONYMS, Kind.SIBLINGS, Kind.PARENT, Kind.NAMESAKES}
