"""An appointment, from the hour kept for three minutes to how it ended."""

from app.accounts.policy import Permission
from app.appointments.rules import (
    FINAL,
    GOING_ON,
    WAITED_FOR,
    AppointmentAction,
    AppointmentFacts,
    AppointmentState,
    a_day_before,
    given_here,
    has_started,
    in_time,
    is_today,
    nobody_near,
    not_told_yet,
    person_free,
    person_known,
    place_free,
    quarter_hour_passed,
    quota_left,
    received_then,
    same_person_or_supervisor,
)
from app.catalogue.rules import Term
from app.kernel.workflow import Procedure, Row, Source, Target

_BOOK, _RECEIVE = (
    Permission.APPOINTMENTS_APPOINTMENT_BOOK,
    Permission.APPOINTMENTS_APPOINTMENT_RECEIVE,
)
_ATTEND, _CANCEL = (
    Permission.APPOINTMENTS_APPOINTMENT_ATTEND,
    Permission.APPOINTMENTS_APPOINTMENT_CANCEL,
)
_S, _A = AppointmentState, AppointmentAction
_WHEN_BOOKED = (
    person_known,
    person_free,
    nobody_near,
    given_here,
    in_time,
    place_free,
    quota_left,
)
_TELL = (Term.CANCELLED_TO_TELL,)

APPOINTMENT: Procedure[AppointmentState, AppointmentAction, AppointmentFacts] = Procedure(
    name="appointment",
    states=AppointmentState,
    actions=AppointmentAction,
    final=FINAL,
    rows=(
        Row(
            action=_A.HOLD,
            sources=Source.NOTHING,
            to=_S.HELD,
            who=_BOOK,
            refuse=(given_here, in_time, place_free, quota_left),
            note="Three minutes.",
        ),
        Row(action=_A.EXPIRE, sources={_S.HELD}, to=_S.EXPIRED, who=_BOOK, system=True),
        Row(
            action=_A.RELEASE,
            sources={_S.HELD},
            to=_S.EXPIRED,
            who=_BOOK,
            causes="place_given_back",
            note="Another place is chosen, or none.",
        ),
        Row(
            action=_A.BOOK,
            sources=Source.NOTHING,
            to=_S.BOOKED,
            who=_BOOK,
            refuse=_WHEN_BOOKED,
        ),
        Row(
            action=_A.BOOK,
            sources={_S.HELD},
            to=_S.BOOKED,
            who=_BOOK,
            refuse=_WHEN_BOOKED,
        ),
        Row(action=_A.CONFIRM, sources={_S.BOOKED}, to=_S.CONFIRMED, who=_BOOK),
        Row(
            action=_A.ARRIVE,
            sources=WAITED_FOR,
            to=_S.ARRIVED,
            who=_RECEIVE,
            warn=(is_today,),
        ),
        Row(
            action=_A.START,
            sources={*WAITED_FOR, _S.ARRIVED},
            to=_S.IN_PROGRESS,
            who=_ATTEND,
        ),
        Row(
            action=_A.ATTEND,
            sources=GOING_ON,
            to=_S.ATTENDED,
            who=_ATTEND,
            refuse=(has_started,),
            causes="work_group_deleted",
        ),
        Row(
            action=_A.NO_SHOW,
            sources=WAITED_FOR,
            to=_S.NO_SHOW,
            who=_RECEIVE,
            refuse=(quarter_hour_passed,),
            causes="place_given_back",
            undo=10,
        ),
        Row(
            action=_A.CANCEL_BY_PERSON,
            sources=WAITED_FOR,
            to=_S.CANCELLED_PERSON,
            who=_BOOK,
            warn=(a_day_before,),
            causes="place_given_back",
            undo=10,
        ),
        Row(
            action=_A.CANCEL_BY_OFFICE,
            sources=WAITED_FOR,
            to=_S.CANCELLED_OFFICE,
            who=_CANCEL,
            starts=_TELL,
            causes="place_given_back",
            undo=10,
        ),
        Row(
            action=_A.TOLD_PERSON,
            sources={_S.CANCELLED_OFFICE},
            to=Target.SAME,
            who=_RECEIVE,
            refuse=(not_told_yet,),
            stops=_TELL,
        ),
        Row(
            action=_A.FAIL_BY_OFFICE,
            sources={_S.ARRIVED, _S.IN_PROGRESS},
            to=_S.NOT_HELD,
            who=_ATTEND,
            causes="recovery_proposed",
        ),
        Row(
            action=_A.MOVE,
            sources=WAITED_FOR,
            to=_S.MOVED,
            who=_BOOK,
            causes="new_appointment",
            undo=10,
        ),
        Row(
            action=_A.RESTORE,
            sources={_S.CANCELLED_PERSON, _S.CANCELLED_OFFICE, _S.MOVED, _S.NO_SHOW},
            to=_S.BOOKED,
            who=_RECEIVE,
            refuse=(
                same_person_or_supervisor,
                person_free,
                nobody_near,
                received_then,
                place_free,
            ),
            stops=_TELL,
        ),
    ),
)
