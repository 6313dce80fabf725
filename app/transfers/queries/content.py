"""What another body would read of something, piece by piece, as it stands now."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.cases import queries as cases
from app.intake import queries as intake
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import (
    BodyId,
    CaseId,
    PersonId,
    ReferralId,
    RequestLineId,
)
from app.organisations.queries import LinkedRow, linked
from app.people import queries as people
from app.people.rules import Birth
from app.transfers.rules import (
    Chosen,
    Piece,
    SentContent,
    SentJudgement,
    SentPath,
    SentPerson,
    SentService,
    SubjectKind,
)


@dataclass(frozen=True)
class Subject:
    """What is about to be passed on: what it is called, about whom, its version, to whom it may."""

    kind: SubjectKind
    id: UUID
    number: str
    names: str
    version: int
    case_id: UUID | None = None  # of an intervention
    provider_id: BodyId | None = None  # an intervention goes to who gives it, and nobody else
    services: tuple[cases.GoingService, ...] = ()  # of a case: those that go on


def subject_of(viewer: Viewer, kind: SubjectKind, id_: UUID, now: datetime) -> Subject:
    """Return what may be passed on; `NotFound` out of reach."""
    if kind is SubjectKind.REFERRAL:
        page = intake.referral_page(viewer, ReferralId(id_), now)
        return Subject(kind, page.id, page.row.number, page.names, page.version)
    if kind is SubjectKind.CASE:
        record = cases.case_page(viewer, CaseId(id_), office_date(now))
        return Subject(
            kind, record.id, record.number, record.person_name, record.version,
            services=cases.services_going_on(viewer, record.id),
        )  # fmt: skip
    line = cases.line_page(viewer, RequestLineId(id_), office_date(now))
    return Subject(
        kind,
        line.line.id,
        line.number,
        line.person,
        line.version,
        line.case_id,
        line.line.provider_id,
    )


def receivers(viewer: Viewer, subject: Subject) -> list[LinkedRow]:
    """Return the bodies with a box to which something may be passed, never the own one."""
    return [
        row
        for row in linked(viewer)
        if subject.kind is not SubjectKind.LINE or row.id == subject.provider_id
    ]


def content_of(viewer: Viewer, subject: Subject, chosen: Chosen, now: datetime) -> SentContent:
    """Return what the other body would read of what was chosen; `NotFound` out of reach.

    Nothing else leaves: no address, nobody who reported, no line of the diary.
    """
    compose = {
        SubjectKind.REFERRAL: _of_referral,
        SubjectKind.CASE: _of_case,
        SubjectKind.LINE: _of_line,
    }[subject.kind]
    return compose(viewer, subject, chosen, now)


def _of_referral(viewer: Viewer, subject: Subject, chosen: Chosen, now: datetime) -> SentContent:
    pieces = chosen.pieces
    page = intake.referral_page(viewer, ReferralId(subject.id), now)
    concerned = page.unsettled
    whom = tuple(
        _person(viewer, one.person.id, one.name, one.person.birth, pieces)
        if one.person
        else SentPerson(one.described if Piece.WHO in pieces else "")
        for one in concerned
    )
    judged = page.judgements[0] if page.judgements and Piece.JUDGEMENTS in pieces else None
    ways = [page.paths[one.id] for one in concerned if one.id in page.paths]
    paths = {SentPath(one.path, one.verdict) for one in ways if Piece.PATH in pieces}
    return SentContent(
        words=chosen.words,
        number=subject.number,
        people=whom,
        story=page.story if Piece.STORY in pieces else "",
        judgement=SentJudgement(
            judged.risk, judged.harm, judged.judged_on.isoformat(), judged.grounds
        )
        if judged
        else None,
        paths=tuple(sorted(paths, key=lambda one: one.path)),
    )


def _of_case(viewer: Viewer, subject: Subject, chosen: Chosen, now: datetime) -> SentContent:
    pieces = chosen.pieces
    record = cases.case_page(viewer, CaseId(subject.id), office_date(now))
    last = cases.assessments_of(viewer, record.id)[:1] if Piece.ASSESSMENT in pieces else []
    return SentContent(
        words=chosen.words,
        number=subject.number,
        people=(_person(viewer, record.person_id, record.person_name, record.birth, pieces),),
        goals=_goals(viewer, record.id) if Piece.PLAN in pieces else (),
        assessment=tuple(
            text for one in last for text in (one.situation, one.resources, one.risks) if text
        ),
        assessed_on=last[0].assessed_on.isoformat() if last else "",
        services=tuple(
            sent_service(one.line, chosen.fates.get(one.line.id, ""))
            for one in subject.services
            if not one.protected
        ),
        bridging_until=_day(chosen.bridging_until),
    )


def _of_line(viewer: Viewer, subject: Subject, chosen: Chosen, now: datetime) -> SentContent:
    pieces = chosen.pieces
    page = cases.line_page(viewer, RequestLineId(subject.id), office_date(now))
    line = page.line
    birth = people.person_row(viewer, page.person_id).birth
    return SentContent(
        words=chosen.words,
        number=subject.number,
        people=(_person(viewer, page.person_id, page.person, birth, pieces),),
        goals=_goals(viewer, page.case_id) if Piece.PLAN in pieces else (),
        service=sent_service(line) if Piece.SERVICE in pieces else None,
    )


def _person(
    viewer: Viewer, person_id: PersonId, name: str, birth: Birth, pieces: frozenset[Piece]
) -> SentPerson:
    named = Piece.WHO in pieces
    who = {"name": name, "born": _born(birth)} if named else {}
    phone = people.phone_of_whom(viewer, person_id) if Piece.CONTACTS in pieces else None
    if phone is None:
        return SentPerson(**who)
    return SentPerson(
        **who,
        phone=phone.value,
        phone_of=phone.owner,
        phone_name=phone.owner_name,
        may_leave_message=phone.may_leave_message,
    )


def sent_service(line: cases.LineRow, fate: str = "") -> SentService:
    """Return a service as it is told. Unscoped: of a row already read."""
    return SentService(
        line.path,
        line.intervention or "",
        line.quantity,
        line.measure,
        _day(line.starts_on),
        _day(line.ends_on),
        fate,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _born(birth: Birth) -> str:
    return birth.on.isoformat() if birth.on else str(birth.birth_year or "")


def _goals(viewer: Viewer, case_id: CaseId) -> tuple[str, ...]:
    plan = cases.plan_in_force(viewer, case_id)
    return tuple(one.text for one in cases.plan_page(viewer, plan.id).goals) if plan else ()
