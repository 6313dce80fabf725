"""What a passage does to what is passed, in the body that passes it: by its own acts alone."""

from datetime import date, datetime

from app.cases import operations as cases
from app.cases import queries as case_queries
from app.cases.procedure.line import LineState
from app.cases.rules.case import CaseState
from app.cases.rules.placements import CompetenceKind
from app.cases.rules.requests import Decline
from app.intake import operations as intake
from app.intake import queries as intake_queries
from app.intake.procedure import ReferralState
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import BodyId, CaseId, ReferralId, RequestLineId
from app.transfers.models import Transfer
from app.transfers.queries import Subject
from app.transfers.rules import SubjectKind, TransferFault

_COMPETENCES = {CompetenceKind.TAKING_CHARGE, CompetenceKind.PAYER}


def propose(
    actor: Viewer,
    now: datetime,
    subject: Subject,
    version: int,
    *,
    body_id: BodyId,
    protection_assured: bool,
    words: str,
) -> None:
    """Do what the sender does when she proposes; what that refuses, this refuses.

    A case passes only when it is written who takes charge and who pays, now or from a day to come;
    an intervention is sent to
    who gives it, if it was not already.
    """
    if subject.kind is SubjectKind.REFERRAL:
        intake.propose_transfer(
            actor=actor,
            now=now,
            referral_id=ReferralId(subject.id),
            version=version,
            body_id=body_id,
            protection_assured=protection_assured,
            in_register=True,
        )
    elif subject.kind is SubjectKind.CASE:
        case_id = CaseId(subject.id)
        rows, on = case_queries.competence_rows(actor, case_id), office_date(now)
        if (
            not {row.kind for row in rows if row.valid_to is None or on < row.valid_to}
            >= _COMPETENCES
        ):
            raise Invalid(TransferFault.COMPETENCE_MISSING)
        cases.propose_body(
            actor=actor,
            now=now,
            case_id=case_id,
            version=version,
            words=words,
            protection_assured=protection_assured,
            in_register=True,
        )
    else:
        line_id = RequestLineId(subject.id)
        line, _ = case_queries.line_for_change(actor, line_id, version)
        if line.provider_id != body_id:
            raise Invalid(f"body:{TransferFault.NOT_THE_PROVIDER}")
        if line.state != LineState.WITH_PROVIDER:
            cases.send_line(
                actor=actor, now=now, line_id=line_id, version=version, in_register=True
            )


def take_note(actor: Viewer, now: datetime, sent: Transfer, *, accepted: bool) -> None:
    """Do what the answer means here, on the day on which they gave it.

    What somebody moved by hand meanwhile stays as it is.
    """
    if sent.subject_kind == SubjectKind.REFERRAL:
        _note_referral(actor, now, sent, accepted=accepted)
    elif sent.subject_kind == SubjectKind.CASE:
        _note_case(actor, now, sent, accepted=accepted)
    else:
        _note_line(actor, now, sent, accepted=accepted)


def take_back(actor: Viewer, now: datetime, sent: Transfer, words: str) -> None:
    """Take the proposal back here too; an intervention stays with who gives it until said no."""
    if sent.subject_kind == SubjectKind.REFERRAL:
        row = intake_queries.for_change(actor, ReferralId(sent.subject_id), None)
        if row.state == ReferralState.TRANSFER_PROPOSED:
            intake.take_back_transfer(
                actor=actor, now=now, referral_id=row.id, version=row.version, words=words
            )
    elif sent.subject_kind == SubjectKind.CASE:
        case = case_queries.for_change(actor, CaseId(sent.subject_id))
        if case.state == CaseState.TRANSFER_PROPOSED:
            cases.body_taken_back(
                actor=actor, now=now, case_id=case.id, version=case.version, words=words
            )


def write_given(
    actor: Viewer, now: datetime, sent: Transfer, *, on: date, quantity: int, told_by: str
) -> None:
    """Write what they say was given on a day: who follows the person sees the month, as ever."""
    line, _ = case_queries.line_for_change(actor, RequestLineId(sent.subject_id))
    cases.record_delivery(
        actor=actor,
        now=now,
        line_id=line.id,
        version=line.version,
        day=on,
        quantity=quantity,
        told_by=told_by,
    )


def _note_referral(actor: Viewer, now: datetime, sent: Transfer, *, accepted: bool) -> None:
    row = intake_queries.for_change(actor, ReferralId(sent.subject_id), None)
    if row.state != ReferralState.TRANSFER_PROPOSED:
        return
    intake.answer_transfer(
        actor=actor,
        now=now,
        referral_id=row.id,
        version=row.version,
        accepted=accepted,
        words=sent.answer_words or "",
        answered_at=sent.answered_at,
    )


def _note_case(actor: Viewer, now: datetime, sent: Transfer, *, accepted: bool) -> None:
    case = case_queries.for_change(actor, CaseId(sent.subject_id))
    if case.state != CaseState.TRANSFER_PROPOSED:
        return
    note = cases.body_accepted if accepted else cases.body_refused
    note(actor=actor, now=now, case_id=case.id, version=case.version)


def _note_line(actor: Viewer, now: datetime, sent: Transfer, *, accepted: bool) -> None:
    line, _ = case_queries.line_for_change(actor, RequestLineId(sent.subject_id))
    if line.state != LineState.WITH_PROVIDER:
        return
    if accepted:
        cases.accept_line(
            actor=actor,
            now=now,
            line_id=line.id,
            version=line.version,
            starts_on=sent.starts_on or office_date(now),
            words=sent.answer_words or "",
        )
    else:
        why = Decline(sent.answer_code or Decline.NOT_SUITABLE)
        cases.decline_line(actor=actor, now=now, line_id=line.id, version=line.version, why=why)
