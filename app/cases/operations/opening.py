"""Taking charge: a case is opened, or the one of before is opened again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.accounts.policy import Permission, Role
from app.accounts.queries import colleagues
from app.audit.context import about
from app.cases import queries
from app.cases.models import Case
from app.cases.models.case import ONE_ORDINARY_OPEN
from app.cases.operations.holding import hold
from app.cases.operations.levels import keep_to_few
from app.cases.operations.taking import Said, move_clocks, record, take
from app.cases.procedure import CASE
from app.cases.rules.case import (
    CaseAction,
    CaseFacts,
    CaseFault,
    CaseKind,
    HoldingRole,
    TakingChargeBasis,
    Weight,
    number_of,
)
from app.cases.rules.second_level import WhyLevel
from app.catalogue.rules import Area
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.periods import OF_AGE
from app.kernel.references import CaseId, EngagementId, PersonId
from app.people.operations import hold_pairs, hold_people
from app.people.queries import PersonRow, person_row
from app.tasks.operations import note_tasks
from app.transaction.numbers import next_number
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

ROOT = "case"
# For the use cases that open a case on their way: what the database refuses, as people read it.
REFUSALS = {ONE_ORDINARY_OPEN: NotAllowedNow(CaseFault.OTHER_ORDINARY_CASE)}


@dataclass(frozen=True, kw_only=True)
class CaseOpening:
    """What is decided when somebody is taken charge of."""

    person_id: PersonId
    holder_id: EngagementId
    area: Area
    basis: TakingChargeBasis
    deputy_id: EngagementId | None = None
    kind: CaseKind = CaseKind.ORDINARY
    level: WhyLevel | None = None  # read by few, and why; a penal one always is


@use_case("cases.case.take_charge", permission=Permission.CASES_CASE_OPEN, refusals=REFUSALS)
def open_case(*, actor: Viewer, now: datetime, opening: CaseOpening) -> CaseId:
    """Open the case of a person, with who follows her and who deputises, and return its id.

    Refuses a second ordinary open case of the same person (`NotAllowedNow`), a holder who is her
    own deputy, does not work here today or may not be given this person (`Invalid`), a person out
    of reach (`NotFound`) and one whose record was merged meanwhile (`NotAllowedNow`). A penal case
    stands beside the ordinary one and is read by few from its first day; of a second one that is
    open only who reaches the first is told. Where two who must not meet are both followed, and one
    in the penal area, the supervisor finds it among what is nobody's yet; no page names them.
    """
    hold_people(actor.organisation_id, [opening.person_id])
    person = person_row(actor, opening.person_id)
    check_holder(actor, now, opening.holder_id, opening.deputy_id)
    refuse_kept_away(
        actor, now, person.id, holder_id=opening.holder_id, deputy_id=opening.deputy_id
    )
    body, on = actor.organisation_id, office_date(now)
    facts = _facts(actor, person, opening, on)
    step = CASE.step(None, CaseAction.OPEN_CASE, facts, actor.may)
    case = Case(
        organisation_id=body,
        data_key_id=_key(actor, now),
        number=number_of(next_number(body, "case", "")),
        person_id=person.id,
        area=opening.area,
        kind=opening.kind,
        basis=opening.basis,
        state=step.to,
        holder_id=opening.holder_id,
        deputy_id=opening.deputy_id,
        sealed=opening.kind is CaseKind.SEALED_BESIDE,
        weight=Weight.MEDIUM,
        opened_on=on,
    )
    db.session.add(case)
    db.session.flush()
    about("case", case.id)
    record(actor, now, case, step)
    move_clocks(actor, now, case, step, minor=facts.minor)
    hold(case, HoldingRole.HOLDER, opening.holder_id, now)
    hold(case, HoldingRole.DEPUTY, opening.deputy_id, now)
    _from_now_on(actor, now, case, opening.level)
    return case.id


@use_case("cases.case.reopen", permission=Permission.CASES_CASE_OPEN, refusals=REFUSALS)
def reopen_case(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    why: str,
    holder_id: EngagementId | None = None,
    version: int | None = None,
    level: WhyLevel | None = None,
) -> None:
    """Open a closed case again, with its number, for who followed it or for `holder_id`.

    With `level` it is read by few from now on, if it was not. Refuses without a written reason, or
    beside another open case of its kind (`NotAllowedNow`), and a holder who no longer works here or
    may not be given this person (`Invalid`).
    """
    case = queries.for_change(actor, case_id, version)
    # As when one is opened: who writes meanwhile that she must not meet somebody waits for this.
    hold_people(actor.organisation_id, [case.person_id])
    holder = holder_id or case.holder_id
    check_holder(actor, now, holder, None)
    refuse_kept_away(actor, now, case.person_id, holder_id=holder)
    take(actor, now, case, CaseAction.REOPEN, Said(words=why))
    case.holder_id, case.deputy_id = holder, None if case.deputy_id == holder else case.deputy_id
    db.session.flush()
    hold(case, HoldingRole.HOLDER, holder, now)
    hold(case, HoldingRole.DEPUTY, case.deputy_id, now)
    _from_now_on(actor, now, case, level)


def check_holder(
    actor: Viewer,
    now: datetime,
    holder_id: EngagementId,
    deputy_id: EngagementId | None,
    *,
    field: str = "holder_id",
) -> None:
    """Refuse who does not work here today as a social worker, and a holder deputising herself."""
    if holder_id == deputy_id:
        raise Invalid(f"deputy_id:{CaseFault.HOLDER_IS_DEPUTY}")
    check_worker(actor, now, holder_id, field=field)
    if deputy_id is not None:
        check_worker(actor, now, deputy_id, field="deputy_id")


def check_worker(actor: Viewer, now: datetime, worker_id: EngagementId, *, field: str) -> None:
    """Refuse, beside `field`, who does not work here today as a social worker."""
    here = colleagues(actor, office_date(now), Role.SOCIAL_WORKER, Role.SUPERVISOR)
    if worker_id not in {one.engagement_id for one in here}:
        raise Invalid(f"{field}:{CaseFault.NOT_A_WORKER}")


def refuse_kept_away(
    actor: Viewer, now: datetime, person_id: PersonId, **fields: EngagementId | None
) -> None:
    """Refuse, beside the field of each, who may not be given this person; never with a reason."""
    away = queries.kept_away(actor, [person_id], office_date(now))[person_id]
    faults = [f"{name}:{CaseFault.OUT_OF_REACH}" for name, one in fields.items() if one in away]
    if faults:
        raise Invalid(*faults)


def _facts(actor: Viewer, person: PersonRow, opening: CaseOpening, on: date) -> CaseFacts:
    age, kind = person.birth.age(on), opening.kind
    return CaseFacts(
        another_ordinary_open=kind is CaseKind.ORDINARY
        and queries.has_ordinary_open(actor.organisation_id, person.id),
        another_penal_open=kind is CaseKind.PENAL and queries.sees_penal_open(actor, person.id),
        minor=age is not None and age < OF_AGE,
    )


def _from_now_on(actor: Viewer, now: datetime, case: Case, level: WhyLevel | None) -> None:
    """Leave an open case to few where it is said, and tell of two who are not to meet."""
    why = WhyLevel.PENAL_AREA if case.kind == CaseKind.PENAL else level
    if why is not None and case.second_level_on is None:
        keep_to_few(actor, now, case, why)
    # Nothing but the pair is common to two cases opened at once: without it neither sees the other.
    hold_pairs(case.organisation_id, case.person_id)
    told = queries.both_followed(case, office_date(now))
    note_tasks(case.organisation_id, now, told, actor.label)


def _key(actor: Viewer, now: datetime) -> UUID:
    return create_data_key(organisation_id=actor.organisation_id, root_kind=ROOT, now=now).id
