"""What is done without a case, as the office does it: initiatives, desks, people sent on."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.references import BodyId, InfoDeskId, InitiativeId, OnwardId, PersonId, SiteId
from app.open_door import operations, queries
from app.open_door.models import InfoDesk
from app.open_door.operations import (
    ContactGiven,
    DeskGiven,
    InitiativeGiven,
    ParticipationGiven,
    Sending,
)
from app.open_door.rules import AgeBand, Answered, HelpKind, InitiativeKind, Topic
from app.organisations.operations import open_site
from app.organisations.rules import BodyKind
from tests.builders.intake import a_body
from tests.cast import MAKER, NOW, TODAY, Cast, Member


def an_initiative(by: Member, **known: Any) -> InitiativeId:
    """Write a workshop of the youth space that began a month ago, or as `known`."""
    usual = {
        "path": PathCode.YOUTH_SPACE, "kind": InitiativeKind.ACTIVITY, "title": "Murales",
        "valid_from": TODAY - timedelta(days=30),
    }  # fmt: skip
    given = InitiativeGiven(**{**usual, **known})
    return operations.open_initiative(actor=by.viewer, now=NOW, given=given)


def took_part(by: Member, initiative_id: InitiativeId, counted: int = 1, **known: Any) -> None:
    """Count who took part today."""
    given = ParticipationGiven(
        **{"held_on": TODAY, "age_band": AgeBand.FROM_14, "counted": counted, **known}
    )
    operations.note_participation(
        actor=by.viewer, now=NOW, initiative_id=initiative_id, given=given
    )


def a_desk_for_all(by: Member, number: int = 5) -> InfoDeskId:
    """Return a desk by its number, made with a site of its own if it is not there."""
    there = select(InfoDesk.id).where(
        InfoDesk.organisation_id == by.organisation_id, InfoDesk.number == number
    )
    found = db.session.scalar(there)
    if found is not None:
        return found
    site_id: SiteId = open_site(
        actor=MAKER, now=NOW, organisation_id=by.organisation_id, name=f"Sportello n. {number}",
        address="via dei Tigli 1", directions="",
    )  # fmt: skip
    given = DeskGiven(number=number, site_id=site_id, languages="inglese")
    return operations.open_info_desk(actor=by.viewer, now=NOW, given=given)


def came(by: Member, desk_id: InfoDeskId, **known: Any) -> Any:
    """Count somebody who came to a desk an hour ago, without a name unless `known` says it."""
    usual = {"at": NOW - timedelta(hours=1), "topics": frozenset({Topic.SCHOOL}), "minutes": 20}
    given = ContactGiven(**{**usual, **known})
    return operations.note_contact(actor=by.viewer, now=NOW, desk_id=desk_id, given=given)


def sent_on(cast: Cast, by: str = "bruno", **known: Any) -> OnwardId:
    """Send somebody without a name to an association, or as `known`."""
    body_id: BodyId = known.pop("body_id", None) or a_body(cast, BodyKind.THIRD_SECTOR)
    usual = {
        "path": PathCode.SOCIAL_INCLUSION, "body_id": body_id, "help_kind": HelpKind.CALLED,
        "described": "un signore solo",
    }  # fmt: skip
    sending = Sending(**{**usual, **known})
    return operations.send_onward(actor=cast[by].viewer, now=known.pop("now", NOW), sending=sending)


def a_woman_sent_on(cast: Cast, **known: Any) -> OnwardId:
    """Send a woman in danger to a centre; she is not to be called, and nothing is printed."""
    usual = {
        "path": PathCode.WOMEN_SUPPORT, "described": "una donna, con la madre",
        "safe_to_call": Answered.NO, "is_alone": Answered.NO, "no_print": True,
        "help_kind": HelpKind.ADDRESS_ONLY,
    }  # fmt: skip
    return sent_on(cast, **{**usual, **known})


def on_onward(by: Member, onward_id: OnwardId, now: Any = NOW) -> dict[str, Any]:
    """Return the arguments by which somebody acts on an onward referral as she sees it now."""
    page = queries.onward_page(by.viewer, onward_id)
    return {"actor": by.viewer, "now": now, "onward_id": onward_id, "version": page.version}


def named_without_a_case(cast: Cast, person_id: PersonId) -> tuple[str, str, str]:
    """Send somebody on and count her by name wherever one may be; return the pages about her."""
    gino = cast["gino"]
    named: dict[str, Any] = {"person_id": person_id, "consent_on": TODAY}
    onward = sent_on(cast, person_id=person_id)
    contact = came(gino, a_desk_for_all(gino), **named)
    took_part(gino, an_initiative(gino), **named)
    return (
        f"/onward/{onward}",
        f"/onward/new?person={person_id}",
        f"/open-door/contacts/{contact}/name",
    )


def some_open_door(cast: Cast) -> None:
    """Leave one of each thing, in the states from which its acts start."""
    bruno, gino = cast["bruno"], cast["gino"]
    took_part(gino, an_initiative(gino), 12)
    came(gino, a_desk_for_all(gino))
    a_woman_sent_on(cast)
    lost = sent_on(cast)
    operations.not_arrived(**on_onward(bruno, lost))
    sent_on(cast, described="una signora")
