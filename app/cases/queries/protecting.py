"""Who must be safe before her case passes to somebody else."""

from datetime import date

from sqlalchemy import select

from app.cases.above import in_danger
from app.cases.models import Case, Placement, PlacementMember
from app.cases.queries.facts import person_of
from app.cases.queries.its import count
from app.cases.queries.scope import load, secret_people, secret_placements
from app.cases.rules.case import TakingChargeBasis
from app.cases.rules.placements import PlacementRole
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.periods import OF_AGE
from app.kernel.references import CaseId
from app.people.queries.named import birth_of


def protection_first(viewer: Viewer, case_id: CaseId, on: date) -> bool:
    """Return whether a case is of a minor at risk: she is protected before it passes.

    Of whoever is not surely of age: taken charge of for protection, in a secret place until the
    protection is lifted, or in danger for what is known above cases (a report judged so, a measure
    of art. 403). Of an adult, where a child stands with her in a secret place. Yes or no, whoever
    may read why: a child is not passed unprotected for what a colleague cannot open.
    `NotFound` out of reach.
    """
    case = load(viewer, case_id)
    age = birth_of(person_of(case), whole=True).age(on)
    if age is not None and age >= OF_AGE:
        return _child_in_secret(case)
    return (
        case.basis == TakingChargeBasis.PROTECTION
        or _in_secret(case)
        or in_danger(case.organisation_id, case.person_id)
    )


def _in_secret(case: Case) -> bool:
    secret = secret_people(case.organisation_id).subquery()
    hers = select(secret.c.person_id).where(secret.c.person_id == case.person_id)
    return db.session.scalar(hers.limit(1)) is not None


def _child_in_secret(case: Case) -> bool:
    places = select(Placement.id).where(
        *secret_placements(case.organisation_id), Placement.case_id == case.id
    )
    return bool(
        count(
            PlacementMember,
            PlacementMember.organisation_id == case.organisation_id,
            PlacementMember.placement_id.in_(places),
            PlacementMember.role == PlacementRole.CHILD,
        )
    )
