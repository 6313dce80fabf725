"""The address of a placement: shown to the named list alone, to others by two persons together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import AddressReveal, Placement, PlacementAddress
from app.cases.rules.placements import PlacementFault, RevealPurpose, second_in_time
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import security_now
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import PlacementId
from app.transaction.loading import found
from app.transaction.reading import consultation
from app.transaction.use_case import use_case

_REVEAL = Permission.CASES_ADDRESS_REVEAL
_FRESH_FOR = timedelta(minutes=5)  # how long a sign-in counts as new for an address


@dataclass(frozen=True)
class Revealed:
    """The structure and the address, and since when they are these."""

    structure: str
    address: str
    since: datetime


@use_case("cases.address.ask", permission=_REVEAL)
def ask_address(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, purpose: RevealPurpose
) -> UUID:
    """Say why the address is needed, and return the id of the request; the list sees the line.

    Who is on the named list reads it alone; anybody else waits ten minutes for a second person.
    Refuses who did not sign in a moment ago.
    """
    placement = queries.placement_for_change(actor, placement_id)
    about("placement", placement.id)
    check_fresh(actor)
    row = AddressReveal(
        organisation_id=actor.organisation_id,
        placement_id=placement.id,
        purpose=purpose,
        by_id=actor.account_id,
        by_label=actor.signing(_REVEAL),
        at=now,
        needs_second=not _on_list(actor, placement, now),
        second_label="",
    )
    db.session.add(row)
    db.session.flush()
    return row.id


@use_case("cases.address.second", permission=_REVEAL)
def second_address(*, actor: Viewer, now: datetime, reveal_id: UUID) -> None:
    """Say yes, as a person of the named list, to a colleague who asked within ten minutes.

    Refuses who asked herself, who is not on the list, and a request that is too old.
    """
    row, placement = _reveal(actor, reveal_id)
    about("placement", placement.id)
    if not _on_list(actor, placement, now):
        raise NotAllowedNow(PlacementFault.SECOND_PERSON)
    if row.by_id == actor.account_id:
        raise NotAllowedNow(PlacementFault.SAME_SECOND)
    if not second_in_time(row.at, now):
        raise NotAllowedNow(PlacementFault.TOO_LATE)
    row.second_id, row.second_at = actor.account_id, now
    row.second_label = actor.signing(_REVEAL)


@consultation("cases.address.reveal", permission=_REVEAL, subject="placement")
def reveal_address(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, reveal_id: UUID, purpose: str
) -> Revealed | None:
    """Return where the placement is, after the line of who reads it, in this response only.

    Refuses without a second person for who is not on the list, after ten minutes, or for somebody
    else's request.
    """
    row, placement = _reveal(actor, reveal_id)
    if row.by_id != actor.account_id or placement.id != placement_id:
        raise NotFound
    check_fresh(actor)
    if row.needs_second and row.second_at is None:
        raise NotAllowedNow(PlacementFault.SECOND_PERSON)
    if not second_in_time(row.at, now):
        raise NotAllowedNow(PlacementFault.TOO_LATE)
    latest = db.session.scalar(
        select(PlacementAddress)
        .where(*queries.its(PlacementAddress, placement))
        .order_by(PlacementAddress.since.desc(), PlacementAddress.id.desc())
        .limit(1)
    )
    if latest is None:
        return None
    return Revealed(latest.structure or "", latest.address or "", latest.since)


def _reveal(actor: Viewer, reveal_id: UUID) -> tuple[AddressReveal, Placement]:
    row = found(
        select(AddressReveal).where(
            AddressReveal.organisation_id == actor.organisation_id, AddressReveal.id == reveal_id
        )
    )
    return row, queries.reached_placement(actor, row.placement_id)


def _on_list(actor: Viewer, placement: Placement, now: datetime) -> bool:
    return actor.account_id in {one.account_id for one in queries.watchers_of(placement, now)}


def check_fresh(actor: Viewer) -> None:
    """Ask for a sign-in of a moment ago; who acts without a door (a test, a command) has none."""
    if actor.fresh_at is not None and security_now() - actor.fresh_at > _FRESH_FOR:
        raise NotAllowedNow(PlacementFault.NOT_FRESH)
