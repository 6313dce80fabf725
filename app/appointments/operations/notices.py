"""What leaves by itself about an appointment: a reminder, and that we called it off or moved it.

Always inside somebody's use case: what is queued stands or falls with what it tells. Only for who
asked for it; never for somebody who is protected, and nobody is told why not.
"""

from datetime import datetime

from app.accounts.policy import Permission
from app.appointments import queries
from app.appointments.models import Appointment
from app.appointments.queries.notices import office_phone, place_words
from app.appointments.rules.notices import SUBJECT, ReminderFault, reminded_at
from app.audit.context import about
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import AppointmentId, NoticeId, PersonId
from app.notifications import operations as outbox
from app.notifications.queries import notices_about
from app.notifications.rules import Language, NewNotice, NoticeKind
from app.notifications.wording import title, words
from app.organisations.queries import closed_days
from app.people.queries import may_be_written_to, ways_of_message
from app.transaction.use_case import use_case

_RECEIVE = Permission.APPOINTMENTS_APPOINTMENT_RECEIVE


def refuse_without_way(actor: Viewer, person_id: PersonId, phone: str) -> None:
    """Refuse a reminder that could not be left anywhere, where one may be sent at all."""
    if not may_be_written_to(actor.organisation_id, [person_id]):
        return
    if person_id not in ways_of_message(actor.organisation_id, [person_id], phone):
        raise Invalid(f"remind:{ReminderFault.NO_NUMBER_FOR_REMINDER}")


def promise(actor: Viewer, now: datetime, row: Appointment) -> None:
    """Queue the reminder of what is booked; nothing when its day is nearer than that."""
    today = office_date(now)
    days = queries.reminder_days(row.organisation_id, today)
    at = reminded_at(row.local_date, closed_days(actor, today), days)
    if days and at > now:
        _queue(actor, now, row, NoticeKind.REMINDER, at)


def tell_at_once(actor: Viewer, now: datetime, row: Appointment, kind: NoticeKind) -> None:
    """Queue now what the person must know because of us."""
    if row.starts_at > now:
        _queue(actor, now, row, kind, now)


def take_back(row: Appointment) -> None:
    """Withdraw what has not left yet about an appointment."""
    if row.remind:
        outbox.withdraw(organisation_id=row.organisation_id, kind=SUBJECT, subject_id=row.id)


def silence_reminders(*, actor: Viewer, now: datetime, person_id: PersonId) -> None:
    """Withdraw, inside the use case under way, what was still to be said to somebody who died.

    Her appointments stay, for who calls them off.
    """
    for row in queries.to_come_of(actor.organisation_id, person_id, now):
        take_back(row)


def _queue(
    actor: Viewer, now: datetime, row: Appointment, kind: NoticeKind, due_at: datetime
) -> None:
    if not row.remind or row.person_id is None:
        return
    body = row.organisation_id
    if not may_be_written_to(body, [row.person_id]):
        return
    way = ways_of_message(body, [row.person_id], row.phone).get(row.person_id)
    if way is None:
        return
    language = Language(row.notice_language)
    outbox.enqueue(
        organisation_id=body,
        now=now,
        notice=NewNotice(
            effect=f"{kind}:{row.id}:{row.version}",
            subject_kind=SUBJECT,
            subject_id=row.id,
            channel=way.channel,
            recipient=way.recipient,
            title=title(language),
            text=words(
                kind,
                language,
                day=row.local_date,
                minute=row.local_minute,
                place=place_words(actor, row.site_id),
                phone=office_phone(actor),
            ),
            due_at=due_at,
            useful_until=row.starts_at,
            language=language,
        ),
    )


@use_case("appointments.notice.resend", permission=_RECEIVE)
def resend_notice(
    *, actor: Viewer, now: datetime, appointment_id: AppointmentId, notice_id: NoticeId
) -> None:
    """Send again a notice of an appointment that did not leave, or may not have.

    Refuses as `notifications.notice.resend`; `NotFound` for a notice of something else.
    """
    _reached(actor, now, appointment_id, notice_id)
    outbox.send_again(actor, now, notice_id)


@use_case("appointments.notice.cancel", permission=_RECEIVE)
def cancel_notice(
    *, actor: Viewer, now: datetime, appointment_id: AppointmentId, notice_id: NoticeId
) -> None:
    """Let a notice of an appointment go. Refuses as `appointments.notice.resend`."""
    _reached(actor, now, appointment_id, notice_id)
    outbox.let_go(actor, notice_id)


def _reached(
    actor: Viewer, now: datetime, appointment_id: AppointmentId, notice_id: NoticeId
) -> None:
    row = queries.load(actor, appointment_id, office_date(now))
    about(SUBJECT, row.id)
    if notice_id not in {one.id for one in notices_about(actor, SUBJECT, [row.id])}:
        raise NotFound
