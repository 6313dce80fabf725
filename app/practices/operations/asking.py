"""Which papers each kind of practice asks for: the office's own choice, from a day on."""

from collections.abc import Sequence
from datetime import date, datetime

from app.accounts.policy import Permission
from app.catalogue.rules import CatalogueFault
from app.db import found_or_new
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid
from app.practices.models import PracticeChecklist
from app.practices.rules import PaperKind, PracticeFault, PracticeKind
from app.transaction.use_case import use_case

_TOGETHER = {"uq_practice_checklist_organisation_id_kind_valid_from": Conflict("changed_meanwhile")}


@use_case(
    "practices.checklist.choose", permission=Permission.CATALOGUE_TERMS_EDIT, refusals=_TOGETHER
)
def choose_checklist(
    *,
    actor: Viewer,
    now: datetime,
    kind: PracticeKind,
    papers: Sequence[PaperKind],
    valid_from: date,
    source: str = "",
) -> None:
    """Write which papers a kind of practice asks for from a day on; open ones keep their own.

    Refuses a day gone by and no paper at all. The same day again replaces the choice.
    """
    if valid_from < office_date(now):
        raise Invalid(f"valid_from:{CatalogueFault.NOT_FROM_THE_PAST}")
    if not papers:
        raise Invalid(f"papers:{PracticeFault.NO_PAPERS_ASKED}")
    row = found_or_new(
        PracticeChecklist, organisation_id=actor.organisation_id, kind=kind, valid_from=valid_from
    )
    row.papers, row.source = ",".join(papers), source
