"""The nine Comuni in small: an association of some bodies, its conventions, means and figures."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.accounts import operations as accounts
from app.accounts.policy import Permission, Role
from app.catalogue.rules import Management, PathCode
from app.db import db
from app.district import operations
from app.district.models import Publication, PublishedFigure
from app.district.operations import FiguresTold
from app.district.rules import ConventionGiven, Figures, ResourceGiven, ResourceKind
from app.kernel.actor import SystemActor
from app.kernel.references import BodyId, OrganisationId, new_id
from app.organisations import operations as offices
from app.organisations.operations import BodyDetails, Membership
from app.organisations.rules import AssociationKind, BodyKind, MemberRole
from app.tenancy.models import Organisation
from app.transaction.use_case import use_case
from tests.builders.intake import a_body
from tests.builders.transfers import linked
from tests.cast import MAKER, NOW, OFFICE, STARTED, TODAY, Cast, Member

SEED = "documento fondante"
TOWNS = ("Bellinzago", "Gessate", "Gorgonzola")


def an_association(
    cast: Cast, kind: AssociationKind = AssociationKind.DISTRICT, name: str = "Distretto di prova"
) -> UUID:
    """Found an association nobody is in yet."""
    return offices.found_association(
        actor=cast["piera"].viewer, now=NOW, organisation_id=OFFICE, kind=kind, name=name, note=""
    )  # fmt: skip


def a_town(cast: Cast, name: str) -> BodyId:
    """Add a Comune to the directory."""
    return offices.open_body(
        actor=cast["piera"].viewer, now=NOW, organisation_id=OFFICE,
        details=BodyDetails(kind=BodyKind.MUNICIPALITY, name=f"Comune di {name}"),
    )  # fmt: skip


def joined(
    cast: Cast, association_id: UUID, body_id: BodyId, role: MemberRole = MemberRole.MEMBER,
    since: date = STARTED, until: date | None = None,
) -> None:  # fmt: skip
    """Write that a body is in an association."""
    offices.join_association(
        actor=cast["piera"].viewer, now=NOW, organisation_id=OFFICE,
        association_id=association_id, body_id=body_id,
        membership=Membership(role, since, until, SEED),
    )  # fmt: skip


def a_district(cast: Cast) -> tuple[UUID, dict[str, BodyId]]:
    """Found a district of three Comuni, led by the first of them, and return them by name."""
    association_id = an_association(cast)
    towns = {name: a_town(cast, name) for name in TOWNS}
    for body_id in towns.values():
        joined(cast, association_id, body_id)
    joined(cast, association_id, towns["Bellinzago"], MemberRole.LEAD)
    return association_id, towns


def by(cast: Cast, who: str = "piera") -> dict[str, Any]:
    """Return who acts and when, as a use case wants them."""
    return {"actor": cast[who].viewer, "now": NOW}


@use_case("tests.plan_office.found", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def found_plan_office(
    *, actor: SystemActor, now: datetime, organisation_id: OrganisationId
) -> None:
    """Make an office that plans for the area and works with this program."""
    code = f"piano-{organisation_id.hex[-8:]}"
    db.session.add(
        Organisation(id=organisation_id, code=code, name="Piano di prova", kind="plan_office")
    )


def a_plan_office(cast: Cast) -> Member:
    """Found the office that plans, link it to the one of the cast, return who works there."""
    body = OrganisationId(new_id())
    found_plan_office(actor=MAKER, now=NOW, organisation_id=body)
    linked(cast, a_body(cast, BodyKind.PLAN_OFFICE), body)
    login = f"paolo-{body.hex[-8:]}"
    account_id = accounts.open_account(
        actor=MAKER, now=NOW, organisation_id=body, login=login, name="Paolo Meroni",
        role=Role.PLAN_OFFICE, starts_on=STARTED,
    )  # fmt: skip
    return Member(login, account_id, None, None, body, Role.PLAN_OFFICE)


def cdd_of(town: BodyId, **counts: Any) -> FiguresTold:
    """Return what a Comune told of its day centres."""
    given = {"path": PathCode.CDD, "demand": 9, "active": 7, "waiting": 0, **counts}
    return FiguresTold(municipality_id=town, day=TODAY, figures=Figures(**given))


def a_convention(association_id: UUID, signatory_id: BodyId, **known: Any) -> ConventionGiven:
    """Return a convention of a Comune for its day centres."""
    given = {
        "path": PathCode.CDD, "number": "12/2024", "form": Management.CONSORTIUM,
        "valid_from": STARTED, "source": SEED, **known,
    }  # fmt: skip
    return ConventionGiven(association_id=association_id, signatory_id=signatory_id, **given)


def means_of(town: BodyId, **known: Any) -> ResourceGiven:
    """Return the hours a Comune puts in common."""
    given = {
        "kind": ResourceKind.STAFF, "what": "assistente sociale", "hours_week": 1850,
        "valid_from": STARTED, "source": "piano di zona", **known,
    }  # fmt: skip
    return ResourceGiven(municipality_id=town, **given)


def some_district(cast: Cast) -> None:
    """Leave a district with a convention, means, a target and figures that were told."""
    association_id, towns = a_district(cast)
    town = towns["Bellinzago"]
    operations.write_convention(**by(cast), given=a_convention(association_id, town))
    operations.write_resource(**by(cast), given=means_of(town))
    operations.set_target(
        **by(cast), municipality_id=town, path=PathCode.CDD, year=TODAY.year, target=12,
        source="piano di zona",
    )  # fmt: skip
    operations.write_told(**by(cast), told=cdd_of(town))
    a_plan_office(cast)


@use_case("tests.publication.arrive", permission=Permission.DISTRICT_FIGURES_PUBLISH)
def arrive(
    *,
    actor: SystemActor,
    now: datetime,
    sender: OrganisationId,
    active: int | None = None,
    path: PathCode | None = None,
) -> None:
    """Leave in the box of the cast's own office what another body published, of a service or not."""
    row = Publication(
        organisation_id=OFFICE, from_organisation_id=sender, from_label="Altro Comune",
        published_by="Zeno", day=TODAY, month=TODAY.replace(day=1), at=now, active=active,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    if path is not None:
        db.session.add(
            PublishedFigure(organisation_id=OFFICE, publication_id=row.id, path=path, active=active)
        )
