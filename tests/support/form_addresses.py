"""Every address that takes a form, and where in the tests' world it can be filled in.

The list is the router's own: a form that nobody thought of is a test that fails.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import Select, desc, literal, select
from werkzeug.routing import Rule

from app.accounts.models import Account, Engagement, EngagementSkill, Substitution
from app.accounts.policy import TABLE
from app.appointments.models import (
    AgendaItem,
    Appointment,
    CalendarFeed,
    GroupSeat,
    Interpreter,
    InterpreterRequest,
)
from app.appointments.procedure import APPOINTMENT, INTERPRETER
from app.appointments.routes.interpreters import INTERPRETER_ACTS
from app.appointments.routes.one import ACTS as APPOINTMENT_ACTS
from app.cases.models import (
    AddressReveal,
    Case,
    CaseHelper,
    CaseNotice,
    CaseTeam,
    CourtTerm,
    DiaryEntry,
    IndividualPlan,
    PenalMeasure,
    Placement,
    PlacementMember,
    RequestLine,
    ServiceRequest,
)
from app.cases.procedure import CASE, LINE, MEMBER, PLACEMENT, PLAN, REQUEST
from app.cases.routes.acts import ACTS as CASE_ACTS
from app.cases.routes.lines import LINE_ACTS
from app.cases.routes.members import MEMBER_ACTS
from app.cases.routes.placements import PLACEMENT_ACTS
from app.cases.routes.planning import ACTS as PLAN_ACTS
from app.cases.routes.requests import ACTS as REQUEST_ACTS
from app.catalogue.models import RuleRemark, Service, ServiceUnit
from app.consents.models import Consent, LegalProtection
from app.db import db
from app.desk.models import DeskScreen, Incident, Message, SupportCall, Ticket
from app.desk.procedure import MESSAGE, TICKET
from app.desk.routes.messages import ACTS as MESSAGE_ACTS
from app.desk.routes.tickets import ACTS as TICKET_ACTS
from app.district.models import AreaResource, Convention
from app.emergencies.models import CourtAct, DutyPhone, Emergency, UrgentCall
from app.emergencies.procedure import EMERGENCY, URGENT_CALL
from app.emergencies.routes.acting import ACTS as EMERGENCY_ACTS
from app.emergencies.routes.calls import CALL_ACTS
from app.features import BLUEPRINTS
from app.intake.models import (
    ArrivedMail,
    Referral,
    ReferralAssignment,
    ReferralFile,
    ReferralSubject,
)
from app.intake.procedure import REFERRAL
from app.intake.routes.acting import ACTS as REFERRAL_ACTS
from app.kernel.workflow import Procedure, Source
from app.notifications.models import OutgoingNotice
from app.open_door.models import DeskContact, InfoDesk, Initiative, OnwardReferral
from app.open_door.procedure import ONWARD
from app.open_door.routes.acting import ACTS as ONWARD_ACTS
from app.organisations.models import (
    Association,
    AssociationMember,
    Body,
    Closure,
    MakeUpOpening,
    OpeningRule,
)
from app.organisations.rules import BodyKind
from app.particulars.models import (
    AlarmCall,
    AlarmDevice,
    EducationalArea,
    KeyHolder,
    LineHours,
    SchoolYear,
    WorkHost,
)
from app.people.models import (
    Address,
    Contact,
    DeclaredConflict,
    HouseholdMember,
    KeptApart,
    Person,
    PersonMeasure,
    PersonMerge,
    Relationship,
)
from app.practices.models import Practice
from app.practices.procedure import PRACTICE, PracticeState
from app.practices.routes.acting import ACTS as PRACTICE_ACTS
from app.referrers.models import Invitation
from app.registry.models import ImportBatch, ImportRow
from app.registry.rules import Outcome
from app.releases.models import Release, ReleasePerson
from app.releases.procedure import RELEASE
from app.releases.routes.acting import ACTS as RELEASE_ACTS
from app.releases.rules import LetterKind
from app.rota.models import Absence, Shift, ShiftSwap
from app.rota.procedure import SWAP
from app.rota.routes.swaps import ACTS as SWAP_ACTS
from app.tasks.models import DeadlineMark, Task
from app.tenancy.models import Organisation
from app.transfers.models import Incoming, Transfer
from app.transfers.procedure import INCOMING, TRANSFER
from app.transfers.routes.acting import BOX_ACTS, SENT_ACTS
from app.waiting.models import WaitingEntry
from app.waiting.procedure import WAITING
from app.waiting.routes.acting import ACTS as WAITING_ACTS
from app.waiting.routes.acting import LINE_ACTS as LIST_ACTS
from app.web.access import access_of
from app.web.acts import Acts, slug
from tests.cast import Cast

_NOBODY = UUID(int=7)
_FEW = 12  # the thirteenth case's page looks like the first

# The acts of each procedure on the screen, its table, and the rows whose state it reads.
ACTING: Mapping[str, tuple[Acts, Procedure[Any, Any, Any], Any]] = {
    "appointments.act": (APPOINTMENT_ACTS, APPOINTMENT, Appointment),
    "appointments.interpreter_act": (INTERPRETER_ACTS, INTERPRETER, InterpreterRequest),
    "cases.act": (CASE_ACTS, CASE, Case),
    "cases.line_act": ({**LINE_ACTS, **LIST_ACTS}, LINE, RequestLine),
    "cases.member_act": (MEMBER_ACTS, MEMBER, PlacementMember),
    "cases.placement_act": (PLACEMENT_ACTS, PLACEMENT, Placement),
    "cases.plan_act": (PLAN_ACTS, PLAN, IndividualPlan),
    "cases.request_act": (REQUEST_ACTS, REQUEST, ServiceRequest),
    "desk.act_on_message": (MESSAGE_ACTS, MESSAGE, Message),
    "desk.act_on_ticket": (TICKET_ACTS, TICKET, Ticket),
    "emergencies.act": (EMERGENCY_ACTS, EMERGENCY, Emergency),
    "emergencies.call_act": (CALL_ACTS, URGENT_CALL, UrgentCall),
    "intake.act": (REFERRAL_ACTS, REFERRAL, Referral),
    "open_door.act_on_onward": (ONWARD_ACTS, ONWARD, OnwardReferral),
    "practices.act": (PRACTICE_ACTS, PRACTICE, Practice),
    "releases.act": (RELEASE_ACTS, RELEASE, Release),
    "transfers.act_on_incoming": (BOX_ACTS, INCOMING, Incoming),
    "transfers.act_on_transfer": (SENT_ACTS, TRANSFER, Transfer),
    "rota.act_on_swap": (SWAP_ACTS, SWAP, ShiftSwap),
    "waiting.act": (WAITING_ACTS, WAITING, WaitingEntry),
}
# What the arguments of an address stand for: one row for each thing that has a page.
ROWS: Mapping[tuple[str, ...], Select[Any]] = {
    ("absence_id",): select(Absence.id),
    ("account_id",): select(Account.id),
    ("account_id", "engagement_id"): select(Engagement.account_id, Engagement.id),
    ("address_id", "person_id"): select(Address.id, Address.person_id),
    ("appointment_id",): select(Appointment.id),
    ("appointment_id", "notice_id"): select(OutgoingNotice.subject_id, OutgoingNotice.id),
    ("alarm_id", "line_id"): select(AlarmCall.id, AlarmCall.line_id),
    ("apart_id", "person_id"): select(KeptApart.id, KeptApart.person_id),
    ("area_id", "request_id"): select(EducationalArea.id, EducationalArea.request_id),
    ("asked_id",): select(InterpreterRequest.id),
    ("association_id",): select(Association.id),
    ("association_id", "membership_id"): select(
        AssociationMember.association_id, AssociationMember.id
    ),
    ("batch_id",): select(ReferralAssignment.batch_id).where(
        ReferralAssignment.batch_id.is_not(None)
    ),
    ("body_id",): select(Body.id),
    ("body_id", "code", "subject_id"): select(Body.id, literal("referral"), Referral.id)
    .join(Referral, Referral.organisation_id == Body.organisation_id)
    .where(Body.kind == BodyKind.COURT),
    ("call_id",): select(SupportCall.id).where(SupportCall.ended_at.is_(None)),
    ("case_id",): select(Case.id),
    ("case_id", "engagement_id"): select(CaseTeam.case_id, CaseTeam.engagement_id),
    ("case_id", "entry_id"): select(DiaryEntry.case_id, DiaryEntry.id),
    ("case_id", "helper_id"): select(CaseHelper.case_id, CaseHelper.id).where(
        CaseHelper.valid_to.is_(None)
    ),
    ("case_id", "measure_id"): select(PenalMeasure.case_id, PenalMeasure.id).where(
        PenalMeasure.ended_on.is_(None)
    ),
    ("case_id", "plan_id"): select(IndividualPlan.case_id, IndividualPlan.id),
    ("case_id", "term_id"): select(CourtTerm.case_id, CourtTerm.id),
    ("closure_id",): select(Closure.id),
    ("code",): select(literal("court")),
    ("code", "person_id", "subject_id"): select(
        literal("referral"), ReleasePerson.person_id, Release.subject_id
    )
    .join(Release, Release.id == ReleasePerson.release_id)
    .where(Release.kind == LetterKind.FAMILY),
    ("case_id", "referral_id"): (
        select(CaseNotice.case_id, CaseNotice.referral_id).where(CaseNotice.read_at.is_(None))
    ),
    ("code", "referral_id"): select(literal("social-inclusion"), Referral.id),
    ("consent_id", "person_id"): select(Consent.id, Consent.person_id),
    ("conflict_id", "person_id"): select(DeclaredConflict.id, DeclaredConflict.person_id).where(
        DeclaredConflict.decided_by_id.is_not(None)
    ),
    ("contact_id", "person_id"): select(Contact.id, Contact.person_id),
    ("contact_id",): select(DeskContact.id).where(DeskContact.person_id.is_(None)),
    ("convention_id",): select(Convention.id),
    ("desk_id",): select(InfoDesk.id),
    ("device_id", "line_id"): select(AlarmDevice.id, AlarmDevice.line_id),
    ("door_id",): select(literal(str(_NOBODY))),
    ("act_id", "emergency_id"): select(CourtAct.id, CourtAct.emergency_id),
    ("emergency_id",): select(Emergency.id),
    ("engagement_id",): select(Engagement.id),
    ("entry_id",): select(WaitingEntry.id),
    ("feed_id",): select(CalendarFeed.id),
    ("form", "subject"): select(literal("diary"), Case.id),
    ("holder_id", "line_id"): select(KeyHolder.id, KeyHolder.line_id),
    ("host_id", "line_id"): select(WorkHost.id, WorkHost.line_id),
    ("hours_id", "line_id"): select(LineHours.id, LineHours.line_id),
    ("household_id", "person_id"): select(HouseholdMember.household_id, HouseholdMember.person_id),
    ("import_id",): select(ImportBatch.id),
    ("incident_id",): select(Incident.id),
    ("incoming_id",): select(Incoming.id),
    ("initiative_id",): select(Initiative.id),
    ("interpreter_id",): select(Interpreter.id),
    ("invitation_id",): select(Invitation.id).where(Invitation.used_at.is_(None)),
    ("item_id",): select(AgendaItem.id),
    ("item_id", "person_id"): select(GroupSeat.item_id, GroupSeat.person_id),
    ("key",): select(DeadlineMark.key),
    ("code", "subject_id"): select(literal("referral"), Referral.id),
    ("code", "practice_id"): select(literal(str(LetterKind.PAPERS_MISSING)), Practice.id).where(
        Practice.state == PracticeState.COLLECTING
    ),
    ("line_id",): select(RequestLine.id),
    ("line_id", "year_id"): select(SchoolYear.line_id, SchoolYear.id),
    ("mail_id",): select(ArrivedMail.id),
    ("measure_id", "person_id"): select(PersonMeasure.id, PersonMeasure.person_id),
    ("member_id", "person_id"): select(HouseholdMember.id, HouseholdMember.person_id),
    ("member_id", "placement_id"): select(PlacementMember.id, PlacementMember.placement_id),
    ("merge_id",): select(PersonMerge.id),
    ("message_id",): select(Message.id),
    ("number",): select(literal(1)),
    ("onward_id",): select(OnwardReferral.id),
    ("opening_id",): select(MakeUpOpening.id),
    ("organisation_id",): select(Organisation.id),
    ("other_id", "person_id"): (
        select(HouseholdMember.person_id, PersonMeasure.person_id).join(
            PersonMeasure, PersonMeasure.person_id != HouseholdMember.person_id
        )
    ),
    ("paper_id", "referral_id"): select(ReferralFile.id, ReferralFile.referral_id),
    ("person_id",): select(Person.id).where(Person.merged_into_id.is_(None)),
    ("person_id", "referral_id"): (
        select(HouseholdMember.person_id, ReferralSubject.referral_id).join(
            ReferralSubject, ReferralSubject.person_id != HouseholdMember.person_id
        )
    ),
    ("person_id", "protection_id"): select(LegalProtection.person_id, LegalProtection.id),
    ("person_id", "relation_id"): select(Relationship.person_id, Relationship.id),
    ("phone_id",): select(DutyPhone.id),
    ("placement_id",): select(Placement.id),
    ("placement_id", "reveal_id"): select(AddressReveal.placement_id, AddressReveal.id),
    ("practice_id",): select(Practice.id),
    ("referral_id",): select(Referral.id),
    ("referral_id", "subject_id"): select(ReferralSubject.referral_id, ReferralSubject.id),
    ("release_id",): select(Release.id).where(Release.written_down.is_(False)),
    ("remark_id",): select(RuleRemark.id),
    ("request_id",): select(ServiceRequest.id),
    ("resource_id",): select(AreaResource.id),
    ("row_id",): select(ImportRow.id).where(ImportRow.outcome == Outcome.DOUBTFUL),
    ("rule_id",): select(OpeningRule.id),
    ("screen_id",): select(DeskScreen.id),
    ("skill_id",): select(EngagementSkill.id),
    ("service_id",): select(Service.id),
    ("shift_id",): select(Shift.id),
    ("substitution_id",): select(Substitution.id),
    ("swap_id",): select(ShiftSwap.id),
    ("task_id",): select(Task.id).where(Task.done_at.is_(None)),
    ("ticket_id",): select(Ticket.id),
    ("token",): select(literal("one-use-link")),
    ("transfer_id",): select(Transfer.id),
    ("unit_id",): select(ServiceUnit.id),
    ("urgent_call_id",): select(UrgentCall.id),
}


@dataclass(frozen=True)
class FormAddress:
    """One form: the address it is sent to and, where a procedure has many, the act."""

    rule: Rule
    act: str = ""

    def __str__(self) -> str:
        """Return how a test calls it."""
        return f"{self.rule.endpoint}:{self.act}" if self.act else str(self.rule.endpoint)

    @property
    def shown(self) -> bool:
        """Whether the form has a page at the address it is sent to."""
        return "GET" in (self.rule.methods or ())


def every_form() -> list[FormAddress]:
    """Return every address that may be posted to, the acts of a procedure one by one."""
    bare = Flask("forms", static_folder=None)
    for blueprint in BLUEPRINTS:
        bare.register_blueprint(blueprint)
    posting = [rule for rule in bare.url_map.iter_rules() if "POST" in (rule.methods or ())]
    return [form for rule in posting for form in _forms_at(rule)]


def _forms_at(rule: Rule) -> Iterator[FormAddress]:
    if "act" not in rule.arguments:
        yield FormAddress(rule)
        return
    for action in ACTING[rule.endpoint][0]:
        yield FormAddress(rule, slug(action))


def places(app: Flask, cast: Cast, form: FormAddress) -> Iterator[tuple[str, str]]:
    """Yield who may fill the form in and where, likeliest first, among the rows of the world."""
    access = access_of(app.view_functions[form.rule.endpoint])
    asked = access.permission if access else None
    holders = [
        name for name, one in cast.items() if asked is None or asked in TABLE[one.role]
    ]  # fmt: skip
    doing = _doers(form)
    duties = {name: set(TABLE[cast[name].role]) for name in holders}
    holders.sort(key=lambda name: (name == "zeno", not doing & duties[name], -len(duties[name])))
    for address in _addresses(app, form):
        for who in holders:
            yield who, address


def _doers(form: FormAddress) -> set[str]:
    """Return the permissions of whoever does the act."""
    if not form.act:
        return set()
    rows = ACTING[form.rule.endpoint][1].rows
    return {row.who for row in rows if slug(row.action) == form.act}


def _addresses(app: Flask, form: FormAddress) -> list[str]:
    names = tuple(sorted(form.rule.arguments - {"act"}))
    given = [dict(zip(names, row, strict=True)) for row in _rows(form, names)]
    builder = app.url_map.bind("localhost")
    act = {"act": form.act} if form.act else {}
    return [builder.build(form.rule.endpoint, {**values, **act}) for values in given]


def _rows(form: FormAddress, names: tuple[str, ...]) -> list[Any]:
    """Return the arguments to try, the newest first: rows in a state from which the act starts."""
    if not names:
        return [()]
    wanted = ROWS[names]
    wanted = wanted.order_by(*(desc(column) for column in reversed(wanted.selected_columns)))
    if not form.act:
        return db.session.execute(wanted.limit(_FEW)).all() or [(_NOBODY,) * len(names)]
    _, procedure, model = ACTING[form.rule.endpoint]
    rows = [row for row in procedure.rows if slug(row.action) == form.act]
    sources = {state for row in rows for state in _states(procedure, row.sources)}
    found = db.session.execute(wanted.add_columns(model.state).limit(10 * _FEW)).all()
    there = [row[:-1] for row in found if row[-1] in sources]
    return there[:_FEW] or [row[:-1] for row in found[:1]]


def _states(procedure: Procedure[Any, Any, Any], sources: Any) -> set[Any]:
    if not isinstance(sources, Source):
        return set(sources)
    final, all_of_them = set(procedure.final), set(procedure.states)
    return {
        Source.NOTHING: set(),
        Source.OPEN: all_of_them - final,
        Source.FINAL: final,
        Source.ANY: all_of_them,
    }[sources]
