"""Who must be safe before she passes to somebody else: her case, or a report about her."""

from datetime import date

from sqlalchemy import exists, or_, select

from app.cases.above import in_danger
from app.cases.models import Case, Placement, PlacementMember
from app.cases.queries.facts import person_of
from app.cases.queries.its import count, same_body
from app.cases.queries.scope import load, secret_people, secret_placements
from app.cases.rules.case import TakingChargeBasis
from app.cases.rules.placements import PlacementRole
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.periods import OF_AGE
from app.kernel.references import CaseId, OrganisationId, PersonId
from app.people.queries.named import birth_of


def protection_first(viewer: Viewer, case_id: CaseId, on: date) -> bool:
    """Return whether a case is of a minor at risk: she is protected before it passes.

    Of whoever is not surely of age: taken charge of for protection, or to be protected as a person.
    Of an adult, only the latter. Yes or no, whoever may read why: a child is not passed unprotected
    for what a colleague cannot open. `NotFound` out of reach.
    """
    case = load(viewer, case_id)
    age = birth_of(person_of(case), whole=True).age(on)
    adult = age is not None and age >= OF_AGE
    for_protection = not adult and case.basis == TakingChargeBasis.PROTECTION
    return for_protection or to_be_protected(case.organisation_id, case.person_id, adult=adult)


def to_be_protected(organisation_id: OrganisationId, person_id: PersonId, *, adult: bool) -> bool:
    """Return whether somebody is protected first, whatever is passed about her.

    Whoever is not surely of age (`adult`), in a secret place until the protection is lifted, or in
    danger for what is known above cases (a report judged so, a measure of art. 403). An adult,
    where a child stands with her in a secret place. Unscoped: yes or no, and never why or where,
    for whoever is about to pass it.
    """
    if adult:
        return _with_child_in_secret(organisation_id, person_id)
    return _in_secret(organisation_id, person_id) or in_danger(organisation_id, person_id)


def _in_secret(organisation_id: OrganisationId, person_id: PersonId) -> bool:
    secret = secret_people(organisation_id).subquery()
    hers = select(secret.c.person_id).where(secret.c.person_id == person_id)
    return db.session.scalar(hers.limit(1)) is not None


def _with_child_in_secret(organisation_id: OrganisationId, person_id: PersonId) -> bool:
    """Return whether a child is in a secret place with her, or in one looked for on her case."""
    inside = select(PlacementMember.placement_id).where(
        PlacementMember.organisation_id == organisation_id, PlacementMember.person_id == person_id
    )
    on_her_case = exists().where(
        same_body(Case, Placement, Placement.case_id), Case.person_id == person_id
    )
    places = select(Placement.id).where(
        *secret_placements(organisation_id), or_(Placement.id.in_(inside), on_her_case)
    )
    return bool(
        count(
            PlacementMember,
            PlacementMember.organisation_id == organisation_id,
            PlacementMember.placement_id.in_(places),
            PlacementMember.role == PlacementRole.CHILD,
        )
    )
