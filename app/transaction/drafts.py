"""What was being typed when the telephone rang: kept sealed for its author, until she saves it.

Housekeeping: committed at once, never in the trail, never clear text. A draft is of one account,
one form and one subject; saving the form consumes it.
"""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.kernel.actor import Viewer, once_each_viewer
from app.kernel.clock import security_now
from app.transaction.housekeeping import housekeeping
from app.transaction.models import Draft
from app.vault.keyring import key_ring
from app.vault.sealing import Unreadable, seal, unseal

KEPT = timedelta(days=30)
Typed = str | list[str]  # several where several boxes were ticked
_SEAL = "draft"


@dataclass(frozen=True)
class KeptDraft:
    """A draft as its author finds it: the form, what it is about, when, and the typed values."""

    form: str
    subject: str
    saved_at: datetime
    values: Mapping[str, Typed]

    @property
    def days(self) -> int:
        """For how many whole days it has been waiting, by real time."""
        return (security_now() - self.saved_at).days


def keep_draft(account_id: UUID, form: str, subject: str, values: Mapping[str, Typed]) -> None:
    """Keep what is typed now in place of what was kept before; nothing typed keeps nothing."""
    with suppress(IntegrityError), housekeeping("draft") as session:  # pressed twice at once
        session.execute(delete(Draft).where(*_place(account_id, form, subject)))
        if any(text.strip() for value in values.values() for text in _texts(value)):
            session.add(
                Draft(
                    account_id=account_id,
                    form=form,
                    subject=subject,
                    payload_sealed=seal(
                        key_ring().derive(_SEAL),
                        json.dumps(dict(values)),
                        _words(account_id, form, subject),
                    ),
                    saved_at=security_now(),
                )
            )


def kept_draft(account_id: UUID, form: str, subject: str) -> KeptDraft | None:
    """Return what an account was typing in a form about a subject, if it was not saved."""
    row = db.session.scalar(select(Draft).where(*_place(account_id, form, subject)))
    return None if row is None else _opened(row)


def kept_drafts(account_id: UUID) -> list[KeptDraft]:
    """Return everything an account left half written, the latest first."""
    rows = db.session.scalars(
        select(Draft).where(Draft.account_id == account_id).order_by(Draft.saved_at.desc())
    )
    return [found for row in rows if (found := _opened(row)) is not None]


@once_each_viewer
def drafts_of(viewer: Viewer) -> list[KeptDraft]:
    """Return what a viewer left half written (`kept_drafts`), read once for all the cards."""
    return kept_drafts(viewer.account_id)


def count_drafts(account_id: UUID) -> int:
    """Return how many forms an account left half written, unopened."""
    number = select(func.count()).select_from(Draft).where(Draft.account_id == account_id)
    return db.session.scalar(number) or 0


def drop_draft(account_id: UUID, form: str, subject: str) -> None:
    """Forget a draft: it was saved as what it was for, or its author does not want it."""
    with housekeeping("draft") as session:
        session.execute(delete(Draft).where(*_place(account_id, form, subject)))


def purge_drafts(keeping: Collection[str] = ()) -> int:
    """Forget the drafts older than thirty days; return how many.

    Those of the forms in `keeping` stay whatever their age: only their author throws them away.
    """
    with housekeeping("draft") as session:
        gone = session.scalars(
            delete(Draft)
            .where(Draft.saved_at < security_now() - KEPT, Draft.form.not_in(keeping))
            .returning(Draft.subject)
        ).all()
    return len(gone)


def _texts(value: Typed) -> list[str]:
    return [value] if isinstance(value, str) else value


def _place(account_id: UUID, form: str, subject: str) -> tuple[ColumnElement[bool], ...]:
    return (Draft.account_id == account_id, Draft.form == form, Draft.subject == subject)


def _words(account_id: UUID, form: str, subject: str) -> str:
    return f"{_SEAL}|{account_id}|{form}|{subject}"


def _opened(row: Draft) -> KeptDraft | None:
    place = _words(row.account_id, row.form, row.subject)
    try:
        text = unseal(key_ring().derive(_SEAL), row.payload_sealed, place)
    except Unreadable:  # the master key has changed: there is nothing to give back
        return None
    return KeptDraft(row.form, row.subject, row.saved_at, json.loads(text))
