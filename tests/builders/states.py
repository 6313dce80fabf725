"""Things in the states from which an act starts, where no story of the other builders stops."""

from datetime import date
from typing import Any

from app.cases import operations, queries
from app.cases.operations import ClosureDetails
from app.cases.rules.case import ClosureSituation, Outcome, PeopleTold, WhyClosed, WhySuspended
from app.cases.rules.requests import SuspensionCause
from app.intake.rules import Answer
from app.kernel.references import CaseId
from app.organisations.rules import BodyKind
from app.practices import operations as practices
from tests.builders.cases import a_case_with_plan, a_plan, an_open_case
from tests.builders.intake import a_body, act, in_evaluation
from tests.builders.people import a_person
from tests.builders.placements import (
    a_member,
    a_placement,
    a_search,
    member_act,
    placement_act,
    structures,
)
from tests.builders.practices import a_complete_practice, a_grant, on_it
from tests.builders.protected import seal
from tests.builders.requests import (
    VOICE,
    HomeSupport,
    a_request,
    an_active_line,
    an_approved_request,
    line_act,
    page,
    request_act,
)
from tests.cast import NOW, TODAY, Cast, Member

_CLOSURE = ClosureDetails(
    reason=WhyClosed.NEED_SOLVED,
    situation=ClosureSituation.AUTONOMOUS,
    outcome=Outcome.REACHED,
    people_told=PeopleTold.YES,
)


def every_state(cast: Cast, service: HomeSupport) -> None:
    """Leave one of each thing where one of its acts finds it; drafts come last."""
    _cases(cast)
    _practices(cast)
    _placements(cast)
    _services(cast, service)
    _referrals(cast)


def _cases(cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    seal(cast, an_open_case(bruno))
    _case_act(dario, a_case_with_plan(bruno, dario), "suspend", why=WhySuspended.PLACED_BY_OTHERS)
    _case_act(dario, a_case_with_plan(bruno, dario), "propose_body", words="Paga l'altro Comune")
    for closes in (False, True):
        case_id = an_open_case(bruno)
        _case_act(bruno, case_id, "propose_closure", details=_CLOSURE)
        if closes:
            _case_act(dario, case_id, "close_case")
    plan_id = a_plan(bruno, an_open_case(bruno, a_person(bruno, "Inviato")))
    operations.submit_plan(actor=bruno.viewer, now=NOW, plan_id=plan_id, version=1)


def _case_act(by: Member, case_id: CaseId, name: str, **told: Any) -> None:
    version = queries.load(by.viewer, case_id).version
    on_it: dict[str, Any] = {"actor": by.viewer, "now": NOW, "case_id": case_id}
    getattr(operations, name)(**on_it, version=version, **told)


def _practices(cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    made = a_complete_practice(cast)
    practices.propose(**on_it(bruno, made), grant=a_grant(), words="spesa")
    practices.announce_refusal(**on_it(dario, made), words="ISEE alto")
    urgent = a_complete_practice(cast)
    voice = practices.Voice(by="Paola Rinaldi", at=NOW)
    grant = a_grant(amount_cents=30_000)
    practices.grant_urgent(**on_it(bruno, urgent), grant=grant, voice=voice, words="latte")


def _placements(cast: Cast) -> None:
    placed, mother, _child = a_placement(cast)
    member_act(cast, "bruno", "report_absent", placed, mother, at=NOW)
    placement_act(cast, "bruno", "ask_extension", placed, to=date(2028, 1, 31))
    units = structures(cast)
    for asked in (True, False):
        searched = a_search(cast, with_cost=True)
        a_member(cast, searched)
        if asked:
            placement_act(cast, "bruno", "ask_structures", searched, unit_ids=[units.first])


def _services(cast: Cast, service: HomeSupport) -> None:
    resting = an_active_line(cast, service)
    line_act(cast, "bruno", "suspend_line", resting, why=SuspensionCause.ILLNESS, kept_until=TODAY)
    growing = an_active_line(cast, service)
    line_act(cast, "bruno", "change_line", growing, quantity=600, valid_from=TODAY)
    for accepted in (False, True):
        line_id = page(cast["gino"], an_approved_request(cast, service)).lines[0].id
        line_act(cast, "gino", "send_line", line_id)
        if accepted:
            line_act(cast, "gino", "accept_line", line_id, starts_on=TODAY)
    an_approved_request(cast, service, with_cost=True)
    request_act(cast, "bruno", "activate_urgent", a_request(cast, service), voice=VOICE)
    a_request(cast, service)


def _referrals(cast: Cast) -> None:
    bruno = cast["bruno"]
    passed = in_evaluation(cast, a_person(bruno, "Trasferita"))
    body_id = a_body(cast, BodyKind.MUNICIPALITY)
    act(bruno, "judge", passed, risk=Answer.NO, harm=Answer.NO, grounds="")
    act(bruno, "propose_transfer", passed, body_id=body_id, protection_assured=True)
    a_body(cast, BodyKind.COURT)
