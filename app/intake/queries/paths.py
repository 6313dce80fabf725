"""The ways to a service chosen for the people of a request, and what each led to."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.catalogue.paths import from_snapshot
from app.catalogue.rules import Door, Intervention, PathCode
from app.db import db
from app.intake.models import (
    PathChoice,
    PathChoiceSubject,
    PathMember,
    Referral,
    ReferralPractice,
    WishedIntervention,
)
from app.intake.queries.facts import its
from app.intake.queries.rows import PathRow, PracticeBrief
from app.intake.rules import MemberRole
from app.kernel.verdict import Verdict
from app.practices.models import Practice

Choice = tuple[UUID, PathChoice]  # for whom, what


def choices_of(row: Referral) -> list[Choice]:
    """Return every choice of a way with the place of each it was made for, the oldest first.

    Unscoped: of a row already reached.
    """
    found = db.session.execute(
        select(PathChoiceSubject.subject_id, PathChoice)
        .join(
            PathChoice,
            (PathChoice.organisation_id == PathChoiceSubject.organisation_id)
            & (PathChoice.id == PathChoiceSubject.path_choice_id),
        )
        .where(*its(PathChoice, row))
        .order_by(PathChoice.chosen_at, PathChoice.id)
    )
    return [(subject_id, choice) for subject_id, choice in found]


def paths_of(row: Referral, made: Sequence[Choice] | None = None) -> dict[UUID, PathRow]:
    """Return the way chosen last for each person, by her place; `made` where it was read already.

    Unscoped: of a row already reached.
    """
    latest = dict(choices_of(row) if made is None else made)
    choices = {choice.id: choice for choice in latest.values()}
    wished = _grouped(row, choices, WishedIntervention, WishedIntervention.intervention)
    members = _grouped(row, choices, PathMember, PathMember.role, PathMember.person_id)
    rows = {
        id_: _path_row(choice, [code for (code,) in wished.get(id_, ())], members.get(id_, ()))
        for id_, choice in choices.items()
    }
    return {subject_id: rows[choice.id] for subject_id, choice in latest.items()}


def chosen_for(made: Sequence[Choice]) -> Mapping[tuple[datetime, str], frozenset[UUID]]:
    """Return the places of those for whom a way was ever chosen, by the moment and the way.

    Unscoped: of choices already read.
    """
    found: dict[tuple[datetime, str], frozenset[UUID]] = {}
    for subject_id, one in made:
        key = (one.chosen_at, one.path)
        found[key] = found.get(key, frozenset()) | {subject_id}
    return found


def snapshot_of(row: Referral, choice_id: UUID) -> str | None:
    """Return what was kept with a choice, as it was kept. Unscoped: of a row already reached."""
    found = db.session.scalars(
        select(PathChoice).where(*its(PathChoice, row), PathChoice.id == choice_id)
    ).one_or_none()
    return found.snapshot if found else None


def practices_of(row: Referral) -> dict[UUID, PracticeBrief]:
    """Return the practice opened for each person. Unscoped: of a row already reached."""
    found = db.session.execute(
        select(ReferralPractice.subject_id, Practice.id, Practice.number)
        .join(
            Practice,
            (Practice.organisation_id == ReferralPractice.organisation_id)
            & (Practice.id == ReferralPractice.practice_id),
        )
        .where(*its(ReferralPractice, row))
    )
    return {subject_id: PracticeBrief(id_, number) for subject_id, id_, number in found}


def _grouped(
    row: Referral, choices: Collection[UUID], table: Any, *columns: Any
) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    if choices:
        rows = db.session.execute(
            select(table.path_choice_id, *columns)
            .where(table.organisation_id == row.organisation_id, table.path_choice_id.in_(choices))
            .order_by(table.id)
        )
        for choice_id, *values in rows:
            found.setdefault(choice_id, []).append(tuple(values))
    return found


def _path_row(choice: PathChoice, wished: Collection[str], members: Collection[Any]) -> PathRow:
    kept = json.loads(choice.snapshot or "{}")
    return PathRow(
        id=choice.id,
        path=PathCode(choice.path),
        door=Door(choice.door) if choice.door else None,
        verdict=Verdict(choice.verdict),
        said=from_snapshot(kept["answer"]),
        details=kept["details"],
        reason=choice.reason or "",
        interventions=tuple(sorted(map(Intervention, wished), key=list(Intervention).index)),
        members=tuple((MemberRole(role), person_id) for role, person_id in members),
        chosen_by=choice.chosen_by,
        chosen_at=choice.chosen_at,
    )
