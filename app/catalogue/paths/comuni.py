"""Which Comune intervenes and which one pays: two answers apart, and neither is a condition.

Who intervenes is where the person is, always in an emergency; who pays a placement, the Comune
where the parents were registered at its start (L.R. 34/2004, art. 4). Later moves do not count.
"""

from app.catalogue.criteria.facts import PathFacts, met, not_met, unknown
from app.catalogue.paths.path import Path
from app.catalogue.rules import Fact, PathEnd, PathReason
from app.kernel.verdict import Finding

R = PathReason


def intervening(path: Path, facts: PathFacts) -> Finding:
    """Return whether this Comune intervenes: the person is here, or it cannot wait.

    Whoever may come without a name is heard here, and is not asked where she lives.
    """
    if path.anonymous:
        return met(R.HEARD_HERE)
    if facts.urgent or facts.emergency_403:
        return met(R.URGENT_HERE)
    if facts.present_here is None:
        return unknown(R.WHERE_UNKNOWN)
    return met(R.HERE_NOW) if facts.present_here else not_met(R.ELSEWHERE_NOW)


def paying(path: Path, facts: PathFacts) -> Finding:
    """Return whether this Comune pays: asked only where there is the fee of a structure."""
    if path.end is not PathEnd.PLACEMENT and Fact.PARENTS_RESIDED_HERE not in path.also_asks:
        return met(R.NO_FEE)
    if facts.parents_resided_here is None:
        return unknown(R.PAYER_UNKNOWN)
    return met(R.PAYS_HERE) if facts.parents_resided_here else not_met(R.PAYS_ELSEWHERE)
