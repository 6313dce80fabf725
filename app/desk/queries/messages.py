"""Messages: whose they are, what the taker is told, what the addressee reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, select

from app.accounts.models import Engagement
from app.accounts.policy import TABLE, Permission
from app.accounts.queries import Colleague, colleagues, names_of
from app.cases.queries import only_holder, protecting_holder, sealed_people
from app.db import db
from app.desk.models import Message, MessageStep, MessageTerm
from app.desk.procedure import MESSAGE
from app.desk.rules.messages import Action, Kind, MessageFacts, State, Taken
from app.kernel.actor import Actor, Reach, Reader, Viewer
from app.kernel.clock import office_date
from app.kernel.references import (
    EngagementId,
    MessageId,
    OrganisationId,
    PersonId,
)
from app.kernel.workflow import Offer
from app.people.matching import Description
from app.people.queries import anybody_answering, hidden_doubles, may_be_named, person_row
from app.people.rules import MayLeaveMessage
from app.transaction.loading import found, locked
from app.vault.queries import prefetch

_WORK = Permission.DESK_MESSAGE_WORK
WORKING_ROLES = tuple(role for role, rights in TABLE.items() if _WORK in rights)
MOST_CALL_BACKS = 20


@dataclass(frozen=True, kw_only=True)
class MessageRow:
    """One message in the list of who may work it."""

    id: MessageId
    kind: Kind
    state: State
    urgent: bool
    brought_forward: bool
    caller: str
    phone: str
    when: str
    tries: int
    taken_at: datetime
    taken_by: str
    recipient: str  # empty: who is on duty
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class TakenRow:
    """What the taker is told of her own: that it was delivered. Never by whom it is worked."""

    id: MessageId
    kind: Kind
    caller: str
    addressed_to: str
    urgent: bool
    taken_at: datetime


@dataclass(frozen=True, kw_only=True)
class CallBackRow:
    """Somebody who waits to be called for a place, as the booking desk reads her: no words."""

    id: MessageId
    caller: str
    phone: str
    when: str
    may_leave: MayLeaveMessage
    taken_at: datetime
    taken_by: str


@dataclass(frozen=True)
class StepLine:
    """One thing done with a message."""

    action: Action
    at: datetime
    who: str


@dataclass(frozen=True, kw_only=True)
class MessagePage:
    """Everything who works a message reads, with what may be done now."""

    row: MessageRow
    version: int
    may_leave: MayLeaveMessage
    text: str
    answer: str
    person_id: PersonId | None
    person_name: str
    steps: tuple[StepLine, ...]
    offers: tuple[Offer[State, Action], ...]


def visible_to(viewer: Actor, organisation_id: OrganisationId) -> ColumnElement[bool]:
    """Return the criterion of the messages this viewer may work.

    Hers, those for whoever is on duty if she receives people, those of her team that waited too
    long; the person in charge sees all. What is about somebody protected is of who may see her:
    also what was taken for others before the seal comes to who follows her.
    """
    reach = viewer.reach(_WORK)
    if reach is Reach.NONE:
        return false()
    seen = and_(Message.organisation_id == organisation_id, may_be_named(viewer, Message.person_id))
    if reach is Reach.ORGANISATION or not isinstance(viewer, Viewer):
        return seen
    hers: list[ColumnElement[bool]] = [Message.recipient_id.in_(viewer.engagement_ids)]
    hers.append(Message.person_id.in_(sealed_people(viewer)))
    if viewer.may(Permission.APPOINTMENTS_APPOINTMENT_ATTEND):
        hers.append(Message.recipient_id.is_(None))
    hers.append(
        Message.brought_forward_at.is_not(None)
        & Message.recipient_id.in_(
            select(Engagement.id).where(
                Engagement.organisation_id == organisation_id,
                Engagement.team_id.in_(viewer.team_ids),
            )
        )
    )
    return and_(seen, or_(*hers))


def messages(
    viewer: Viewer, *, closed: bool = False, offset: int = 0, limit: int = 51
) -> list[MessageRow]:
    """Return the messages the viewer may work, urgent and oldest first; closed, the latest."""
    state = Message.state == State.CLOSED if closed else Message.state != State.CLOSED
    order = (
        [Message.closed_at.desc()] if closed else [Message.urgent.desc(), Message.taken_at.asc()]
    )
    found = db.session.scalars(
        select(Message)
        .where(visible_to(viewer, viewer.organisation_id), state)
        .order_by(*order, Message.id)
        .offset(offset)
        .limit(limit)
    ).all()
    return _rows(viewer, found)


def messages_about(viewer: Viewer, person_id: PersonId, limit: int = 5) -> list[MessageRow]:
    """Return the open messages about one person that the viewer may work, the latest first."""
    found = db.session.scalars(
        select(Message)
        .where(
            visible_to(viewer, viewer.organisation_id),
            Message.person_id == person_id,
            Message.state != State.CLOSED,
        )
        .order_by(Message.taken_at.desc())
        .limit(limit)
    ).all()
    return _rows(viewer, found)


def taken_by(viewer: Viewer, *, offset: int = 0, limit: int = 51) -> list[TakenRow]:
    """Return the messages the viewer took herself, the latest first: what she wrote, no answer."""
    found = db.session.scalars(
        select(Message)
        .where(
            Message.organisation_id == viewer.organisation_id,
            Message.taken_by_id == viewer.account_id,
            Message.kind.not_in((Kind.NEWCOMER, Kind.COVER)),
            may_be_named(viewer, Message.person_id),
        )
        .order_by(Message.taken_at.desc(), Message.id)
        .offset(offset)
        .limit(limit)
    ).all()
    _open_keys(viewer, found)
    names = names_of(viewer, {row.addressed_to_id for row in found if row.addressed_to_id})
    return [
        TakenRow(
            id=row.id,
            kind=Kind(row.kind),
            caller=row.caller or "",
            addressed_to=names[row.addressed_to_id] if row.addressed_to_id else "",
            urgent=row.urgent,
            taken_at=row.taken_at,
        )
        for row in found
    ]


def call_backs(viewer: Viewer) -> list[CallBackRow]:
    """Return who waits to be called for a place, the oldest first, for whoever books."""
    found = db.session.scalars(
        select(Message)
        .where(waiting_for_a_place(viewer))
        .order_by(Message.taken_at)
        .limit(MOST_CALL_BACKS)
    ).all()
    _open_keys(viewer, found)
    return [_call_back(row) for row in found]


def call_back(viewer: Viewer, message_id: MessageId) -> CallBackRow:
    """Return one of those who wait for a place; `NotFound` when she no longer does."""
    waiting = waiting_for_a_place(viewer)
    return _call_back(found(select(Message).where(waiting, Message.id == message_id)))


def message_page(viewer: Viewer, message_id: MessageId, now: datetime) -> MessagePage:
    """Return a message with its steps and what may be done; `NotFound` out of reach."""
    message = _one(viewer, message_id)
    steps = db.session.scalars(
        select(MessageStep)
        .where(
            MessageStep.organisation_id == viewer.organisation_id,
            MessageStep.message_id == message_id,
        )
        .order_by(MessageStep.at, MessageStep.id)
    ).all()
    name = person_row(viewer, message.person_id).name if message.person_id else ""
    return MessagePage(
        row=_rows(viewer, [message])[0],
        version=message.version,
        may_leave=MayLeaveMessage(message.may_leave),
        text=message.text or "",
        answer=message.answer or "",
        person_id=message.person_id,
        person_name=name,
        steps=tuple(StepLine(Action(row.action), row.at, row.actor_label) for row in steps),
        offers=MESSAGE.offers(State(message.state), facts(viewer, message, now), viewer.may),
    )


def facts(viewer: Actor, message: Message, now: datetime) -> MessageFacts:
    """Return what the procedure looks at."""
    me = viewer.account_id if isinstance(viewer, Viewer) else None
    closed_by = None
    if message.closed_at is not None:
        closed_by = db.session.scalar(
            select(MessageStep.actor_id)
            .where(
                MessageStep.organisation_id == message.organisation_id,
                MessageStep.message_id == message.id,
                MessageStep.to_state == State.CLOSED,
            )
            .order_by(MessageStep.at.desc())
            .limit(1)
        )
    return MessageFacts(
        kind=Kind(message.kind),
        urgent=message.urgent,
        brought_forward=message.brought_forward_at is not None,
        closed_at=message.closed_at,
        closed_by_me=closed_by is not None and closed_by == me,
        now=now,
    )


def for_work(
    actor: Actor, organisation_id: OrganisationId, message_id: MessageId, version: int | None
) -> Message:
    """Return the message to be worked; `NotFound` out of reach, `Conflict` if it changed."""
    return _locked(visible_to(actor, organisation_id), message_id, version)


def for_booking(actor: Viewer, message_id: MessageId) -> Message:
    """Return who waits for a place, to be answered by whoever booked it; `NotFound` otherwise."""
    return _locked(waiting_for_a_place(actor), message_id, None)


def may_receive(viewer: Viewer, now: datetime) -> list[Colleague]:
    """Return the colleagues a message may be for, by name."""
    return colleagues(viewer, office_date(now), *WORKING_ROLES)


def overdue(now: datetime) -> Sequence[tuple[OrganisationId, MessageId]]:
    """Return the urgent messages nobody read in time. Unscoped: the program looks in every body."""
    rows = db.session.execute(
        select(MessageTerm.organisation_id, MessageTerm.message_id)
        .join(
            Message,
            (Message.organisation_id == MessageTerm.organisation_id)
            & (Message.id == MessageTerm.message_id),
        )
        .where(
            MessageTerm.met_at.is_(None),
            MessageTerm.due_at <= now,
            Message.brought_forward_at.is_(None),
            Message.state == State.NEW,
        )
        .order_by(MessageTerm.due_at)
    )
    return [(body, message_id) for body, message_id in rows]


def silent_match(viewer: Viewer, taken: Taken) -> EngagementId | None:
    """Return who follows the caller under seal: what is for whoever is on duty goes to her.

    Of information not given, who follows the one it was asked about, sealed or not.

    The caller is the person chosen, or who answers to the number or to the whole name typed (a
    surname alone is many people). The viewer's screen never depends on the answer; a message to a
    colleague goes where it says.
    """
    if taken.to is not None:
        return None
    callers = {taken.person_id} if taken.person_id else set()
    if taken.kind is Kind.INFORMATION_REFUSED:
        if not callers and " " in taken.about:
            callers = anybody_answering(viewer.organisation_id, taken.about)
        held = protecting_holder(viewer.organisation_id, callers)
        return held or only_holder(viewer.organisation_id, callers)
    whole_name = taken.caller if " " in taken.caller else ""
    for typed in filter(None, (taken.phone, whole_name)):
        callers |= anybody_answering(viewer.organisation_id, typed)
    return protecting_holder(viewer.organisation_id, callers)


def silent_double(viewer: Viewer, typed: Description) -> EngagementId | None:
    """Return who follows the protected person whom somebody just registered looks like, if any.

    The viewer's screen never depends on the answer.
    """
    return protecting_holder(viewer.organisation_id, hidden_doubles(viewer, typed))


def waiting_for_a_place(viewer: Reader) -> ColumnElement[bool]:
    """Return the criterion of who waits to be called for a place, for whoever books."""
    if not viewer.may(Permission.APPOINTMENTS_APPOINTMENT_BOOK):
        return false()
    return and_(
        Message.organisation_id == viewer.organisation_id,
        Message.kind == Kind.CALL_BACK,
        Message.state != State.CLOSED,
        may_be_named(viewer, Message.person_id),
    )


def _one(viewer: Viewer, message_id: MessageId) -> Message:
    reach = visible_to(viewer, viewer.organisation_id)
    return found(select(Message).where(reach, Message.id == message_id))


def _locked(criterion: ColumnElement[bool], message_id: MessageId, version: int | None) -> Message:
    return locked(select(Message).where(criterion, Message.id == message_id), version)


def _open_keys(viewer: Viewer, found: Sequence[Message]) -> None:
    prefetch(viewer.organisation_id, {row.data_key_id for row in found})


def _rows(viewer: Viewer, found: Sequence[Message]) -> list[MessageRow]:
    """Make rows with two queries more, however many they are."""
    _open_keys(viewer, found)
    names = names_of(viewer, {row.recipient_id for row in found if row.recipient_id})
    return [
        MessageRow(
            id=row.id,
            kind=Kind(row.kind),
            state=State(row.state),
            urgent=row.urgent,
            brought_forward=row.brought_forward_at is not None,
            caller=row.caller or row.phone or "",
            phone=row.phone or "",
            when=row.when or "",
            tries=row.tries,
            taken_at=row.taken_at,
            taken_by=row.taken_by,
            recipient=names[row.recipient_id] if row.recipient_id else "",
            is_mine=row.recipient_id in viewer.engagement_ids,
        )
        for row in found
    ]


def _call_back(row: Message) -> CallBackRow:
    return CallBackRow(
        id=row.id,
        caller=row.caller or "",
        phone=row.phone or "",
        when=row.when or "",
        may_leave=MayLeaveMessage(row.may_leave),
        taken_at=row.taken_at,
        taken_by=row.taken_by,
    )
