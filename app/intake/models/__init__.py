"""The tables of requests and reports; rows never leave this feature."""

from app.intake.models.answers import ReferralAnswer
from app.intake.models.paths import (
    PathChoice,
    PathChoiceSubject,
    PathMember,
    ReferralPractice,
    WishedIntervention,
)
from app.intake.models.post import ArrivedMail, ReferralFile, ReferrerReveal
from app.intake.models.referral import (
    JudicialOrder,
    Referral,
    ReferralAssignment,
    ReferralCompetence,
    ReferralConsent,
    ReferralDestination,
    ReferralJudgement,
    ReferralStep,
    ReferralTerm,
)
from app.intake.models.rereading import ReferralRereading
from app.intake.models.subjects import ReferralSubject

__all__ = [
    "ArrivedMail",
    "JudicialOrder",
    "PathChoice",
    "PathChoiceSubject",
    "PathMember",
    "Referral",
    "ReferralAnswer",
    "ReferralAssignment",
    "ReferralCompetence",
    "ReferralConsent",
    "ReferralDestination",
    "ReferralFile",
    "ReferralJudgement",
    "ReferralPractice",
    "ReferralRereading",
    "ReferralStep",
    "ReferralSubject",
    "ReferralTerm",
    "ReferrerReveal",
    "WishedIntervention",
]
