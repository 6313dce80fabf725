"""The office's own choices about terms and figures: each counts from a day on."""

from datetime import date, datetime

from app.accounts.policy import Permission
from app.catalogue.models import PathParameter, TermLength
from app.catalogue.rules import (
    CatalogueFault,
    Length,
    ParameterKey,
    Term,
    length_fault,
    parameter_fault,
    plain_value,
)
from app.db import found_or_new
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
    known = found_or_new(
        TermLength, organisation_id=organisation_id, term=term, valid_from=valid_from
    )
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
    known = found_or_new(
        PathParameter, organisation_id=organisation_id, key=key, valid_from=valid_from
    )
    known.value, known.source = plain_value(key, value), source


def _from_today(valid_from: date, now: datetime) -> None:
    if valid_from < office_date(now):
        raise Invalid(f"valid_from:{CatalogueFault.NOT_FROM_THE_PAST}")
