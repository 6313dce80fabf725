"""Which Comune pays for a measure: what the residences of the parents say, and no more than that.

Regional law 34/2004, article 4: the Comune where the parents were registered when the measure
began, for its whole length; whoever is registered nowhere counts where she stayed. Father and
mother in two Comuni is a dispute that is open: the program proposes nobody, and a person writes.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.kernel.names import search_key

LEGAL_SOURCE = "L.R. 34/2004 art. 4"


class PayerGround(StrEnum):
    """On what a proposal of who pays rests, or why there is none."""

    RESIDENCE = "payer_by_residence"
    STAY = "payer_by_stay"
    ONE_KNOWN = "payer_of_one_parent"
    DISPUTE = "payer_in_dispute"
    UNKNOWN = "payer_unknown"


class CompetenceFault(StrEnum):
    """Why what was written of a competence cannot be."""

    CASE_OVER = "competence_of_closed_case"
    NOT_AFTER = "competence_not_after"


@dataclass(frozen=True)
class Home:
    """Where somebody was on the first day of a measure; empty where nobody knows."""

    registered: str = ""
    stays: str = ""

    @property
    def where(self) -> str:
        """The Comune that counts: the registry's, or where she stayed if it knows her nowhere."""
        return self.registered or self.stays


@dataclass(frozen=True)
class PayerHint:
    """What is proposed to whoever writes who pays: a Comune or nothing, and why."""

    ground: PayerGround
    municipality: str = ""


def payer_hint(homes: tuple[Home, ...]) -> PayerHint:
    """Return which Comune pays by where those who count were on the first day of the measure.

    `homes` are of the parents of a minor, of herself for somebody of age.
    """
    known = [home for home in homes if home.where]
    if not known:
        return PayerHint(PayerGround.UNKNOWN)
    if len({search_key(home.where) for home in known}) > 1:
        return PayerHint(PayerGround.DISPUTE)
    if len(known) < len(homes):
        return PayerHint(PayerGround.ONE_KNOWN, known[0].where)
    registered = all(home.registered for home in known)
    return PayerHint(PayerGround.RESIDENCE if registered else PayerGround.STAY, known[0].where)
