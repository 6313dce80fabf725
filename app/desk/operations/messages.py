"""Taking a message, working it, answering it."""

from datetime import datetime

from app.accounts.policy import Permission
from app.audit.context import about
from app.catalogue.clocks import start_term, stop_terms
from app.catalogue.rules import Term
from app.db import db
from app.desk.models import Message, MessageStep, MessageTerm
from app.desk.procedure import MESSAGE
from app.desk.queries import messages as queries
from app.desk.rules.messages import Action, Kind, MessageFacts, MessageFault, State, Taken
from app.intake.queries import in_charge
from app.kernel.actor import Actor, BodyActor, Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import EngagementId, MessageId, PersonId
from app.kernel.workflow import Step
from app.people.matching import Description
from app.people.queries import person_row
from app.transaction.reading import consultation
from app.transaction.steps import step_columns
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_Step = Step[State, Action, MessageFacts]
ROOT = "message"
_URGENT = Term.MESSAGE_URGENT_UNREAD


@consultation("desk.message.consult", permission=Permission.DESK_MESSAGE_WORK, subject="message")
def consult_message(*, actor: Viewer, now: datetime, message_id: MessageId) -> queries.MessagePage:
    """Return a message, after the line of who read it; `NotFound` out of reach."""
    return queries.message_page(actor, message_id, now)


@use_case("desk.message.take", permission=Permission.DESK_MESSAGE_TAKE)
def take_message(*, actor: Viewer, now: datetime, taken: Taken) -> MessageId:
    """Write down who called, for a colleague or for whoever is on duty; return the message's id.

    Refuses (`Invalid`) a call of nobody on no number, and somebody who does not work here today.
    Who called about a person hidden from the taker reaches the one who follows her, silently.
    """
    _check(actor, now, taken)
    return _write(actor, now, taken, queries.silent_match(actor, taken) or taken.to)


@use_case("desk.message.tell_of_newcomer", permission=Permission.PEOPLE_PERSON_REGISTER)
def tell_of_newcomer(
    *, actor: Viewer, now: datetime, person_id: PersonId, typed: Description
) -> None:
    """Tell who follows a protected person that somebody like her was just registered.

    Who registered learns nothing: not from the page, not among the messages she took.
    """
    holder = queries.silent_double(actor, typed)
    if holder is not None:
        name = f"{typed.surname} {typed.given}".strip()
        newcomer = Taken(kind=Kind.NEWCOMER, person_id=person_id, caller=name)
        _write(actor, now, newcomer, holder)


@use_case("desk.message.ask_to_cover", permission=Permission.DESK_MESSAGE_TAKE)
def ask_to_cover(*, actor: Viewer, now: datetime, to: frozenset[EngagementId]) -> None:
    """Ask somebody to come to the desk in the place of who had to run; no reason is told."""
    cover = Taken(kind=Kind.COVER, caller=actor.name, urgent=True)
    for engagement_id in sorted(to):
        _write(actor, now, cover, engagement_id)


@use_case("desk.message.tell_of_minor", permission=Permission.DESK_MESSAGE_TAKE)
def tell_of_minor_alone(
    *, actor: Viewer, now: datetime, caller: str, person_id: PersonId | None = None
) -> None:
    """Tell who is in charge that a minor came without adults: it waits on her page for an answer.

    Nobody else hears of it by the program, the parents least of all; no word of the child is in it.
    Who is present today comes before who is away; without anybody in charge, who is on duty.
    """
    first = next(iter(in_charge(actor, office_date(now))), None)
    alone = Taken(
        to=first.engagement_id if first else None,
        kind=Kind.MINOR_ALONE,
        caller=caller,
        person_id=person_id,
        urgent=True,
    )
    _write(actor, now, alone, alone.to)


def _write(actor: Viewer, now: datetime, taken: Taken, recipient: EngagementId | None) -> MessageId:
    step = MESSAGE.step(None, Action.TAKE, MessageFacts(), actor.may)
    key = create_data_key(organisation_id=actor.organisation_id, root_kind=ROOT, now=now)
    message = Message(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        kind=taken.kind,
        state=step.to,
        addressed_to_id=taken.to,
        recipient_id=recipient,
        person_id=taken.person_id,
        caller=taken.caller,
        phone=taken.phone,
        when=taken.when,
        text=taken.text,
        may_leave=taken.may_leave,
        urgent=taken.urgent,
        tries=0,
        taken_by_id=actor.account_id,
        taken_by=actor.label,
        taken_at=now,
    )
    db.session.add(message)
    db.session.flush()
    about("message", message.id)
    _remember(actor, now, message, step)
    if taken.urgent:
        start_term(MessageTerm, {"message_id": message.id}, _URGENT, actor=actor, since=now)
    return message.id


@use_case("desk.message.read", permission=Permission.DESK_MESSAGE_WORK)
def read_message(*, actor: Viewer, now: datetime, message_id: MessageId, version: int) -> None:
    """Say that the message was read; one for whoever is on duty becomes the reader's."""
    message = queries.for_work(actor, actor.organisation_id, message_id, version)
    _step(actor, now, message, Action.READ, recipient_id=_taken_up(actor, message))


@use_case("desk.message.try_call", permission=Permission.DESK_MESSAGE_WORK)
def try_to_call(*, actor: Viewer, now: datetime, message_id: MessageId, version: int) -> None:
    """Note that somebody called back and nobody answered, at this hour."""
    message = queries.for_work(actor, actor.organisation_id, message_id, version)
    hers = _taken_up(actor, message)
    _step(actor, now, message, Action.TRY_CALL, tries=message.tries + 1, recipient_id=hers)


@use_case("desk.message.answer", permission=Permission.DESK_MESSAGE_WORK)
def answer_message(
    *, actor: Viewer, now: datetime, message_id: MessageId, version: int, answer: str = ""
) -> None:
    """Close the message: who called was answered, with a few words for whoever reads it later."""
    message = queries.for_work(actor, actor.organisation_id, message_id, version)
    hers = _taken_up(actor, message)
    _step(actor, now, message, Action.ANSWERED, answer=answer, closed_at=now, recipient_id=hers)


@use_case("desk.message.pass_on", permission=Permission.DESK_MESSAGE_WORK)
def pass_on(
    *,
    actor: Viewer,
    now: datetime,
    message_id: MessageId,
    version: int,
    to: EngagementId | None,
) -> None:
    """Give the message to another colleague, or to whoever is on duty: for her it is new.

    Refuses (`Invalid`) somebody who does not work here today.
    """
    _check_colleague(actor, now, to)
    message = queries.for_work(actor, actor.organisation_id, message_id, version)
    _step(actor, now, message, Action.PASS_ON, recipient_id=to, brought_forward_at=None)
    if message.urgent:
        start_term(MessageTerm, {"message_id": message.id}, _URGENT, actor=actor, since=now)


@use_case("desk.message.undo", permission=Permission.DESK_MESSAGE_WORK)
def undo_answer(*, actor: Viewer, now: datetime, message_id: MessageId, version: int) -> None:
    """Take back an answer of one's own, within ten minutes."""
    message = queries.for_work(actor, actor.organisation_id, message_id, version)
    _step(actor, now, message, Action.UNDO, closed_at=None)


@use_case("desk.message.close_booked", permission=Permission.DESK_MESSAGE_TAKE)
def close_booked(*, actor: Viewer, now: datetime, message_id: MessageId) -> None:
    """Close the message of somebody who waited for a place and now has one."""
    message = queries.for_booking(actor, message_id)
    _step(actor, now, message, Action.BOOKED, closed_at=now)


@use_case("desk.message.bring_forward", permission=Permission.DESK_MESSAGE_WORK)
def bring_forward(*, actor: BodyActor, now: datetime, message_id: MessageId) -> None:
    """Show an urgent message nobody read in time to her colleagues and to the person in charge.

    It never closes anything. Refuses what was read meanwhile.
    """
    message = queries.for_work(actor, actor.organisation_id, message_id, None)
    _step(actor, now, message, Action.BRING_FORWARD, brought_forward_at=now)


def _check(actor: Viewer, now: datetime, taken: Taken) -> None:
    if not (taken.caller or taken.phone or taken.person_id):
        raise Invalid(f"caller:{MessageFault.NOBODY_TO_CALL}")
    _check_colleague(actor, now, taken.to)
    if taken.person_id is not None:
        person_row(actor, taken.person_id)


def _check_colleague(actor: Viewer, now: datetime, to: EngagementId | None) -> None:
    if to is None:
        return
    if to not in {one.engagement_id for one in queries.may_receive(actor, now)}:
        raise Invalid(f"to:{MessageFault.NOT_A_COLLEAGUE}")


def _taken_up(actor: Viewer, message: Message) -> EngagementId | None:
    """Return whose it is now: what is for whoever is on duty belongs to who takes it up."""
    return message.recipient_id or min(actor.engagement_ids, default=None)


def _step(actor: Actor, now: datetime, message: Message, action: Action, **changes: object) -> None:
    """Take a step and write what changes with it, all in one version of the row."""
    about("message", message.id)
    facts = queries.facts(actor, message, now)
    step = MESSAGE.step(State(message.state), action, facts, actor.may)
    message.state = step.to
    for name, value in changes.items():
        setattr(message, name, value)
    _remember(actor, now, message, step)
    if step.to is not State.NEW:
        stop_terms(
            MessageTerm,
            {"organisation_id": message.organisation_id, "message_id": message.id},
            [_URGENT],
            at=now,
        )


def _remember(actor: Actor, now: datetime, message: Message, step: _Step) -> None:
    db.session.add(
        MessageStep(
            organisation_id=message.organisation_id,
            message_id=message.id,
            **step_columns(actor, now, step),
        )
    )
