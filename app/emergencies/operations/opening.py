"""A child is put in safety: one measure for each, from the hour it happened."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries as cases
from app.cases.operations import keep_open
from app.cases.rules.case import HoldCode
from app.db import db
from app.emergencies import queries
from app.emergencies.models import ONE_OPEN, Emergency, EmergencyPlace
from app.emergencies.operations.moving import Said, record
from app.emergencies.procedure.emergency import EMERGENCY, EmergencyAction, EmergencyState
from app.emergencies.rules.emergency import (
    ChildHeard,
    EmergencyFacts,
    EmergencyFault,
    PlacedBy,
    SignedAs,
    TakenFrom,
    hour_fault,
)
from app.kernel.actor import Viewer
from app.kernel.clock import in_rome, office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import BodyId, CaseId, EmergencyId, PersonId
from app.organisations.queries import body
from app.people import queries as people
from app.transaction.numbers import next_number
from app.transaction.reading import consultation
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_TOGETHER = {ONE_OPEN: NotAllowedNow(EmergencyFault.ALREADY_OPEN)}


@dataclass(frozen=True, kw_only=True)
class Placing:
    """What is known when a child is put in safety; the hour is what everything is counted from."""

    placed_at: datetime | None
    placed_by: PlacedBy
    signed_by: str
    signed_as: SignedAs
    taken_from: TakenFrom
    child_heard: ChildHeard
    decided_with: str = ""
    heard: str = ""
    alternatives: str = ""
    facts: str = ""
    place: str = ""
    prosecutor_body_id: BodyId | None = None


@consultation(
    "emergencies.episode.read",
    permission=Permission.EMERGENCIES_EPISODE_WORK,
    subject="emergency",
)
def consult_emergency(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, purpose: str
) -> queries.EmergencyPage:
    """Read one measure; the reading leaves its line."""
    return queries.emergency_page(actor, emergency_id, now)


@use_case("emergencies.episode.open", permission=None, refusals=_TOGETHER)
def open_emergencies(
    *, actor: Viewer, now: datetime, person_ids: tuple[PersonId, ...], placing: Placing
) -> tuple[EmergencyId, ...]:
    """Write that children were put in safety (art. 403 c.c.): one measure each; return their ids.

    The 24 hours begin at the placing in safety. Refuses without that hour, an hour to come, who is
    of age, a child for whom one is open already, and a decision of ours taken by one alone.
    """
    facts = EmergencyFacts(hour_known=placing.placed_at is not None)
    step = EMERGENCY.step(None, EmergencyAction.OPEN, facts, actor.may)
    at = placing.placed_at or now
    if fault := hour_fault(at, now):
        raise Invalid(f"on:{fault}")
    if placing.placed_by is PlacedBy.US and not placing.decided_with.strip():
        raise Invalid(f"decided_with:{EmergencyFault.DECIDED_ALONE}")
    if people.of_age(actor, person_ids, office_date(at)):
        raise NotAllowedNow(EmergencyFault.OF_AGE)
    if queries.open_for(actor, person_ids):
        raise NotAllowedNow(EmergencyFault.ALREADY_OPEN)
    if placing.prosecutor_body_id is not None:
        body(actor, placing.prosecutor_body_id)
    opened = []
    for person_id in person_ids:
        row = _measure(actor, now, person_id, placing, at)
        record(actor, now, row, step, Said(happened=at))
        opened.append(row.id)
    return tuple(opened)


def write_place(actor: Viewer, now: datetime, row: Emergency, place: str) -> None:
    """Seal under a key of its own where the child is; an older place stays as secret as it was."""
    key = create_data_key(
        organisation_id=actor.organisation_id, root_kind="emergency place", now=now
    )
    db.session.add(
        EmergencyPlace(
            organisation_id=row.organisation_id,
            emergency_id=row.id,
            data_key_id=key.id,
            place=place,
            since=now,
        )
    )


def hold_case(row: Emergency, case_id: CaseId, now: datetime) -> None:
    """Join the case of the child, that stays open as long as the measure does."""
    row.case_id = case_id
    keep_open(row.organisation_id, case_id, code=HoldCode.EMERGENCY, source_id=row.id, now=now)


def _measure(
    actor: Viewer, now: datetime, person_id: PersonId, placing: Placing, at: datetime
) -> Emergency:
    child = people.person_row(actor, person_id)
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="emergency", now=now)
    year = str(in_rome(now).year)
    row = Emergency(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        number=f"MU-{year}-{next_number(actor.organisation_id, 'emergency', year):04d}",
        person_id=child.id,
        state=EmergencyState.PLACED,
        placed_by=placing.placed_by,
        placed_at=at,
        late=False,
        opened_at=now,
        opened_by=actor.label,
        opened_by_id=actor.account_id,
        decided_with=placing.decided_with,
        signed_by=placing.signed_by,
        signed_as=placing.signed_as,
        taken_from=placing.taken_from,
        child_heard=placing.child_heard,
        prosecutor_body_id=placing.prosecutor_body_id,
        special_curator="",
        judge="",
        heard=placing.heard,
        alternatives=placing.alternatives,
        facts=placing.facts,
    )
    about("emergency", row.id)
    about("person", child.id)
    db.session.add(row)
    db.session.flush()
    if placing.place.strip():
        write_place(actor, now, row, placing.place)
    followed = cases.open_cases_of(actor, [child.id])
    if followed:
        hold_case(row, followed[0].case_id, now)
    return row
