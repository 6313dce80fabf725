"""What the procedure looks at, built from rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.catalogue.rules import ConsentBasis, Term
from app.consents.queries import situations
from app.consents.rules import Situation
from app.db import db
from app.intake.models import (
    JudicialOrder,
    Referral,
    ReferralConsent,
    ReferralJudgement,
    ReferralSubject,
    ReferralTerm,
)
from app.intake.procedure import FINAL, SEQUELS, Clock, clock_of
from app.intake.queries.consents import consents_known
from app.intake.rules import (
    Answer,
    ReferralFacts,
    ReferralKind,
    SubjectFacts,
    Urgency,
    needs_second_reader,
)
from app.kernel.actor import Reach, Viewer
from app.kernel.references import PersonId
from app.people.models import Person
from app.people.queries import birth_of
from app.transaction.lists import Wanted, lists_of

Pair = tuple[ReferralSubject, Person | None]


@dataclass(frozen=True)
class Belongings:
    """The rows that belong to one request or report, each kind read once."""

    row: Referral
    subjects: Sequence[Pair]
    terms: Sequence[ReferralTerm]  # the nearest first
    judgements: Sequence[ReferralJudgement]  # the latest first
    consents: Sequence[ReferralConsent]  # the latest last
    orders: Sequence[JudicialOrder]

    @property
    def people(self) -> list[PersonId]:
        """Who is known by name."""
        return [person.id for _, person in self.subjects if person is not None]


def belongings_of(row: Referral) -> Belongings:
    """Return what belongs to a request. Unscoped: of a row already reached."""
    terms, judgements, consents, orders = lists_of(
        *(
            Wanted(table, its(table, row), order)
            for table, order in (
                (ReferralTerm, (ReferralTerm.due_on,)),
                (ReferralJudgement, (ReferralJudgement.at.desc(), ReferralJudgement.id.desc())),
                (ReferralConsent, (ReferralConsent.at, ReferralConsent.id)),
                (JudicialOrder, (JudicialOrder.dated,)),
            )
        )
    )
    return Belongings(row, _subjects(row), terms, judgements, consents, orders)


def facts_of(
    viewer: Viewer,
    row: Referral,
    on: date,
    *,
    about: Collection[UUID] = (),
    **more: Any,
) -> ReferralFacts:
    """Return the facts of a request or report as they stand; `more` is what this act adds.

    `about` names the people of the act; nobody named means those still to be decided.
    """
    held = belongings_of(row)
    return facts_held(viewer, held, situations(viewer, held.people, on), on, about, **more)


def facts_held(
    viewer: Viewer,
    held: Belongings,
    people: Mapping[PersonId, Situation],
    on: date,
    about: Collection[UUID] = (),
    **more: Any,
) -> ReferralFacts:
    """Return the same of what was already read: its rows, and who decides for its people."""
    row, judged = held.row, next(iter(held.judgements), None)
    bases = {ConsentBasis(one.basis) for one in held.consents} - {ConsentBasis.UNKNOWN}
    running = {clock_of(Term(one.code)) for one in held.terms if one.met_at is None}
    known = ReferralFacts(
        kind=ReferralKind(row.kind),
        urgency=Urgency(row.urgency),
        all_adult=not needs_second_reader(_decisive(held.subjects, on, about)),
        court_order=bool(held.orders) or ConsentBasis.COURT_ORDER in bases,
        harm=Answer(judged.harm) if judged else Answer.UNKNOWN,
        risk=Answer(judged.risk) if judged else Answer.UNKNOWN,
        is_assignee=row.assignee_id in viewer.engagement_ids,
        registered=row.registered_by_id in viewer.engagement_ids,
        in_charge=viewer.reach(Permission.INTAKE_REFERRAL_ASSIGN) is Reach.ORGANISATION,
        is_proposer=row.proposed_by_id == viewer.account_id,
        is_reader=row.reader_id in viewer.engagement_ids or _reads_for_all(viewer),
        consents_known=consents_known(people, bases, on),
        to_body=row.referring_body_id is not None,
        anonymous=row.anonymous,
        interviewed=row.interviewed,
        ended=row.state in FINAL,
        linked_unread=Clock.LINKED_READ in running,
        to_follow=bool(running & set(SEQUELS)),
    )
    return replace(known, **more)


def subject_facts(row: Referral, on: date, about: Collection[UUID] = ()) -> Sequence[SubjectFacts]:
    """Return what decides about the people of an act, or else of those left, or else of all.

    Unscoped: of a row already reached.
    """
    return _decisive(_subjects(row), on, about)


def _decisive(pairs: Sequence[Pair], on: date, about: Collection[UUID]) -> Sequence[SubjectFacts]:
    wanted = set(about) or {one.id for one, _ in pairs if one.outcome is None}
    return [
        SubjectFacts(is_adult=adult(subject, person, on), identified=person is not None)
        for subject, person in pairs
        if subject.id in wanted or not wanted
    ]


def adult(subject: ReferralSubject, person: Person | None, on: date) -> bool | None:
    """Return whether she is of age, None when nobody can say. Unscoped: of rows already reached."""
    birth = birth_of(person, whole=True) if person is not None else None
    if birth is None or birth.birth_year is None:
        return {Answer.YES: True, Answer.NO: False}.get(Answer(subject.thought_adult))
    return birth.of_age(on)


def its(table: Any, row: Referral) -> tuple[Any, Any]:
    """Return the criterion of what belongs to a request. Unscoped: of a row already reached."""
    return table.organisation_id == row.organisation_id, table.referral_id == row.id


def _subjects(row: Referral) -> Sequence[Pair]:
    pairs = db.session.execute(
        select(ReferralSubject, Person)
        .outerjoin(
            Person,
            (Person.organisation_id == ReferralSubject.organisation_id)
            & (Person.id == ReferralSubject.person_id),
        )
        .where(*its(ReferralSubject, row))
        .order_by(ReferralSubject.position)
    )
    return [(subject, person) for subject, person in pairs]


def _reads_for_all(viewer: Viewer) -> bool:
    return viewer.reach(Permission.INTAKE_REFERRAL_SECOND_READ) is Reach.ORGANISATION
