"""What somebody was writing of requests and reports, and did not save: hers alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import db
from app.intake.models import Referral
from app.intake.queries.scope import visible_to
from app.intake.rules import Layer
from app.kernel.actor import Viewer
from app.kernel.references import PersonId, ReferralId
from app.people.queries import rows_by_id
from app.transaction.drafts import KEPT, KeptDraft, Typed, drafts_of

# By which name what is being typed is kept: a new one, and each layer of one that is there.
NEW_DRAFT = "referral"
LAYER_DRAFTS: Mapping[Layer, str] = {
    Layer.QUESTIONS: "referral_questions",
    Layer.CONTEXT: "referral_context",
}


@dataclass(frozen=True)
class HalfWritten:
    """One form left half written: a new one about `who`, or a layer of the one with a number."""

    subject: str
    who: str
    layer: Layer | None
    saved_at: datetime
    days: int

    @property
    def old(self) -> bool:
        """Whether it has waited so long that its author is asked what becomes of it."""
        return self.days >= KEPT.days


def half_written(viewer: Viewer) -> list[HalfWritten]:
    """Return what the viewer left half written, the latest first; what she reaches no more, not."""
    of_layer = {name: layer for layer, name in LAYER_DRAFTS.items()}
    kept = [one for one in drafts_of(viewer) if one.form in {NEW_DRAFT, *of_layer}]
    names = _names(viewer, [one for one in kept if one.form == NEW_DRAFT])
    numbers = _numbers(viewer, [UUID(one.subject) for one in kept if one.form in of_layer])
    called = {**names, **numbers}
    return [
        HalfWritten(
            one.subject, called[one.subject], of_layer.get(one.form), one.saved_at, one.days
        )
        for one in kept
        if one.subject in called
    ]


def _numbers(viewer: Viewer, ids: Collection[UUID]) -> dict[str, str]:
    if not ids:
        return {}
    reach = visible_to(viewer, viewer.organisation_id)
    rows = db.session.execute(
        select(Referral.id, Referral.number).where(reach, Referral.id.in_(map(ReferralId, ids)))
    )
    return {str(id_): number for id_, number in rows}


def _names(viewer: Viewer, kept: Collection[KeptDraft]) -> dict[str, str]:
    """Return about whom each is, in the words typed or by the name of who was chosen."""
    chosen = {one.subject: _people(one.values) for one in kept}
    ids = {id_ for several in chosen.values() for id_ in several}
    known = rows_by_id(viewer, ids) if ids else {}
    return {
        one.subject: "; ".join(known[id_].name for id_ in chosen[one.subject] if id_ in known)
        or next((text for name in ("text", "described") if (text := _one(one.values, name))), "")
        for one in kept
    }


def _people(values: Mapping[str, Typed]) -> list[PersonId]:
    given = values.get("people", [])
    texts = [given] if isinstance(given, str) else given
    return [found for text in [*texts, _one(values, "person")] if (found := _id(text))]


def _one(values: Mapping[str, Typed], name: str) -> str:
    value = values.get(name, "")
    return value if isinstance(value, str) else value[0]


def _id(text: str) -> PersonId | None:
    try:
        return PersonId(UUID(text))
    except ValueError:
        return None
