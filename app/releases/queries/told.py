"""Whether an exit is in the register already under another name.

The papers of a measure of art. 403 go to the prosecutor with the report about the child, or with
the letter about her case: whoever writes it twice, on the two pages, tells of one exit.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.cases.models import Case
from app.db import db
from app.emergencies.models import Emergency
from app.intake.models import ReferralSubject
from app.kernel.exits import Exit, ExitSubject, LetterKind, SendChannel, same_exit
from app.kernel.references import OrganisationId
from app.releases.models import Release
from app.releases.procedure import ReleaseState

_VOICE = SendChannel.BY_VOICE
_SUBJECTS: Mapping[ExitSubject, tuple[Any, Any]] = {
    ExitSubject.EMERGENCY: (Emergency, Emergency.id),
    ExitSubject.CASE: (Case, Case.id),
    ExitSubject.REFERRAL: (ReferralSubject, ReferralSubject.referral_id),
}


def told_already(organisation_id: OrganisationId, left: Exit) -> bool:
    """Return whether what is about to be written left with something else about the same child.

    To the same court or prosecutor, on that day, no two protocols apart; never what was said by
    voice. Unscoped: nothing of the other row is shown.
    """
    if left.kind != LetterKind.COURT or left.body_id is None or left.channel == _VOICE:
        return False
    others = beside(organisation_id, left.subject_kind, left.subject_id)
    if others is None:
        return False
    rows = db.session.execute(
        select(Release.protocol_number, Release.channel).where(
            Release.organisation_id == organisation_id,
            Release.state == ReleaseState.SENT,
            Release.kind == LetterKind.COURT,
            Release.body_id == left.body_id,
            Release.sent_on == left.sent_on,
            others,
        )
    )
    return any(
        channel != _VOICE and same_exit(protocol, left.protocol_number)
        for protocol, channel in rows
    )


def beside(organisation_id: OrganisationId, kind: str, id_: UUID) -> ColumnElement[bool] | None:
    """Return the criterion of the rows about the same child from the other side: of a measure, the
    reports and cases; of a report or case, the measures. Unscoped, as above.
    """
    if kind not in _SUBJECTS:
        return None
    others = (
        (ExitSubject.REFERRAL, ExitSubject.CASE)
        if kind == ExitSubject.EMERGENCY
        else (ExitSubject.EMERGENCY,)
    )
    people = _people(organisation_id, ExitSubject(kind), id_)
    return or_(*(_about(organisation_id, one, people) for one in others))


def _people(organisation_id: OrganisationId, kind: ExitSubject, id_: UUID) -> Select[Any]:
    table, key = _SUBJECTS[kind]
    return select(table.person_id).where(table.organisation_id == organisation_id, key == id_)


def _about(
    organisation_id: OrganisationId, kind: ExitSubject, people: Select[Any]
) -> ColumnElement[bool]:
    table, key = _SUBJECTS[kind]
    its = select(key).where(
        table.organisation_id == organisation_id,
        table.person_id.is_not(None),
        table.person_id.in_(people),
    )
    return and_(Release.subject_kind == kind, Release.subject_id.in_(its))
