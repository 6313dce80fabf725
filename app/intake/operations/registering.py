"""How it comes in: four answers are enough, everything else may follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases.queries import is_kept_away
from app.catalogue.rules import ReferralSource
from app.db import db
from app.documents.rules import Accepted
from app.intake.models import Referral, ReferralSubject
from app.intake.operations.answering import keep_answers
from app.intake.operations.exits import tell_receipt
from app.intake.operations.moving import Told, move, record, take
from app.intake.operations.orders import OrderGiven, note_order
from app.intake.operations.post import enclose
from app.intake.operations.subjects import subject_of, subjects_of
from app.intake.operations.triage import hand_to, my_engagement
from app.intake.procedure import IN_HAND, REFERRAL, ReferralAction, ReferralState
from app.intake.queries.consents import people_named
from app.intake.queries.facts import facts_of
from app.intake.rules import (
    Acknowledgement,
    Answer,
    Channel,
    Layer,
    ReferralFault,
    Urgency,
    kind_of,
)
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import BodyId, PersonId, ReferralId, new_id
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
class Arrival:
    """The four answers (how, who reports, whom, what happens) and what may go with them."""

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
    told: Mapping[Layer, Mapping[str, str]] = field(default_factory=dict)
    enclosed: Sequence[Accepted] = ()


@use_case(
    "intake.referral.register",
    permission=None,
    refusals={
        "uq_referral_subject_organisation_id_referral_id_person_id": AlreadyASubject(
            f"text:{ReferralFault.ALREADY_A_SUBJECT}"
        )
    },
)
def register_referral(*, actor: Viewer, now: datetime, arrival: Arrival) -> ReferralId:
    """Write down what reached the office, number it and start its clocks; return its id.

    On the office's own motion it is at once of whoever writes it. Refuses a story or a person that
    is missing, a day to come, a new person who looks known (as `register_person`).
    """
    _check(arrival, now)
    referral_id = ReferralId(new_id())
    about("referral", referral_id)  # before the people registered on the way: the press lands here
    found = [_person(actor, now, given) for given in arrival.subjects]
    row = _written(actor, now, arrival, referral_id)
    db.session.add(row)
    db.session.flush()
    for number, (person_id, given) in enumerate(zip(found, arrival.subjects, strict=True), 1):
        _add(row, person_id, given, number)
    if arrival.order is not None:
        note_order(row, arrival.order)
    db.session.flush()
    _arrive(actor, now, row)
    for layer, answers in arrival.told.items():
        keep_answers(actor, now, row, layer, answers)
    enclose(actor, now, row, arrival.enclosed)
    return row.id


@use_case("intake.referral.add_subject", permission=None)
def add_subject(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, given: SubjectGiven
) -> None:
    """Say that it concerns somebody else too. Refuses who is already there, and nobody."""
    row = take(actor, referral_id, version)
    if not given.says_who:
        raise Invalid(f"text:{ReferralFault.WHO_MISSING}")
    person_id = _person(actor, now, given)
    if person_id is not None:
        _refuse_twice(row, person_id)
    move(actor, now, row, ReferralAction.ADD_SUBJECT, _taken_from_her(actor, now, row, person_id))
    _add(row, person_id, given, len(subjects_of(row)) + 1)
    db.session.flush()


@use_case("intake.referral.identify_subject", permission=None)
def identify_subject(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    subject_id: UUID,
    person_id: PersonId,
) -> None:
    """Say who the unidentified person is; what she was described by stays.

    Refuses somebody who is already among those it concerns.
    """
    row = take(actor, referral_id, version)
    person_row(actor, person_id)
    move(actor, now, row, ReferralAction.ADD_SUBJECT, _taken_from_her(actor, now, row, person_id))
    _refuse_twice(row, person_id)
    subject_of(row, subject_id).person_id = person_id


def _taken_from_her(
    actor: Viewer, now: datetime, row: Referral, person_id: PersonId | None
) -> Told | None:
    """Send it back to the supervisor where who has it may not be given this person."""
    if person_id is None or row.assignee_id is None or row.state not in IN_HAND:
        return None
    away = is_kept_away(actor, [row.assignee_id], [person_id], office_date(now))
    return Told(to=ReferralState.REASSIGN_ASKED) if away else None


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
    in_register: bool = False,
) -> None:
    """Note that who reported was told it arrived: that it is in hand, and nothing else.

    It has its row in the register of exits; `in_register` says that a letter of ours is that row.
    Refuses a day to come, and who did not say a name.
    """
    row = take(actor, referral_id, version)
    if on > office_date(now):
        raise Invalid(f"on:{ReferralFault.RECEIVED_IN_THE_FUTURE}")
    move(actor, now, row, ReferralAction.ACKNOWLEDGE, Told(code=how))
    row.acknowledged_how, row.acknowledged_on = how, on
    if not in_register:
        tell_receipt(actor, now, row, how, on)


@use_case("intake.referral.add_fact", permission=None)
def add_fact(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int | None, words: str
) -> None:
    """Add what became known later, also to something ended: whoever had it last is told."""
    row = take(actor, referral_id, version)
    if not words.strip():
        raise Invalid(f"words:{ReferralFault.STORY_MISSING}")
    move(actor, now, row, ReferralAction.NEW_FACT, Told(words=words))


def _check(arrival: Arrival, now: datetime) -> None:
    if not arrival.story.strip():
        raise Invalid(f"story:{ReferralFault.STORY_MISSING}")
    if not arrival.subjects or not all(given.says_who for given in arrival.subjects):
        raise Invalid(f"text:{ReferralFault.WHO_MISSING}")
    if arrival.received_at > now:
        raise Invalid(f"received_on:{ReferralFault.RECEIVED_IN_THE_FUTURE}")


def _written(actor: Viewer, now: datetime, arrival: Arrival, referral_id: ReferralId) -> Referral:
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="referral", now=now)
    year = office_date(arrival.received_at).year
    number = next_number(actor.organisation_id, "referral", str(year))
    return Referral(
        id=referral_id,
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        number=f"SEG-{year}-{number:04d}",
        kind=kind_of(arrival.source),
        state=ReferralState.RECEIVED,
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
        moved_at=now,
        registered_by_id=my_engagement(actor),
    )


def _person(actor: Viewer, now: datetime, given: SubjectGiven) -> PersonId | None:
    """Return who it is in the archive, registering who is new; None while nobody knows."""
    if given.new_person is not None:
        return register_person(
            actor=actor, now=now, details=given.new_person, is_another=given.is_another
        )
    return person_row(actor, given.person_id).id if given.person_id is not None else None


def _body(actor: Viewer, arrival: Arrival) -> BodyId | None:
    if arrival.referring_body_id is None:
        return None
    return body_row(actor, arrival.referring_body_id).id


def _arrive(actor: Viewer, now: datetime, row: Referral) -> None:
    """Take the first step: to the supervisor's table, or to the hands of who writes.

    What is about people she may not be given goes to the supervisor.
    """
    today = office_date(now)
    own = (
        row.channel == Channel.OWN_MOTION
        and actor.may(Permission.INTAKE_REFERRAL_WORK)
        and not is_kept_away(actor, actor.engagement_ids, people_named(row), today)
    )
    facts = facts_of(actor, row, today, from_school=_from_school(actor, row))
    wanted = ReferralState.ASSIGNED if own else ReferralState.RECEIVED
    step = REFERRAL.step(None, ReferralAction.REGISTER, facts, actor.may, to=wanted)
    record(actor, now, row, step, facts=facts, told=Told(at=row.received_at))
    if own:
        hand_to(row, my_engagement(actor), now)


def _from_school(actor: Viewer, row: Referral) -> bool:
    if row.referring_body_id is None:
        return False
    return body_row(actor, row.referring_body_id).kind is BodyKind.SCHOOL


def _add(row: Referral, person_id: PersonId | None, given: SubjectGiven, position: int) -> None:
    db.session.add(
        ReferralSubject(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            referral_id=row.id,
            position=position,
            person_id=person_id,
            described=given.described,
            thought_adult=given.thought_adult,
        )
    )


def _refuse_twice(row: Referral, person_id: PersonId) -> None:
    if person_id in {subject.person_id for subject in subjects_of(row)}:
        raise AlreadyASubject(f"text:{ReferralFault.ALREADY_A_SUBJECT}")
