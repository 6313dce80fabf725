"""The office's own choices about terms and figures: each counts from a day on."""

from datetime import date, datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.catalogue.models import PathParameter, TermLength
from app.catalogue.queries import visible_to
from app.catalogue.rules import (
    CatalogueFault,
    Length,
    ParameterKey,
    Term,
    length_fault,
    parameter_fault,
    plain_value,
)
from app.db import db
from app.kernel.actor import Actor
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid
from app.kernel.references import OrganisationId
from app.transaction.use_case import use_case

_TERMS = Permission.CATALOGUE_TERMS_EDIT
_TOGETHER = {
    "uq_term_length_organisation_id_term_valid_from": Conflict("changed_meanwhile"),
    "uq_path_parameter_organisation_id_key_valid_from": Conflict("changed_meanwhile"),
}


@use_case("catalogue.term.choose", permission=_TERMS, refusals=_TOGETHER)
def choose_length(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    term: Term,
    length: Length,
    valid_from: date,
    source: str = "",
) -> None:
    """Write how long a term is from a day on: terms that run already keep their own day.

    Refuses a day gone by and what is not a length. The same day again replaces the choice.
    """
    _from_today(valid_from, now)
    fault = length_fault(length)
    if fault is not None:
        raise Invalid(f"number:{fault}")
    known = db.session.scalar(
        select(TermLength)
        .where(
            visible_to(actor, organisation_id, TermLength),
            TermLength.term == term,
            TermLength.valid_from == valid_from,
        )
        .with_for_update()
    )
    if known is None:
        known = TermLength(organisation_id=organisation_id, term=term, valid_from=valid_from)
        db.session.add(known)
    known.number, known.unit, known.source = length.number, length.unit, source


@use_case("catalogue.parameter.choose", permission=_TERMS, refusals=_TOGETHER)
def choose_parameter(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    key: ParameterKey,
    value: str,
    valid_from: date,
    source: str = "",
) -> None:
    """Write a figure of a way from a day on: what was judged before keeps the figure of its day.

    Refuses a day gone by and a value of the wrong kind. The same day again replaces the choice.
    """
    _from_today(valid_from, now)
    fault = parameter_fault(key, value)
    if fault is not None:
        raise Invalid(f"value:{fault}")
    known = db.session.scalar(
        select(PathParameter)
        .where(
            visible_to(actor, organisation_id, PathParameter),
            PathParameter.key == key,
            PathParameter.valid_from == valid_from,
        )
        .with_for_update()
    )
    if known is None:
        known = PathParameter(organisation_id=organisation_id, key=key, valid_from=valid_from)
        db.session.add(known)
    known.value, known.source = plain_value(key, value), source


def _from_today(valid_from: date, now: datetime) -> None:
    if valid_from < office_date(now):
        raise Invalid(f"valid_from:{CatalogueFault.NOT_FROM_THE_PAST}")
