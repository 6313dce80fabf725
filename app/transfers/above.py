"""What passages ask of letters, which stand beside them: where somebody is kept secret.

`create_app` hands over what app/features names. Where it is missing the question fails: a program
put together badly passes nothing, instead of everything.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Protocol

from flask import current_app

from app.kernel.actor import Viewer
from app.kernel.references import OrganisationId, PersonId

# What covers a text of the places of some people of a body, and of those near them.
Cover = Callable[[str], str]
CoverAbout = Callable[[OrganisationId, Collection[PersonId]], Cover]


class CoverTold(Protocol):
    """What lets the named list of a place hear that somebody wrote it, in the same transaction."""

    def __call__(
        self,
        *,
        actor: Viewer,
        now: datetime,
        people: Collection[PersonId],
        typed: str,
        act: str,
        what: str,
    ) -> None:
        """Tell it; nothing of it is told to who wrote.

        `act` names for ever what was done, `what` is what is read of it.
        """


def cover_about(organisation_id: OrganisationId, people: Collection[PersonId]) -> Cover:
    """Return what covers a text as a letter about some people of a body is covered."""
    asked: CoverAbout = current_app.extensions["cover_about"]
    return asked(organisation_id, people)


def teller() -> CoverTold:
    """Return what tells who is on the named list of a place that it was typed, as of a letter."""
    told: CoverTold = current_app.extensions["cover_told"]
    return told
