"""Of which Comuni are the people a consortium, or who leads an association, counts as its own."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from app.accounts.policy import Permission
from app.catalogue.rules import PathCode
from app.db import db
from app.district.queries.counting import each_person
from app.district.rules import FEWEST_TOWNS, OfSomebody, Share, shares, town_key
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.organisations.queries import AssociationRow, associations
from app.organisations.rules import AssociationKind, BodyKind
from app.people.queries import municipalities_on
from app.people.rules import AddressKind
from app.tenancy.models import Organisation

# Where she is registered says which Comune answers for her (L. 328/2000, art. 6); never where she
# only stays, which may be a place that nobody must learn.
_LIVES = (AddressKind.REGISTERED, AddressKind.DOMICILE)


def territory(viewer: Viewer, on: date) -> tuple[str, ...]:
    """Return the Comuni this body publishes for on a day, by name; none where it is for itself.

    Those of the associations it leads, as its own directory says; of a consortium, those of the
    association it is made of.
    """
    if not viewer.may(Permission.DISTRICT_FIGURES_PUBLISH):
        return ()
    body = db.session.get_one(Organisation, viewer.organisation_id)
    return tuple(
        dict.fromkeys(
            member.name
            for association in associations(viewer)
            if _is_its_own(association, body, on)
            for member in association.there(on)
            if member.kind is BodyKind.MUNICIPALITY
        )
    )


def shares_to_publish(viewer: Viewer, now: datetime, paths: Collection[PathCode]) -> list[Share]:
    """Return of which Comuni are the people of some services, as they may leave: what is shown too.

    Whoever is hidden from who publishes is of no Comune: nothing is told of where she lives.
    """
    today = office_date(now)
    towns = territory(viewer, today)
    counted = each_person(viewer, paths) if len(towns) >= FEWEST_TOWNS else []
    homes = municipalities_on(viewer, {one.person_id for one in counted}, today) if counted else {}
    return shares(
        (
            OfSomebody(
                path=one.path,
                town=_town(homes.get(one.person_id, {})),
                active=one.active,
                waiting=one.waiting,
            )
            for one in counted
        ),
        towns,
    )


def _is_its_own(association: AssociationRow, body: Organisation, on: date) -> bool:
    leads = [one for one in association.leads if one.stay.holds_on(on)]
    if leads:
        return any(town_key(one.name) == town_key(body.name) for one in leads)
    return (body.kind, association.kind) == (BodyKind.CONSORTIUM, AssociationKind.CONSORTIUM)


def _town(homes: Mapping[AddressKind, str]) -> str:
    return next((homes[kind] for kind in _LIVES if kind in homes), "")
