"""What the features above say of people, who stand below them and cannot ask.

`create_app` hands over the tuples of app/features. Where they are missing the question fails: a
program put together badly shows nobody, instead of everybody.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, SQLColumnExpression

from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people.matching import Description
from app.transaction.keeping import is_among

# The few people of whom a viewer may not even learn that they are here.
PersonShield = Callable[[Viewer], Collection[PersonId]]


class NewcomerHeard(Protocol):
    """What a feature above does, in the same transaction, when somebody enters the archive."""

    def __call__(
        self, *, actor: Viewer, now: datetime, person_id: PersonId, typed: Description
    ) -> None:
        """Do it; nothing of it is told to who registered her."""


class DeathHeard(Protocol):
    """What a feature above does, in the same transaction, when somebody is written as dead."""

    def __call__(self, *, actor: Viewer, now: datetime, person_id: PersonId) -> None:
        """Do it; nothing of it is told to who wrote the death."""


@dataclass(frozen=True)
class ApartWritten:
    """Two people who are not to meet, as they were just written: from which day, until which."""

    id: UUID
    people: tuple[PersonId, PersonId]
    valid_from: date
    valid_to: date | None


class ApartHeard(Protocol):
    """What a feature above does, in the same transaction, when two people are kept apart."""

    def __call__(self, *, actor: Viewer, now: datetime, apart: ApartWritten) -> None:
        """Do it; nothing of it is told to who wrote them."""


# What a row of the search says of each of these people, where this viewer may know it.
PersonWords = Callable[[Viewer, Collection[PersonId]], Mapping[PersonId, str]]


class MergeBar(Protocol):
    """Why two people may not be merged by this viewer, as a code; nothing where they may.

    Of two who are merged already (`done`) only whether it is hers to look at and to undo.
    """

    def __call__(
        self, viewer: Viewer, kept_id: PersonId, gone_id: PersonId, *, done: bool
    ) -> str | None:
        """Return the code of the reason."""


@dataclass(frozen=True)
class PersonReference:
    """A column that says of whom a row is: when two are merged, the row becomes the other's.

    `what` counts it on the page, nothing where it only goes with the rest. Two rows that agree in
    `beside` (the same placement, the same group) are two people: those two are not merged. A row
    that says again what a row of the other says (`again`: the same household, the same kinship)
    stays where it is. A column that holds the ids of others too is of people only `where` the row
    says so.
    """

    table: str
    column: str
    what: str = ""
    beside: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PersonSource:
    """Somewhere else where somebody not found here is looked for, by who holds the permission.

    `endpoint` takes the words that were typed as `text`.
    """

    words: str
    endpoint: str
    permission: str


def sources_for(viewer: Viewer) -> list[PersonSource]:
    """Return where else this viewer may look for somebody."""
    listed: tuple[PersonSource, ...] = current_app.extensions["person_sources"]
    return [one for one in listed if viewer.may(one.permission)]


def words_of(viewer: Viewer, people: Collection[PersonId]) -> dict[PersonId, list[str]]:
    """Return what the features above say of some people in a few words, with no question each."""
    asked: tuple[PersonWords, ...] = current_app.extensions["person_words"]
    said = [words(viewer, people) for words in asked] if people else []
    return {one: [words[one] for words in said if one in words] for one in people}


def hidden_people(viewer: Viewer) -> set[PersonId]:
    """Return who is hidden from this viewer: few."""
    shields: tuple[PersonShield, ...] = current_app.extensions["person_shields"]
    return {one for shield in shields for one in shield(viewer)}


def hidden_from(viewer: Viewer, person_id: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Return the criterion of the people, in a column of ids, hidden from this viewer."""
    return is_among(person_id, lambda: hidden_people(viewer))


def tell_of_newcomer(
    *, actor: Viewer, now: datetime, person_id: PersonId, typed: Description
) -> None:
    """Let the features above hear of somebody who was just registered."""
    hearers: tuple[NewcomerHeard, ...] = current_app.extensions["newcomer_heard"]
    for hear in hearers:
        hear(actor=actor, now=now, person_id=person_id, typed=typed)


def tell_of_death(*, actor: Viewer, now: datetime, person_id: PersonId) -> None:
    """Let the features above hear of somebody who was just written as dead."""
    hearers: tuple[DeathHeard, ...] = current_app.extensions["death_heard"]
    for hear in hearers:
        hear(actor=actor, now=now, person_id=person_id)


def tell_of_apart(*, actor: Viewer, now: datetime, apart: ApartWritten) -> None:
    """Let the features above hear of two people who were just written as not to meet."""
    hearers: tuple[ApartHeard, ...] = current_app.extensions["apart_heard"]
    for hear in hearers:
        hear(actor=actor, now=now, apart=apart)


def references() -> tuple[PersonReference, ...]:
    """Return every column by which a row is somebody's, in the order in which they are moved."""
    listed: tuple[PersonReference, ...] = current_app.extensions["person_references"]
    return listed


def merge_bar(
    viewer: Viewer, kept_id: PersonId, gone_id: PersonId, *, done: bool = False
) -> str | None:
    """Return the first reason of the features above against merging two people."""
    bars: tuple[MergeBar, ...] = current_app.extensions["merge_bars"]
    reasons = (bar(viewer, kept_id, gone_id, done=done) for bar in bars)
    return next(filter(None, reasons), None)
