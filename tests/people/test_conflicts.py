"""Who cannot follow somebody: by her own word or by a decision, and never a word of why to her."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from app.cases.queries import kept_away
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import EngagementId, PersonId, new_id
from app.people.operations import (
    DecidedConflict,
    decide_conflict,
    declare_conflict,
    end_conflict,
    end_decided,
)
from app.people.queries import decided_conflicts, my_conflict_since
from tests.builders.cases import engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

WEEK = timedelta(days=7)


def _decided(cast: Cast, who: str = "carla", **days: object) -> DecidedConflict:
    return DecidedConflict(
        engagement_id=engagement_of(cast[who]), reason="È una parente.",
        **{"valid_from": TODAY, **days},
    )  # fmt: skip


def _away(cast: Cast, person_id: PersonId, on: object = TODAY) -> bool:
    found = kept_away(cast["dario"].viewer, [person_id], on)  # type: ignore[arg-type]
    return engagement_of(cast["carla"]) in found[person_id]


def test_what_she_said_by_one_duty_holds_for_those_that_come_after(app: Flask, cast: Cast) -> None:
    child = a_person(cast["bruno"])
    declare_conflict(actor=cast["bruno"].viewer, now=NOW, person_id=child)
    by_another = replace(cast["bruno"].viewer, engagement_ids=frozenset({EngagementId(new_id())}))
    assert my_conflict_since(by_another, child, TODAY) == TODAY
    assert my_conflict_since(cast["carla"].viewer, child, TODAY) is None
    end_conflict(actor=by_another, now=NOW + timedelta(days=2), person_id=child)
    assert my_conflict_since(by_another, child, TODAY + timedelta(days=2)) is None


def test_decided_of_somebody_it_counts_in_its_days_as_her_own_word(app: Flask, cast: Cast) -> None:
    child = a_person(cast["bruno"])
    days = {"valid_from": TODAY + WEEK, "valid_to": TODAY + 2 * WEEK}
    decide_conflict(
        actor=cast["dario"].viewer, now=NOW, person_id=child, conflict=_decided(cast, **days)
    )
    held = [_away(cast, child, TODAY + timedelta(days=day)) for day in (6, 7, 13, 14)]
    assert held == [False, True, True, False]


def test_she_reads_nothing_of_what_was_decided_and_cannot_take_it_back(
    app: Flask, cast: Cast
) -> None:
    child = a_person(cast["bruno"])
    decide_conflict(actor=cast["dario"].viewer, now=NOW, person_id=child, conflict=_decided(cast))
    carla = cast["carla"].viewer
    assert my_conflict_since(carla, child, TODAY) is None
    assert decided_conflicts(carla, child) == []
    end_conflict(actor=carla, now=NOW + WEEK, person_id=child)
    (row,) = decided_conflicts(cast["dario"].viewer, child)
    assert (row.worker, row.reason, row.decided_by) == ("Carla", "È una parente.", "Dario")
    assert _away(cast, child)
    end_decided(
        actor=cast["dario"].viewer, now=NOW, person_id=child, conflict_id=row.id,
        ends_on=TODAY + WEEK,
    )  # fmt: skip
    assert not _away(cast, child, TODAY + WEEK)


def test_what_cannot_be_decided_is_refused(app: Flask, cast: Cast) -> None:
    child, dario = a_person(cast["bruno"]), cast["dario"].viewer
    by = {"actor": dario, "now": NOW, "person_id": child}
    decide_conflict(**by, conflict=_decided(cast, valid_to=TODAY + WEEK))
    with pytest.raises(Invalid, match="worker:already_in_conflict"):
        decide_conflict(**by, conflict=_decided(cast, valid_from=TODAY + timedelta(days=6)))
    decide_conflict(**by, conflict=_decided(cast, valid_from=TODAY + WEEK))
    with pytest.raises(Invalid, match="valid_to:ends_before_start_person"):
        decide_conflict(**by, conflict=_decided(cast, "bruno", valid_to=TODAY))
    with pytest.raises(Invalid, match="worker:not_a_worker"):
        decide_conflict(**by, conflict=_decided(cast, "anna"))
    with pytest.raises(NotFound):
        decide_conflict(**{**by, "person_id": PersonId(new_id())}, conflict=_decided(cast, "bruno"))


def test_her_own_word_is_listed_to_nobody_and_ended_by_nobody_else(app: Flask, cast: Cast) -> None:
    child, dario = a_person(cast["bruno"]), cast["dario"].viewer
    declare_conflict(actor=cast["carla"].viewer, now=NOW, person_id=child)
    assert decided_conflicts(dario, child) == []
    with pytest.raises(NotFound):
        end_decided(
            actor=dario, now=NOW, person_id=child, conflict_id=new_id(), ends_on=TODAY + WEEK
        )


def test_the_page_writes_it_lists_it_and_is_of_who_gives_out_the_work(
    app: Flask, cast: Cast
) -> None:
    child = a_person(cast["bruno"])
    url, carla = f"/people/{child}/conflicts", str(engagement_of(cast["carla"]))
    browser = _browser(app, cast, "dario")
    answer = browser.submit(url, {"worker": carla, "reason": ""})
    assert answer.status_code == 422
    assert "Scrivi perché non la può seguire." in answer.text
    assert browser.submit(url, {"worker": carla, "reason": "È una vicina."}).status_code == 303
    assert "È una vicina." in browser.get(url).text
    assert _browser(app, cast, "bruno").get(url).status_code == 403


def _browser(app: Flask, cast: Cast, name: str) -> OfficeClient:
    client = app.test_client()
    assert isinstance(client, OfficeClient)
    return client.enter(cast[name])
