"""What the counter keeps an eye on: sleeping practices, an ISEE that ends, papers of each kind."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.catalogue.operations import choose_parameter
from app.catalogue.rules import ParameterKey, Term
from app.kernel.errors import Invalid, NotPermitted
from app.kernel.references import PracticeId
from app.people.operations import found_household, join_household
from app.practices import cards, operations, queries
from app.practices.labels import PLAIN
from app.practices.operations import PaperGiven
from app.practices.procedure import PracticeState
from app.practices.rules import (
    CHECKLISTS,
    TRIES,
    IseeKind,
    PaperKind,
    PaperState,
    PracticeKind,
    Shelf,
    is_dormant,
)
from tests.builders.cases import an_open_case
from tests.builders.people import a_person
from tests.builders.practices import (
    a_complete_practice,
    a_grant,
    a_granted_practice,
    a_practice,
    a_proposed_practice,
    on_it,
)
from tests.builders.protected import seal
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient

pytestmark = pytest.mark.usefixtures("app")
LATER = NOW + timedelta(days=60)
PAST = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("until", "tries", "sleeps"),
    [
        (TODAY, TRIES, True),
        (PAST, TRIES + 1, True),
        (PAST, TRIES - 1, False),
        (TODAY + timedelta(days=1), TRIES, False),
        (None, TRIES, False),
    ],
)
def test_when_a_practice_sleeps(until: date | None, tries: int, sleeps: bool) -> None:
    assert is_dormant(until, tries, TODAY) is sleeps


def test_every_paper_is_told_in_plain_words() -> None:
    assert set(PLAIN) == set(PaperKind)


def _try(cast: Cast, made: PracticeId, times: int = 1) -> None:
    for _ in range(times):
        operations.note_try(**on_it(cast["gino"], made, LATER), words="Non risponde")


def _sleeping(cast: Cast) -> list[bool]:
    found = queries.listed(cast["gino"].viewer, Shelf.COLLECTING, 0, 10, on=LATER.date())
    return [row.is_dormant for row in found]


def test_it_sleeps_after_sixty_days_and_three_calls_and_a_paper_wakes_it(cast: Cast) -> None:
    gino = cast["gino"]
    made = a_practice(gino)
    _try(cast, made, 2)
    assert _sleeping(cast) == [False]
    _try(cast, made)
    assert _sleeping(cast) == [True]
    page = queries.practice_page(gino.viewer, made, LATER.date())
    assert (page.is_dormant, page.tries, page.state) == (True, 3, PracticeState.COLLECTING)
    assert not queries.practice_page(gino.viewer, made, TODAY).is_dormant
    paper = PaperGiven(kind=PaperKind.IDENTITY, state=PaperState.RECEIVED, received_on=TODAY)
    later = LATER + timedelta(hours=1)
    operations.receive_paper(**on_it(gino, made, later), paper=paper)
    assert _sleeping(cast) == [False]


def _isee(cast: Cast, made: PracticeId, until: date | None, cents: int = 741_200) -> None:
    given = PaperGiven(
        kind=PaperKind.ISEE,
        state=PaperState.RECEIVED,
        received_on=TODAY,
        valid_until=until,
        isee_cents=cents,
        isee_kind=IseeKind.CURRENT,
    )
    operations.receive_paper(**on_it(cast["gino"], made), paper=given)


def _isee_due(cast: Cast, made: PracticeId) -> list[date]:
    page = queries.practice_page(cast["gino"].viewer, made, TODAY)
    return [due for code, due in page.terms if code == Term.ISEE_EXPIRING]


def test_a_month_before_an_isee_ends_it_is_asked_again(cast: Cast) -> None:
    made = a_practice(cast["gino"])
    _isee(cast, made, date(2026, 12, 31))
    assert _isee_due(cast, made) == [date(2026, 12, 1)]
    _isee(cast, made, date(2027, 6, 30))
    assert _isee_due(cast, made) == [date(2027, 5, 31)]
    page = queries.practice_page(cast["gino"].viewer, made, TODAY)
    assert (page.isee_cents, page.isee_kind) == (741_200, IseeKind.CURRENT)
    _isee(cast, made, None)
    assert _isee_due(cast, made) == []


def test_a_withdrawn_practice_asks_for_no_isee(cast: Cast) -> None:
    made = a_practice(cast["gino"])
    _isee(cast, made, date(2026, 12, 31))
    operations.withdraw(**on_it(cast["gino"], made), words="Non serve più")
    assert _isee_due(cast, made) == []


def test_a_checklist_counts_for_practices_opened_from_its_day(cast: Cast) -> None:
    dario, gino = cast["dario"].viewer, cast["gino"]
    before = a_practice(gino)
    chosen = (PaperKind.IDENTITY, PaperKind.BILLS)
    operations.choose_checklist(
        actor=dario, now=NOW, kind=PracticeKind.FOOD, papers=chosen, valid_from=TODAY
    )
    later = TODAY + timedelta(days=1)
    operations.choose_checklist(
        actor=dario, now=NOW, kind=PracticeKind.FOOD, papers=[PaperKind.ISEE], valid_from=later
    )
    after = a_practice(gino, a_person(gino, "Colombo"))
    asked = [
        tuple(paper.kind for paper in queries.practice_page(gino.viewer, one, TODAY).papers)
        for one in (before, after)
    ]
    assert asked == [CHECKLISTS[PracticeKind.FOOD], chosen]
    assert queries.papers_asked(gino.viewer, later)[PracticeKind.FOOD] == (PaperKind.ISEE,)
    assert queries.papers_asked(cast["zeno"].viewer, later) == CHECKLISTS


def test_a_checklist_is_not_emptied_nor_changed_backwards(cast: Cast) -> None:
    dario, kind = cast["dario"].viewer, PracticeKind.FOOD
    papers = [PaperKind.ISEE]
    with pytest.raises(Invalid, match="no_papers_asked"):
        operations.choose_checklist(actor=dario, now=NOW, kind=kind, papers=[], valid_from=TODAY)
    with pytest.raises(Invalid, match="not_from_the_past"):
        operations.choose_checklist(actor=dario, now=NOW, kind=kind, papers=papers, valid_from=PAST)
    with pytest.raises(NotPermitted):
        operations.choose_checklist(
            actor=cast["gino"].viewer, now=NOW, kind=kind, papers=papers, valid_from=TODAY
        )


def test_the_page_of_checklists_keeps_what_was_chosen(client: OfficeClient, cast: Cast) -> None:
    dario = client.enter(cast["dario"])
    assert dario.submit("/checklists/4", {"papers": ["health"], "source": "giunta"}).location
    shown = dario.get("/checklists").text
    assert "Certificato medico" in shown
    assert "giunta" in shown
    assert dario.submit("/checklists/4", {"valid_from": "ieri"}).status_code == 422
    assert dario.get("/checklists/99").status_code == 404
    assert client.enter(cast["gino"]).get("/checklists").status_code == 403


def test_the_ceiling_of_urgent_help_is_a_figure_of_its_day(cast: Cast) -> None:
    made = a_practice(cast["gino"])
    voice = operations.Voice(by="Dario", at=NOW)
    key, by = ParameterKey.URGENT_AID_CEILING, {"actor": MAKER, "now": NOW}
    choose_parameter(**by, organisation_id=OFFICE, key=key, value="100", valid_from=TODAY)
    grant = a_grant(amount_cents=10_001)
    with pytest.raises(Invalid, match="above_ceiling"):
        operations.grant_urgent(
            **on_it(cast["bruno"], made), grant=grant, voice=voice, words="latte"
        )
    choose_parameter(**by, organisation_id=OFFICE, key=key, value="100,01", valid_from=TODAY)
    operations.grant_urgent(**on_it(cast["bruno"], made), grant=grant, voice=voice, words="latte")


def _helped(cast: Cast, made: PracticeId) -> list[str]:
    page = queries.practice_page(cast["dario"].viewer, made, TODAY)
    return [one.name for one in page.helped]


def test_money_paid_counts_though_the_rest_was_stopped(cast: Cast) -> None:
    ada = a_person(cast["gino"])
    stopped = a_granted_practice(cast, ada, payments=2)
    made = a_proposed_practice(cast, ada)
    operations.stop(**on_it(cast["dario"], stopped), words="trasferita")
    assert _helped(cast, made) == []
    other = a_granted_practice(cast, ada, payments=2)
    paid = {"paid_on": TODAY, "account_checked": True}
    operations.pay(**on_it(cast["gino"], other), **paid)
    operations.stop(**on_it(cast["dario"], other), words="trasferita")
    assert _helped(cast, made) == ["Brambilla Ada"]


def test_the_warning_says_nothing_of_who_is_under_seal(cast: Cast) -> None:
    bruno, gino = cast["bruno"], cast["gino"]
    hidden, ada = a_person(bruno, "Zanzarotti"), a_person(bruno, "Colombo")
    common = {"actor": bruno.viewer, "now": NOW, "valid_from": date(2020, 1, 1)}
    household = found_household(**common, person_id=ada, label="via Roma")
    join_household(**common, household_id=household, person_id=hidden)
    a_granted_practice(cast, hidden)
    made = a_complete_practice(cast, ada)
    assert _helped(cast, made) == ["Zanzarotti Ada"]
    seal(cast, an_open_case(bruno, hidden))
    page = queries.practice_page(gino.viewer, made, TODAY)
    assert page.helped == ()
    assert all("already_helped" not in one.warnings for one in page.offers)


def test_the_first_page_of_the_counter(app: Flask, cast: Cast) -> None:
    gino = cast["gino"]
    half = a_practice(gino, a_person(gino, "Mezza"))
    _isee(cast, half, None)
    a_granted_practice(cast, a_person(gino, "Ultimo"))
    a_granted_practice(cast, a_person(gino, "Lungo"), payments=3)
    a_proposed_practice(cast, a_person(gino, "Attende"))
    with app.test_request_context():
        back, ending = (card(gino.viewer, NOW) for card in (cards.papers_back, cards.ending_soon))
        assert back is not None
        assert [(row.text, row.note[-12:]) for row in back.rows] == [("Mezza Ada", "1 da portare")]
        assert ending is not None
        assert [row.text for row in ending.rows] == ["Ultimo Ada"]
        today = cards.of_today(gino.viewer, NOW)
        assert today is not None
        assert [row.text for row in today.rows] == [
            "Carte da raccogliere",
            "Da decidere",
            "Da pagare",
        ]
        assert cards.papers_back(cast["dario"].viewer, NOW) is None
        assert cards.papers_back(gino.viewer, LATER) is None
