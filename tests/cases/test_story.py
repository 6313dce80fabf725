"""The story of a case tells what the second level brought, by its titles."""

from flask import Flask

from tests.builders.cases import an_open_case
from tests.builders.second_level import a_helper, a_record, a_restitution, raised
from tests.cast import Cast
from tests.support.client import OfficeClient


def test_who_came_beside_what_was_told_and_the_papers_are_in_the_story(
    app: Flask, cast: Cast
) -> None:
    """Their titles, each to the page where its words are; of who may not open it, nothing."""
    bruno, teo = cast["bruno"], cast["teo"]
    case_id = raised(bruno, an_open_case(bruno))
    a_helper(bruno, case_id, teo, lead=True)
    a_restitution(bruno, case_id, words="Parole di restituzione.")
    a_record(bruno, case_id, number="TM 77/2026")
    for who in (bruno, teo):
        client: OfficeClient = app.test_client()
        client.enter(who)
        told = client.get(f"/cases/{case_id}/story").text
        for title, page in (
            ("Lavora accanto: Teo", "helpers"),
            ("Restituzione del 23/11/2026: La madre", "restitutions"),
            ("Decreto TM 77/2026 del 23/11/2026", "court-records"),
        ):
            assert title in told
            assert f"/cases/{case_id}/{page}" in told
            assert client.get(f"/cases/{case_id}/{page}").status_code == 200
        assert "Parole di restituzione." not in told
    client = app.test_client()
    client.enter(cast["carla"])
    assert client.get(f"/cases/{case_id}/story").status_code == 404
