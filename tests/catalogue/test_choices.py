"""Terms and figures: from a day on, never backwards, and a procedure takes them from there."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.catalogue import operations, queries
from app.catalogue.paths import PathFacts, evaluate
from app.catalogue.rules import (
    DEFAULT_LENGTHS,
    DEFAULT_PARAMETERS,
    PARAMETERS,
    Length,
    ParameterKey,
    PathCode,
    Term,
    Unit,
    length_fault,
    parameter_fault,
    plain_value,
)
from app.kernel.errors import Invalid, NotPermitted
from app.kernel.verdict import Verdict
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting

pytestmark = pytest.mark.usefixtures("app")
BY: dict[str, Any] = {"actor": MAKER, "now": NOW, "organisation_id": OFFICE}
TOMORROW = TODAY + timedelta(days=1)
K = ParameterKey


def _number(term: Term) -> int:
    return [*Term].index(term) + 1


def _figure(key: ParameterKey) -> int:
    return [*ParameterKey].index(key) + 1


@pytest.mark.parametrize(
    ("length", "fits"),
    [
        (Length(0, Unit.WORKING_DAYS), True),
        (Length(0, Unit.DAYS), True),
        (Length(0, Unit.HOURS), False),
        (Length(1, Unit.HOURS), True),
        (Length(3660, Unit.DAYS), True),
        (Length(3661, Unit.DAYS), False),
        (Length(-1, Unit.DAYS), False),
    ],
)
def test_what_is_a_length(length: Length, fits: bool) -> None:
    assert (length_fault(length) is None) is fits


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        (K.CDD_FROM_AGE, "18", "18"),
        (K.CDD_FROM_AGE, "018", "18"),
        (K.CDD_FROM_AGE, "121", None),
        (K.CDD_FROM_AGE, "-1", None),
        (K.CDD_FROM_AGE, "²", None),
        (K.CDD_FROM_AGE, "", None),
        (K.ADM_SUMMER_FROM, "1/6", "01/06"),
        (K.ADM_SUMMER_FROM, "29/02", None),
        (K.BASE_ASSESSMENT_FROM, "1/1/2027", "01/01/2027"),
        (K.BASE_ASSESSMENT_FROM, "01/01", None),
        (K.BASE_ASSESSMENT_FROM, "31/02/2027", None),
        (K.BASE_ASSESSMENT_FROM, "99999999999999999999/1/2027", None),
        (K.BASE_ASSESSMENT_FROM, "presto", None),
        (K.ADM_SUMMER_FROM, "31/06", None),
        (K.ADM_SUMMER_FROM, "1/6/2026", None),
        (K.ADM_SUMMER_FROM, "giugno", None),
        (K.CHILD_PROTECTION_OWN_TEAM, "yes", "yes"),
        (K.CHILD_PROTECTION_OWN_TEAM, "forse", None),
    ],
)
def test_what_is_a_figure(key: ParameterKey, value: str, kept: str | None) -> None:
    fault = parameter_fault(key, value)
    assert (fault is None) is (kept is not None)
    if kept is not None:
        assert plain_value(key, value) == kept


def test_every_default_is_right_by_its_own_rule() -> None:
    assert [term for term in Term if length_fault(DEFAULT_LENGTHS[term])] == []
    assert [k for k in ParameterKey if parameter_fault(k, PARAMETERS[k].default)] == []


def test_a_choice_counts_from_its_day_and_the_past_keeps_its_own(cast: Cast) -> None:
    bruno = cast["bruno"].viewer
    operations.choose_length(
        **BY, term=Term.ASSESSMENT, length=Length(30, Unit.DAYS), valid_from=TOMORROW
    )
    assert queries.length_of(bruno, Term.ASSESSMENT, TODAY) == DEFAULT_LENGTHS[Term.ASSESSMENT]
    assert queries.length_of(bruno, Term.ASSESSMENT, TOMORROW).number == 30
    assert queries.lengths_on(bruno, TOMORROW)[Term.ASSESSMENT].number == 30
    assert queries.lengths_on(bruno, TODAY) == DEFAULT_LENGTHS
    zeno = cast["zeno"].viewer
    assert queries.length_of(zeno, Term.ASSESSMENT, TOMORROW) == DEFAULT_LENGTHS[Term.ASSESSMENT]


def test_the_latest_choice_wins_and_the_same_day_is_written_once(cast: Cast) -> None:
    for number, day in ((10, TODAY), (20, TOMORROW), (15, TODAY)):
        operations.choose_length(
            **BY, term=Term.DECISION, length=Length(number, Unit.DAYS), valid_from=day
        )
    bruno = cast["bruno"].viewer
    assert queries.length_of(bruno, Term.DECISION, TODAY).number == 15
    assert queries.length_of(bruno, Term.DECISION, TOMORROW).number == 20
    row = queries.term_rows(bruno, TODAY)[_number(Term.DECISION) - 1]
    assert row.chosen is not None
    assert [choice.length.number for choice in row.coming] == [20]


def test_a_term_runs_with_the_length_of_the_day_it_starts(cast: Cast) -> None:
    operations.choose_length(
        **BY, term=Term.DECISION, length=Length(10, Unit.DAYS), valid_from=TOMORROW
    )
    bruno = cast["bruno"].viewer
    assert queries.due(bruno, Term.DECISION, NOW).on == TODAY + timedelta(days=30)
    later = NOW + timedelta(days=1)
    assert queries.due(bruno, Term.DECISION, later).on == TOMORROW + timedelta(days=10)
    known = queries.lengths_on(bruno, TOMORROW)
    assert queries.due(bruno, Term.DECISION, later, known).on == TOMORROW + timedelta(days=10)


def test_hours_are_elapsed_hours_across_the_change_of_the_clock(cast: Cast) -> None:
    since = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)
    due = queries.due(cast["bruno"].viewer, Term.FIRST_CONTACT_48H, since)
    assert due.at == since + timedelta(hours=48)
    assert due.on == date(2026, 10, 26)


def test_nothing_is_chosen_backwards_or_by_who_may_not(cast: Cast) -> None:
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(Invalid, match="not_from_the_past"):
        operations.choose_length(
            **BY, term=Term.DECISION, length=Length(1, Unit.DAYS), valid_from=yesterday
        )
    with pytest.raises(Invalid, match="not_from_the_past"):
        operations.choose_parameter(**BY, key=K.CDD_FROM_AGE, value="17", valid_from=yesterday)
    with pytest.raises(NotPermitted):
        operations.choose_length(
            actor=cast["bruno"].viewer,
            now=NOW,
            organisation_id=OFFICE,
            term=Term.DECISION,
            length=Length(1, Unit.DAYS),
            valid_from=TODAY,
        )


def test_a_figure_moves_the_answer_of_its_way_from_its_day(cast: Cast) -> None:
    operations.choose_parameter(
        **BY, key=K.MINORS_COMMUNITY_FROM_AGE, value="9", valid_from=TOMORROW
    )
    giada = PathFacts(age=9, must_leave_family=True, court_order=True)
    bruno = cast["bruno"].viewer
    today, tomorrow = (queries.parameters_on(bruno, day) for day in (TODAY, TOMORROW))
    assert today == DEFAULT_PARAMETERS
    assert evaluate(PathCode.MINORS_COMMUNITY, giada, today).verdict is Verdict.NOT_MET
    assert evaluate(PathCode.MINORS_COMMUNITY, giada, tomorrow).verdict is Verdict.MET
    assert queries.parameters_on(cast["zeno"].viewer, TOMORROW) == DEFAULT_PARAMETERS
    row = queries.parameter_rows(bruno, TODAY)[_figure(K.MINORS_COMMUNITY_FROM_AGE) - 1]
    assert row.chosen is None
    assert [choice.value for choice in row.coming] == ["9"]


def test_the_page_of_terms_shows_changes_and_their_norm(client: OfficeClient, cast: Cast) -> None:
    dario = client.enter(cast["dario"])
    page = f"/terms/{_number(Term.ASSESSMENT)}"
    typed = {"number": "40", "unit": "days", "valid_from": "domani", "source": "delibera 12/2026"}
    assert dario.submit(page, typed).status_code == 303
    shown = dario.get("/terms").text
    assert "dal 24/11/2026: 40 giorni di calendario" in shown
    assert "L. 184/1983, art. 5-bis" in shown
    assert dario.submit(page, {**typed, "valid_from": "oggi"}).status_code == 303
    assert "delibera 12/2026" in dario.get("/terms").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"valid_from": "ieri"}, "resta com&#39;era"),
        ({"valid_from": "mai"}, "25/11/2026"),
        ({"number": "-3"}, "numero intero"),
        ({"number": "1,5"}, "numero intero"),
        ({"number": "²"}, "numero intero"),
        ({"number": ""}, "Inserisci"),
        ({"number": "4000"}, "da 0 a 3660"),
        ({"number": "0", "unit": "hours"}, "le ore partono da 1"),
        ({"unit": "moons"}, "risposte proposte"),
    ],
)
def test_a_wrong_term_comes_back_with_a_sentence(
    client: OfficeClient, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    answer = client.enter(cast["dario"]).submit("/terms/1", {"source": "atto n. 7", **typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "atto n. 7" in answer.text


@pytest.mark.parametrize("key", [K.CDD_FROM_AGE, K.ADM_SUMMER_FROM, K.CHILD_PROTECTION_OWN_TEAM])
def test_a_wrong_figure_comes_back_with_a_sentence(
    client: OfficeClient, cast: Cast, key: ParameterKey
) -> None:
    dario = client.enter(cast["dario"])
    assert dario.submit(f"/figures/{_figure(key)}", {"value": "x"}).status_code == 422


def test_figures_are_saved_and_shown(client: OfficeClient, cast: Cast) -> None:
    dario = client.enter(cast["dario"])
    assert dario.submit(f"/figures/{_figure(K.CDD_TO_AGE)}", {"value": "60"}).status_code == 303
    summer = {"value": "15/5", "source": "giunta"}
    assert dario.submit(f"/figures/{_figure(K.ADM_SUMMER_FROM)}", summer).status_code == 303
    own = f"/figures/{_figure(K.CHILD_PROTECTION_OWN_TEAM)}"
    assert dario.submit(own, {"value": "yes"}).status_code == 303
    shown = dario.get("/figures").text
    assert "60 anni" in shown
    assert "15/05" in shown
    assert "giunta" in shown


@pytest.mark.parametrize("page", ["/terms", "/terms/1", "/figures", "/figures/1", "/services/new"])
def test_choices_belong_to_who_decides(client: OfficeClient, cast: Cast, page: str) -> None:
    assert client.enter(cast["bruno"]).get(page).status_code == 403
    assert client.enter(cast["elena"]).get(page).status_code == 200


@pytest.mark.parametrize("page", ["/terms/0", "/terms/999", "/figures/0", "/figures/99"])
def test_a_number_beyond_the_list_is_nowhere(client: OfficeClient, cast: Cast, page: str) -> None:
    assert client.enter(cast["dario"]).get(page).status_code == 404


def test_terms_are_read_at_once_whatever_was_chosen(client: OfficeClient, cast: Cast) -> None:
    dario = client.enter(cast["dario"])
    dario.get("/terms")
    with counting() as few:
        dario.get("/terms")
    for number in range(12):
        operations.choose_length(
            **BY,
            term=[*Term][number],
            length=Length(number + 1, Unit.DAYS),
            valid_from=TODAY + timedelta(days=number),
        )
    with counting() as many:
        dario.get("/terms")
    assert len(many) == len(few)
