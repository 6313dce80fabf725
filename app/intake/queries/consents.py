"""Whether what was said of the people of a request or report is in the archive of consents."""

from datetime import date

from sqlalchemy import select

from app.consents.queries import NamedStanding, standings
from app.consents.rules import ConsentAct
from app.db import db
from app.intake.models import Referral, ReferralSubject
from app.intake.queries.scope import load
from app.kernel.actor import Viewer
from app.kernel.references import PersonId, ReferralId
from app.people.queries import PersonRow, rows_by_id


def people_named(row: Referral) -> list[PersonId]:
    """Return who is known by name among those it concerns. Unscoped: of a row already reached."""
    subjects = db.session.scalars(
        select(ReferralSubject.person_id).where(
            ReferralSubject.organisation_id == row.organisation_id,
            ReferralSubject.referral_id == row.id,
            ReferralSubject.person_id.is_not(None),
        )
    )
    return [one for one in subjects if one is not None]


def consents_of(
    viewer: Viewer, referral_id: ReferralId, on: date
) -> list[tuple[PersonRow, NamedStanding]]:
    """Return, of each person it concerns, whether she may be assessed; `NotFound` out of reach."""
    people = people_named(load(viewer, referral_id))
    rows = rows_by_id(viewer, people) if people else {}
    known = standings(viewer, [(one, ConsentAct.ASSESSMENT) for one in rows], on)
    return [(rows[one], known[one, ConsentAct.ASSESSMENT]) for one in rows]


def archive_knows(viewer: Viewer, row: Referral, on: date) -> bool:
    """Return whether the consent of everybody it concerns is in the archive already."""
    people = people_named(row)
    asked = [(one, ConsentAct.ASSESSMENT) for one in people]
    return bool(asked) and all(one.met for one in standings(viewer, asked, on).values())
