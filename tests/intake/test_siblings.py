"""Brothers and sisters are looked at together: what the community for minors says of each."""

from datetime import date

import pytest
from flask import Flask

from app.catalogue.rules import ReferralSource
from app.kernel.references import PersonId, ReferralId
from app.people import operations as people
from app.people.queries import siblings_of
from app.people.rules import BirthKnown, Kinship
from tests.builders.intake import in_evaluation, page_of
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient


def _born(cast: Cast, given: str, birth: date) -> PersonId:
    known = {"birth_known": BirthKnown.EXACT, "birth_date": birth}
    return a_person(cast["bruno"], "Perego", given, **known)


def _is(cast: Cast, one: PersonId, other: PersonId, kind: Kinship) -> None:
    people.relate(
        actor=cast["bruno"].viewer, now=NOW, person_id=one, other_id=other, kind=kind,
        valid_from=None,
    )  # fmt: skip


@pytest.fixture
def perego(app: Flask, cast: Cast) -> dict[str, PersonId]:
    """Ivan, eleven; Giada, nine, his sister; Noè, five, by their mother; Luca, who is of age."""
    born = {
        "Ivan": date(2015, 7, 2), "Giada": date(2017, 11, 21), "Noè": date(2021, 3, 1),
        "Luca": date(2001, 1, 1), "Katia": date(1985, 1, 1),
    }  # fmt: skip
    known = {given: _born(cast, given, birth) for given, birth in born.items()}
    _is(cast, known["Ivan"], known["Giada"], Kinship.SIBLING)
    _is(cast, known["Ivan"], known["Luca"], Kinship.SIBLING)
    _is(cast, known["Ivan"], known["Katia"], Kinship.PARENT)
    _is(cast, known["Katia"], known["Noè"], Kinship.CHILD)
    return known


def test_who_is_near_by_a_relation_or_a_parent_and_who_is_of_age_is_not(
    cast: Cast, perego: dict[str, PersonId]
) -> None:
    rows = siblings_of(cast["bruno"].viewer, [perego["Ivan"]], TODAY)
    assert [(row.person.given, row.age, row.is_sibling) for row in rows] == [
        ("Giada", 9, True), ("Noè", 5, True),
    ]  # fmt: skip
    both = siblings_of(cast["bruno"].viewer, [perego["Ivan"], perego["Giada"]], TODAY)
    assert [row.person.given for row in both] == ["Noè"]
    assert siblings_of(cast["zeno"].viewer, [perego["Ivan"]], TODAY) == []


def _page(cast: Cast, client: OfficeClient, referral_id: ReferralId, code: str) -> str:
    subject = page_of(cast["bruno"], referral_id).subjects[0]
    address = f"/referrals/{referral_id}/path/{code}?chi={subject.id}"
    return client.enter(cast["bruno"]).get(address).text


def test_each_has_a_verdict_of_its_own_side_by_side(
    client: OfficeClient, cast: Cast, perego: dict[str, PersonId]
) -> None:
    referral_id = in_evaluation(
        cast, perego["Ivan"], perego["Giada"], source=ReferralSource.POLICE
    )  # fmt: skip
    shown = _page(cast, client, referral_id, "minors-community")
    table = shown.split("Fratelli e sorelle, insieme, tabella")[1].split("</table>")[0]
    rows = table.split('<th scope="row">')[1:]
    assert [row.split("<")[0] for row in rows] == ["Perego Ivan", "Perego Giada", "Perego Noè"]
    assert [("Affido o comunità familiare" in row) for row in rows] == [False, True, True]
    assert [("No, manca una condizione" in row) for row in rows] == [False, True, True]
    assert "Luca" not in table


def test_another_way_and_an_only_child_have_no_table(
    client: OfficeClient, cast: Cast, perego: dict[str, PersonId]
) -> None:
    referral_id = in_evaluation(cast, perego["Ivan"], source=ReferralSource.POLICE)
    assert "Fratelli e sorelle, insieme" not in _page(cast, client, referral_id, "adm")
    alone = in_evaluation(cast, _born(cast, "Sola", date(2014, 1, 1)))
    assert "Fratelli e sorelle, insieme" not in _page(cast, client, alone, "minors-community")
