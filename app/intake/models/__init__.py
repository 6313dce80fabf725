"""The tables of requests and reports; rows never leave this feature."""

from app.intake.models.paths import PathChoice, PathMember, WishedIntervention
from app.intake.models.post import ArrivedMail, ReferralFile, ReferrerReveal
from app.intake.models.referral import (
    JudicialOrder,
    Referral,
    ReferralAssignment,
    ReferralConsent,
    ReferralDestination,
    ReferralJudgement,
    ReferralStep,
    ReferralTerm,
)
from app.intake.models.subjects import ReferralSubject

__all__ = [
    "ArrivedMail",
    "JudicialOrder",
    "PathChoice",
    "PathMember",
    "Referral",
    "ReferralAssignment",
    "ReferralConsent",
    "ReferralDestination",
    "ReferralFile",
    "ReferralJudgement",
    "ReferralStep",
    "ReferralSubject",
    "ReferralTerm",
    "ReferrerReveal",
    "WishedIntervention",
]
