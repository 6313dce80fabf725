"""Italian words about requests for help and reports, topic by topic."""

from collections.abc import Mapping
from enum import StrEnum

from app.cases.labels import LABELS as CASES
from app.cases.rules.case import TakingChargeBasis
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import ConsentBasis, PathCode
from app.intake.labels import asking, post, reasons, referral
from app.intake.labels.asking import answer_text, asked_text, looked_for
from app.intake.labels.ways import FIRST, MANUAL, NOT_YOURS
from app.intake.labels.workers import proposal_words
from app.intake.procedure import Clock, ReferralAction
from app.intake.rules import (
    Acknowledgement,
    ArchiveGround,
    Awaited,
    Changes,
    CompetenceVerdict,
    ContactOutcome,
    GiveBackCause,
    HelpGiven,
    Misplaced,
    Urgency,
)
from app.kernel.label import Labels
from app.practices.labels import LABELS as PRACTICES
from app.practices.rules import PracticeKind

LABELS: Labels = {**referral.LABELS, **asking.LABELS, **post.LABELS}

REASONS: Mapping[str, str] = {**reasons.REASONS, **post.REASONS}

__all__ = [
    "CONDITIONS",
    "FIRST",
    "LABELS",
    "MANUAL",
    "NOT_YOURS",
    "REASONS",
    "answer_text",
    "asked_text",
    "code_text",
    "looked_for",
    "proposal_words",
]

# Names of the conditions and effects of the procedure, for the printed table.
CONDITIONS: Mapping[str, str] = {**referral.CONDITIONS}

# What the code of a step means, by what was done.
_CODES: Mapping[ReferralAction, type[StrEnum]] = {
    ReferralAction.ACKNOWLEDGE: Acknowledgement,
    ReferralAction.FLAG_URGENCY: Urgency,
    ReferralAction.JUDGE_COMPETENCE: CompetenceVerdict,
    ReferralAction.GIVE_BACK: GiveBackCause,
    ReferralAction.FIRST_CONTACT: ContactOutcome,
    ReferralAction.LOG_ATTEMPT: ContactOutcome,
    ReferralAction.SUSPEND_WAITING: Awaited,
    ReferralAction.NOTE_CONSENT: ConsentBasis,
    ReferralAction.CHOOSE_PATH: PathCode,
    ReferralAction.TAKE_CHARGE: TakingChargeBasis,
    ReferralAction.SETTLE_SUBJECT: ReferralAction,
    ReferralAction.READ_LINKED: Changes,
    ReferralAction.FOLLOW_UP: Clock,
    ReferralAction.OPEN_PRACTICE: PracticeKind,
    ReferralAction.REMOVE_FILE: Misplaced,
    ReferralAction.PROPOSE_SIGNPOST: HelpGiven,
    ReferralAction.PROPOSE_ARCHIVE: ArchiveGround,
    ReferralAction.ARCHIVE_ADULT: ArchiveGround,
}


def code_text(action: ReferralAction, code: str) -> str:
    """Return what the code of a step says in Italian; nothing when the step has none."""
    enum = _CODES.get(action)
    if enum is None or code not in set(enum):
        return ""
    return {**CATALOGUE, **CASES, **PRACTICES, **LABELS}[enum][enum(code)].text
