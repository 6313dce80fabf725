"""A body that works for many Comuni tells Comune by Comune who is served and who waits."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.policy import Permission
from app.catalogue.rules import PathCode
from app.db import db
from app.district import operations, queries
from app.district.models import Publication, PublishedShare
from app.district.rules import OF_NO_TOWN, Share
from app.kernel.actor import SystemActor
from app.kernel.references import BodyId
from app.organisations.rules import AssociationKind, MemberRole
from app.people import operations as people
from app.people.rules import AddressKind
from app.transaction.use_case import use_case
from tests.builders.cases import an_open_case
from tests.builders.district import a_plan_office, a_town, an_association, arrive, by, joined
from tests.builders.people import a_person
from tests.builders.requests import a_service, an_approved_request
from tests.builders.transfers import linked
from tests.cast import ELSEWHERE, MAKER, NOW, STARTED, TODAY, Cast, Member
from tests.support.client import OfficeClient
from tests.support.counting import counting

pytestmark = pytest.mark.usefixtures("app")
BUSSERO, GESSATE, OURS = "Comune di Bussero", "Comune di Gessate", "Comune di prova"


def _leads(cast: Cast, kind: AssociationKind = AssociationKind.DISTRICT) -> dict[str, BodyId]:
    """Let the body of the cast lead an association of three Comuni, its own among them."""
    association_id = an_association(cast, kind)
    towns = {name: a_town(cast, name) for name in ("Bussero", "Gessate", "prova")}
    for body_id in towns.values():
        joined(cast, association_id, body_id)
    joined(cast, association_id, towns["prova"], MemberRole.LEAD)
    return towns


def _waiting(cast: Cast, towns: Iterable[str]) -> None:
    """Let somebody of each Comune wait for home support."""
    service, bruno = a_service(cast), cast["bruno"]
    for town in towns:
        person_id = a_person(bruno)
        people.add_address(
            actor=bruno.viewer, now=NOW, person_id=person_id, kind=AddressKind.REGISTERED,
            street="via delle Prove", municipality=town, valid_from=STARTED,
        )  # fmt: skip
        an_approved_request(cast, service, case_id=an_open_case(bruno, person_id))


def _some(cast: Cast) -> None:
    _leads(cast)
    _waiting(cast, [*["Bussero"] * 6, *["GESSATE"] * 5, *["Lecco"] * 2])


def _read(paolo: Member) -> dict[str, tuple[int | None, int | None]]:
    (town,) = queries.towns_on(paolo.viewer, TODAY)
    assert town.published is not None
    return {one.town: (one.active, one.waiting) for one in town.published.shares}


def test_who_waits_is_told_comune_by_comune_and_nobody_is_found_out(cast: Cast) -> None:
    paolo = a_plan_office(cast)
    _some(cast)
    operations.publish(**by(cast, "dario"))
    # Of thirteen, two live elsewhere: the five of Gessate cover them.
    assert _read(paolo) == {
        BUSSERO: (0, 6), GESSATE: (0, None), OURS: (0, 0), OF_NO_TOWN: (0, None),
    }  # fmt: skip
    kept = db.session.scalars(select(PublishedShare)).all()
    assert {row.organisation_id for row in kept} == {paolo.organisation_id}
    assert not [n for row in kept for n in (row.active, row.waiting) if 0 < (n or 0) < 5]


def test_the_territory_is_that_of_the_day_and_of_who_leads(cast: Cast) -> None:
    dario = cast["dario"].viewer
    assert queries.territory(dario, TODAY) == ()
    _leads(cast)
    assert queries.territory(dario, TODAY) == (BUSSERO, GESSATE, OURS)
    assert queries.territory(dario, STARTED - timedelta(days=1)) == ()
    assert queries.territory(cast["bruno"].viewer, TODAY) == (), "he publishes nothing"


def test_a_comune_that_leads_nothing_publishes_for_itself(cast: Cast) -> None:
    paolo = a_plan_office(cast)
    association_id = an_association(cast)
    for name in ("Bussero", "prova"):
        joined(cast, association_id, a_town(cast, name))
    lead = a_town(cast, "Gessate")
    joined(cast, association_id, lead, MemberRole.LEAD)
    _waiting(cast, ["Bussero"] * 5)
    operations.publish(**by(cast, "dario"))
    assert _read(paolo) == {}
    assert db.session.scalars(select(PublishedShare)).all() == []


def test_where_she_lives_is_that_of_the_day_and_never_a_place_she_only_stays_in(cast: Cast) -> None:
    _leads(cast)
    _waiting(cast, ["Bussero"] * 5)
    bruno = cast["bruno"]
    service = a_service(cast, name="Altra cooperativa")
    for kind in (AddressKind.DOMICILE, AddressKind.CURRENT_STAY):
        for _ in range(5):
            person_id = a_person(bruno)
            people.add_address(
                actor=bruno.viewer, now=NOW, person_id=person_id, kind=kind, street="",
                municipality="Gessate", valid_from=STARTED,
            )  # fmt: skip
            an_approved_request(cast, service, case_id=an_open_case(bruno, person_id))
    told = queries.shares_to_publish(cast["dario"].viewer, NOW, [PathCode.ADM])
    assert {one.town: one.waiting for one in told} == {
        BUSSERO: 5, GESSATE: 5, OURS: 0, OF_NO_TOWN: 5,
    }  # fmt: skip
    assert queries.shares_to_publish(cast["dario"].viewer, NOW, [PathCode.CDD]) == []


@use_case("tests.share.arrive", permission=Permission.DISTRICT_FIGURES_PUBLISH)
def share_arrives(*, actor: SystemActor, now: datetime, active: int) -> None:
    """Write a share beside a publication of the cast's own office, as no page would."""
    row = db.session.scalars(select(Publication)).one()
    db.session.add(
        PublishedShare(
            organisation_id=row.organisation_id, publication_id=row.id, path=PathCode.CDD,
            town=BUSSERO, active=active,
        )
    )  # fmt: skip


def test_the_database_keeps_small_shares_out_too(cast: Cast) -> None:
    arrive(actor=MAKER, now=NOW, sender=ELSEWHERE)
    share_arrives(actor=MAKER, now=NOW, active=5)
    assert queries.latest(cast["piera"].viewer, TODAY)[0].shares == (
        Share(path=PathCode.CDD, town=BUSSERO, active=5, waiting=None),
    )
    db.session.rollback()
    with pytest.raises(IntegrityError):
        share_arrives(actor=MAKER, now=NOW, active=2)


def test_who_publishes_and_who_plans_read_the_same(app: Flask, cast: Cast) -> None:
    client: OfficeClient = app.test_client()
    dario = client.enter(cast["dario"])
    a_plan_office(cast)
    a_service(cast, path=PathCode.CDD)
    assert "non guida un'associazione" in dario.get("/district/publish").text.replace("&#39;", "'")
    _some(cast)
    text = dario.get("/district/publish").text
    section = text.split('id="shares"')[1].split("</section>")[0]
    assert "Comune di Bussero" in section
    assert 'num">6<' in section
    assert "Altri Comuni, o non si sa" in section
    assert "Comune di prova" not in section, "who has nobody is left out"
    assert 'num">5<' not in section
    assert 'num">2<' not in section


def test_the_page_of_who_published_and_its_file(app: Flask, cast: Cast) -> None:
    towns = _leads(cast)
    linked(cast, towns["Gessate"], ELSEWHERE)
    arrive(actor=MAKER, now=NOW, sender=ELSEWHERE)
    client: OfficeClient = app.test_client()
    piera = client.enter(cast["piera"])
    page = f"/district/towns/{towns['Gessate']}"
    assert "È un Comune solo" in piera.get(page).text
    with counting() as few:
        piera.get(page)
    share_arrives(actor=MAKER, now=NOW, active=40)
    with counting() as many:
        text = piera.get(page).text
    assert len(many) == len(few)
    assert 'num">40<' in text
    lines = piera.get("/district/csv").text.splitlines()
    assert lines[0].rstrip().endswith("Di cui residenti in")
    (line,) = [one for one in lines if "Bussero" in one and ";40;" in one]
    assert line.split(";")[9:11] == ["40", "non detto"]
    assert {one.count(";") for one in lines} == {13}
