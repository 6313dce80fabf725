"""The pages by which two records become one: compared, merged, read back, undone."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.people import queries
from app.people.rules import BirthKnown
from tests.builders.cases import an_open_case
from tests.builders.merging import a_merge, two_records
from tests.builders.people import a_person
from tests.cast import Cast
from tests.support.client import Forms, OfficeClient


@pytest.fixture
def two(app: Flask, cast: Cast) -> tuple[Any, Any]:
    return two_records(cast)


def _form(client: OfficeClient, address: str) -> dict[str, str]:
    return next(
        form for form in Forms(client.get(address).text).found if "version" in form.values
    ).values


def test_from_her_page_to_one_record_and_back(two: Any, cast: Cast, client: OfficeClient) -> None:
    kept, gone = two
    an_open_case(cast["bruno"], gone)
    client.enter(cast["dario"])
    assert f"/people/{kept}/merge" in client.get(f"/people/{kept}").text
    found = client.get(f"/people/{kept}/merge").text
    assert f"/people/{kept}/merge/{gone}" in found
    assert "nome simile, stessa nascita" in found
    address = f"/people/{kept}/merge/{gone}"
    shown = client.get(address).text
    assert "Ševčenko Olena" in shown
    assert "Cartelle" in shown
    answer = client.post(address, data=_form(client, address) | {"name": "gone"})
    assert answer.status_code == 303
    merged = client.get(answer.location).text
    assert "Contato ora" in merged
    assert client.get(f"/people/{gone}").location.endswith(str(kept))
    assert "Ševčenko Olena" in client.get(f"/people/{kept}").text
    undo = next(form for form in Forms(merged).found if form.action.endswith("/undo"))
    assert client.post(undo.action, data=undo.values).status_code == 303
    assert "sono di nuovo due schede" in client.get(answer.location).text
    assert client.get(f"/people/{gone}").status_code == 200
    assert client.post(undo.action, data={**undo.values, "submission": "again"}).status_code == 303
    assert "già stata annullata" in client.get(answer.location).text


def test_why_they_stay_two_is_said_before_and_after_the_press(
    two: Any, cast: Cast, client: OfficeClient
) -> None:
    kept, gone = two
    client.enter(cast["dario"])
    address = f"/people/{kept}/merge/{gone}"
    values = _form(client, address)
    for one in two:
        an_open_case(cast["bruno"], one)
    assert "chiudine o passane una prima" in client.post(address, data=values).text
    page = client.get(address).text
    assert "chiudine o passane una prima" in page
    assert "Unisci le due schede" not in page


def test_what_somebody_saved_meanwhile_is_looked_at_again(
    two: Any, cast: Cast, client: OfficeClient
) -> None:
    client.enter(cast["gino"])
    address = f"/people/{two[0]}/merge/{two[1]}"
    values = {**_form(client, address), "gone_version": "9"}
    answer = client.post(address, data=values)
    assert answer.status_code == 409 or "nel frattempo" in answer.text
    assert queries.merged_into(cast["gino"].viewer, two[1]) is None


def test_those_who_look_alike_are_listed_until_they_are_told_apart(
    two: Any, cast: Cast, client: OfficeClient
) -> None:
    kept, gone = two
    a_person(
        cast["bruno"], "Colombo", "Rosa", birth_known=BirthKnown.EXACT, birth_date=date(1980, 3, 12)
    )
    client.enter(cast["gino"])
    listed = client.get("/people/doubles").text
    assert "Shevchenko Olena" in listed
    assert "Colombo" not in listed
    values = next(form for form in Forms(client.get(f"/people/{kept}/merge/{gone}").text).found
                  if form.action.endswith("/different"))  # fmt: skip
    assert client.post(values.action, data=values.values).status_code == 303
    assert "Nessuna scheda sembra doppia" in client.get("/people/doubles").text
    assert queries.doubles_of(cast["gino"].viewer, kept) == []


def test_strangers_learn_nothing_and_the_desk_merges_nobody(
    two: Any, cast: Cast, client: OfficeClient
) -> None:
    merge_id = a_merge(cast, *two)
    addresses = (f"/merges/{merge_id}", f"/people/{two[0]}/merge")
    client.enter(cast["zeno"])
    assert {client.get(one).status_code for one in addresses} == {404}
    client.enter(cast["anna"])
    assert {client.get(one).status_code for one in addresses} == {403}


def test_the_questions_of_the_list_do_not_grow_with_it(app: Flask, cast: Cast) -> None:
    from tests.support.counting import counting

    counts = []
    for _ in range(2):
        for _ in range(3):
            two_records(cast)
        with counting() as statements:
            assert queries.likely_pairs(cast["dario"].viewer)
        counts.append(len(statements))
    assert counts[0] == counts[1]
