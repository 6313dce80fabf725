"""What cases ask of the features above them, which they may not know by themselves."""

from collections.abc import Callable

from flask import current_app

from app.kernel.references import OrganisationId, PersonId

# Whether somebody is in danger, for what a feature above knows of her: yes or no, never why.
CaseDanger = Callable[[OrganisationId, PersonId], bool]


def in_danger(organisation_id: OrganisationId, person_id: PersonId) -> bool:
    """Return whether a feature above knows somebody to be in danger."""
    asked: tuple[CaseDanger, ...] = current_app.extensions["case_dangers"]
    return any(knows(organisation_id, person_id) for knows in asked)
