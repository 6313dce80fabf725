"""The cards that were sent to a telephone: what became of them, and which may still leave."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.catalogue.models import SentCard
from app.catalogue.queries.scope import visible_to
from app.catalogue.rules import SENT_CARD, PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import OrganisationId, SentCardId
from app.notifications.queries import NoticeRow, Standing, notices_about, recipients
from app.notifications.rules import SHOWN_FOR
from app.people.queries import left_alone
from app.people.rules import phone_digits

_SHOWN = 5


def sent_cards(viewer: Viewer, path: PathCode, now: datetime) -> list[NoticeRow]:
    """Return what became of the cards of a way this viewer sent lately, the last one first."""
    mine = db.session.scalars(
        select(SentCard.id)
        .where(
            visible_to(viewer, viewer.organisation_id, SentCard),
            SentCard.sent_by_id == viewer.account_id,
            SentCard.path == path,
            SentCard.sent_at > now - SHOWN_FOR,
        )
        .order_by(SentCard.sent_at.desc(), SentCard.id.desc())
        .limit(_SHOWN)
    ).all()
    return notices_about(viewer, SENT_CARD, mine)[::-1]


def path_sent(viewer: Viewer, sent_id: SentCardId) -> PathCode:
    """Return of which way a card was that this viewer sent; `NotFound` of somebody else's."""
    found = db.session.scalar(
        select(SentCard.path).where(
            visible_to(viewer, viewer.organisation_id, SentCard),
            SentCard.sent_by_id == viewer.account_id,
            SentCard.id == sent_id,
        )
    )
    if found is None:
        raise NotFound
    return PathCode(found)


def count_to(organisation_id: OrganisationId, number: str, since: datetime) -> int:
    """Return how many cards went to a number. Unscoped: whoever of the body sent them."""
    lately = db.session.scalars(
        select(SentCard.id).where(
            SentCard.organisation_id == organisation_id, SentCard.sent_at > since
        )
    ).all()
    digits = phone_digits(number)
    sent = recipients(organisation_id, SENT_CARD, lately).values()
    return sum(phone_digits(one) == digits for one in sent)


def standing(organisation_id: OrganisationId, ids: Collection[UUID]) -> set[UUID]:
    """Return which of these may still leave. Unscoped: by the program."""
    numbers = recipients(organisation_id, SENT_CARD, ids)
    closed = left_alone(organisation_id, set(numbers.values()))
    return {id_ for id_, number in numbers.items() if number not in closed}


STANDING: Mapping[str, Standing] = {SENT_CARD: standing}
