"""Who said that she cannot follow somebody: whatever her duty, until she takes it back."""

from dataclasses import replace
from datetime import timedelta

from flask import Flask

from app.kernel.references import EngagementId, new_id
from app.people.operations import declare_conflict, end_conflict
from app.people.queries import my_conflict_since
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast


def test_what_she_said_by_one_duty_holds_for_those_that_come_after(app: Flask, cast: Cast) -> None:
    child = a_person(cast["bruno"])
    declare_conflict(actor=cast["bruno"].viewer, now=NOW, person_id=child)
    by_another = replace(cast["bruno"].viewer, engagement_ids=frozenset({EngagementId(new_id())}))
    assert my_conflict_since(by_another, child, TODAY) == TODAY
    assert my_conflict_since(cast["carla"].viewer, child, TODAY) is None
    end_conflict(actor=by_another, now=NOW + timedelta(days=2), person_id=child)
    assert my_conflict_since(by_another, child, TODAY + timedelta(days=2)) is None
