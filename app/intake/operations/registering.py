"""How it comes in: four answers are enough, everything else may follow."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from app.audit.context import about
from app.catalogue.rules import ReferralSource
from app.db import db
from app.intake.models import JudicialOrder, Referral, ReferralAssignment, ReferralSubject
from app.intake.operations.moving import move, record, take
from app.intake.procedure import REFERRAL, ReferralAction, ReferralState
from app.intake.queries.facts import facts_of
from app.intake.rules import (
    Acknowledgement,
    Answer,
    Channel,
    JudicialAsk,
    ReferralFault,
    Urgency,
    kind_of,
)
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import BodyId, EngagementId, PersonId, ReferralId
from app.organisations.queries import body as body_row
from app.organisations.rules import BodyKind
from app.people.operations import register_person
from app.people.queries import person_row
from app.people.rules import PersonDetails
from app.transaction.numbers import next_number
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key


class AlreadyASubject(NotAllowedNow):
    """This person is already among those it concerns."""


@dataclass(frozen=True, kw_only=True)
class SubjectGiven:
    """Whom it concerns: somebody of the archive, somebody new, or somebody not yet identified."""

    person_id: PersonId | None = None
    new_person: PersonDetails | None = None
    is_another: bool = False
    described: str = ""
    thought_adult: Answer = Answer.UNKNOWN

    @property
    def says_who(self) -> bool:
        """Whether it says anything at all."""
        return bool(self.person_id or self.new_person or self.described)


@dataclass(frozen=True, kw_only=True)
class OrderGiven:
    """What the judicial authority asks."""

    proceeding: str
    dated: date
    asks: JudicialAsk
    answer_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """The four answers (how, who reports, whom it concerns, what happens) and what may go with them."""

    channel: Channel
    source: ReferralSource
    story: str
    subjects: tuple[SubjectGiven, ...]
    received_at: datetime
    urgency: Urgency = Urgency.ORDINARY
    anonymous: bool = False
    referrer: str = ""
    referring_body_id: BodyId | None = None
    protocol_number: str = ""
    protocol_on: date | None = None
    interviewed: bool = False
    order: OrderGiven | None = field(default=None)


@use_case(
    "intake.referral.register",
    permission=None,
    refusals={
        "uq_referral_subject_organisation_id_referral_id_person_id": AlreadyASubject(
            ReferralFault.ALREADY_A_SUBJECT
        )
    },
)
def register_referral(*, actor: Viewer, now: datetime, arrival: Arrival) -> ReferralId:
    """Write down what reached the office, number it and start its clocks; return its id.

    On the office's own motion it is at once of whoever writes it. Refuses a story or a person that
    is missing, a day to come, a new person who looks known (as `register_person`).
    """
    _check(arrival, now)
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="referral", now=now)
    row = Referral(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        kind=kind_of(arrival.source),
        channel=arrival.channel,
        source=arrival.source,
        anonymous=arrival.anonymous,
        referring_body_id=_body(actor, arrival),
        referrer="" if arrival.anonymous else arrival.referrer,
        story=arrival.story,
        urgency=arrival.urgency,
        protocol_number=arrival.protocol_number,
        protocol_on=arrival.protocol_on,
        interviewed=arrival.interviewed,
        received_at=arrival.received_at,
        registered_at=now,
        registered_by_id=my_engagement(actor),
        number="",
        state=ReferralState.RECEIVED,
    )
    about("referral", row.id)
    row.number = f"SEG-{row.received_at.year}-{_next(actor, row):04d}"
    db.session.add(row)
    db.session.flush()
    for given in arrival.subjects:
        _add(actor, now, row, given)
    if arrival.order is not None:
        _note_order(row, arrival.order)
    _arrive(actor, now, row)
    return row.id


@use_case("intake.referral.add_subject", permission=None)
def add_subject(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, given: SubjectGiven
) -> None:
    """Say that it concerns somebody else too. Refuses who is already there, and nobody."""
    row = take(actor, referral_id, version)
    if not given.says_who:
        raise Invalid(f"text:{ReferralFault.WHO_MISSING}")
    move(actor, now, row, ReferralAction.ADD_SUBJECT)
    _add(actor, now, row, given)


@use_case("intake.referral.identify_subject", permission=None)
def identify_subject(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    subject_id: UUID,
    person_id: PersonId,
) -> None:
    """Say who the unidentified person is; what she was described by stays."""
    row = take(actor, referral_id, None)
    person_row(actor, person_id)
    move(actor, now, row, ReferralAction.ADD_SUBJECT)
    _refuse_twice(row, person_id)
    subject_of(row, subject_id).person_id = person_id


@use_case("intake.referral.add_protocol", permission=None)
def add_protocol(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    number: str,
    protocol_on: date | None,
) -> None:
    """Write the protocol number, whenever it comes: it never stops anything."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.ADD_PROTOCOL)
    row.protocol_number, row.protocol_on = number, protocol_on


@use_case("intake.referral.acknowledge", permission=None)
def acknowledge(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    how: Acknowledgement,
    on: date,
) -> None:
    """Note that who reported was told it arrived: that it is in hand, and nothing else."""
    row = take(actor, referral_id, version)
    if on > office_date(now):
        raise Invalid(f"on:{ReferralFault.RECEIVED_IN_THE_FUTURE}")
    move(actor, now, row, ReferralAction.ACKNOWLEDGE)
    row.acknowledged_how, row.acknowledged_on = how, on


@use_case("intake.referral.add_fact", permission=None)
def add_fact(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int | None, words: str
) -> None:
    """Add what became known later, also to something ended: whoever had it last is told."""
    row = take(actor, referral_id, version)
    if not words.strip():
        raise Invalid(f"words:{ReferralFault.STORY_MISSING}")
    move(actor, now, row, ReferralAction.NEW_FACT, words=words)


def subject_of(row: Referral, subject_id: UUID) -> ReferralSubject:
    """Return one of the people it concerns; `NotFound` when she is not among them."""
    found = db.session.scalar(
        select(ReferralSubject).where(
            ReferralSubject.organisation_id == row.organisation_id,
            ReferralSubject.referral_id == row.id,
            ReferralSubject.id == subject_id,
        )
    )
    if found is None:
        raise NotFound
    return found


def my_engagement(actor: Viewer) -> EngagementId | None:
    """Return the engagement by which somebody acts: the oldest of hers, always the same."""
    return min(actor.engagement_ids, default=None)


def _check(arrival: Arrival, now: datetime) -> None:
    if not arrival.story.strip():
        raise Invalid(f"story:{ReferralFault.STORY_MISSING}")
    if not arrival.subjects or not all(given.says_who for given in arrival.subjects):
        raise Invalid(f"text:{ReferralFault.WHO_MISSING}")
    if arrival.received_at > now:
        raise Invalid(f"received_on:{ReferralFault.RECEIVED_IN_THE_FUTURE}")


def _body(actor: Viewer, arrival: Arrival) -> BodyId | None:
    if arrival.referring_body_id is None:
        return None
    return body_row(actor, arrival.referring_body_id).id


def _arrive(actor: Viewer, now: datetime, row: Referral) -> None:
    """Take the first step: to the supervisor's table, or to the hands of who writes."""
    own = row.channel == Channel.OWN_MOTION
    facts = facts_of(
        actor,
        row,
        office_date(now),
        to_body=row.referring_body_id is not None,
        from_school=_from_school(actor, row),
    )
    wanted = ReferralState.ASSIGNED if own else ReferralState.RECEIVED
    step = REFERRAL.step(None, ReferralAction.REGISTER, facts, actor.may, to=wanted)
    record(actor, now, row, step, facts, effective_at=row.received_at)
    if own:
        hand_to(row, my_engagement(actor), now, "")


def hand_to(row: Referral, engagement_id: EngagementId | None, now: datetime, why: str) -> None:
    """Write who has it in hand from now on; who had it before ends now."""
    if engagement_id is None:
        raise Invalid(f"worker:{ReferralFault.UNKNOWN_WORKER}")
    before = db.session.scalars(
        select(ReferralAssignment).where(
            ReferralAssignment.organisation_id == row.organisation_id,
            ReferralAssignment.referral_id == row.id,
            ReferralAssignment.to_at.is_(None),
        )
    )
    for assignment in before:
        assignment.to_at = now
    row.assignee_id = engagement_id
    db.session.add(
        ReferralAssignment(
            organisation_id=row.organisation_id,
            referral_id=row.id,
            engagement_id=engagement_id,
            why=why,
            from_at=now,
        )
    )


def _from_school(actor: Viewer, row: Referral) -> bool:
    if row.referring_body_id is None:
        return False
    return body_row(actor, row.referring_body_id).kind is BodyKind.SCHOOL


def _add(actor: Viewer, now: datetime, row: Referral, given: SubjectGiven) -> None:
    person_id = given.person_id
    if given.new_person is not None:
        person_id = register_person(
            actor=actor, now=now, details=given.new_person, is_another=given.is_another
        )
    elif person_id is not None:
        person_row(actor, person_id)
        _refuse_twice(row, person_id)
    position = db.session.scalar(
        select(func.count())
        .select_from(ReferralSubject)
        .where(
            ReferralSubject.organisation_id == row.organisation_id,
            ReferralSubject.referral_id == row.id,
        )
    )
    db.session.add(
        ReferralSubject(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            referral_id=row.id,
            position=(position or 0) + 1,
            person_id=person_id,
            described=given.described,
            thought_adult=given.thought_adult,
        )
    )
    db.session.flush()


def _refuse_twice(row: Referral, person_id: PersonId) -> None:
    there = db.session.scalar(
        select(ReferralSubject.id).where(
            ReferralSubject.organisation_id == row.organisation_id,
            ReferralSubject.referral_id == row.id,
            ReferralSubject.person_id == person_id,
        )
    )
    if there is not None:
        raise AlreadyASubject(f"person:{ReferralFault.ALREADY_A_SUBJECT}")


def _note_order(row: Referral, order: OrderGiven) -> None:
    db.session.add(
        JudicialOrder(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            referral_id=row.id,
            proceeding=order.proceeding,
            dated=order.dated,
            asks=order.asks,
            answer_by=order.answer_by,
        )
    )


def _next(actor: Viewer, row: Referral) -> int:
    return next_number(actor.organisation_id, "referral", row.received_at.year)
