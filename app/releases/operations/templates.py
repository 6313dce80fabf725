"""The texts letters start from."""

from datetime import datetime

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid
from app.kernel.references import new_id
from app.releases import queries
from app.releases.models import LetterTemplate
from app.releases.rules import LetterKind, template_fault
from app.transaction.use_case import use_case


@use_case(
    "releases.template.edit",
    permission=Permission.RELEASES_TEMPLATE_EDIT,
    refusals={"uq_letter_template_organisation_id_kind_edition": Conflict("changed_meanwhile")},
)
def edit_template(
    *, actor: Viewer, now: datetime, kind: LetterKind, edition: int, text: str
) -> None:
    """Write a new edition of the text a kind of letter starts from; the older ones stay.

    `edition` is the one that was on the screen, 0 where the office never wrote one: `Conflict` if
    somebody wrote one meanwhile. Refuses unknown words in brackets, and a text for receipts, which
    say always the same.
    """
    if fault := template_fault(kind, text):
        raise Invalid(fault)
    latest = queries.template_now(actor, kind)
    if (latest.edition if latest else 0) != edition:
        raise Conflict("changed_meanwhile")
    row = LetterTemplate(
        organisation_id=actor.organisation_id,
        id=new_id(),
        kind=kind,
        edition=edition + 1,
        text=text,
        valid_from=office_date(now),
        edited_by=actor.label,
        edited_at=now,
    )
    db.session.add(row)
    about("letter_template", row.id)
