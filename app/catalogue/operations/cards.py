"""What the office writes on the card of a way, and that somebody has read it again."""

from datetime import datetime

from app.accounts.policy import Permission
from app.catalogue.models import PathCard
from app.catalogue.rules import PathCode
from app.db import found_or_new
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict
from app.transaction.use_case import use_case

_TERMS = Permission.CATALOGUE_TERMS_EDIT
_TOGETHER = {"uq_path_card_organisation_id_path": Conflict("changed_meanwhile")}


@use_case("catalogue.card.write", permission=_TERMS, refusals=_TOGETHER)
def write_card(
    *,
    actor: Viewer,
    now: datetime,
    path: PathCode,
    words: str,
    how_long: str,
    version: int | None = None,
) -> None:
    """Write under which words citizens look for a way and how long it takes: it is read again.

    `Conflict` when somebody else wrote on it after the form was opened; nobody yet is version 0.
    """
    row = _read(actor, now, path)
    if version is not None and (row.version or 0) != version:
        raise Conflict("changed_meanwhile")
    row.words, row.how_long = words, how_long


@use_case("catalogue.card.check", permission=_TERMS, refusals=_TOGETHER)
def check_card(*, actor: Viewer, now: datetime, path: PathCode) -> None:
    """Say that a card was read today and holds."""
    _read(actor, now, path)


def _read(actor: Viewer, now: datetime, path: PathCode) -> PathCard:
    row = found_or_new(PathCard, organisation_id=actor.organisation_id, path=path)
    row.how_long = row.how_long or ""
    row.checked_on, row.checked_by = office_date(now), actor.label
    return row
