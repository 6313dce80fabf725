"""Service requests as the office makes them, through the real use cases."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.cases import operations, queries
from app.cases.operations import LineDetails, Money, RequestDetails
from app.cases.queries import LinePage, RequestPage
from app.cases.rules.requests import PayerBody, RequestWish, UrgencyGround, Voice
from app.catalogue import operations as catalogue
from app.catalogue.operations import ManagementDetails, ServiceDetails, UnitDetails
from app.catalogue.rules import ConsentBasis, Intervention, Management, Measure, PathCode
from app.kernel.references import BodyId, CaseId, RequestLineId, ServiceRequestId, UnitId
from app.organisations import operations as organisations
from app.organisations.operations import BodyDetails
from app.organisations.rules import BodyKind
from tests.builders.cases import an_open_case
from tests.cast import NOW, TODAY, Cast, Member

ENDS = date(2027, 6, 30)
LONG_AGO = date(2020, 1, 1)
THREE = (
    (Intervention.EDUCATION_AT_HOME, 400),
    (Intervention.ACCOMPANYING_TO_CARE, 150),
    (Intervention.SPORT_SUPPORT, 150),
)
MONEY = Money(
    payer=PayerBody.THIS_MUNICIPALITY,
    body_id=None,
    share=100,
    amount_cents=120_000,
    act_reference="Det. 812/2026",
)
VOICE = Voice(
    ground=UrgencyGround.VIOLENCE,
    who="Paola Rinaldi",
    at=NOW - timedelta(hours=1),
    words="non può tornare a casa stasera",
)


@dataclass(frozen=True)
class HomeSupport:
    """The home support of minors of a body: who gives it, in which unit."""

    provider_id: BodyId
    unit_id: UnitId


def a_service(
    cast: Cast,
    hours: int = 60,
    *,
    path: PathCode = PathCode.ADM,
    measure: Measure = Measure.HOURS_PER_WEEK,
    name: str = "Il Ponte di Carta",
) -> HomeSupport:
    """Put a service, its provider and its unit into the catalogue."""
    dario, gino = cast["dario"], cast["gino"]
    body = organisations.open_body(
        actor=gino.viewer,
        now=NOW,
        organisation_id=gino.organisation_id,
        details=BodyDetails(kind=BodyKind.PROVIDER, name=name),
    )
    common: dict[str, Any] = {
        "actor": dario.viewer,
        "now": NOW,
        "organisation_id": dario.organisation_id,
    }
    service = catalogue.open_service(
        **common,
        details=ServiceDetails(path=path, name=path, measure=measure, valid_from=LONG_AGO),
    )
    catalogue.entrust_service(
        **common,
        service_id=service,
        details=ManagementDetails(form=Management.DIRECT, provider_id=body, valid_from=LONG_AGO),
    )
    unit = catalogue.open_unit(
        **common,
        service_id=service,
        details=UnitDetails(name=f"Unità di {name}", provider_id=body, valid_from=LONG_AGO),
        capacity={measure: hours},
    )
    return HomeSupport(body, unit)


def page(by: Member, request_id: ServiceRequestId) -> RequestPage:
    """Return the page of a request as a member sees it."""
    return queries.request_page(by.viewer, request_id)


def line_page(by: Member, line_id: RequestLineId) -> LinePage:
    """Return the page of a line as a member sees it."""
    return queries.line_page(by.viewer, line_id, TODAY)


def a_request(
    cast: Cast,
    service: HomeSupport,
    *,
    by: str = "bruno",
    case_id: CaseId | None = None,
    wanted: tuple[tuple[Intervention | None, int], ...] = THREE[:1],
    with_cost: bool = False,
    **wished: Any,
) -> ServiceRequestId:
    """Draft a request with its lines written, as `by` would, and return its id."""
    who = cast[by]
    wish = RequestWish(
        interventions=tuple(intervention for intervention, _ in wanted if intervention),
        **{
            "path": PathCode.ADM,
            "consent": ConsentBasis.BOTH_PARENTS,
            "reason": "assenze ripetute",
            **wished,
        },
    )
    request_id = operations.draft_request(
        actor=who.viewer, now=NOW, case_id=case_id or an_open_case(who), wish=wish
    )
    shown = page(who, request_id)
    for line, (intervention, quantity) in zip(shown.lines, wanted, strict=True):
        operations.describe_line(
            actor=who.viewer,
            now=NOW,
            line_id=line.id,
            version=line.version,
            details=LineDetails(
                intervention=intervention,
                quantity=quantity,
                measure=Measure.HOURS_PER_WEEK,
                note="martedì 16:30",
                starts_on=TODAY,
                ends_on=ENDS,
                unit_id=service.unit_id,
            ),
        )
    operations.describe_request(
        actor=who.viewer,
        now=NOW,
        request_id=request_id,
        version=shown.version,
        details=RequestDetails(
            priority=shown.priority,
            management=Management.DIRECT,
            with_cost=with_cost,
            starts_on=TODAY,
            ends_on=ENDS,
            consent=shown.consent,
            reason="assenze ripetute",
            override=shown.override,
        ),
    )
    return request_id


def request_act(cast: Cast, who: str, name: str, request_id: ServiceRequestId, **told: Any) -> None:
    """Do one act of a request, at the version it has now, as a member of the cast."""
    member, now = cast[who], told.pop("now", NOW)
    version = page(member, request_id).version
    act = getattr(operations, name)
    act(actor=member.viewer, now=now, request_id=request_id, version=version, **told)


def line_act(cast: Cast, who: str, name: str, line_id: RequestLineId, **told: Any) -> Any:
    """Do one act of a line, at the version it has now, as a member of the cast."""
    member, now = cast[who], told.pop("now", NOW)
    version = line_page(member, line_id).version
    act = getattr(operations, name)
    return act(actor=member.viewer, now=now, line_id=line_id, version=version, **told)


def an_approved_request(cast: Cast, service: HomeSupport, **wished: Any) -> ServiceRequestId:
    """Draft, submit and approve a request: Bruno asks, Dario says yes."""
    request_id = a_request(cast, service, **wished)
    request_act(cast, wished.get("by", "bruno"), "submit_request", request_id)
    request_act(cast, "dario", "approve_request", request_id)
    return request_id


def an_active_line(
    cast: Cast, service: HomeSupport, *, started_on: date = TODAY, **wished: Any
) -> RequestLineId:
    """Approve a request and start its first line: Gino sends it and records the answers."""
    request_id = an_approved_request(cast, service, **wished)
    line_id = page(cast["gino"], request_id).lines[0].id
    line_act(cast, "gino", "send_line", line_id)
    line_act(cast, "gino", "accept_line", line_id, starts_on=started_on)
    line_act(cast, "gino", "start_line", line_id, started_on=started_on)
    return line_id


def at(day: date, hour: int = 10) -> datetime:
    """Return an instant of a day, by the hours of the test's office."""
    return NOW.replace(year=day.year, month=day.month, day=day.day, hour=hour - 1, minute=0)
