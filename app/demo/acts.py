"""What the tales do again and again, each at the moment of the demo's clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.cases import operations as cases
from app.cases import queries as case_queries
from app.cases.operations import Leaving, LineDetails, RequestDetails
from app.cases.rules.case import Outcome, TakingChargeBasis, Weight
from app.cases.rules.diary import EntryDetails, EntryKind
from app.cases.rules.plan import Agreed, AssessmentDetails, Goal, PlanDetails, ReviewDetails
from app.cases.rules.requests import Priority, RequestWish
from app.catalogue.queries import units_of
from app.catalogue.rules import Area, ConsentBasis, Intervention, Management, Measure, PathCode
from app.demo.context import Demo
from app.demo.play import act
from app.intake import operations as intake
from app.intake.operations import Arrival, Charge
from app.intake.queries import referral_page
from app.intake.rules import Acknowledgement, Changes, ContactOutcome, Layer
from app.kernel.clock import office_date
from app.kernel.references import (
    CaseId,
    PlacementId,
    PlanId,
    ReferralId,
    RequestLineId,
    ServiceRequestId,
    UnitId,
    WaitingEntryId,
)
from app.open_door import operations as open_door
from app.open_door import queries as open_door_queries
from app.open_door.rules import Teller
from app.waiting import operations as waiting
from app.waiting.operations import Application


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One intervention of a request: how much of it, where; hundredths of its measure."""

    quantity: int
    measure: Measure = Measure.HOURS_PER_WEEK
    intervention: Intervention | None = None
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is written of a request beside its lines; `override` where a condition is not met."""

    starts_on: date
    ends_on: date | None
    reason: str
    basis: ConsentBasis
    with_cost: bool = False
    priority: Priority = Priority.ORDINARY
    override: str = ""


def register(demo: Demo, login: str, **known: Any) -> ReferralId:
    """Write down what reached the office, at once unless `received_at` is said."""
    arrival = Arrival(**{"received_at": demo.clock, **known})
    return act(demo, login, intake.register_referral, arrival=arrival)


def assign(demo: Demo, referral: ReferralId, login: str) -> None:
    """Let the supervisor give a request or a report to a worker."""
    act(
        demo, "paola", intake.assign_referral,
        referral_id=referral, worker_id=demo.engagement(login),
    )  # fmt: skip


def acknowledged(demo: Demo, login: str, referral: ReferralId) -> None:
    """Tell who reported that it arrived, and nothing else."""
    act(
        demo, login, intake.acknowledge,
        referral_id=referral, how=Acknowledgement.PEC, on=office_date(demo.clock),
    )  # fmt: skip


def answered(demo: Demo, login: str, referral: ReferralId, layer: Layer, **told: str) -> None:
    """Answer for the first time the questions of a layer."""
    act(demo, login, intake.answer_layer, referral_id=referral, layer=layer, version=1, told=told)


def meet(
    demo: Demo, login: str, referral: ReferralId, words: str, at: datetime | None = None
) -> None:
    """Write a real contact, of now or of an hour before."""
    act(
        demo, login, intake.log_contact, referral_id=referral, outcome=ContactOutcome.REAL,
        happened_at=at or demo.clock, words=words,
    )  # fmt: skip


def arrived(demo: Demo, login: str, referral: ReferralId, words: str) -> None:
    """Write that everybody sent on from a request or a report arrived today, as the body says."""
    for sent in open_door_queries.onward_of_referral(demo.staff[login], referral):
        act(
            demo, login, open_door.confirm_arrival, onward_id=sent.id, teller=Teller.BODY,
            arrived_on=office_date(demo.clock), words=words,
        )  # fmt: skip


def judge(demo: Demo, login: str, referral: ReferralId, **said: Any) -> None:
    """Write the two judgements, apart, with their grounds."""
    act(demo, login, intake.judge, referral_id=referral, **said)


def consent(
    demo: Demo, login: str, referral: ReferralId, basis: ConsentBasis, given_by: str
) -> None:
    """Write who consents, today."""
    act(
        demo, login, intake.note_consent, referral_id=referral, basis=basis, given_by=given_by,
        given_on=office_date(demo.clock),
    )  # fmt: skip


def take_charge(
    demo: Demo,
    login: str,
    referral: ReferralId,
    area: Area,
    basis: TakingChargeBasis = TakingChargeBasis.CONSENT,
    *,
    deputy: str = "",
) -> list[CaseId]:
    """Take charge of everybody it concerns, hand over the privacy notice; return the cases."""
    charge = Charge(
        basis=basis, area=area, deputy_id=demo.engagement(deputy) if deputy else None
    )  # fmt: skip
    opened = act(demo, login, intake.take_charge, referral_id=referral, charge=charge)
    for case_id in opened:
        act(demo, login, cases.privacy_notice_given, case_id=case_id)
    return opened


def link_each(
    demo: Demo, login: str, referral: ReferralId, opened: Sequence[CaseId], words: str
) -> None:
    """Join each person a report concerns to her own case, and read it: one holder for all."""
    viewer = demo.staff[login]
    mine = [case_queries.case_brief(viewer, case_id) for case_id in opened]
    known = {brief.person_id: brief.case_id for brief in mine}
    for subject in referral_page(viewer, referral, demo.clock).subjects:
        if subject.person is not None:
            act(
                demo, login, intake.link_to_case,
                referral_id=referral, subject_id=subject.id, case_id=known[subject.person.id],
            )  # fmt: skip
    act(
        demo, login, intake.read_linked,
        referral_id=referral, changes=Changes.PLAN, words=words,
    )  # fmt: skip


def diary(
    demo: Demo, login: str, case_id: CaseId, kind: EntryKind, text: str, **known: Any
) -> None:
    """Write an entry of now, unless `happened_at` is said."""
    details = EntryDetails(kind=kind, text=text, **{"happened_at": demo.clock, **known})
    act(demo, login, cases.add_diary_entry, case_id=case_id, details=details)


def assessed(demo: Demo, login: str, case_id: CaseId, **said: str) -> None:
    """Write the assessment of a need, facts before opinions."""
    details = AssessmentDetails(assessed_on=office_date(demo.clock), **said)
    act(demo, login, cases.write_assessment, case_id=case_id, details=details)


def proposed(
    demo: Demo,
    login: str,
    case_id: CaseId,
    *,
    goals: Sequence[tuple[str, str]],
    basis: ConsentBasis,
    **known: Any,
) -> PlanId:
    """Draw an agreed plan up from today on and send it to who approves; return its id."""
    details = PlanDetails(
        starts_on=office_date(demo.clock),
        agreed=Agreed.YES,
        consent_basis=basis,
        goals=tuple(Goal(text=text, actions=actions) for text, actions in goals),
        **known,
    )
    plan_id = act(demo, login, cases.draw_up_plan, case_id=case_id, details=details)
    act(demo, login, cases.submit_plan, plan_id=plan_id, version=1)
    return plan_id


def plan_approved(demo: Demo, plan_id: PlanId) -> None:
    """Let the supervisor approve a plan that was just sent."""
    act(demo, "paola", cases.approve_plan, plan_id=plan_id, version=2)


def reviewed(demo: Demo, login: str, case_id: CaseId, plan_id: PlanId, next_on: date) -> None:
    """Look at a plan again: every goal was reached in part."""
    goals = case_queries.plan_page(demo.staff[login], plan_id).goals
    outcomes = dict.fromkeys((goal.id for goal in goals), Outcome.PARTLY)
    details = ReviewDetails(outcomes=outcomes, next_review_on=next_on)
    act(demo, login, cases.review_plan, case_id=case_id, details=details)


def weighed(demo: Demo, login: str, case_id: CaseId, weight: Weight) -> None:
    """Say how much work a case asks for; the supervisor confirms it."""
    act(demo, login, cases.set_weight, case_id=case_id, weight=weight)
    act(demo, "paola", cases.confirm_weight, case_id=case_id)


def unit(demo: Demo, path: PathCode, name: str) -> UnitId | None:
    """Return a unit of offer by a part of its name, as it was called that day."""
    units = units_of(demo.staff["giorgio"], path, office_date(demo.clock))
    return next((one.id for one in units if name and name in one.name), None)


def ask(
    demo: Demo, login: str, case_id: CaseId, path: PathCode, wanted: Sequence[Wanted], **known: Any
) -> tuple[ServiceRequestId, list[RequestLineId]]:
    """Draft a request with everything written in it; return its id and those of its lines.

    Lines of one intervention each; several places for the same thing are more lines of none.
    """
    asking = Asking(**known)
    wish = RequestWish(
        path=path,
        consent=asking.basis,
        reason=asking.reason,
        interventions=tuple(one.intervention for one in wanted if one.intervention),
        priority=asking.priority,
        not_met=bool(asking.override),
        override=asking.override,
    )
    request_id = act(demo, login, cases.draft_request, case_id=case_id, wish=wish)
    shown = case_queries.request_page(demo.staff[login], request_id)
    lines = [line.id for line in shown.lines]
    for number, one in enumerate(wanted):
        details = LineDetails(
            intervention=one.intervention,
            quantity=one.quantity,
            measure=one.measure,
            note=one.note,
            starts_on=asking.starts_on,
            ends_on=asking.ends_on,
            unit_id=unit(demo, path, one.unit),
        )
        if number < len(lines):
            act(demo, login, cases.describe_line, line_id=lines[number], details=details)
        else:
            lines.append(act(demo, login, cases.add_line, request_id=request_id, details=details))
    whole = RequestDetails(
        priority=asking.priority,
        management=shown.management or Management.DIRECT,
        with_cost=asking.with_cost,
        starts_on=asking.starts_on,
        ends_on=asking.ends_on,
        consent=asking.basis,
        reason=asking.reason,
        override=asking.override,
    )
    act(demo, login, cases.describe_request, request_id=request_id, details=whole)
    return request_id, lines


def leave(demo: Demo, login: str, placement_id: PlacementId, leaving: Leaving) -> None:
    """Let everybody leave a placement, each by an act of his own."""
    page = case_queries.placement_page(demo.staff[login], placement_id, demo.clock)
    for member in page.members:
        act(
            demo, login, cases.exit_member,
            member_id=member.id, version=member.version, leaving=leaving,
        )  # fmt: skip


def submit(demo: Demo, login: str, request_id: ServiceRequestId) -> None:
    """Hand a request to who approves."""
    act(demo, login, cases.submit_request, request_id=request_id)


def approve(demo: Demo, request_id: ServiceRequestId) -> None:
    """Let the supervisor approve a request."""
    act(demo, "paola", cases.approve_request, request_id=request_id)


def send(demo: Demo, line_id: RequestLineId, login: str = "giorgio") -> None:
    """Send an intervention to who gives it."""
    act(demo, login, cases.send_line, line_id=line_id)


def accept(demo: Demo, line_id: RequestLineId, starts_on: date, operator: str = "") -> None:
    """Write that the provider accepts."""
    act(
        demo, "giorgio", cases.accept_line,
        line_id=line_id, starts_on=starts_on, operator=operator,
    )  # fmt: skip


def enlist(
    demo: Demo, line_id: RequestLineId, *, complete_on: date | None = None, preference: int = 1
) -> WaitingEntryId:
    """Put an intervention in the list of its unit; the application is complete today, or before."""
    application = Application(
        complete_on=complete_on or office_date(demo.clock), preference=preference
    )
    return act(demo, "giorgio", waiting.enter_list, line_id=line_id, application=application)


def start(demo: Demo, line_id: RequestLineId) -> None:
    """Write that an intervention begins today."""
    act(demo, "giorgio", cases.start_line, line_id=line_id, started_on=office_date(demo.clock))
