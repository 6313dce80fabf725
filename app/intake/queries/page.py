"""The page of one request or report."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.queries import names_of
from app.cases import queries as cases
from app.cases.queries import CaseBrief
from app.cases.rules.case import CaseKind
from app.catalogue.rules import ConsentBasis, PathCode
from app.consents.queries import situations
from app.consents.rules import Situation
from app.db import db
from app.intake.models import (
    Referral,
    ReferralCompetence,
    ReferralDestination,
    ReferralStep,
)
from app.intake.procedure import REFERRAL, UNASSIGNED, ReferralAction, ReferralState
from app.intake.queries.answers import layers_of
from app.intake.queries.facts import Belongings, adult, belongings_of, facts_held, its
from app.intake.queries.listing import Around, rows_of, term_row
from app.intake.queries.paths import choices_of, chosen_for, paths_of, practices_of
from app.intake.queries.referrer import referrer_facts
from app.intake.queries.rows import (
    CompetenceRow,
    ConsentRow,
    DestinationRow,
    JudgementRow,
    OrderRow,
    PathRow,
    ReferralOffer,
    ReferralPage,
    SubjectRow,
)
from app.intake.queries.scope import load
from app.intake.rules import (
    URGENT,
    Acknowledgement,
    Answer,
    ClosureProposal,
    CompetenceBasis,
    CompetenceVerdict,
    HelpGiven,
    JudicialAsk,
    Letter,
    ReferralFacts,
    SubjectOutcome,
    may_know_referrer,
    may_open_papers,
)
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import EngagementId, PersonId, ReferralId
from app.kernel.working_days import send_by
from app.organisations.models import Body
from app.organisations.queries import closed_days
from app.people.models import Person
from app.people.queries import PersonRow, live_with, person_rows
from app.transaction.steps import past_steps

Sent = tuple[ReferralDestination, str | None]  # what was sent, the name of the body


def referral_page(viewer: Viewer, referral_id: ReferralId, now: datetime) -> ReferralPage:
    """Return everything of one request or report; `NotFound` out of reach."""
    row, today = load(viewer, referral_id), office_date(now)
    held, made = belongings_of(row), choices_of(row)
    ways = paths_of(row, made)
    rows = {one.id: one for one in person_rows(viewer, _known(held))}
    subjects = _subjects(viewer, held, rows, today, ways)
    deciding = situations(viewer, held.people, today, rows)
    sent = _sent(row)
    names = names_of(viewer, _workers(row, sent))
    reporter = referrer_facts(viewer, row, now)
    facts = _facts(viewer, held, deciding, subjects, today)
    return ReferralPage(
        row=rows_of(viewer, [row], now, _around(held, names))[0],
        version=row.version,
        referrer=(row.referrer or "") if may_know_referrer(reporter) else None,
        papers_open=may_open_papers(reporter),
        anonymous=row.anonymous,
        story=row.story or "",
        protocol_number=row.protocol_number,
        protocol_on=row.protocol_on,
        acknowledged_how=Acknowledgement(row.acknowledged_how) if row.acknowledged_how else None,
        acknowledged_on=row.acknowledged_on,
        assignee_id=row.assignee_id,
        proposal=ClosureProposal(row.proposal) if row.proposal else None,
        reader=names.get(row.reader_id, "") if row.reader_id else "",
        subjects=subjects,
        housemates=tuple(live_with(viewer, held.people, today)) if held.people else (),
        terms=tuple(map(term_row, held.terms)),
        judgements=_judgements(held),
        competences=_competences(row),
        paths=ways,
        chosen_for=chosen_for(made),
        consents=_consents(held),
        consent_missing=not facts.consents_known,
        situations=deciding,
        orders=_orders(viewer, held, today),
        destinations=_destinations(sent, names),
        layers=layers_of(row),
        steps=past_steps(ReferralStep, ReferralAction, *its(ReferralStep, row), with_words=True),
        offers=_offers(viewer, row, facts),
    )


def _facts(
    viewer: Viewer,
    held: Belongings,
    people: Mapping[PersonId, Situation],
    subjects: Sequence[SubjectRow],
    today: date,
) -> ReferralFacts:
    """Return the facts; what a form will ask for (a basis, a real contact) does not refuse here."""
    return facts_held(
        viewer, held, people, today,
        real_contact=True, basis_given=True, case_is_open=_has_case(subjects),
        kept_away=_kept_away(viewer, held.row, held.people, today),
    )  # fmt: skip


def _offers(viewer: Viewer, row: Referral, facts: ReferralFacts) -> tuple[ReferralOffer, ...]:
    """Return what this viewer may do now, each action once, refused or not, with why."""
    offers = REFERRAL.offers(ReferralState(row.state), facts, viewer.may)
    best: dict[ReferralAction, ReferralOffer] = {}
    for offer in offers:
        known = best.get(offer.action)
        if known is None or (offer.enabled and not known.enabled):
            best[offer.action] = offer
    return tuple(best.values())


def _kept_away(viewer: Viewer, row: Referral, people: list[PersonId], today: date) -> bool:
    """Whether the reader may not be given what she could otherwise take by herself."""
    taken = row.state in UNASSIGNED and row.urgency in URGENT
    return taken and cases.is_kept_away(viewer, viewer.engagement_ids, people, today)


def _has_case(subjects: Sequence[SubjectRow]) -> bool:
    return any(one.followed_by is not None and one.outcome is None for one in subjects)


def _known(held: Belongings) -> list[Person]:
    return [person for _, person in held.subjects if person]


def _workers(row: Referral, sent: Sequence[Sent]) -> set[EngagementId]:
    named = (row.assignee_id, row.reader_id, *(one.signed_by_id for one, _ in sent))
    return {one for one in named if one}


def _around(held: Belongings, names: Mapping[EngagementId, str]) -> Around:
    people = [
        f"{person.surname or ''} {person.given or ''}".strip() if person else ""
        for _, person in held.subjects
    ]
    id_ = held.row.id
    running = [(id_, term_row(one)) for one in held.terms if one.met_at is None]
    return Around({id_: people}, dict(running[:1]), names)


def _subjects(
    viewer: Viewer,
    held: Belongings,
    rows: Mapping[PersonId, PersonRow],
    today: date,
    ways: Mapping[UUID, PathRow],
) -> tuple[SubjectRow, ...]:
    opened: dict[PersonId, list[CaseBrief]] = {}
    briefs, followed = cases.cases_known(viewer, list(rows))
    for brief in briefs:
        if not brief.closed:
            opened.setdefault(brief.person_id, []).append(brief)
    known = {one.person_id: one.holder_name for one in followed}
    practices = practices_of(held.row)
    return tuple(
        SubjectRow(
            id=subject.id,
            person=rows[person.id] if person else None,
            described=subject.described or "",
            adult=adult(subject, person, today),
            proposed=SubjectOutcome(subject.proposed) if subject.proposed else None,
            outcome=SubjectOutcome(subject.outcome) if subject.outcome else None,
            settled_at=subject.settled_at,
            case_id=subject.case_id,
            followed_by=_joins(opened.get(person.id, ()), ways.get(subject.id)) if person else None,
            follower=known.get(person.id, "") if person else "",
            practice=practices.get(subject.id),
        )
        for subject, person in held.subjects
    )


def _joins(opened: Sequence[CaseBrief], way: PathRow | None) -> CaseBrief | None:
    """Return which of her open cases this would be joined to: the penal one only by its own way.

    Where no way was chosen yet and she has that one alone, it is offered.
    """
    penal = [one for one in opened if one.kind is CaseKind.PENAL]
    others = [one for one in opened if one.kind is not CaseKind.PENAL]
    if way is not None:
        return next(iter(penal if way.path is PathCode.JUVENILE_JUSTICE else others), None)
    return next(iter(others or penal), None)


def _judgements(held: Belongings) -> tuple[JudgementRow, ...]:
    return tuple(
        JudgementRow(
            Answer(one.risk), Answer(one.harm), one.grounds or "", one.judged_on, one.judged_by
        )
        for one in held.judgements
    )


def _competences(row: Referral) -> tuple[CompetenceRow, ...]:
    found = db.session.execute(
        select(ReferralCompetence, Body.name)
        .outerjoin(
            Body,
            (Body.organisation_id == ReferralCompetence.organisation_id)
            & (Body.id == ReferralCompetence.body_id),
        )
        .where(*its(ReferralCompetence, row))
        .order_by(ReferralCompetence.at.desc(), ReferralCompetence.id.desc())
    )
    return tuple(
        CompetenceRow(
            CompetenceVerdict(one.verdict),
            CompetenceBasis(one.basis),
            body or "",
            one.grounds or "",
            one.judged_on,
            one.judged_by,
        )
        for one, body in found
    )


def _consents(held: Belongings) -> tuple[ConsentRow, ...]:
    return tuple(
        ConsentRow(ConsentBasis(one.basis), one.given_by or "", one.given_on)
        for one in held.consents
    )


def _orders(viewer: Viewer, held: Belongings, today: date) -> tuple[OrderRow, ...]:
    closed = closed_days(viewer, today) if held.orders else {}
    return tuple(
        OrderRow(
            one.proceeding or "",
            one.dated,
            JudicialAsk(one.asks),
            one.answer_by,
            send_by(one.answer_by, closed) if one.answer_by else None,
        )
        for one in held.orders
    )


def _sent(row: Referral) -> list[Sent]:
    found = db.session.execute(
        select(ReferralDestination, Body.name)
        .outerjoin(
            Body,
            (Body.organisation_id == ReferralDestination.organisation_id)
            & (Body.id == ReferralDestination.receiving_body_id),
        )
        .where(*its(ReferralDestination, row))
        .order_by(ReferralDestination.sent_on)
    )
    return [(one, body) for one, body in found]


def _destinations(
    sent: Sequence[Sent], names: Mapping[EngagementId, str]
) -> tuple[DestinationRow, ...]:
    return tuple(
        DestinationRow(
            ReferralAction(one.action),
            body or "",
            Letter(one.letter) if one.letter else None,
            HelpGiven(one.help_given) if one.help_given else None,
            names.get(one.signed_by_id, "") if one.signed_by_id else "",
            one.protocol_number,
            one.sent_on,
        )
        for one, body in sent
    )
