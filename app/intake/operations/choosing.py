"""Choosing the way to a service: nothing is granted or refused, what was said is kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from app.catalogue.paths import (
    PathFacts,
    PathVerdict,
    asked_in_vain,
    door_of,
    evaluate,
    facts_from,
    snapshot,
)
from app.catalogue.queries import figures_on
from app.catalogue.rules import Door, Figures, Intervention, PathCode, ReferralSource, values_of
from app.db import db
from app.intake.models import (
    PathChoice,
    PathChoiceSubject,
    PathMember,
    Referral,
    WishedIntervention,
)
from app.intake.operations.moving import Told, move, take
from app.intake.operations.subjects import subjects_of
from app.intake.procedure import ReferralAction
from app.intake.rules import URGENT, MemberRole, ReferralFault, Urgency
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import PersonId, ReferralId
from app.kernel.verdict import Verdict
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class PathGiven:
    """A way to a service with what is known for it; `reason` when somebody goes on regardless.

    `answers` are the facts by name, `details` what only people read; `wording` are the sentences
    that stood on the page. `subject_ids` are the people it is chosen for, nobody said: everybody;
    whoever would enter a community is among them by herself.
    """

    path: PathCode
    subject_ids: Sequence[UUID] = ()
    door: Door | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    interventions: Sequence[Intervention] = ()
    members: Sequence[tuple[MemberRole, PersonId | None]] = ()
    wording: Sequence[str] = ()
    reason: str = ""


@use_case("intake.referral.choose_path", permission=None)
def choose_path(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, given: PathGiven
) -> Verdict:
    """Choose the way of one or more people and keep what the program said then; return its verdict.

    Refuses to go on against a "not met" without saying why in words, and members who are not among
    the people concerned.
    """
    row = take(actor, referral_id, version)
    source = ReferralSource(row.source)
    people = _people(row, given)
    urgent = Urgency(row.urgency) in URGENT or None
    facts = facts_from(given.answers, source=source, urgent=urgent)
    figures = figures_on(actor, office_date(now))
    said = evaluate(given.path, facts, values_of(figures))
    if said.verdict is Verdict.NOT_MET and not given.reason.strip():
        raise Invalid(f"reason:{ReferralFault.PATH_REASON_MISSING}")
    _check_members(row, given)
    move(actor, now, row, ReferralAction.CHOOSE_PATH, Told(code=given.path))
    choice = PathChoice(
        organisation_id=row.organisation_id,
        data_key_id=row.data_key_id,
        referral_id=row.id,
        path=given.path,
        door=given.door or door_of(source),
        verdict=said.verdict,
        snapshot=_kept(given, said, facts, figures),
        reason=given.reason,
        chosen_by=actor.label,
        chosen_at=now,
    )
    db.session.add(choice)
    db.session.flush()
    _wish(row, choice.id, given)
    common = {"organisation_id": row.organisation_id, "path_choice_id": choice.id}
    db.session.add_all(PathChoiceSubject(**common, subject_id=one) for one in people)
    return said.verdict


def _kept(given: PathGiven, said: PathVerdict, facts: PathFacts, figures: Figures) -> str:
    """Return what is read of the choice years later: known, said, shown; asked in vain."""
    unknown = asked_in_vain(given.answers)
    answer = snapshot(said, facts, values_of(figures), given.wording, figures, not_known=unknown)
    return json.dumps({"answer": answer, "details": {**given.details}}, ensure_ascii=False)


def _people(row: Referral, given: PathGiven) -> list[UUID]:
    """Return for whom it is, in the order of the page."""
    there = subjects_of(row)
    if set(given.subject_ids) - {one.id for one in there}:
        raise NotFound
    entering = {person_id for _, person_id in given.members if person_id}
    return [
        one.id
        for one in there
        if not given.subject_ids or one.id in given.subject_ids or one.person_id in entering
    ]


def _check_members(row: Referral, given: PathGiven) -> None:
    there = {subject.person_id for subject in subjects_of(row)}
    if {person_id for _, person_id in given.members if person_id} - there:
        raise Invalid(f"members:{ReferralFault.WHO_MISSING}")


def _wish(row: Referral, choice_id: UUID, given: PathGiven) -> None:
    common = {"organisation_id": row.organisation_id, "path_choice_id": choice_id}
    db.session.add_all(
        WishedIntervention(**common, intervention=one) for one in given.interventions
    )
    db.session.add_all(
        PathMember(**common, role=role, person_id=person_id) for role, person_id in given.members
    )
