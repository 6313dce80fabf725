"""Notices that wait to be sent, as a use case of another feature would queue them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.kernel.actor import Actor
from app.kernel.references import NoticeId, new_id
from app.notifications import operations
from app.notifications.rules import Channel, NewNotice
from app.transaction.use_case import use_case
from tests.cast import MAKER, NOW, OFFICE

PHONE, MAILBOX = "+390255500012", "casella@esempio.invalid"
WORDS = "Ti aspettiamo mercoledì alle 9:00."


@use_case(
    "tests.notice.queue",
    permission=Permission.NOTIFICATIONS_NOTICE_WORK,
    refusals=operations.REFUSALS,
)
def queue(*, actor: Actor, now: datetime, notice: NewNotice) -> NoticeId | None:
    """Queue a notice in a transaction of its own."""
    about(notice.subject_kind, notice.subject_id)
    return operations.enqueue(organisation_id=OFFICE, now=now, notice=notice)


def a_notice(effect: str = "", channel: Channel = Channel.EMAIL, **more: Any) -> NoticeId | None:
    """Queue a notice due now, and return it; nothing when its effect was queued before."""
    given: dict[str, Any] = {
        "effect": effect or str(new_id()),
        "subject_kind": "appointment",
        "subject_id": UUID(int=0xAB),
        "channel": channel,
        "recipient": MAILBOX if channel is Channel.EMAIL else PHONE,
        "title": "Appuntamento",
        "text": WORDS,
        "due_at": NOW,
        "useful_until": NOW + timedelta(days=2),
    }
    return queue(actor=MAKER, now=NOW, notice=NewNotice(**{**given, **more}))
