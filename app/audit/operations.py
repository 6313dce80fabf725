"""Writing the trail. Nothing here decides anything; nothing here may be undone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.audit.context import Subject, Work, current_work, request_id
from app.audit.models import AccessEntry, AuditEntry, sealed_payload
from app.audit.recorder import DECLARED_WRITE
from app.db import db, end_reading, patiently
from app.kernel.actor import Actor, Viewer
from app.kernel.clock import security_now
from app.kernel.references import new_id
from app.vault.keyring import key_ring


def record_work(*, work: Work) -> None:
    """Write the entry of a use case into its own transaction, just before it commits."""
    values = {
        **_who(work.actor, work.now, *work.permissions),
        "name": work.name,
        "steps": work.steps,
        "subjects": [{"kind": s.kind, "id": str(s.id)} for s in work.subjects],
        "changes": list(work.changes.values()),
    }
    _insert(db.session(), AuditEntry, values)


def record_access(
    *,
    actor: Actor,
    now: datetime,
    name: str,
    subject: Subject | None = None,
    purpose: str = "",
    reasons: Sequence[str] = (),
    permission: str | None = None,
) -> None:
    """Write one reading, or with `reasons` one refusal, in a transaction of its own, at once.

    Where the database does not give way it is tried again. When it cannot be written the
    exception goes on: no log, no view.
    """
    if current_work() is not None:
        raise RuntimeError("an access is recorded before or after a use case, never inside")
    values = {
        **_who(actor, now, permission),
        "name": name,
        "purpose": purpose,
        "subject_kind": subject.kind if subject else None,
        "subject_id": subject.id if subject else None,
        "result": "refused" if reasons else "granted",
        "reasons": list(reasons),
    }
    end_reading()
    patiently(name, lambda: _insert_alone(values))


def _insert_alone(values: dict[str, Any]) -> None:
    with db.session.session_factory() as session:
        session.connection(execution_options={"writing": True})
        _insert(session, AccessEntry, values)
        session.commit()


def _insert(
    session: Session, table: type[AuditEntry] | type[AccessEntry], values: dict[str, Any]
) -> None:
    ring = key_ring()
    values["mac_version"] = ring.current
    values["mac"] = ring.mac(table.__tablename__, sealed_payload(values))
    session.execute(insert(table).values(values).execution_options(**{DECLARED_WRITE: True}))


def _who(actor: Actor, now: datetime, *permissions: str | None) -> dict[str, Any]:
    """Return the columns of who acted, and in whose place by these permissions."""
    person = isinstance(actor, Viewer)
    return {
        "id": new_id(),
        "organisation_id": getattr(actor, "organisation_id", None),
        "at": now,
        "recorded_at": security_now(),
        "actor_kind": "person" if person else "system",
        "actor_id": actor.account_id if isinstance(actor, Viewer) else None,
        "actor_label": actor.signing(*permissions),
        "request_id": request_id.get(),
    }
