"""What the features above say of people, who stand below them and cannot ask.

`create_app` hands over the tuples of app/features. Where they are missing the question fails: a
program put together badly shows nobody, instead of everybody.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Protocol

from flask import current_app
from sqlalchemy import ColumnElement, SQLColumnExpression, false, or_

from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people.matching import Description

# From whom the person of a column is hidden: true for who may not even learn that she is here.
PersonShield = Callable[[Viewer, SQLColumnExpression[Any]], ColumnElement[bool]]


class NewcomerHeard(Protocol):
    """What a feature above does, in the same transaction, when somebody enters the archive."""

    def __call__(
        self, *, actor: Viewer, now: datetime, person_id: PersonId, typed: Description
    ) -> None:
        """Do it; nothing of it is told to who registered her."""


# What a row of the search says of each of these people, where this viewer may know it.
PersonWords = Callable[[Viewer, Collection[PersonId]], Mapping[PersonId, str]]


def words_of(viewer: Viewer, people: Collection[PersonId]) -> dict[PersonId, list[str]]:
    """Return what the features above say of some people in a few words, with no question each."""
    asked: tuple[PersonWords, ...] = current_app.extensions["person_words"]
    said = [words(viewer, people) for words in asked] if people else []
    return {one: [words[one] for words in said if one in words] for one in people}


def hidden_from(viewer: Viewer, person_id: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Return the criterion of the people, in a column of ids, hidden from this viewer."""
    shields: tuple[PersonShield, ...] = current_app.extensions["person_shields"]
    return or_(false(), *(shield(viewer, person_id) for shield in shields))


def tell_of_newcomer(
    *, actor: Viewer, now: datetime, person_id: PersonId, typed: Description
) -> None:
    """Let the features above hear of somebody who was just registered."""
    hearers: tuple[NewcomerHeard, ...] = current_app.extensions["newcomer_heard"]
    for hear in hearers:
        hear(actor=actor, now=now, person_id=person_id, typed=typed)
