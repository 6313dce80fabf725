"""What follows, person by person: taken charge of, joined to a case, passed to another body."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.cases import queries as cases
from app.cases.operations import (
    REFUSALS,
    CaseOpening,
    linked_referral_read,
    note_linked_referral,
    open_case,
    protect,
    reopen_case,
)
from app.cases.rules.case import TakingChargeBasis
from app.catalogue.rules import Area, PathCode
from app.db import db
from app.intake.models import Referral, ReferralSubject
from app.intake.operations.closing import propose
from app.intake.operations.evaluating import send
from app.intake.operations.exits import tell_proposed
from app.intake.operations.moving import Told, move, running, settle, take
from app.intake.operations.routing import LEVELS, case_before, kind_of, route_to_team
from app.intake.operations.subjects import chosen, decide, subjects_of, unsettled
from app.intake.operations.triage import my_engagement
from app.intake.procedure import Clock, ReferralAction, ReferralState
from app.intake.queries.endangered import to_be_protected
from app.intake.queries.paths import paths_of
from app.intake.queries.scope import holder_is_live
from app.intake.rules import Changes, ClosureProposal, ReferralFault, SubjectOutcome
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import BodyId, CaseId, EngagementId, PersonId, ReferralId
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class Charge:
    """How the office takes charge of one or more people."""

    basis: TakingChargeBasis
    area: Area
    holder_id: EngagementId | None = None  # who has it in hand, unless said
    deputy_id: EngagementId | None = None
    subject_ids: tuple[UUID, ...] = ()  # nobody chosen: all of those left


@use_case("intake.referral.take_charge", permission=None, refusals=REFUSALS)
def take_charge(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, charge: Charge
) -> list[CaseId]:
    """Take charge of the people chosen: a case is opened, or opened again, for each.

    The way chosen for each says which: of the penal area, beside the ordinary one; of protection,
    read by few and brought to its team of psychologists.
    It ends only when nobody is left. Refuses whoever is not yet identified, and what the opening of
    a case refuses (she already has one: link it instead).
    """
    row = take(actor, referral_id, version)
    people = chosen(row, charge.subject_ids)
    about = tuple(subject.id for subject in people)
    told = Told(code=charge.basis, about=about, known={"basis_given": True})
    settle(
        actor, now, row, ReferralAction.TAKE_CHARGE, outcome=SubjectOutcome.TAKEN_CHARGE, told=told
    )
    ways = paths_of(row)
    opened = []
    for subject in people:
        way = ways.get(subject.id)
        path = way.path if way else None
        case_id = _case_for(actor, now, row, _known(subject), charge, path=path)
        subject.case_id = case_id
        opened.append(case_id)
        if path is PathCode.CHILD_PROTECTION:
            db.session.flush()
            route_to_team(actor, now, row, subject, case_id)
    return opened


@use_case("intake.referral.link", permission=None)
def link_to_case(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    subject_id: UUID,
    case_id: CaseId,
) -> None:
    """Join one of the people to her open case: its holder must read it and say what changes.

    A minor left to a case that nobody here holds is read by a second person first. On the way of
    child protection the case goes where one opened for it would: to its team, and read by few.
    """
    row = take(actor, referral_id, version)
    (subject,) = chosen(row, (subject_id,))
    known = cases.open_cases_of(actor, [subject.person_id] if subject.person_id else [])
    brief = next((one for one in known if one.case_id == case_id), None)
    if brief is None:
        raise NotFound
    live = holder_is_live(actor, brief, office_date(now))
    told = Told(about=(subject_id,), known={"holder_is_live": live})
    subject.case_id = case_id
    step = settle(
        actor, now, row, ReferralAction.LINK_TO_CASE, outcome=SubjectOutcome.LINKED, told=told
    )
    if step.to is ReferralState.PROPOSED_CLOSURE:
        propose(actor, row, ClosureProposal.LINK)
        return
    note_linked_referral(actor=actor, now=now, case_id=case_id, referral_id=row.id)
    way = paths_of(row).get(subject.id)
    if way and way.path is PathCode.CHILD_PROTECTION:
        db.session.flush()
        route_to_team(actor, now, row, subject, case_id)
        protect(actor, now, case_id)


@use_case("intake.referral.read_linked", permission=None)
def read_linked(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    changes: Changes,
    words: str,
) -> None:
    """Say, as holder of the case, that it was read and whether it changes anything.

    Refuses anybody but the holder and her deputy, and what was read already.
    """
    row = take(actor, referral_id, version)
    linked = {one.case_id for one in subjects_of(row) if one.outcome == SubjectOutcome.LINKED}
    briefs = [cases.case_brief(actor, CaseId(case_id)) for case_id in linked if case_id]
    mine = [one for one in briefs if {one.holder_id, one.deputy_id} & actor.engagement_ids]
    if running(row, Clock.LINKED_READ) and not mine:
        raise Invalid(ReferralFault.NOT_THE_HOLDER)
    move(actor, now, row, ReferralAction.READ_LINKED, Told(words=words, code=changes))
    for brief in mine:
        linked_referral_read(actor=actor, now=now, case_id=brief.case_id, referral_id=row.id)


@use_case("intake.referral.transfer", permission=None)
def propose_transfer(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    body_id: BodyId,
    protection_assured: bool,
    in_register: bool = False,
) -> None:
    """Propose it to the body it belongs to.

    A minor at risk is protected first, here, and so is who is in a secret place, whatever was
    judged. It has its row in the register of exits; `in_register` says that the letter, or the box
    it was put in, is that row.
    """
    row = take(actor, referral_id, version)
    known = {
        "to_be_protected": to_be_protected(row, office_date(now)),
        "protection_assured": protection_assured,
    }
    told = Told(known=known)
    move(actor, now, row, ReferralAction.TRANSFER_BODY, told)
    send(actor, row, ReferralAction.TRANSFER_BODY, body_id, office_date(now))
    if not in_register:
        tell_proposed(actor, now, row, body_id)


@use_case("intake.referral.transfer_answer", permission=None)
def answer_transfer(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    accepted: bool,
    words: str,
    answered_at: datetime | None = None,
) -> None:
    """Write what the other body answered: taken, or given back with its reason.

    `answered_at` is when it did, where that is known: its term was met then.
    """
    row = take(actor, referral_id, version)
    action = ReferralAction.TRANSFER_ACCEPTED if accepted else ReferralAction.TRANSFER_REFUSED
    move(actor, now, row, action, Told(words=words, at=answered_at))
    if accepted:
        decide(unsettled(row), SubjectOutcome.TRANSFERRED, now)


@use_case("intake.referral.take_back_transfer", permission=None)
def take_back_transfer(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, words: str
) -> None:
    """Take back what was proposed to another body, saying why: it is evaluated here again."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.TRANSFER_TAKEN_BACK, Told(words=words))


def _case_for(
    actor: Viewer,
    now: datetime,
    row: Referral,
    person_id: PersonId,
    charge: Charge,
    *,
    path: PathCode | None,
) -> CaseId:
    """Open a case of the kind of the way, or again the one of before: it keeps its number."""
    holder_id, level = _holder(actor, row, charge), LEVELS.get(path) if path else None
    before = case_before(actor, person_id, kind_of(path))
    if before is not None:
        reopen_case(
            actor=actor, now=now, case_id=before.case_id, why=row.number, holder_id=holder_id,
            level=level,
        )  # fmt: skip
        return before.case_id
    opening = CaseOpening(
        person_id=person_id,
        holder_id=holder_id,
        deputy_id=charge.deputy_id,
        area=charge.area,
        basis=charge.basis,
        kind=kind_of(path),
        level=level,
    )
    return open_case(actor=actor, now=now, opening=opening)


def _known(subject: ReferralSubject) -> PersonId:
    if subject.person_id is None:
        raise Invalid(f"subjects:{ReferralFault.NOT_IDENTIFIED}")
    return subject.person_id


def _holder(actor: Viewer, row: Referral, charge: Charge) -> EngagementId:
    holder = charge.holder_id or row.assignee_id or my_engagement(actor)
    if holder is None:
        raise Invalid(f"holder_id:{ReferralFault.UNKNOWN_WORKER}")
    return holder
