"""How many came in a year, service by service: numbers alone, for who plans."""

from datetime import date
from typing import Any

from sqlalchemy import Integer, func, select

from app.accounts.policy import Permission
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import rome_to_utc
from app.kernel.references import PersonId
from app.open_door.models import (
    DeskContact,
    InfoDesk,
    Initiative,
    OnwardReferral,
    Participation,
    WomanHeard,
)
from app.open_door.procedure import OnwardState
from app.open_door.queries.scope import visible_to, year_of
from app.open_door.rules import CountRow, leaving

_COUNT = Permission.OPEN_DOOR_COUNT_READ


def year_counts(viewer: Viewer, year: int) -> list[CountRow]:
    """Return the counts of a year, kind by kind; who does not work here reads what may leave.

    There is no total, and no period but the year: from two that overlap what is hidden could be
    told.
    """
    kinds = [query(viewer, year) for query in (_participations, _contacts, _women, _sent_on)]
    works = viewer.may(Permission.OPEN_DOOR_CONTACT_WRITE)
    return [row for rows in kinds for row in (rows if works else leaving(rows))]


def taken_part(viewer: Viewer, person_id: PersonId) -> list[tuple[date, str]]:
    """Return the initiatives somebody took part in under her name, the latest first, ten at most.

    Of a person already reached: her name stands there because she consented.
    """
    rows = db.session.execute(
        select(Participation.held_on, Initiative.title)
        .join(
            Initiative,
            (Initiative.organisation_id == Participation.organisation_id)
            & (Initiative.id == Participation.initiative_id),
        )
        .where(visible_to(viewer, Participation), Participation.person_id == person_id)
        .order_by(Participation.held_on.desc())
        .limit(10)
    )
    return [(row[0], row[1]) for row in rows]


def _days(column: Any, year: int) -> tuple[Any, Any]:
    first, end = year_of(year)
    return column >= first, column < end


def _moments(column: Any, year: int) -> tuple[Any, Any]:
    first, end = year_of(year)
    return column >= rome_to_utc(first, 0), column < rome_to_utc(end, 0)


def _participations(viewer: Viewer, year: int) -> list[CountRow]:
    rows = db.session.execute(
        select(Initiative.path, func.sum(Participation.counted))
        .join(
            Initiative,
            (Initiative.organisation_id == Participation.organisation_id)
            & (Initiative.id == Participation.initiative_id),
        )
        .where(visible_to(viewer, Participation, _COUNT), *_days(Participation.held_on, year))
        .group_by(Initiative.path)
        .order_by(Initiative.path)
    )
    return [CountRow(path=PathCode(row[0]), number=int(row[1])) for row in rows]


def _contacts(viewer: Viewer, year: int) -> list[CountRow]:
    rows = db.session.execute(
        select(InfoDesk.number, func.count())
        .join(
            DeskContact,
            (DeskContact.organisation_id == InfoDesk.organisation_id)
            & (DeskContact.desk_id == InfoDesk.id),
        )
        .where(visible_to(viewer, InfoDesk, _COUNT), *_moments(DeskContact.at, year))
        .group_by(InfoDesk.number)
        .order_by(InfoDesk.number)
    )
    return [CountRow(path=PathCode.STARS, desk=row[0], number=row[1]) for row in rows]


def _women(viewer: Viewer, year: int) -> list[CountRow]:
    number = db.session.scalar(
        select(func.count())
        .select_from(WomanHeard)
        .where(visible_to(viewer, WomanHeard, _COUNT), *_moments(WomanHeard.at, year))
    )
    return [CountRow(path=PathCode.WOMEN_SUPPORT, number=number)] if number else []


def _sent_on(viewer: Viewer, year: int) -> list[CountRow]:
    arrived = func.sum(
        func.coalesce((OnwardReferral.state == OnwardState.ARRIVED).cast(Integer), 0)
    )
    rows = db.session.execute(
        select(OnwardReferral.path, func.count(), arrived)
        .where(visible_to(viewer, OnwardReferral, _COUNT), *_days(OnwardReferral.sent_on, year))
        .group_by(OnwardReferral.path)
        .order_by(OnwardReferral.path)
    )
    return [
        CountRow(path=PathCode(row[0]), sent_on=True, number=row[1], arrived=int(row[2]))
        for row in rows
    ]
