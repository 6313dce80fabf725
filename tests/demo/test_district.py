"""The nine Comuni of the demo: the lead with its sources, and two of Bellinzago nobody reads."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account
from app.accounts.policy import Role
from app.catalogue.rules import PathCode
from app.db import db
from app.demo.context import REFERENCE, as_staff
from app.district import queries
from app.district.models import PublishedFigure
from app.district.rules import COUNTS
from app.kernel.actor import Viewer
from app.organisations.queries import associations
from app.organisations.rules import AssociationKind
from app.tenancy.models import Organisation

pytestmark = pytest.mark.timeout(600)
TODAY = REFERENCE.date()


@pytest.fixture
def paolo(demo_app: Flask) -> Viewer:
    """Who works for the Ufficio di Piano."""
    body = db.session.scalars(select(Organisation.id).where(Organisation.code == "piano")).one()
    account = db.session.scalars(select(Account.id).where(Account.login == "paolo")).one()
    return as_staff(body, account, name="Paolo Meroni", login="paolo", role=Role.PLAN_OFFICE)


def test_the_lead_is_dated_and_says_who_says_so(paolo: Viewer) -> None:
    (district,) = (one for one in associations(paolo) if one.kind is AssociationKind.DISTRICT)
    assert [(one.name, f"{one.valid_from:%d/%m/%Y}", one.source) for one in district.leads] == [
        ("Comune di Cernusco sul Naviglio", "01/01/2020", "documento fondante"),
        ("Comune di Gorgonzola", "01/10/2024", "fonte stampa, da confermare"),
    ]
    assert len(district.there(TODAY)) == 9


def test_nine_comuni_and_two_of_bellinzago_nobody_reads(paolo: Viewer) -> None:
    towns = {town.label: town for town in queries.towns_on(paolo, TODAY) if town.counted}
    assert len(towns) == 9
    bellinzago = towns["Comune di Bellinzago Lombardo"].published
    assert bellinzago is not None
    assert bellinzago.figures[PathCode.CDD].active is None
    cernusco = towns["Comune di Cernusco sul Naviglio"]
    assert cernusco.published is not None
    assert cernusco.published.by_itself
    assert cernusco.agreed[PathCode.CDD].demonstrative
    kept = db.session.scalars(select(PublishedFigure)).all()
    assert kept
    assert not [row for row in kept for name in COUNTS if 0 < (getattr(row, name) or 0) < 5]


def test_the_consortium_tells_comune_by_comune_and_the_one_of_bussero_nobody_reads(
    paolo: Viewer,
) -> None:
    (consortium,) = (town for town in queries.towns_on(paolo, TODAY) if not town.counted)
    assert consortium.municipality_id is not None, "its page can be opened"
    assert consortium.published is not None
    assert consortium.published.figures[PathCode.WORK_PLACEMENT].waiting == 12
    assert {one.town: one.waiting for one in consortium.published.shares} == {
        "Comune di Carugate": 6, "Comune di Gessate": None, "Comune di Bussero": None, "": 0,
    }  # fmt: skip
