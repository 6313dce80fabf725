"""What is answered after the registration, part by part: nothing is owed, the last word holds."""

from collections.abc import Mapping
from datetime import datetime

from app.catalogue.rules import ReferralSource
from app.db import db
from app.intake.models import Referral, ReferralAnswer
from app.intake.operations.moving import note, take
from app.intake.operations.orders import OrderGiven, has_order, note_order
from app.intake.procedure import ReferralAction
from app.intake.queries.answers import layers_of
from app.intake.rules import Channel, Layer, asked_in
from app.kernel.actor import Viewer
from app.kernel.errors import Conflict
from app.kernel.references import ReferralId
from app.transaction.use_case import use_case

_ACTS = {
    Layer.QUESTIONS: ReferralAction.ANSWER_QUESTIONS,
    Layer.CONTEXT: ReferralAction.TELL_CONTEXT,
}


@use_case("intake.referral.answer", permission=None)
def answer_layer(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    layer: Layer,
    version: int,
    told: Mapping[str, str],
    order: OrderGiven | None = None,
) -> None:
    """Keep the answers of one layer, by the key of each question; those before stay readable.

    Nothing is required; what was not asked is left out; an empty answer takes back the one before,
    as if the question had never been put, and "unknown" says that it was and nobody knew.
    `version` is the layer's own: two people write two layers at once. Refuses the layer or the
    order that somebody else wrote meanwhile, an order whose days cannot be, what is concluded.
    """
    row = take(actor, referral_id, None)
    known = layers_of(row)[layer]
    if known.version != version or (order is not None and has_order(row)):
        raise Conflict("changed_meanwhile")
    asked = asked_in(
        layer, ReferralSource(row.source), Channel(row.channel), anonymous=row.anonymous
    )
    given = {one.key.value: told.get(one.key, "").strip() for one in asked}
    changed = {key: text for key, text in given.items() if text != known.said.get(key, "")}
    note(actor, now, row, _ACTS[layer])
    keep_answers(actor, now, row, layer, changed)
    if order is not None:
        note_order(row, order)


def keep_answers(
    actor: Viewer, now: datetime, row: Referral, layer: Layer, told: Mapping[str, str]
) -> None:
    """Write down answers as they were given, by the key of each question."""
    for key, answer in told.items():
        db.session.add(
            ReferralAnswer(
                organisation_id=row.organisation_id,
                data_key_id=row.data_key_id,
                referral_id=row.id,
                layer=layer,
                key=key,
                answer=answer,
                at=now,
                by_label=actor.name,
            )
        )
