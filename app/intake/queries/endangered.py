"""Whether somebody is in danger for what is known of her, here and below."""

from datetime import date

from sqlalchemy import or_, select

from app.cases import queries as cases
from app.db import db
from app.intake.models import Referral, ReferralJudgement, ReferralSubject
from app.intake.procedure import FINAL
from app.intake.queries.facts import adult, belongings_of
from app.intake.rules import Answer
from app.kernel.references import OrganisationId, PersonId


def judged_at_risk(organisation_id: OrganisationId, person_id: PersonId) -> bool:
    """Return whether a report about somebody, as judged last, says harm or risk.

    Of the reports still open and of those that led to a case: what was ended without one was read
    by two. Unscoped: yes or no, and never of which report.
    """
    reports = (
        select(Referral.id)
        .join(
            ReferralSubject,
            (ReferralSubject.organisation_id == Referral.organisation_id)
            & (ReferralSubject.referral_id == Referral.id),
        )
        .where(
            Referral.organisation_id == organisation_id,
            ReferralSubject.person_id == person_id,
            or_(ReferralSubject.case_id.is_not(None), Referral.state.not_in(FINAL)),
        )
    )
    judged = db.session.execute(
        select(ReferralJudgement.referral_id, ReferralJudgement.risk, ReferralJudgement.harm)
        .where(
            ReferralJudgement.organisation_id == organisation_id,
            ReferralJudgement.referral_id.in_(reports),
        )
        .order_by(ReferralJudgement.at, ReferralJudgement.id)
    )
    last = {referral_id: (risk, harm) for referral_id, risk, harm in judged}
    return any(Answer.YES in pair for pair in last.values())


def to_be_protected(row: Referral, on: date) -> bool:
    """Return whether a report is about somebody who is protected before it passes.

    Whatever was judged of it: in a secret place, or in danger for what else is known of her, as of
    a case. Of those still to be decided, else of all. Unscoped: yes or no and never why, of a row
    already reached; who is about to pass it may not be one who could open the reason.
    """
    subjects = belongings_of(row).subjects
    left = [pair for pair in subjects if pair[0].outcome is None] or subjects
    return any(
        cases.to_be_protected(
            row.organisation_id, person.id, adult=adult(subject, person, on) is True
        )
        for subject, person in left
        if person is not None
    )
