"""Saying that a rule of a way does not fit, and answering: nobody changes a rule from here."""

from datetime import datetime

from app.accounts.policy import Permission
from app.audit.context import about
from app.catalogue.models import RuleRemark
from app.catalogue.queries.remarks import for_answer
from app.catalogue.rules import CatalogueFault, ParameterKey, PathCode, PathReason
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import RemarkId
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key


@use_case("catalogue.remark.write", permission=Permission.CATALOGUE_PATH_READ)
def write_remark(
    *,
    actor: Viewer,
    now: datetime,
    path: PathCode,
    reason: PathReason,
    words: str,
    key: ParameterKey | None = None,
) -> RemarkId:
    """Say in words what is wrong with a rule of a way, and with which figure; return its id.

    Refuses a remark without words. The rule stays as it is until somebody changes it.
    """
    if not words.strip():
        raise Invalid(f"words:{CatalogueFault.REMARK_MISSING}")
    data_key = create_data_key(
        organisation_id=actor.organisation_id, root_kind="rule_remark", now=now
    )
    row = RuleRemark(
        organisation_id=actor.organisation_id,
        data_key_id=data_key.id,
        path=path,
        reason=reason,
        parameter_key=key,
        remark=words,
        written_by=actor.label,
        written_at=now,
        answered_by="",
    )
    db.session.add(row)
    db.session.flush()
    about("rule_remark", row.id)
    return row.id


@use_case("catalogue.remark.answer", permission=Permission.CATALOGUE_TERMS_EDIT)
def answer_remark(
    *, actor: Viewer, now: datetime, remark_id: RemarkId, version: int, words: str
) -> None:
    """Answer a remark: what was changed, or why nothing is. Refuses one answered already."""
    row = for_answer(actor, remark_id, version)
    about("rule_remark", row.id)
    if row.answered_at is not None:
        raise NotAllowedNow(CatalogueFault.REMARK_ANSWERED)
    row.answer, row.answered_by, row.answered_at = words, actor.label, now
