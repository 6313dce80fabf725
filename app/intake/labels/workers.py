"""How a worker is proposed in words: why she, how much she carries, what she can do."""

from collections.abc import Mapping

from app.intake.labels import referral
from app.intake.rules import Proposal, Why
from app.people.rules import Kinship

_KIN: Mapping[Kinship, str] = {
    Kinship.SIBLING: "segue già il fratello o la sorella",
    Kinship.PARENT: "segue già un genitore",
    Kinship.CHILD: "segue già un figlio",
}


def reason_words(proposal: Proposal) -> list[str]:
    """Return why a worker is proposed, the strongest reason first."""
    kin = _KIN.get(proposal.candidate.kin) if proposal.candidate.kin else None
    words = referral.LABELS[Why]
    return [
        kin if kin and why is Why.FOLLOWS_HOUSEHOLD else words[why].text for why in proposal.reasons
    ]


def proposal_words(proposal: Proposal) -> str:
    """Return her name with why she, her load and hours, her languages, and if she is away today."""
    one = proposal.candidate
    cases = "una cartella" if one.open_cases == 1 else f"{one.open_cases} cartelle"
    parts = [
        ", ".join(reason_words(proposal)),
        f"carico {one.load} ({cases}), {one.hours} ore in quattro settimane",
        f"parla {', '.join(one.languages)}" if one.languages else "",
        "oggi assente" if one.absent else "",
    ]
    return f"{one.name}: {'; '.join(filter(None, parts))}"
