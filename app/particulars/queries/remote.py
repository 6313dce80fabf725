"""The alarm at home: what is installed, who has the keys, which calls came."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from app.accounts.policy import Permission
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound, NotPermitted
from app.kernel.references import AlarmCallId, AlarmDeviceId, KeyHolderId, RequestLineId
from app.particulars.models import AlarmCall, AlarmDevice, KeyHolder
from app.particulars.queries.lines import Head, head
from app.particulars.rules import AlarmKind, KeyRelation
from app.vault.queries import prefetch

_CALLS_SHOWN = 100


@dataclass(frozen=True)
class DeviceRow:
    """An alarm in the home, or one that was."""

    id: AlarmDeviceId
    label: str
    installed_on: date
    removed_on: date | None


@dataclass(frozen=True)
class DevicesPage:
    """What is installed in the home."""

    line: Head
    devices: tuple[DeviceRow, ...]

    @property
    def is_to_remove(self) -> bool:
        """Whether the service is over and something is still in the home."""
        return self.line.is_over and any(one.removed_on is None for one in self.devices)


@dataclass(frozen=True)
class KeyRow:
    """Who is called when the alarm rings."""

    id: KeyHolderId
    name: str
    phone: str
    relation: KeyRelation
    has_keys: bool
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class KeysPage:
    """Who is called, the ones of today first."""

    line: Head
    holders: tuple[KeyRow, ...]
    past: tuple[KeyRow, ...]


@dataclass(frozen=True)
class AlarmRow:
    """A call of alarm; what was written of the person is for who follows her."""

    id: AlarmCallId
    rang_at: datetime
    kind: AlarmKind
    told_by: str
    action: str
    written_by: str
    written_at: datetime
    seen_at: datetime | None
    seen_by: str
    answer: str


@dataclass(frozen=True)
class AlarmsPage:
    """The calls of alarm of a home, the latest first."""

    line: Head
    calls: tuple[AlarmRow, ...]


def devices_page(viewer: Viewer, line_id: RequestLineId) -> DevicesPage:
    """Return what is installed; `NotFound` out of reach or of another service."""
    line = _at_home(viewer, line_id)
    rows = db.session.scalars(
        select(AlarmDevice)
        .where(*_its(viewer, AlarmDevice, line_id))
        .order_by(AlarmDevice.installed_on.desc(), AlarmDevice.id.desc())
    )
    devices = (DeviceRow(row.id, row.label, row.installed_on, row.removed_on) for row in rows)
    return DevicesPage(line, tuple(devices))


def keys_page(viewer: Viewer, line_id: RequestLineId, on: date) -> KeysPage:
    """Return who is called and who has the keys, for who follows the person alone.

    `NotFound` out of reach; `NotPermitted` for who neither holds the case, nor deputises, nor
    approves: a name and a key are a way into the home.
    """
    line = _at_home(viewer, line_id)
    if not line.follows:
        raise NotPermitted(Permission.CASES_REQUEST_APPROVE)
    rows = db.session.scalars(
        select(KeyHolder)
        .where(*_its(viewer, KeyHolder, line_id))
        .order_by(KeyHolder.has_keys.desc(), KeyHolder.valid_from, KeyHolder.id)
    ).all()
    prefetch(viewer.organisation_id, {row.data_key_id for row in rows})
    shown = [
        KeyRow(
            row.id, row.name or "", row.phone or "", KeyRelation(row.relation), row.has_keys,
            row.valid_from, row.valid_to,
        )
        for row in rows
    ]  # fmt: skip
    today = [row for row in shown if row.valid_to is None or row.valid_to > on]
    return KeysPage(line, tuple(today), tuple(row for row in shown if row not in today))


def alarms_page(viewer: Viewer, line_id: RequestLineId) -> AlarmsPage:
    """Return the calls of alarm, the latest first; `NotFound` as above."""
    line = _at_home(viewer, line_id)
    whole = viewer.may(Permission.CASES_CASE_READ)
    rows = db.session.scalars(
        select(AlarmCall)
        .where(*_its(viewer, AlarmCall, line_id))
        .order_by(AlarmCall.rang_at.desc())
        .limit(_CALLS_SHOWN)
    ).all()
    prefetch(viewer.organisation_id, {row.data_key_id for row in rows})
    return AlarmsPage(
        line,
        tuple(
            AlarmRow(
                id=row.id,
                rang_at=row.rang_at,
                kind=AlarmKind(row.kind),
                told_by=row.told_by,
                action=(row.action or "") if whole else "",
                written_by=row.written_by,
                written_at=row.written_at,
                seen_at=row.seen_at,
                seen_by=row.seen_by,
                answer=(row.answer or "") if whole else "",
            )
            for row in rows
        ),
    )


def alarms_unseen(viewer: Viewer, line_id: RequestLineId) -> tuple[int, int]:
    """Return how many calls came and how many nobody has seen; the line was already reached."""
    row = db.session.execute(
        select(func.count(), func.count(AlarmCall.seen_at)).where(*_its(viewer, AlarmCall, line_id))
    ).one()
    return row[0], row[0] - row[1]


def keys_held(viewer: Viewer, line_id: RequestLineId, on: date) -> int:
    """Return how many people have the keys on a day; the line was already reached."""
    held = (
        KeyHolder.has_keys.is_(True),
        or_(KeyHolder.valid_to.is_(None), KeyHolder.valid_to > on),
    )
    asked = select(func.count()).select_from(KeyHolder)
    return db.session.scalar(asked.where(*_its(viewer, KeyHolder, line_id), *held)) or 0


def _at_home(viewer: Viewer, line_id: RequestLineId) -> Head:
    line = head(viewer, line_id)
    if line.path is not PathCode.REMOTE_ASSISTANCE:
        raise NotFound
    return line


def _its(viewer: Viewer, table: Any, line_id: RequestLineId) -> tuple[ColumnElement[bool], ...]:
    return table.organisation_id == viewer.organisation_id, table.line_id == line_id
