"""What is still to be completed of a request: one list to work from, never a lock."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.catalogue.rules import JUDICIAL_SOURCES, Detail
from app.intake.procedure import Clock
from app.intake.queries.rows import ReferralPage
from app.intake.rules import ContextKey, Layer, Missing, still_needed


@dataclass(frozen=True)
class ToComplete:
    """One thing that is missing: which question, of whom, by when, where it has any of these."""

    what: Missing
    key: Detail | ContextKey | None = None
    subject_id: UUID | None = None
    name: str = ""
    due_on: date | None = None


def to_complete(page: ReferralPage) -> tuple[ToComplete, ...]:
    """Return what is missing while a request is not concluded, what the work waits for first.

    Unscoped: of a page already reached.
    """
    if not page.open:
        return ()
    return (*_what_was_asked(page), *_what_is_known(page), *_what_follows(page))


def _what_was_asked(page: ReferralPage) -> list[ToComplete]:
    unread = page.row.source in JUDICIAL_SOURCES and not page.orders
    layer = page.layers[Layer.QUESTIONS]
    answers = [
        ToComplete(Missing.ANSWER, key=key)
        for key in still_needed(page.asked(Layer.QUESTIONS), layer.said)
    ]
    answers += [
        ToComplete(Missing.NOT_KNOWN, key=one.key)
        for one in page.asked(Layer.QUESTIONS)
        if one.key in layer.not_known
    ]
    return [ToComplete(Missing.ORDER), *answers] if unread else answers


def _what_is_known(page: ReferralPage) -> list[ToComplete]:
    nameless = [
        ToComplete(Missing.IDENTITY, subject_id=one.id, name=one.described)
        for one in page.unsettled
        if one.person is None
    ]
    told = page.layers[Layer.CONTEXT].told.get(ContextKey.NOTICE_GIVEN) == "yes"
    return nameless if told else [*nameless, ToComplete(Missing.NOTICE)]


def _what_follows(page: ReferralPage) -> list[ToComplete]:
    owed = [
        ToComplete(Missing.RECEIPT, due_on=term.due_on)
        for term in page.terms
        if term.clock is Clock.ACKNOWLEDGEMENT and term.met_at is None
    ]
    missing = {
        Missing.RISK: not page.judgements,
        Missing.CONSENT: page.consent_missing,
        Missing.PATH: bool(page.without_path),
    }
    return [*owed, *(ToComplete(what) for what, is_missing in missing.items() if is_missing)]
