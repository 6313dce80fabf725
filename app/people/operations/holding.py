"""Nothing is written on a record that was merged: whoever writes holds the record first.

A merge holds both records until it is done. Whoever read one of them before that and wrote after it
would leave a row on the record that went, where nobody looks.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from app.audit.context import Work, current_work
from app.db import db
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import OrganisationId, PersonId
from app.people import queries
from app.people.above import PersonReference, references
from app.people.models import KeptApart, Person
from app.people.rules import MergeFault


def hold_people(organisation_id: OrganisationId, people: Collection[PersonId]) -> None:
    """Hold the records of some people until the use case ends; a merge under way is waited for.

    Many may hold one record at once; each is asked for once. Refuses a record that was merged
    (`NotAllowedNow`), which does not exist for whom the one that stayed is hidden from
    (`NotFound`).
    """
    work = current_work()
    if work is None:
        raise LookupError("there is no use case under way")
    asked = sorted(set(people) - work.held)
    if not asked:
        return
    rows = db.session.execute(
        select(Person.id, Person.merged_into_id)
        .where(Person.organisation_id == organisation_id, Person.id.in_(asked))
        .order_by(Person.id)
        .with_for_update(read=True, key_share=True)
    ).all()
    stayed = {row.merged_into_id for row in rows if row.merged_into_id is not None}
    _refuse_merged(work, organisation_id, stayed)
    work.held.update(asked)


def hold_pairs(organisation_id: OrganisationId, person_id: PersonId) -> None:
    """Hold what keeps somebody apart from others until the use case ends.

    Of two who do the same about the two of a pair, in the same instant, the second waits for the
    first and then sees what she wrote.
    """
    db.session.flush()
    db.session.execute(
        select(KeptApart.id)
        .where(
            KeptApart.organisation_id == organisation_id,
            or_(KeptApart.person_id == person_id, KeptApart.other_id == person_id),
        )
        .order_by(KeptApart.id)
        .with_for_update()
    ).all()


def hold_whom_rows_name(session: Session, _context: Any, _instances: Any) -> None:
    """Before a flush, hold everybody whom a new row names, or one that changed hands.

    The database's own keys wait for a merge too, but find the record still there.
    """
    work = current_work()
    if work is None:
        return
    work.held.update(row.id for row in session.new if isinstance(row, Person))
    columns: dict[str, list[PersonReference]] = defaultdict(list)
    named: dict[OrganisationId, set[PersonId]] = defaultdict(set)
    for one in references():
        columns[one.table].append(one)
    for row in (*session.new, *session.dirty):
        for one in columns.get(row.__tablename__, ()):
            named[row.organisation_id].update(_named_anew(row, one))
    for organisation_id, people in named.items():
        hold_people(organisation_id, people)


def _named_anew(row: Any, reference: PersonReference) -> Collection[PersonId]:
    if any(getattr(row, name) != value for name, value in reference.where):
        return ()
    return [one for one in inspect(row).attrs[reference.column].history.added or () if one]


def _refuse_merged(work: Work, organisation_id: OrganisationId, stayed: set[PersonId]) -> None:
    if not stayed:
        return
    named = db.session.scalars(
        select(Person.id).where(
            Person.organisation_id == organisation_id,
            Person.id.in_(stayed),
            queries.may_be_named(work.actor, Person.id),
        )
    )
    if set(named) != stayed:
        raise NotFound
    raise NotAllowedNow(MergeFault.MERGED)
