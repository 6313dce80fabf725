"""Shifts written by hand, and swaps asked for them."""

from datetime import date
from typing import Any

from app.kernel.references import ShiftId, SiteId, SwapId
from app.organisations import operations as office
from app.organisations.queries import sites
from app.organisations.rules import OpeningKind
from app.rota import operations
from app.rota.rules import Hours
from tests.builders.appointments import engagement_of
from tests.cast import MAKER, NOW, OFFICE, Cast

MORNING = Hours(510, 750)


def a_shift(
    cast: Cast, who: str, day: date, *, kind: OpeningKind = OpeningKind.APPOINTMENTS, **more: Any
) -> ShiftId:
    """Put somebody on duty on a day."""
    given = {
        "hours": MORNING, "site_id": _site(cast), "engagement_id": engagement_of(cast[who]), **more,
    }  # fmt: skip
    return operations.add_shift(actor=cast["dario"].viewer, now=NOW, kind=kind, day=day, **given)


def a_swap(cast: Cast, who: str, shift_id: ShiftId, **more: Any) -> SwapId:
    """Ask for a swap of a shift; of whoever can, unless a colleague or a shift is named."""
    return operations.propose_swap(actor=cast[who].viewer, now=NOW, shift_id=shift_id, **more)


def _site(cast: Cast) -> SiteId:
    """Return where the office is, opened the first time."""
    there = sites(cast["dario"].viewer)
    if there:
        return there[0].id
    return office.open_site(
        actor=MAKER, now=NOW, organisation_id=OFFICE, name="Dependance", address="", directions=""
    )
