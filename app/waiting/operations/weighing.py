"""What counts in a list: the facts of an application, the order the office follows."""

from collections.abc import Sequence
from datetime import date, datetime

from app.accounts.policy import Permission
from app.catalogue.rules import CatalogueFault, PathCode
from app.db import db, found_or_new
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid
from app.kernel.references import WaitingEntryId
from app.transaction.use_case import use_case
from app.waiting.models import WaitingOrder, WaitingScore
from app.waiting.operations.moving import Said, move, take
from app.waiting.procedure import EntryAction
from app.waiting.rules import Criterion, order_fault, points_fault

_TOGETHER = {"uq_waiting_order_organisation_id_path_valid_from": Conflict("changed_meanwhile")}


@use_case("waiting.entry.score", permission=None)
def score(
    *,
    actor: Viewer,
    now: datetime,
    entry_id: WaitingEntryId,
    version: int,
    criterion: Criterion,
    points: int,
    why: str,
) -> None:
    """Write what counts for an application from now on, and on which fact; what was stays written.

    It counts in every list where the application stands. Only need is counted in points (0–100):
    the other criteria are there (1) or no more (0).
    """
    entry, waits = take(actor, entry_id, version)
    if fault := points_fault(criterion, points):
        raise Invalid(fault)
    move(actor, now, entry, EntryAction.SCORE, said=Said(words=why, code=criterion))
    db.session.add(
        WaitingScore(
            organisation_id=actor.organisation_id,
            request_id=waits.request_id,
            data_key_id=waits.data_key_id,
            criterion=criterion,
            points=points,
            why=why,
            at=now,
            by_label=actor.label,
        )
    )


@use_case("waiting.order.choose", permission=Permission.CATALOGUE_TERMS_EDIT, refusals=_TOGETHER)
def choose_order(
    *,
    actor: Viewer,
    now: datetime,
    path: PathCode,
    criteria: Sequence[Criterion],
    valid_from: date,
    source: str,
) -> None:
    """Write what decides the lists of a service from a day on, and by which act of the council.

    Refuses a day gone by, no criterion, one twice. The same day again replaces the choice.
    """
    if valid_from < office_date(now):
        raise Invalid(f"valid_from:{CatalogueFault.NOT_FROM_THE_PAST}")
    if fault := order_fault(criteria):
        raise Invalid(fault)
    row = found_or_new(
        WaitingOrder, organisation_id=actor.organisation_id, path=path, valid_from=valid_from
    )
    row.criteria, row.source = ",".join(criteria), source
