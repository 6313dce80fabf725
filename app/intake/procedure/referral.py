"""From arrival to outcome: procedure 3.3 of the office, row by row.

Each of the people concerned has an outcome of her own; the whole is final when all have one.
"""

from enum import StrEnum

from app.accounts.policy import Permission
from app.intake.procedure.clocks import Clock
from app.intake.procedure.conditions import (
    all_adult,
    asked_for_oneself,
    assignee_present,
    basis_given,
    case_is_open,
    concerns_a_minor,
    consents_known,
    given_by_me,
    given_lately,
    has_four_answers,
    is_mine,
    is_urgent,
    linked_unread,
    may_follow,
    no_minor_at_risk,
    nobody_follows,
    nothing_since,
    protection_assured,
    reader_named,
    real_contact,
    registered_or_in_charge,
    second_reader_differs,
    somebody_follows,
    somebody_to_tell,
    something_to_follow,
)
from app.intake.rules import ReferralFacts
from app.kernel.workflow import Procedure, Row, Source, Target


class ReferralState(StrEnum):
    """Where a request or a report stands."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    REASSIGN_ASKED = "reassign_asked"
    IN_EVALUATION = "in_evaluation"
    AWAITING_PERSON = "awaiting_person"
    AWAITING_BODY = "awaiting_body"
    TRANSFER_PROPOSED = "transfer_proposed"
    PROPOSED_CLOSURE = "proposed_closure"
    TAKEN_CHARGE = "taken_charge"
    LINKED = "linked"
    TRANSFERRED = "transferred"
    SIGNPOSTED = "signposted"
    ARCHIVED = "archived"
    NOT_COMPETENT = "not_competent"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    PRACTICE_OPENED = "practice_opened"


class ReferralAction(StrEnum):
    """What may be done with it."""

    REGISTER = "register"
    ASSIGN = "assign"
    UNDO_ASSIGN = "undo_assign"
    TAKE_URGENT = "take_urgent"
    FIRST_CONTACT = "first_contact"
    LOG_ATTEMPT = "log_attempt"
    START_EVALUATION = "start_evaluation"
    JUDGE_COMPETENCE = "judge_competence"
    JUDGE_RISK = "judge_risk"
    NOTE_CONSENT = "note_consent"
    CHOOSE_PATH = "choose_path"
    TAKE_CHARGE = "take_charge"
    LINK_TO_CASE = "link_to_case"
    READ_LINKED = "read_linked"
    SETTLE_SUBJECT = "settle_subject"
    SEND_TO_COURT = "send_to_court"
    TRANSFER_BODY = "transfer_body"
    TRANSFER_ACCEPTED = "transfer_accepted"
    TRANSFER_REFUSED = "transfer_refused"
    TRANSFER_TAKEN_BACK = "transfer_taken_back"
    OPEN_PRACTICE = "open_practice"
    PROPOSE_SIGNPOST = "propose_signpost"
    PROPOSE_NOT_COMPETENT = "propose_not_competent"
    PROPOSE_ARCHIVE = "propose_archive"
    ARCHIVE_ADULT = "archive_adult"
    NAME_READER = "name_reader"
    AGREE_CLOSURE = "agree_closure"
    DISAGREE_CLOSURE = "disagree_closure"
    SUSPEND_WAITING = "suspend_waiting"
    RESUME = "resume"
    GIVE_BACK = "give_back"
    FLAG_URGENCY = "flag_urgency"
    ACKNOWLEDGE = "acknowledge"
    ADD_PROTOCOL = "add_protocol"
    ADD_FILE = "add_file"
    REMOVE_FILE = "remove_file"
    ADD_SUBJECT = "add_subject"
    ANSWER_QUESTIONS = "answer_questions"
    TELL_CONTEXT = "tell_context"
    NEW_FACT = "new_fact"
    FOLLOW_UP = "follow_up"
    MARK_DUPLICATE = "mark_duplicate"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


S, A, C, P = ReferralState, ReferralAction, Clock, Permission
UNDO_MINUTES = 10  # in which an assignment is taken back by who gave it
UNASSIGNED = (S.RECEIVED, S.REASSIGN_ASKED)
WORKED = (S.ASSIGNED, S.IN_EVALUATION)
_UNDER_WAY = (*UNASSIGNED, *WORKED)
_AWAITING = (S.AWAITING_PERSON, S.AWAITING_BODY)
IN_HAND = (*WORKED, *_AWAITING)
# The clocks of the work itself: whatever ends it stops them.
_WORK = (C.FIRST_EVALUATION, C.REASSIGN, C.FIRST_CONTACT, C.DECISION)
# The sequels of something done: they wait for a line of what came of it.
SEQUELS = (C.NEW_FACT, C.SIGNPOST_CHECK, C.COURT_FOLLOWUP)
ReferralRow = Row[ReferralState, ReferralAction, ReferralFacts]


def _same(action: ReferralAction, who: Permission, **more: object) -> ReferralRow:
    return Row(action=action, sources=Source.OPEN, to=Target.SAME, who=who, **more)  # type: ignore[arg-type]


def _always(action: ReferralAction, who: Permission, **more: object) -> ReferralRow:
    return Row(action=action, sources=Source.ANY, to=Target.SAME, who=who, **more)  # type: ignore[arg-type]


_ARRIVAL: tuple[ReferralRow, ...] = (
    Row(
        action=A.REGISTER, sources=Source.NOTHING, to=S.RECEIVED, who=P.INTAKE_REFERRAL_REGISTER,
        refuse=(has_four_answers,),
        starts=(C.FIRST_EVALUATION, C.ACKNOWLEDGEMENT, C.FIRST_CONTACT),
    ),
    Row(
        action=A.REGISTER, sources=Source.NOTHING, to=S.ASSIGNED, who=P.INTAKE_REFERRAL_WORK,
        refuse=(has_four_answers,), starts=(C.FIRST_CONTACT, C.DECISION),
        note="on the office's own motion",
    ),
    _same(A.ADD_PROTOCOL, P.INTAKE_REFERRAL_REGISTER),
    _always(A.ADD_FILE, P.INTAKE_REFERRAL_REGISTER),
    _always(
        A.REMOVE_FILE, P.INTAKE_REFERRAL_REGISTER,
        refuse=(registered_or_in_charge,), needs_reason=True,
    ),
    _same(A.ADD_SUBJECT, P.INTAKE_REFERRAL_REGISTER),
    Row(
        action=A.ADD_SUBJECT, sources=IN_HAND, to=S.REASSIGN_ASKED,
        who=P.INTAKE_REFERRAL_REGISTER, starts=(C.REASSIGN,),
        note="who has it may not be given whom it turns out to concern",
    ),
    _same(A.ANSWER_QUESTIONS, P.INTAKE_REFERRAL_REGISTER),
    _same(A.TELL_CONTEXT, P.INTAKE_REFERRAL_REGISTER),
    _always(
        A.ACKNOWLEDGE, P.INTAKE_REFERRAL_REGISTER,
        refuse=(somebody_to_tell,), stops=(C.ACKNOWLEDGEMENT,),
    ),
    _same(A.FLAG_URGENCY, P.INTAKE_REFERRAL_WORK, starts=(C.FIRST_CONTACT,)),
)  # fmt: skip
_ASSIGNMENT = (
    Row(
        action=A.ASSIGN, sources=UNASSIGNED, to=S.ASSIGNED, who=P.INTAKE_REFERRAL_ASSIGN,
        warn=(assignee_present,), starts=(C.DECISION,), stops=(C.FIRST_EVALUATION, C.REASSIGN),
        undo=UNDO_MINUTES,
    ),
    *(
        Row(
            action=A.UNDO_ASSIGN, sources=(S.ASSIGNED,), to=back, who=P.INTAKE_REFERRAL_ASSIGN,
            refuse=(given_by_me, given_lately, nothing_since), note="the clocks run as before",
        )
        for back in UNASSIGNED
    ),
    Row(
        action=A.ASSIGN, sources=(*WORKED, *_AWAITING), to=Target.SAME,
        who=P.INTAKE_REFERRAL_ASSIGN, warn=(assignee_present,), note="to another worker",
    ),
    Row(
        action=A.TAKE_URGENT, sources=UNASSIGNED, to=S.ASSIGNED, who=P.INTAKE_REFERRAL_WORK,
        refuse=(is_urgent, may_follow), starts=(C.DECISION,),
        stops=(C.FIRST_EVALUATION, C.REASSIGN),
    ),
    Row(
        action=A.GIVE_BACK, sources=(S.ASSIGNED,), to=S.REASSIGN_ASKED,
        who=P.INTAKE_REFERRAL_WORK, refuse=(is_mine,), starts=(C.REASSIGN,),
    ),
)  # fmt: skip
_EVALUATION: tuple[ReferralRow, ...] = (
    Row(
        action=A.FIRST_CONTACT, sources=WORKED, to=S.IN_EVALUATION, who=P.INTAKE_REFERRAL_WORK,
        refuse=(real_contact,), stops=(C.FIRST_CONTACT,),
    ),
    _same(A.LOG_ATTEMPT, P.INTAKE_REFERRAL_WORK),
    Row(
        action=A.START_EVALUATION, sources=(S.ASSIGNED,), to=S.IN_EVALUATION,
        who=P.INTAKE_REFERRAL_WORK,
    ),
    Row(
        action=A.SUSPEND_WAITING, sources=(S.IN_EVALUATION,), to=S.AWAITING_PERSON,
        who=P.INTAKE_REFERRAL_WORK,
    ),
    Row(
        action=A.SUSPEND_WAITING, sources=(S.IN_EVALUATION,), to=S.AWAITING_BODY,
        who=P.INTAKE_REFERRAL_WORK,
    ),
    Row(action=A.RESUME, sources=_AWAITING, to=S.IN_EVALUATION, who=P.INTAKE_REFERRAL_WORK),
    _same(A.JUDGE_COMPETENCE, P.INTAKE_REFERRAL_WORK),
    _same(A.JUDGE_RISK, P.INTAKE_REFERRAL_WORK),
    _same(A.NOTE_CONSENT, P.INTAKE_REFERRAL_WORK),
    _always(A.CHOOSE_PATH, P.INTAKE_REFERRAL_WORK),
    _always(A.SEND_TO_COURT, P.INTAKE_REFERRAL_WORK, starts=(C.COURT_FOLLOWUP,)),
)  # fmt: skip
_OUTCOME: tuple[ReferralRow, ...] = (
    _same(A.SETTLE_SUBJECT, P.INTAKE_REFERRAL_DECIDE),
    Row(
        action=A.TAKE_CHARGE, sources=WORKED, to=S.TAKEN_CHARGE, who=P.INTAKE_REFERRAL_DECIDE,
        refuse=(basis_given,), warn=(consents_known,), stops=_WORK, causes="opens_a_case",
    ),
    Row(
        action=A.LINK_TO_CASE, sources=_UNDER_WAY, to=S.LINKED, who=P.INTAKE_REFERRAL_DECIDE,
        refuse=(case_is_open, somebody_follows), starts=(C.LINKED_READ,), stops=_WORK,
        causes="tells_the_holder",
    ),
    Row(
        action=A.LINK_TO_CASE, sources=_UNDER_WAY, to=S.PROPOSED_CLOSURE,
        who=P.INTAKE_REFERRAL_DECIDE, refuse=(case_is_open, nobody_follows),
        starts=(C.SECOND_READING,),
    ),
    _always(
        A.READ_LINKED, P.INTAKE_REFERRAL_READ, refuse=(linked_unread,), stops=(C.LINKED_READ,)
    ),
    Row(
        action=A.TRANSFER_BODY, sources=WORKED, to=S.TRANSFER_PROPOSED,
        who=P.INTAKE_REFERRAL_DECIDE, refuse=(protection_assured,), starts=(C.TRANSFER_ANSWER,),
    ),
    Row(
        action=A.TRANSFER_ACCEPTED, sources=(S.TRANSFER_PROPOSED,), to=S.TRANSFERRED,
        who=P.INTAKE_REFERRAL_REGISTER, stops=(C.TRANSFER_ANSWER, *_WORK),
    ),
    Row(
        action=A.TRANSFER_REFUSED, sources=(S.TRANSFER_PROPOSED,), to=S.IN_EVALUATION,
        who=P.INTAKE_REFERRAL_REGISTER, needs_reason=True, stops=(C.TRANSFER_ANSWER,),
    ),
    Row(
        action=A.TRANSFER_TAKEN_BACK, sources=(S.TRANSFER_PROPOSED,), to=S.IN_EVALUATION,
        who=P.INTAKE_REFERRAL_DECIDE, needs_reason=True, stops=(C.TRANSFER_ANSWER,),
    ),
    Row(
        action=A.OPEN_PRACTICE, sources=WORKED, to=S.PROPOSED_CLOSURE,
        who=P.INTAKE_REFERRAL_DECIDE, refuse=(concerns_a_minor,), starts=(C.SECOND_READING,),
        causes="opens_a_practice",
    ),
    Row(
        action=A.OPEN_PRACTICE, sources=WORKED, to=S.PRACTICE_OPENED,
        who=P.INTAKE_REFERRAL_DECIDE, refuse=(all_adult,), stops=_WORK,
        causes="opens_a_practice",
    ),
    Row(
        action=A.PROPOSE_SIGNPOST, sources=WORKED, to=S.PROPOSED_CLOSURE,
        who=P.INTAKE_REFERRAL_DECIDE, refuse=(concerns_a_minor,), starts=(C.SECOND_READING,),
    ),
    Row(
        action=A.PROPOSE_SIGNPOST, sources=WORKED, to=S.SIGNPOSTED,
        who=P.INTAKE_REFERRAL_DECIDE, refuse=(all_adult,), starts=(C.SIGNPOST_CHECK,),
        stops=_WORK,
    ),
    Row(
        action=A.PROPOSE_NOT_COMPETENT, sources=WORKED, to=S.PROPOSED_CLOSURE,
        who=P.INTAKE_REFERRAL_DECIDE, needs_reason=True, starts=(C.SECOND_READING,),
    ),
    Row(
        action=A.PROPOSE_ARCHIVE, sources=(S.IN_EVALUATION,), to=S.PROPOSED_CLOSURE,
        who=P.INTAKE_REFERRAL_DECIDE, needs_reason=True, starts=(C.SECOND_READING,),
    ),
    Row(
        action=A.ARCHIVE_ADULT, sources=(S.IN_EVALUATION,), to=S.ARCHIVED,
        who=P.INTAKE_REFERRAL_DECIDE, refuse=(all_adult,), needs_reason=True, stops=_WORK,
    ),
)  # fmt: skip


def _agreed(to: ReferralState, note: str = "", starts: tuple[Clock, ...] = ()) -> ReferralRow:
    return Row(
        action=A.AGREE_CLOSURE, sources=(S.PROPOSED_CLOSURE,), to=to,
        who=P.INTAKE_REFERRAL_SECOND_READ, refuse=(second_reader_differs, reader_named),
        starts=starts,
        stops=(C.SECOND_READING,) if to is S.IN_EVALUATION else (C.SECOND_READING, *_WORK),
        note=note,
    )  # fmt: skip


_SECOND_READING: tuple[ReferralRow, ...] = (
    Row(
        action=A.NAME_READER, sources=(S.PROPOSED_CLOSURE,), to=Target.SAME,
        who=P.INTAKE_REFERRAL_ASSIGN,
    ),
    _agreed(S.ARCHIVED),
    _agreed(S.SIGNPOSTED, starts=(C.SIGNPOST_CHECK,)),
    _agreed(S.NOT_COMPETENT),
    _agreed(S.PRACTICE_OPENED),
    _agreed(S.LINKED, starts=(C.LINKED_READ,)),
    _agreed(S.IN_EVALUATION, "somebody is still to be decided"),
    Row(
        action=A.DISAGREE_CLOSURE, sources=(S.PROPOSED_CLOSURE,), to=S.IN_EVALUATION,
        who=P.INTAKE_REFERRAL_SECOND_READ, refuse=(second_reader_differs, reader_named),
        needs_reason=True, stops=(C.SECOND_READING,),
    ),
)  # fmt: skip
_ENDS: tuple[ReferralRow, ...] = (
    Row(
        action=A.MARK_DUPLICATE, sources=(S.RECEIVED,), to=S.DUPLICATE,
        who=P.INTAKE_REFERRAL_DECIDE, stops=(C.ACKNOWLEDGEMENT, *_WORK),
    ),
    Row(
        action=A.WITHDRAW, sources=Source.OPEN, to=S.WITHDRAWN, who=P.INTAKE_REFERRAL_WORK,
        refuse=(asked_for_oneself, no_minor_at_risk),
        stops=(C.SECOND_READING, C.TRANSFER_ANSWER, *_WORK),
    ),
    Row(
        action=A.REOPEN, sources=Source.FINAL, to=S.IN_EVALUATION, who=P.INTAKE_REFERRAL_DECIDE,
        refuse=(may_follow,), needs_reason=True, starts=(C.DECISION,), stops=(C.NEW_FACT,),
    ),
    _always(A.NEW_FACT, P.INTAKE_REFERRAL_REGISTER, starts=(C.NEW_FACT,)),
    _always(A.FOLLOW_UP, P.INTAKE_REFERRAL_WORK, refuse=(something_to_follow,), stops=SEQUELS),
)  # fmt: skip

FINAL = frozenset(
    {
        S.TAKEN_CHARGE, S.LINKED, S.TRANSFERRED, S.SIGNPOSTED, S.ARCHIVED, S.NOT_COMPETENT,
        S.DUPLICATE, S.WITHDRAWN, S.PRACTICE_OPENED,
    }
)  # fmt: skip

REFERRAL: Procedure[ReferralState, ReferralAction, ReferralFacts] = Procedure(
    name="referral",
    states=ReferralState,
    actions=ReferralAction,
    final=FINAL,
    passing=frozenset({S.PROPOSED_CLOSURE, S.TRANSFER_PROPOSED}),
    rows=(*_ARRIVAL, *_ASSIGNMENT, *_EVALUATION, *_OUTCOME, *_SECOND_READING, *_ENDS),
)
