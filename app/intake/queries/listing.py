"""Lists: to be assigned, mine, waiting for a second reader. A fixed number of queries each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true

from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.cases.models import Case
from app.cases.queries.scope import mine
from app.catalogue.rules import ReferralSource, Term
from app.db import db
from app.intake.models import Referral, ReferralSubject, ReferralTerm
from app.intake.procedure import FINAL, UNASSIGNED, Clock, ReferralState, clock_of, terms_of
from app.intake.queries.rows import ReferralRow, TermRow, Triage, TriageRow
from app.intake.queries.scope import visible_to
from app.intake.queries.workers import surroundings
from app.intake.rules import Channel, ReferralKind, Shelf, Urgency, days_open
from app.kernel.actor import Reach, Viewer
from app.kernel.clock import office_date
from app.kernel.references import EngagementId, PersonId, ReferralId
from app.organisations.models import Body
from app.people.models import Person
from app.tasks.queries import ids_passed_to

TRIAGE_SHOWN = 50
DUE_SHOWN = 100
_ASSIGN = Permission.INTAKE_REFERRAL_ASSIGN


def listed(
    viewer: Viewer, shelf: Shelf, now: datetime, offset: int = 0, limit: int = 51
) -> list[ReferralRow]:
    """Return what stands on a shelf, from `offset`, at most `limit`.

    Urgent and oldest first; of what is to be assigned, what is late comes before all.
    """
    return rows_of(viewer, _standing(viewer, shelf, office_date(now), offset, limit), now)


def on_shelves(
    viewer: Viewer, shelves: Sequence[Shelf], now: datetime, limit: int
) -> dict[Shelf, list[ReferralRow]]:
    """Return what stands first on some shelves: who and by when is read once for all."""
    there = {shelf: _standing(viewer, shelf, office_date(now), 0, limit) for shelf in shelves}
    every = {row.id: row for rows in there.values() for row in rows}
    told = {row.id: row for row in rows_of(viewer, [*every.values()], now)}
    return {shelf: [told[row.id] for row in rows] for shelf, rows in there.items()}


def counts(viewer: Viewer, on: date) -> dict[Shelf, int]:
    """Return how many stand on each shelf that asks for somebody on a day."""
    asking = [Shelf.MINE, Shelf.TO_ASSIGN, Shelf.TO_READ]
    asking += [Shelf.UNREAD] if viewer.may(_ASSIGN) else []
    return {shelf: count(viewer, shelf, on) for shelf in asking}


def count(viewer: Viewer, shelf: Shelf, on: date) -> int:
    """Return how many stand on a shelf on a day."""
    seen = visible_to(viewer, viewer.organisation_id)
    counted = select(func.count()).select_from(Referral).where(seen, _on_shelf(viewer, shelf, on))
    return db.session.scalar(counted) or 0


def immediate_of_nobody(viewer: Viewer, now: datetime) -> list[ReferralRow]:
    """Return what must be seen to at once and nobody has in hand, the oldest first."""
    rows = db.session.scalars(
        select(Referral)
        .where(
            visible_to(viewer, viewer.organisation_id),
            Referral.state.in_(UNASSIGNED),
            Referral.urgency == Urgency.IMMEDIATE,
        )
        .order_by(Referral.received_at, Referral.number)
        .limit(TRIAGE_SHOWN)
    ).all()
    return rows_of(viewer, rows, now)


def triage(viewer: Viewer, now: datetime) -> Triage:
    """Return what has no worker yet, with who already follows these people and who is proposed.

    What is past the day of its first evaluation comes first, then what is urgent, then the oldest.
    A fixed number of queries, however many wait.
    """
    today = office_date(now)
    rows = db.session.scalars(
        select(Referral)
        .where(visible_to(viewer, viewer.organisation_id), Referral.state.in_(UNASSIGNED))
        .order_by(*_worst_first(Shelf.TO_ASSIGN, today), Referral.number)
        .limit(TRIAGE_SHOWN)
    ).all()
    shown = rows_of(viewer, rows, now)
    concerned = _people_of(viewer, [row.id for row in rows])
    around = surroundings(viewer, {one for some in concerned.values() for one in some}, today)
    late = _late_among(viewer, [row.id for row in rows], today)
    found = []
    for row, line in zip(rows, shown, strict=True):
        people = concerned.get(row.id, [])
        found.append(
            TriageRow(
                line,
                row.version,
                around.followed(people),
                around.proposals(people),
                tuple(one.name for one in around.out_of_reach(people)),
                row.id in late,
            )
        )
    return Triage(tuple(found), around.proposals(()))


@dataclass(frozen=True)
class Around:
    """What a row says beside its own columns: its people, the next term, who works here."""

    names: Mapping[ReferralId, Sequence[str]]
    terms: Mapping[ReferralId, TermRow]
    workers: Mapping[EngagementId, str]


def rows_of(
    viewer: Viewer, rows: Sequence[Referral], now: datetime, around: Around | None = None
) -> list[ReferralRow]:
    """Return the rows of what was already found, with four queries however many they are.

    `around` is what a page has read of them already.
    """
    if not rows:
        return []
    known = _around(viewer, rows) if around is None else around
    names, terms, workers = known.names, known.terms, known.workers
    bodies = _bodies(viewer, rows)
    return [
        ReferralRow(
            id=row.id,
            number=row.number,
            kind=ReferralKind(row.kind),
            state=ReferralState(row.state),
            urgency=Urgency(row.urgency),
            channel=Channel(row.channel),
            source=ReferralSource(row.source),
            body=bodies.get(row.referring_body_id, ""),
            received_at=row.received_at,
            days=days_open(row.received_at, now),
            people=tuple(names.get(row.id, ())),
            assignee=workers.get(row.assignee_id, "") if row.assignee_id else "",
            next_term=terms.get(row.id),
        )
        for row in rows
    ]


def due(viewer: Viewer, now: datetime) -> list[tuple[ReferralRow, TermRow]]:
    """Return the running terms of what a viewer has in hand, reads second, assigns or registered.

    The assignment is the supervisor's; a sequel or a reading is of who has it; the nearest first.
    """
    on = office_date(now)
    hers = or_(
        Referral.assignee_id.in_(list(viewer.engagement_ids)),
        _on_shelf(viewer, Shelf.TO_READ, on),
        Referral.id.in_(_linked_to_cases_of(viewer)),
        Referral.id.in_(ids_passed_to(viewer, "referral")),
        *([_on_shelf(viewer, Shelf.TO_ASSIGN, on)] if viewer.may(_ASSIGN) else []),
    )
    pairs = db.session.execute(
        select(Referral, ReferralTerm)
        .join(
            ReferralTerm,
            (ReferralTerm.organisation_id == Referral.organisation_id)
            & (ReferralTerm.referral_id == Referral.id),
        )
        .where(visible_to(viewer, viewer.organisation_id), ReferralTerm.met_at.is_(None), hers)
        .order_by(ReferralTerm.due_on, Referral.number)
        .limit(DUE_SHOWN)
    ).all()
    rows = {row.id: row for row in rows_of(viewer, [one for one, _ in pairs], now)}
    return [(rows[one.id], term_row(term)) for one, term in pairs]


def term_row(term: ReferralTerm) -> TermRow:
    """Return a term for a page. Unscoped: of a row already reached."""
    return TermRow(
        clock_of(Term(term.code)), term.due_on, term.met_at, term.started_at, term.due_at
    )


def _linked_to_cases_of(viewer: Viewer) -> Select[ReferralId]:
    return (
        select(ReferralSubject.referral_id)
        .join(
            Case,
            (Case.organisation_id == ReferralSubject.organisation_id)
            & (Case.id == ReferralSubject.case_id),
        )
        .where(Case.organisation_id == viewer.organisation_id, mine(viewer))
    )


def _standing(
    viewer: Viewer, shelf: Shelf, on: date, offset: int, limit: int
) -> Sequence[Referral]:
    order = [Referral.received_at.desc()] if shelf is Shelf.ENDED else _worst_first(shelf, on)
    return db.session.scalars(
        select(Referral)
        .where(visible_to(viewer, viewer.organisation_id), _on_shelf(viewer, shelf, on))
        .order_by(*order, Referral.number)
        .offset(offset)
        .limit(limit)
    ).all()


def _on_shelf(viewer: Viewer, shelf: Shelf, on: date) -> ColumnElement[bool]:
    still_open = Referral.state.in_(_OPEN)
    return {
        Shelf.MINE: and_(still_open, Referral.assignee_id.in_(list(viewer.engagement_ids))),
        Shelf.TO_ASSIGN: Referral.state.in_(UNASSIGNED),
        Shelf.TO_READ: and_(
            Referral.state == ReferralState.PROPOSED_CLOSURE,
            Referral.proposed_by_id != viewer.account_id,
            _named_or_all(viewer),
        ),
        Shelf.UNREAD: Referral.id.in_(
            _late((Clock.LINKED_READ, Clock.SECOND_READING), on).where(
                ReferralTerm.organisation_id == viewer.organisation_id
            )
        ),
        Shelf.OPEN: still_open,
        Shelf.ENDED: Referral.state.in_(FINAL),
    }[shelf]


_OPEN = tuple(state for state in ReferralState if state not in FINAL)
_FINDING_SOMEBODY = (Clock.FIRST_EVALUATION, Clock.REASSIGN)


def _late_among(viewer: Viewer, ids: Sequence[ReferralId], on: date) -> set[ReferralId]:
    """Return those for whom somebody should have been found before a day."""
    late = select(Referral.id).where(
        Referral.organisation_id == viewer.organisation_id,
        Referral.id.in_(ids),
        _past_due(_FINDING_SOMEBODY, on),
    )
    return set(db.session.scalars(late))


def _past_due(clocks: Collection[Clock], on: date) -> ColumnElement[bool]:
    """Return the criterion of what has one of these clocks past its day."""
    its = _late(clocks, on).where(
        ReferralTerm.organisation_id == Referral.organisation_id,
        ReferralTerm.referral_id == Referral.id,
    )
    return its.exists()


def _late(clocks: Collection[Clock], on: date) -> Select[ReferralId]:
    codes = [code for clock in clocks for code in terms_of(clock)]
    return select(ReferralTerm.referral_id).where(
        ReferralTerm.code.in_(codes), ReferralTerm.met_at.is_(None), ReferralTerm.due_on < on
    )


def _worst_first(shelf: Shelf, on: date) -> list[ColumnElement[Any]]:
    """Return the order of a list: late where somebody is to be found, then urgent, then oldest."""
    late = case((_past_due(_FINDING_SOMEBODY, on), 0), else_=1)
    order: list[ColumnElement[Any]] = [late] if shelf is Shelf.TO_ASSIGN else []
    return [*order, _urgency_order(), Referral.received_at.expression]


def in_hand_of(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of what a viewer has in hand, or assigns while nobody has it."""
    hers = Referral.assignee_id.in_(list(viewer.engagement_ids))
    if not viewer.may(_ASSIGN):
        return hers
    return or_(hers, Referral.state.in_(UNASSIGNED))


def _named_or_all(viewer: Viewer) -> ColumnElement[bool]:
    """What waits for this reader: what she was named for, or everything for the supervisor."""
    if viewer.reach(Permission.INTAKE_REFERRAL_SECOND_READ) is Reach.ORGANISATION:
        return true()
    return Referral.reader_id.in_(list(viewer.engagement_ids))


def _urgency_order() -> ColumnElement[int]:
    order = {urgency: number for number, urgency in enumerate(Urgency)}
    return case(order, value=Referral.urgency)


def _around(viewer: Viewer, rows: Sequence[Referral]) -> Around:
    ids = [row.id for row in rows]
    return Around(
        names_in(viewer, ids),
        _next_terms(viewer, ids),
        names_of(viewer, {row.assignee_id for row in rows if row.assignee_id}),
    )


def names_in(
    viewer: Viewer, ids: Sequence[ReferralId], *of: ColumnElement[bool]
) -> dict[ReferralId, list[str]]:
    """Return who is named in each request or report, of some of its people only with `of`.

    Unscoped: of rows already reached.
    """
    rows = db.session.execute(
        select(ReferralSubject.referral_id, Person.surname, Person.given)
        .outerjoin(
            Person,
            (Person.organisation_id == ReferralSubject.organisation_id)
            & (Person.id == ReferralSubject.person_id),
        )
        .where(
            ReferralSubject.organisation_id == viewer.organisation_id,
            ReferralSubject.referral_id.in_(ids),
            *of,
        )
        .order_by(ReferralSubject.position)
    )
    found: dict[ReferralId, list[str]] = {}
    for referral_id, surname, given in rows:
        found.setdefault(referral_id, []).append(f"{surname or ''} {given or ''}".strip())
    return found


def _people_of(viewer: Viewer, ids: Sequence[ReferralId]) -> dict[ReferralId, list[PersonId]]:
    rows = db.session.execute(
        select(ReferralSubject.referral_id, ReferralSubject.person_id).where(
            ReferralSubject.organisation_id == viewer.organisation_id,
            ReferralSubject.referral_id.in_(ids),
            ReferralSubject.person_id.is_not(None),
        )
    )
    found: dict[ReferralId, list[PersonId]] = {}
    for referral_id, person_id in rows:
        if person_id is not None:
            found.setdefault(referral_id, []).append(person_id)
    return found


def _next_terms(viewer: Viewer, ids: Sequence[ReferralId]) -> dict[ReferralId, TermRow]:
    rows = db.session.scalars(
        select(ReferralTerm)
        .where(
            ReferralTerm.organisation_id == viewer.organisation_id,
            ReferralTerm.referral_id.in_(ids),
            ReferralTerm.met_at.is_(None),
        )
        .order_by(ReferralTerm.due_on.desc())
    )
    return {row.referral_id: term_row(row) for row in rows}


def _bodies(viewer: Viewer, rows: Sequence[Referral]) -> dict[object, str]:
    ids = {row.referring_body_id for row in rows if row.referring_body_id}
    if not ids:
        return {}
    found = db.session.execute(
        select(Body.id, Body.name).where(
            Body.organisation_id == viewer.organisation_id, Body.id.in_(ids)
        )
    )
    return {row[0]: row[1] for row in found}
