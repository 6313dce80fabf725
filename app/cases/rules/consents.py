"""Since when a consent is known: missing is a task, and stops nothing."""

from datetime import datetime

from app.catalogue.rules import ConsentBasis


def known_since(basis: ConsentBasis, before: datetime | None, now: datetime) -> datetime | None:
    """Return since when a consent is known, given since when it was; None while it is missing."""
    return None if basis is ConsentBasis.UNKNOWN else before or now
