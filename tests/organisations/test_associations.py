"""Who is in a district or consortium, who leads it, since when and who says so."""

from datetime import date

import pytest
from flask import Flask

from app.kernel.errors import Invalid, NotFound
from app.kernel.references import BodyId, new_id
from app.organisations import operations, queries
from app.organisations.rules import MemberRole, Stay, entry_fault, exit_fault, lead_fault
from tests.builders.district import a_district, a_town, by, joined
from tests.cast import STARTED, Cast
from tests.support.client import OfficeClient

ONE, OTHER = BodyId(new_id()), BodyId(new_id())
LEAD, MEMBER = MemberRole.LEAD, MemberRole.MEMBER
CHANGE = date(2024, 10, 1)
PRESS = "fonte stampa, da confermare"


@pytest.mark.parametrize(
    ("known", "new", "fault"),
    [
        ((), Stay(ONE, MEMBER, STARTED), None),
        ((), Stay(ONE, MEMBER, CHANGE, STARTED), "valid_to:ends_before_membership"),
        ((Stay(ONE, MEMBER, STARTED),), Stay(ONE, MEMBER, CHANGE), "body:already_in_then"),
        ((Stay(ONE, MEMBER, STARTED, CHANGE),), Stay(ONE, MEMBER, CHANGE), None),
        ((Stay(ONE, MEMBER, CHANGE),), Stay(ONE, MEMBER, STARTED, CHANGE), None),
        ((Stay(ONE, MEMBER, STARTED),), Stay(OTHER, MEMBER, STARTED), None),
        ((Stay(ONE, MEMBER, STARTED),), Stay(ONE, LEAD, STARTED), None),
        ((Stay(ONE, LEAD, STARTED),), Stay(OTHER, LEAD, CHANGE), "valid_from:already_led_then"),
    ],
)
def test_who_may_enter(known: tuple[Stay, ...], new: Stay, fault: str | None) -> None:
    assert entry_fault(known, new) == fault


@pytest.mark.parametrize(
    ("leaving", "ends_on", "fault"),
    [
        (Stay(ONE, MEMBER, STARTED), CHANGE, "ends_on:leads_then"),
        (Stay(ONE, MEMBER, STARTED), date(2025, 1, 1), None),
        (Stay(OTHER, MEMBER, STARTED), STARTED, "ends_on:ends_before_membership"),
        (Stay(OTHER, MEMBER, STARTED, CHANGE), CHANGE, "left_already"),
        (Stay(OTHER, MEMBER, STARTED), CHANGE, None),
    ],
)
def test_who_may_leave(leaving: Stay, ends_on: date, fault: str | None) -> None:
    known = [Stay(ONE, LEAD, STARTED, date(2025, 1, 1)), leaving]
    assert exit_fault(known, leaving, ends_on) == fault


@pytest.mark.parametrize(
    ("body_id", "since", "fault"),
    [
        (OTHER, CHANGE, None),
        (OTHER, STARTED, None),  # from the same day: a correction
        (OTHER, date(2019, 1, 1), "body:not_in_then"),
        (BodyId(new_id()), CHANGE, "body:not_in_then"),
        (ONE, CHANGE, "body:leads_already"),
        (ONE, STARTED, None),
    ],
    ids=["later", "same_day", "before", "stranger", "again", "its_source"],
)
def test_who_may_lead(body_id: BodyId, since: date, fault: str | None) -> None:
    known = [Stay(one, MEMBER, STARTED) for one in (ONE, OTHER)] + [Stay(ONE, LEAD, STARTED)]
    assert lead_fault(known, body_id, since) == fault


def test_a_change_is_not_written_before_a_later_one() -> None:
    known = [
        *(Stay(one, MEMBER, STARTED) for one in (ONE, OTHER)),
        Stay(ONE, LEAD, STARTED, CHANGE),
        Stay(OTHER, LEAD, CHANGE),
    ]
    assert lead_fault(known, OTHER, date(2023, 1, 1)) == "valid_from:led_afterwards"


def test_the_lead_passes_on_and_the_past_stays(app: Flask, cast: Cast) -> None:
    association_id, towns = a_district(cast)
    given = {"association_id": association_id, "valid_from": CHANGE}
    operations.pass_lead(
        **by(cast, "elena"), **given, body_id=towns["Gessate"], source="voce di corridoio"
    )
    operations.pass_lead(**by(cast), **given, body_id=towns["Gorgonzola"], source=PRESS)
    row = queries.association(cast["dario"].viewer, association_id)
    assert [(one.name, one.valid_from, one.valid_to, one.source) for one in row.leads] == [
        ("Comune di Bellinzago", STARTED, CHANGE, "documento fondante"),
        ("Comune di Gorgonzola", CHANGE, None, PRESS),
    ]


def test_who_leads_does_not_outlast_its_membership(app: Flask, cast: Cast) -> None:
    association_id, towns = a_district(cast)
    viewer = cast["piera"].viewer
    leaves = {towns["Gessate"]: date(2025, 6, 1), towns["Gorgonzola"]: date(2025, 9, 1)}
    for member in queries.association(viewer, association_id).members:
        if member.body_id in leaves:
            operations.leave_association(
                **by(cast), association_id=association_id, member_id=member.id,
                ends_on=leaves[member.body_id],
            )  # fmt: skip
    for body_id, until in leaves.items():  # the second one corrects the first
        operations.pass_lead(
            **by(cast), association_id=association_id, body_id=body_id, valid_from=CHANGE,
            source=PRESS,
        )  # fmt: skip
        last = queries.association(viewer, association_id).leads[-1]
        assert (last.body_id, last.valid_from, last.valid_to) == (body_id, CHANGE, until)


def test_an_association_of_another_body_is_not_there(app: Flask, cast: Cast) -> None:
    association_id, towns = a_district(cast)
    with pytest.raises(NotFound):
        queries.association(cast["zeno"].viewer, association_id)
    with pytest.raises(NotFound):
        joined(cast, association_id, BodyId(new_id()))
    with pytest.raises(Invalid, match="already_in_then"):
        joined(cast, association_id, towns["Gessate"])


def test_the_pages_write_it_with_its_source(client: OfficeClient, cast: Cast) -> None:
    association_id, towns = a_district(cast)
    carugate = a_town(cast, "Carugate")
    page = f"/associations/{association_id}"
    client.enter(cast["piera"])
    typed = {"body": str(carugate), "valid_from": "01/01/2025", "source": "delibera 3/2025"}
    assert client.submit(f"{page}/members/new", typed).status_code == 303
    again = client.submit(f"{page}/members/new", typed)
    assert again.status_code == 422
    assert "ne fa già parte" in again.text
    assert "delibera 3/2025" in again.text, "nothing typed is lost"
    lead = {"body": str(towns["Gorgonzola"]), "valid_from": "01/10/2024", "source": PRESS}
    assert client.submit(f"{page}/lead", lead).status_code == 303
    told = (
        f"Comune di Bellinzago, documento fondante · dal 01/10/2024 Comune di Gorgonzola, {PRESS}"
    )
    for address in (page, "/office"):
        assert told in client.get(address).text
    member = next(
        one for one in queries.association(cast["piera"].viewer, association_id).members
        if one.body_id == carugate
    )  # fmt: skip
    leave = f"{page}/members/{member.id}/end"
    assert client.submit(leave, {"ends_on": "01/01/2026"}).status_code == 303
    assert "01/01/2026 (escluso)" in client.get(page).text
    assert "La data di uscita è già scritta" in client.submit(leave, {"ends_on": "02/02/2026"}).text


def test_who_has_no_duty_reads_and_does_not_write(client: OfficeClient, cast: Cast) -> None:
    association_id, _ = a_district(cast)
    page = f"/associations/{association_id}"
    client.enter(cast["anna"])
    text = client.get(page).text
    assert "Comune di Gessate" in text
    assert "Cambia il capofila" not in text
    assert client.get(f"{page}/lead").status_code == 403
    assert client.enter(cast["zeno"]).get(page).status_code == 404


def test_a_new_one_begins_empty_and_says_what_to_do(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["elena"])
    typed = {"kind": "district", "name": "Distretto nuovo", "note": ""}
    answer = client.submit("/associations/new", typed)
    assert answer.status_code == 303
    assert "Nessuno ne fa ancora parte." in client.get(answer.location).text
    assert "Distretto nuovo" in client.get("/office").text
