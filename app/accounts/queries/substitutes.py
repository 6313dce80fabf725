"""Who stands in for the person in charge: today, for somebody, from which day to which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Account, Engagement, Substitution
from app.accounts.policy import Duty, Permission, Role, acts_of
from app.db import db, in_force
from app.kernel.actor import Reach, StandingIn, Viewer
from app.kernel.references import AccountId, EngagementId
from app.transaction.loading import locked

_DAY = timedelta(days=1)
_IN_CHARGE, _SUBSTITUTE = aliased(Engagement), aliased(Engagement)
_ITS_ACCOUNT, _ACCOUNT = aliased(Account), aliased(Account)


@dataclass(frozen=True)
class SubstitutionRow:
    """One substitution, both days included."""

    id: UUID
    stood_for: str
    substitute: str
    duties: tuple[Duty, ...]
    first_day: date
    last_day: date
    ended: bool
    is_mine: bool  # the viewer is the substitute


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the substitutions this viewer may end: those of her own work."""
    if not viewer.may(Permission.ACCOUNTS_SUBSTITUTE_NAME):
        return false()
    return and_(
        Substitution.organisation_id == viewer.organisation_id,
        Substitution.stood_for_id.in_(viewer.engagement_ids),
    )


def with_standing_in(statement: Any, on: date) -> Any:
    """Return a statement over engagements that also says in whose place each acts on a day.

    Two columns more: the substitution, and who it is for while her own work goes on. Of one person
    there is one at most: two that overlap are refused. Unscoped: the statement says whose.
    """
    return (
        statement.outerjoin(
            Substitution,
            and_(
                Substitution.organisation_id == Engagement.organisation_id,
                Substitution.substitute_id == Engagement.id,
                _stands(on),
            ),
        )
        .outerjoin(
            _IN_CHARGE,
            and_(
                _IN_CHARGE.organisation_id == Substitution.organisation_id,
                _IN_CHARGE.id == Substitution.stood_for_id,
                in_force(_IN_CHARGE, on),
            ),
        )
        .outerjoin(_ITS_ACCOUNT, _ITS_ACCOUNT.id == _IN_CHARGE.account_id)
        .add_columns(Substitution, _ITS_ACCOUNT.name)
    )


def standing_in(
    rows: Sequence[Any], own: Mapping[str, Reach]
) -> tuple[tuple[Duty, ...], StandingIn | None]:
    """Return the duties and the name out of the rows of `with_standing_in`. Unscoped: no read."""
    for row in rows:
        substitution, name = row[-2:]
        if substitution is not None and name is not None:
            duties = _duties(substitution)
            return duties, StandingIn(name, substitution.valid_to - _DAY, acts_of(duties), own)
    return (), None


def in_charge(viewer: Viewer, on: date, duty: Duty | None = None) -> dict[AccountId, date | None]:
    """Return who answers for the office on a day: the supervisors, and who stands in for one.

    With a `duty`, only who was left that one. Of who stands in, also her last day.
    """
    supervisors = select(Engagement.account_id).where(
        Engagement.organisation_id == viewer.organisation_id,
        Engagement.role == Role.SUPERVISOR,
        in_force(Engagement, on),
    )
    acting = with_standing_in(
        select(Engagement.account_id)
        .join(Account, Account.id == Engagement.account_id)
        .where(
            Engagement.organisation_id == viewer.organisation_id,
            Account.disabled_at.is_(None),
            in_force(Engagement, on),
        ),
        on,
    ).where(_ITS_ACCOUNT.id.is_not(None))
    rows = db.session.execute(acting).all()
    stand_in = {
        row[0]: row[-2].valid_to - _DAY for row in rows if duty is None or duty in _duties(row[-2])
    }
    return {**stand_in, **dict.fromkeys(db.session.scalars(supervisors))}


def stood_for_by(viewer: Viewer, on: date) -> Select[EngagementId]:
    """Return the question for whose work the viewer does on a day, as the substitute named."""
    return select(Substitution.stood_for_id).where(
        Substitution.organisation_id == viewer.organisation_id,
        Substitution.substitute_id.in_(viewer.engagement_ids),
        _stands(on),
    )


def substitutions(viewer: Viewer) -> list[SubstitutionRow]:
    """Return the substitutions of the viewer's own work, the latest first."""
    return _rows(viewer, visible_to(viewer))


def standing_or_coming(viewer: Viewer, today: date) -> list[SubstitutionRow]:
    """Return those under way or to come that regard the viewer, as one or as the other."""
    mine = viewer.engagement_ids
    return _rows(
        viewer,
        or_(Substitution.stood_for_id.in_(mine), Substitution.substitute_id.in_(mine)),
        Substitution.ended_at.is_(None),
        Substitution.valid_to > today,
    )[::-1]


def has_part(viewer: Viewer, engagement_id: EngagementId, first: date, last: date) -> bool:
    """Return whether an engagement is, in some days, on either side of a substitution."""
    part = select(Substitution.id).where(
        Substitution.organisation_id == viewer.organisation_id,
        or_(
            Substitution.stood_for_id == engagement_id, Substitution.substitute_id == engagement_id
        ),
        Substitution.ended_at.is_(None),
        Substitution.valid_from <= last,
        Substitution.valid_to > first,
    )
    return db.session.scalar(part.limit(1)) is not None


def substitution_for_change(viewer: Viewer, substitution_id: UUID) -> Substitution:
    """Return a substitution of the viewer's own work, to be ended; `NotFound` out of reach."""
    return locked(
        select(Substitution).where(visible_to(viewer), Substitution.id == substitution_id)
    )


def _stands(on: date) -> ColumnElement[bool]:
    return and_(in_force(Substitution, on), Substitution.ended_at.is_(None))


def _rows(viewer: Viewer, *which: ColumnElement[bool]) -> list[SubstitutionRow]:
    """Return rows with their names, the latest first."""
    body = viewer.organisation_id
    found = db.session.execute(
        select(Substitution, _ITS_ACCOUNT.name, _ACCOUNT.name)
        .join(
            _IN_CHARGE,
            and_(_IN_CHARGE.organisation_id == body, _IN_CHARGE.id == Substitution.stood_for_id),
        )
        .join(_ITS_ACCOUNT, _ITS_ACCOUNT.id == _IN_CHARGE.account_id)
        .join(
            _SUBSTITUTE,
            and_(_SUBSTITUTE.organisation_id == body, _SUBSTITUTE.id == Substitution.substitute_id),
        )
        .join(_ACCOUNT, _ACCOUNT.id == _SUBSTITUTE.account_id)
        .where(Substitution.organisation_id == body, *which)
        .order_by(Substitution.valid_from.desc(), Substitution.id.desc())
    )
    return [
        SubstitutionRow(
            row.id,
            stood_for,
            substitute,
            _duties(row),
            row.valid_from,
            row.valid_to - _DAY,
            ended=row.ended_at is not None,
            is_mine=row.substitute_id in viewer.engagement_ids,
        )
        for row, stood_for, substitute in found
    ]


def _duties(row: Substitution) -> tuple[Duty, ...]:
    return tuple(Duty(code) for code in row.duties.split())
