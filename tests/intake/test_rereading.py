"""What was closed without action is drawn each month, by nobody, and read again by who assigns."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.intake import queries
from app.intake.operations import Signposting, reread
from app.intake.rules import ArchiveGround, HelpGiven
from app.intake.rules.rereading import Closed, Ended, Rereading, drawn
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import PersonId, ReferralId, new_id
from tests.builders.cases import engagement_of
from tests.builders.intake import act, in_evaluation, proposed_closure
from tests.builders.people import a_person
from tests.builders.rereading import some_rereading
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient

MONTH = NOW.date().replace(day=1)
LATER = NOW + timedelta(days=31)


def _ended(number: int, kind: Closed = Closed.READ_TWICE) -> list[Ended]:
    return [Ended(ReferralId(new_id()), kind, None) for _ in range(number)]


@pytest.mark.parametrize(("ended", "chosen"), [(0, 0), (1, 1), (10, 1), (11, 2), (30, 3), (31, 4)])
def test_one_in_ten_is_drawn_and_at_least_one(ended: int, chosen: int) -> None:
    assert len(drawn(MONTH, _ended(ended))) == chosen


def test_what_is_drawn_depends_on_the_month_and_not_on_the_order() -> None:
    ended = _ended(40)
    assert drawn(MONTH, ended) == drawn(MONTH, ended[::-1])
    months = [date(2026, month, 1) for month in range(1, 13)]
    assert len({tuple(one.referral_id for one in drawn(month, ended)) for month in months}) > 1


def test_each_kind_is_drawn_apart() -> None:
    found = drawn(MONTH, [*_ended(30), *_ended(2, Closed.BY_ONE)])
    assert [one.kind for one in found].count(Closed.BY_ONE) == 1


def _closed_by_carla(cast: Cast, child: PersonId) -> ReferralId:
    referral_id = proposed_closure(cast, child)
    act(cast["dario"], "name_reader", referral_id, reader_id=engagement_of(cast["carla"]))
    act(cast["carla"], "agree_closure", referral_id)
    return referral_id


def test_a_month_that_is_over_is_drawn_of_what_others_decided(cast: Cast, child: PersonId) -> None:
    hers = _closed_by_carla(cast, child)
    act(cast["dario"], "agree_closure", proposed_closure(cast, a_person(cast["bruno"], "Letta")))
    dario = cast["dario"].viewer
    assert queries.sample(dario, MONTH, NOW).rows == (), "the month is not over"
    found = queries.sample(dario, MONTH, LATER)
    assert [(one.row.id, one.kind) for one in found.rows] == [(hers, Closed.READ_TWICE)]
    assert (found.ended, queries.sample_unread(dario, LATER)) == (1, 1)
    assert queries.sample(cast["bruno"].viewer, MONTH, LATER).rows == ()


def test_adults_ended_by_one_alone_are_drawn_too(cast: Cast, adult: PersonId) -> None:
    hers = in_evaluation(cast, adult)
    act(cast["bruno"], "archive", hers, ground=ArchiveGround.NO_NEED, words="Ha già aiuto.")
    (row,) = queries.sample(cast["dario"].viewer, MONTH, LATER).rows
    assert (row.row.id, row.kind) == (hers, Closed.BY_ONE)


def test_adults_sent_elsewhere_by_one_alone_are_drawn_apart(cast: Cast, adult: PersonId) -> None:
    """Or whoever would not be read again would send elsewhere instead of archiving."""
    archived, sent = in_evaluation(cast, adult), in_evaluation(cast, adult)
    act(cast["bruno"], "archive", archived, ground=ArchiveGround.NO_NEED, words="Ha già aiuto.")
    where = Signposting(body_id=None, help_given=HelpGiven.CALLED, words="Al CAF.")
    act(cast["bruno"], "signpost", sent, where=where)
    found = queries.sample(cast["dario"].viewer, MONTH, LATER)
    assert {(one.row.id, one.kind) for one in found.rows} == {
        (archived, Closed.BY_ONE), (sent, Closed.SENT_ELSEWHERE),
    }  # fmt: skip
    mark = {"referral_id": sent, "month": MONTH, "verdict": Rereading.TO_RESUME}
    reread(actor=cast["dario"].viewer, now=LATER, **mark)
    assert queries.sample(cast["dario"].viewer, MONTH, LATER).unread == 1


def test_what_of_a_child_is_sent_elsewhere_is_counted_with_what_two_read(
    cast: Cast, child: PersonId
) -> None:
    hers = in_evaluation(cast, child)
    where = Signposting(body_id=None, help_given=HelpGiven.CALLED, words="Al consultorio.")
    act(cast["bruno"], "signpost", hers, where=where)
    assert queries.sample(cast["dario"].viewer, MONTH, LATER).rows == (), "nobody agreed yet"
    act(cast["dario"], "name_reader", hers, reader_id=engagement_of(cast["carla"]))
    act(cast["carla"], "agree_closure", hers)
    (row,) = queries.sample(cast["dario"].viewer, MONTH, LATER).rows
    assert (row.row.id, row.kind) == (hers, Closed.READ_TWICE)


def test_it_is_marked_once_by_somebody_who_did_not_decide_it(cast: Cast, child: PersonId) -> None:
    referral_id = _closed_by_carla(cast, child)
    mark = {"referral_id": referral_id, "month": MONTH, "verdict": Rereading.AGREES}
    with pytest.raises(NotFound):
        reread(actor=cast["dario"].viewer, now=NOW, **mark)
    with pytest.raises(NotFound):
        reread(actor=cast["dario"].viewer, now=LATER, **{**mark, "month": date(2026, 1, 1)})
    reread(actor=cast["dario"].viewer, now=LATER, **mark)
    with pytest.raises(NotAllowedNow, match="already_reread"):
        reread(actor=cast["dario"].viewer, now=LATER, **mark)
    found = queries.sample(cast["dario"].viewer, MONTH, LATER)
    assert (found.unread, found.rows[0].verdict) == (0, Rereading.AGREES)


def test_who_ended_it_reads_what_was_said(app: Flask, cast: Cast, child: PersonId) -> None:
    referral_id = _closed_by_carla(cast, child)
    verdict = Rereading.TO_RESUME
    mark = {"referral_id": referral_id, "month": MONTH, "verdict": verdict}
    client = app.test_client()
    assert isinstance(client, OfficeClient)
    page = f"/referrals/{referral_id}"
    assert "Riletta a campione" not in client.enter(cast["bruno"]).get(page).text
    reread(actor=cast["dario"].viewer, now=LATER, **mark)
    text = client.enter(cast["bruno"]).get(page).text
    assert "Riletta a campione" in text
    assert "Da riprendere" in text


def test_the_page_explains_how_it_is_drawn(app: Flask, cast: Cast, child: PersonId) -> None:
    _closed_by_carla(cast, child)
    client = app.test_client()
    assert isinstance(client, OfficeClient)
    dario = client.enter(cast["dario"])
    text = dario.get(f"/referrals/sample?mese={MONTH:%Y-%m}").text
    assert "Questo mese non è finito." in text
    for wrong in ("", "?mese=2026-13", "?mese=boh", "?mese=-1"):
        assert "Niente da rileggere." in dario.get(f"/referrals/sample{wrong}").text


def test_the_mark_is_made_from_its_page_and_once(app: Flask, cast: Cast) -> None:
    referral_id = some_rereading(cast)
    client = app.test_client()
    assert isinstance(client, OfficeClient)
    dario = client.enter(cast["dario"])
    page = f"/referrals/{referral_id}/reread"
    assert dario.submit(page).status_code == 422, "what she thinks is asked"
    assert dario.submit(page, {"verdict": "agrees"}).status_code == 303
    assert "Va bene così" in dario.get("/referrals/sample").text
    again = dario.submit(page, {"verdict": "agrees"})
    assert again.status_code in (409, 422)
    assert "già riletta" in again.text
