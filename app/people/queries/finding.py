"""Finding people by what somebody types: names in any order, a telephone, a tax code."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import OrganisationId, PersonId
from app.people.models import Contact, Person, PersonKey
from app.people.queries.named import rows_answered, with_facts
from app.people.queries.rows import PersonRow
from app.people.queries.scope import standing, visible_to
from app.people.searching import Wanted, read_search
from app.vault.keyring import key_ring

SHOWN = 20
_CARRIER = aliased(Person)
_LAST = "\U0010ffff"  # sorts after every character: closes the range of a prefix


class _Unindexed(FunctionElement[Any]):
    """A column by which SQLite chooses no index: it has no count of the rows, and chooses ill."""

    inherit_cache = True

    def __init__(self, column: Any) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(_Unindexed)
def _as_it_is(element: _Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(_Unindexed, "sqlite")
def _plus(element: _Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"


def search(viewer: Viewer, text: str, limit: int = SHOWN) -> list[PersonRow]:
    """Return the people that `text` may mean, the likeliest first, at most `limit`.

    `text` is a surname and name in any order and under any name ever carried, a telephone in any
    form, a tax code whole or from its first six letters. Accents, apostrophes and case do not
    count. Two words find who has both; nothing typed finds nobody. Who is spelt otherwise comes
    after, where the others leave room. One question, whatever is found.
    """
    body = viewer.organisation_id
    wanted = read_search(text)
    if not _criteria(body, wanted):
        return []
    answering = _answering(visible_to(viewer, body), body, wanted, limit).cte("answering")
    statement = (
        with_facts(body, answering.c.turn)
        .join(answering, answering.c.id == Person.id)
        .where(Person.organisation_id == body)
        .order_by(answering.c.turn, Person.sort_key, Person.id)
    )
    return rows_answered(viewer, statement)[:limit]


def anybody_answering(organisation_id: OrganisationId, text: str) -> set[PersonId]:
    """Return whoever answers to `text`, also who is hidden.

    Unscoped: it sends a message to the right desk, and no page ever shows the answer.
    """
    wanted = read_search(text)
    if not _criteria(organisation_id, wanted):
        return set()
    anybody = standing(organisation_id)
    found = _answering(anybody, organisation_id, wanted, SHOWN).subquery()
    return set(db.session.scalars(select(found.c.id).order_by(found.c.turn).limit(SHOWN)))


def _answering(
    among: ColumnElement[bool], body: OrganisationId, wanted: Wanted, limit: int
) -> Select[Any] | CompoundSelect[Any]:
    """The ids of who answers as it is written; of who is spelt otherwise, where there is room."""
    written = _ranked(0, limit).where(among, _in_any_way(body, wanted)).cte("written")
    if not wanted.loose:
        return select(written)
    room = select(func.count()).select_from(written).scalar_subquery() < limit
    otherwise = _ranked(1, limit).where(room, among, has_words(body, wanted.loose)).subquery()
    return union_all(select(written), select(otherwise))


def _ranked(turn: int, limit: int) -> Select[PersonId, int]:
    """By an expression, not by the column: SQLite would read the whole archive in its order."""
    in_order = Person.sort_key.concat("")
    ranked = select(Person.id, literal(turn).label("turn"))
    return ranked.order_by(in_order, Person.id).limit(limit)  # of many namesakes always the same


def _in_any_way(body: OrganisationId, wanted: Wanted) -> ColumnElement[bool]:
    """Who answers to one of the readings; each found by itself: of two at once SQLite reads all."""
    ways = _criteria(body, wanted)
    if len(ways) == 1:
        return ways[0]
    mine = Person.organisation_id == body
    return Person.id.in_(union_all(*(select(Person.id).where(mine, one) for one in ways)))


def _criteria(body: OrganisationId, wanted: Wanted) -> list[ColumnElement[bool]]:
    criteria: list[ColumnElement[bool]] = []
    if wanted.words:
        criteria.append(has_words(body, wanted.words))
    if wanted.digits:
        criteria.append(in_contacts(body, wanted.digits))
    if wanted.code:
        criteria.append(_by_code(body, wanted.code))
    return criteria


def has_words(body: OrganisationId, words: Collection[str]) -> ColumnElement[bool]:
    """Return the criterion of who has, for each word, a key that begins so.

    The ids of each word are met before anybody is read: two common words find few people.
    Unscoped: only a part of a criterion.
    """
    keys = [aliased(PersonKey) for _ in words]
    first, *others = (
        select(key.person_id).where(
            key.organisation_id == body, key.key >= word, key.key < word + _LAST
        )
        for key, word in zip(keys, words, strict=True)
    )
    # Not an intersection: PostgreSQL takes one for as large as its smaller side, and reads all.
    met = (_Unindexed(keys[0].person_id).in_(other) for other in others)
    return Person.id.in_(first.where(*met))


def in_contacts(body: OrganisationId, digits: str) -> ColumnElement[bool]:
    """Return the criterion of who has a good telephone that begins so. Unscoped, as above."""
    return Person.id.in_(
        select(Contact.person_id).where(
            Contact.organisation_id == body,
            Contact.search_key >= digits,
            Contact.search_key < digits + _LAST,
            Contact.ended_at.is_(None),
        )
    )


def _by_code(body: OrganisationId, code: str) -> ColumnElement[bool]:
    """Match the whole code or its first six characters, by their keyed hashes."""
    ring = key_ring()
    if len(code) >= 11:
        return _has_code(body, ring.fingerprint(body, "identifier", code))
    return Person.identifier_prefix_hash == ring.fingerprint(body, "identifier_prefix", code[:6])


def _has_code(body: OrganisationId, code_hash: bytes) -> ColumnElement[bool]:
    """Her own code, or one a record merged into hers still carries."""
    carriers = select(func.coalesce(_CARRIER.merged_into_id, _CARRIER.id)).where(
        _CARRIER.organisation_id == body, _CARRIER.identifier_hash == code_hash
    )
    return Person.id.in_(carriers)
