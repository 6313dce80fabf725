"""A service with a unit of offer, given by a body of the directory."""

from datetime import date
from typing import Any

from app.catalogue import operations
from app.catalogue.operations import ManagementDetails, ServiceDetails, UnitDetails
from app.catalogue.rules import Management, Measure, ParameterKey, PathCode, PathReason
from app.kernel.references import RemarkId, ServiceId, UnitId
from app.organisations.operations import BodyDetails, open_body
from app.organisations.rules import BodyKind
from tests.cast import MAKER, NOW, OFFICE, Cast

SINCE = date(2026, 1, 1)
BY: dict[str, Any] = {"actor": MAKER, "now": NOW, "organisation_id": OFFICE}


def a_service(
    path: PathCode = PathCode.ADM,
    measure: Measure = Measure.HOURS_PER_WEEK,
    name: str = "Assistenza domiciliare minori",
) -> ServiceId:
    """Open a service of a way, given by a cooperative since the start of the year."""
    provider = open_body(
        **BY, details=BodyDetails(kind=BodyKind.PROVIDER, name="Cooperativa Il Ponte")
    )
    service_id = operations.open_service(
        **BY, details=ServiceDetails(path=path, name=name, measure=measure, valid_from=SINCE)
    )
    operations.entrust_service(
        **BY,
        service_id=service_id,
        details=ManagementDetails(form=Management.DIRECT, provider_id=provider, valid_from=SINCE),
    )
    return service_id


def a_unit(
    service_id: ServiceId,
    name: str = "Educatori",
    quantity: int = 60,
    measure: Measure = Measure.HOURS_PER_WEEK,
) -> UnitId:
    """Open a unit of offer of a service, with what it holds since the start of the year."""
    return operations.open_unit(
        **BY,
        service_id=service_id,
        details=UnitDetails(name=name, provider_id=None, valid_from=SINCE),
        capacity={measure: quantity},
    )


def a_remark(
    cast: Cast, words: str = "A nove anni con i fratelli non si può dividere."
) -> RemarkId:
    """Say that the age of the community for minors does not fit."""
    return operations.write_remark(
        actor=cast["bruno"].viewer,
        now=NOW,
        path=PathCode.MINORS_COMMUNITY,
        reason=PathReason.TOO_YOUNG,
        key=ParameterKey.MINORS_COMMUNITY_FROM_AGE,
        words=words,
    )
