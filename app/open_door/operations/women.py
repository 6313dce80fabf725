"""Listening to a woman in difficulty: safety first, neither a name nor a case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid
from app.kernel.references import BodyId, OnwardId
from app.open_door.models import WomanHeard
from app.open_door.operations.onward import Sending, send_onward
from app.open_door.rules import Answered, HelpKind, OpenDoorFault, ToldToWoman
from app.transaction.use_case import use_case

_ONCE = {"uq_woman_heard_organisation_id_visit_id": Invalid(OpenDoorFault.ALREADY_HEARD)}


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What was said on safety, what she was told, and where she is sent on if she wants."""

    told: frozenset[ToldToWoman]
    is_alone: Answered = Answered.UNKNOWN
    may_speak: Answered = Answered.UNKNOWN
    safe_to_call: Answered = Answered.UNKNOWN
    no_print: bool = False
    body_id: BodyId | None = None
    help_kind: HelpKind | None = None
    described: str = ""
    referral_id: UUID | None = None
    visit_id: UUID | None = None


@use_case("open_door.woman.hear", permission=Permission.OPEN_DOOR_ONWARD_WORK, refusals=_ONCE)
def hear_woman(*, actor: Viewer, now: datetime, heard: Heard) -> OnwardId | None:
    """Count a woman who was listened to; return the onward referral, where she wants one.

    What she answered on her safety is kept only with an onward referral: who looks for her must
    know it. Refuses a body without the help, and the same interview of the desk twice.
    """
    onward_id = None
    if heard.body_id is not None:
        if heard.help_kind is None:
            raise Invalid(f"help_kind:{OpenDoorFault.HELP_MISSING}")
        onward_id = send_onward(actor=actor, now=now, sending=_sending(heard, heard.body_id))
    row = WomanHeard(
        organisation_id=actor.organisation_id,
        at=now,
        told=",".join(code for code in ToldToWoman if code in heard.told),
        onward_id=onward_id,
        visit_id=heard.visit_id,
        noted_by=actor.label,
    )
    about("woman_heard", row.id)
    db.session.add(row)
    return onward_id


def _sending(heard: Heard, body_id: BodyId) -> Sending:
    return Sending(
        path=PathCode.WOMEN_SUPPORT,
        body_id=body_id,
        help_kind=heard.help_kind or HelpKind.ADDRESS_ONLY,
        described=heard.described,
        is_alone=heard.is_alone,
        may_speak=heard.may_speak,
        safe_to_call=heard.safe_to_call,
        no_print=heard.no_print,
        referral_id=heard.referral_id,
        visit_id=heard.visit_id,
    )
