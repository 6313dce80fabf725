"""An office with a past: a child from the school's letter to the first hours at home."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.cases import operations as cases
from app.cases.operations import LineDetails, RequestDetails
from app.cases.rules.case import TakingChargeBasis
from app.cases.rules.requests import RequestWish
from app.catalogue.rules import Area, ConsentBasis, Management, Measure, PathCode, ReferralSource
from app.intake.operations import Charge
from app.intake.rules import Channel, ContactOutcome, Urgency
from app.kernel.references import CaseId, ReferralId, ServiceRequestId
from app.people.rules import BirthKnown
from tests.builders.intake import a_referral, act
from tests.builders.people import a_person
from tests.builders.requests import ENDS, THREE, HomeSupport, a_service, line_act, page, request_act
from tests.builders.waiting import waits
from tests.cast import NOW, TODAY, Cast


@dataclass(frozen=True)
class Story:
    """What the story of the child leaves behind."""

    referral_id: ReferralId
    case_id: CaseId
    request_id: ServiceRequestId


def on(month: int, day: int, hour: int = 9) -> datetime:
    """Return an instant of 2026, of the world's hours."""
    return NOW.replace(month=month, day=day, hour=hour, minute=0)


def from_school_to_home(cast: Cast) -> Story:
    """Tell story 1 through the real use cases: three interventions asked for, two begun today."""
    bruno, dario, gino = cast["bruno"], cast["dario"], cast["gino"]
    child = a_person(
        bruno, "Canarini", "Noemi",
        birth_known=BirthKnown.EXACT, birth_date=date(2017, 3, 14),
    )  # fmt: skip
    referral_id = a_referral(
        gino, child, at=on(10, 9), received_at=on(10, 8), channel=Channel.PEC,
        source=ReferralSource.SCHOOL, urgency=Urgency.WITHIN_7_DAYS,
    )  # fmt: skip
    act(dario, "assign_referral", referral_id, now=on(10, 12), worker_id=bruno.engagement_id)
    met = {"outcome": ContactOutcome.REAL, "happened_at": on(10, 15), "words": "Sentita."}
    act(bruno, "log_contact", referral_id, now=on(10, 16), **met)
    charge = Charge(basis=TakingChargeBasis.CONSENT, area=Area.FAMILY_AND_MINORS)
    (case_id,) = act(bruno, "take_charge", referral_id, now=on(11, 5), charge=charge)
    service = a_service(cast)
    request_id = _asked(cast, service, case_id)
    request_act(cast, "bruno", "submit_request", request_id, now=on(11, 12))
    request_act(cast, "dario", "approve_request", request_id, now=on(11, 13))
    first, second, third = page(gino, request_id).lines
    for line in (first, second, third):
        line_act(cast, "gino", "send_line", line.id, now=on(11, 16))
    for line in (first, second):
        line_act(cast, "gino", "accept_line", line.id, now=on(11, 18), starts_on=TODAY)
        line_act(cast, "gino", "start_line", line.id, now=NOW, started_on=TODAY)
    waits(cast, third.id, complete_on=on(11, 18).date(), now=on(11, 18))
    return Story(referral_id, case_id, request_id)


def _asked(cast: Cast, service: HomeSupport, case_id: CaseId) -> ServiceRequestId:
    bruno = cast["bruno"]
    by: dict[str, Any] = {"actor": bruno.viewer, "now": on(11, 11)}
    wish = RequestWish(
        path=PathCode.ADM,
        interventions=tuple(intervention for intervention, _ in THREE),
        consent=ConsentBasis.BOTH_PARENTS,
        reason="assenze ripetute",
    )
    request_id = cases.draft_request(**by, case_id=case_id, wish=wish)
    shown = page(bruno, request_id)
    for line, (intervention, quantity) in zip(shown.lines, THREE, strict=True):
        details = LineDetails(
            intervention=intervention, quantity=quantity, measure=Measure.HOURS_PER_WEEK,
            starts_on=TODAY, ends_on=ENDS, unit_id=service.unit_id,
        )  # fmt: skip
        cases.describe_line(**by, line_id=line.id, version=line.version, details=details)
    whole = RequestDetails(
        priority=shown.priority, management=Management.DIRECT, with_cost=False, starts_on=TODAY,
        ends_on=ENDS, consent=shown.consent, reason="assenze ripetute", override=shown.override,
    )  # fmt: skip
    cases.describe_request(**by, request_id=request_id, version=shown.version, details=whole)
    return request_id
