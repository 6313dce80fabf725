"""The need sheet: what structures read has figures and initials, and never a name."""

import pytest
from flask import Flask

from app.cases import operations
from app.cases.rules.need import Named, NeedSheet, sheet_fault
from app.cases.rules.placements import PlacementFault
from app.db import db
from app.kernel.errors import Invalid
from tests.builders.placements import (
    NEED,
    a_member,
    a_placement,
    a_search,
    placement_act,
    placement_page,
)
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient

NEAR = [
    Named("Hoxhaj", "Elira"), Named("Lo Presti", "Zoë"), Named("Costa", "Rosa"),
    Named("Lodi", "Denis"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "field"),
    [
        (NeedSheet(ages="madre 27"), None),
        (NeedSheet(ages="E.H., 27", zones="zona Adda, lo sa"), None),
        (NeedSheet(words="La signora hoxhaj è stanca."), "words"),
        (NeedSheet(ages="Zoe, 4"), "ages"),
        (NeedSheet(allergies="ELIRA: noci"), "allergies"),
        (NeedSheet(words="La elirante"), None),
        (NeedSheet(words="Le piace una stanza rosa, con la luce."), None),
        (NeedSheet(words="Rosa dorme male."), "words"),
        (NeedSheet(allergies="la costa poco"), "allergies"),
    ],
)
def test_a_name_is_found_however_it_is_written(sheet: NeedSheet, field: str | None) -> None:
    wanted = f"{field}:{PlacementFault.NAME_IN_SHEET}" if field else None
    assert sheet_fault(sheet, NEAR) == wanted


@pytest.mark.parametrize(
    ("zones", "named"),
    [
        ("via Costa", False),
        ("Via Rosa Costa 12; zona Adda", False),
        ("piazza Lo Presti, vicino alla scuola", False),
        ("Comune di Lodi", False),
        ("Gorgonzola, Comune di Lodi, stazione di Melzo", False),
        ("Lodi", True),
        ("Comune di (Presti)", True),
        ("zona Adda, Hoxhaj", True),
        ("zona Denis Lodi", True),
        ("la famiglia Costa", True),
        ("zona Adda dove vive Costa", True),
        ("via Roma casa Hoxhaj", True),
        ("Denis sta in via Roma", True),
        ("Melzo, i lodigiani", False),
    ],
)
def test_a_place_may_be_called_as_somebody_is(zones: str, named: bool) -> None:
    wanted = f"zones:{PlacementFault.NAME_IN_ZONE}" if named else None
    assert sheet_fault(NeedSheet(zones=zones), NEAR) == wanted


def test_who_writes_a_surname_as_a_zone_is_told_how_to_write_a_place(
    app: Flask, cast: Cast
) -> None:
    placement_id = a_search(cast)
    client: OfficeClient = app.test_client()
    bruno = client.enter(cast["bruno"])
    page = f"/placements/{placement_id}/need/edit"
    typed = {"ages": "27 e 4", "beds": "3", "families": "", "words": "", "zones": "Hoxhaj"}
    refused = bruno.submit(page, typed)
    assert refused.status_code == 422
    assert "scrivilo come luogo" in refused.text
    assert bruno.submit(page, {**typed, "zones": "via Hoxhaj"}).status_code == 303
    assert placement_page(cast, "bruno", placement_id).need.zones == "via Hoxhaj"


def test_the_sheet_is_sealed_and_comes_back_as_fields(app: Flask, cast: Cast) -> None:
    placement_id = a_search(cast)
    assert placement_page(cast, "bruno", placement_id).need == NEED
    assert placement_page(cast, "gino", placement_id).need == NeedSheet()
    stored = db.session.execute(db.text("SELECT zones_sealed, ages_sealed FROM placement")).one()
    assert all(b"Adda" not in bytes(one) and b"madre" not in bytes(one) for one in stored)


def test_who_names_somebody_is_told_beside_the_field_and_loses_nothing(
    app: Flask, cast: Cast
) -> None:
    placement_id = a_search(cast)
    client: OfficeClient = app.test_client()
    bruno = client.enter(cast["bruno"])
    page = f"/placements/{placement_id}/need/edit"
    typed = {"ages": "27 e 4", "beds": "3", "families": "", "words": "Elira ha paura"}
    refused = bruno.submit(page, typed)
    assert refused.status_code == 422
    assert "Qui c&#39;è un nome" in refused.text
    assert "Elira ha paura" in refused.text
    assert bruno.submit(page, {**typed, "words": "ha paura"}).status_code == 303
    need = placement_page(cast, "bruno", placement_id).need
    assert (need.ages, need.beds, need.families, need.words) == ("27 e 4", 3, None, "ha paura")
    wrong = bruno.submit(page, {**typed, "beds": "tre", "words": ""})
    assert "in cifre" in wrong.text


def test_the_paper_for_structures_has_initials_and_no_name(app: Flask, cast: Cast) -> None:
    placement_id = a_search(cast)
    a_member(cast, placement_id)
    client: OfficeClient = app.test_client()
    shown = client.enter(cast["bruno"]).get(f"/placements/{placement_id}/need").text
    assert "zona Adda" in shown
    assert "Hoxhaj" not in shown
    assert "Elira" not in shown


@pytest.mark.parametrize(("who", "status"), [("gino", 403), ("anna", 403), ("zeno", 404),
                                             ("carla", 404), ("dario", 200)])  # fmt: skip
def test_who_may_read_the_sheet(app: Flask, cast: Cast, who: str, status: int) -> None:
    placement_id, *_ = a_placement(cast)
    client: OfficeClient = app.test_client()
    address = f"/placements/{placement_id}/need"
    assert client.enter(cast[who]).get(address).status_code == status
    assert client.get(f"{address}/edit").status_code == status


def test_a_search_with_a_name_in_its_sheet_does_not_begin(app: Flask, cast: Cast) -> None:
    placement_id = a_search(cast)
    request_id = placement_page(cast, "bruno", placement_id).request_id
    with pytest.raises(Invalid, match=PlacementFault.NAME_IN_SHEET):
        operations.open_search(
            actor=cast["bruno"].viewer, now=NOW, request_id=request_id,
            need=NeedSheet(words="per la signora Hoxhaj"),
        )  # fmt: skip
    with pytest.raises(Invalid, match=PlacementFault.NAME_IN_SHEET):
        placement_act(
            cast, "bruno", "describe_need", placement_id, need=NeedSheet(ages="Elira 27")
        )  # fmt: skip
