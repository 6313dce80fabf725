"""What is known of the consents of those a request or report is about: the archive comes first."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import select

from app.catalogue.rules import ConsentBasis
from app.consents.queries import NamedStanding, named_standings, situations
from app.consents.rules import ConsentAct, Missing, Situation, fits_age, standing
from app.db import db
from app.intake.models import Referral, ReferralConsent, ReferralSubject
from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.kernel.verdict import Verdict
from app.people.queries import PersonRow

_UNKNOWN = ConsentBasis.UNKNOWN
_SAID_OF = ConsentAct.ASSESSMENT  # what is said of a request is noted in the archive for this


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
    viewer: Viewer, people: Collection[PersonRow], known: Mapping[PersonId, Situation], on: date
) -> list[tuple[PersonRow, NamedStanding]]:
    """Return of each of these, from what is `known` of them, whether she may be assessed."""
    told = named_standings(viewer, known, [(one.id, _SAID_OF) for one in people], on)
    return [(one, told[one.id, _SAID_OF]) for one in people]


def consent_said(row: Referral) -> ConsentBasis:
    """Return on whose word, as it was written last of all alike. Unscoped: of a row in hand."""
    latest = db.session.scalar(
        select(ReferralConsent.basis)
        .where(
            ReferralConsent.organisation_id == row.organisation_id,
            ReferralConsent.referral_id == row.id,
        )
        .order_by(ReferralConsent.at.desc(), ReferralConsent.id.desc())
        .limit(1)
    )
    return ConsentBasis(latest) if latest else _UNKNOWN


def grounds(
    viewer: Viewer, person_id: PersonId | None, said: Iterable[ConsentBasis | None], on: date
) -> Mapping[ConsentAct, ConsentBasis]:
    """Return on whose word each act may be done with somebody on a day.

    What the archive of consents knows comes first, then the first known of what was `said` of the
    request: not where it was taken back since, nor where it cannot be of somebody of that age.
    """
    first = next((one for one in said if one and one is not _UNKNOWN), _UNKNOWN)
    if person_id is None:
        return dict.fromkeys(ConsentAct, first)
    known = situations(viewer, [person_id], on)[person_id]
    return {act: _ground(known, act, first, on) for act in ConsentAct}


def consents_known(
    people: Mapping[PersonId, Situation], bases: Collection[ConsentBasis], on: date
) -> bool:
    """Return whether of everybody it concerns a consent is there, in the archive or as `bases`.

    Unscoped: of situations already read.
    """
    if not people:
        return bool(bases)
    return all(
        standing(known, _SAID_OF, on).verdict is Verdict.MET
        or (bool(bases) and not _taken_back(known, _SAID_OF, on))
        for known in people.values()
    )


def _ground(known: Situation, act: ConsentAct, said: ConsentBasis, on: date) -> ConsentBasis:
    found = standing(known, act, on)
    if found.verdict is Verdict.MET:
        return found.basis
    if fits_age(said, known.of_age) or _taken_back(known, act, on):
        return _UNKNOWN
    return said


def _taken_back(known: Situation, act: ConsentAct, on: date) -> bool:
    """Return whether what was said for an act holds no more: all of it, or one parent's word."""
    acts = {act, _SAID_OF}
    words = [one for one in known.consents if one.act in acts and one.given_on <= on]
    back = [one.withdrawn_on is not None and one.withdrawn_on <= on for one in words]
    lacks = (lack.what for one in acts for lack in standing(known, one, on).lacks)
    return (bool(back) and all(back)) or Missing.TOOK_BACK in lacks
