"""The acts of the table of a case: each has one address, and the same page asks what it needs."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission, Role
from app.accounts.queries import colleagues
from app.cases import operations, queries
from app.cases.forms.case import (
    BodyForm,
    ClosureForm,
    HandoverForm,
    NotMeForm,
    ReassignForm,
    ReopenForm,
    SealForm,
    SuspendForm,
    WhyForm,
)
from app.cases.forms.plan import ReviewForm
from app.cases.forms.second_level import SecondLevelForm
from app.cases.labels import REASONS
from app.cases.operations import ClosureDetails
from app.cases.queries import CasePage
from app.cases.routes import blueprint
from app.cases.rules.case import (
    CaseAction,
    ClosureSituation,
    Outcome,
    PeopleTold,
    WhyClosed,
    WhyNotMe,
    WhySealed,
    WhySuspended,
)
from app.cases.rules.plan import PlanState
from app.cases.rules.second_level import WhyLevel
from app.kernel.actor import Viewer
from app.kernel.references import CaseId, EngagementId, PersonId
from app.web.access import requires
from app.web.acts import Act, Acts, Button, Common, buttons, press, take_act
from app.web.fields import offered
from app.web.htmx import go_to
from app.web.request_time import request_now, today


def workers(
    viewer: Viewer, *, everybody: bool = False, of: PersonId | None = None
) -> list[tuple[str, str]]:
    """Return who may follow a case today (or `everybody` in the office), as choices of a field.

    Who may not be given the person it is `of` is not offered.
    """
    roles = tuple(Role) if everybody else (Role.SOCIAL_WORKER, Role.SUPERVISOR)
    away = queries.kept_away(viewer, [of], today())[of] if of else frozenset()
    rows = [one for one in colleagues(viewer, today(), *roles) if one.engagement_id not in away]
    return [(str(one.engagement_id), _words(one.name, one.team)) for one in rows]


def _words(name: str, team: str) -> str:
    return f"{name} ({team})" if team else name


def _choose(field: str) -> Any:
    def prepare(form: Any, page: CasePage) -> None:
        offered_here = workers(viewer(), of=page.person_id)
        others = [pair for pair in offered_here if pair[0] != str(page.holder_id)]
        form[field].choices = offered(others)

    return prepare


def _choose_under_seal(form: SealForm, page: CasePage) -> None:
    """Propose who works beside: under seal she opens it no more, unless she is named."""
    here = dict(workers(viewer(), everybody=True, of=page.person_id))
    followed = {str(page.holder_id), str(page.deputy_id)}
    beside = [str(one) for one in queries.beside_now(viewer(), page.id)]
    beside = [one for one in beside if one in here and one not in followed]
    usual = [pair for pair in workers(viewer(), of=page.person_id) if pair[0] not in beside]
    form.named.choices = offered(
        [
            *((one, f"{here[one]}, lavora accanto") for one in beside),
            *(pair for pair in usual if pair[0] not in followed),
        ]
    )
    if not form.is_submitted():
        form.named.data = beside


def _choose_again(form: Any, page: CasePage) -> None:
    """Propose who followed before: the case goes back to her unless somebody else is chosen."""
    form.holder_id.choices = offered(workers(viewer(), of=page.person_id))
    if form.holder_id.data is None:
        form.holder_id.data = str(page.holder_id)


def _ask_of_goals(form: ReviewForm, page: CasePage) -> None:
    plans = queries.plans_of(viewer(), page.id)
    going = next((plan for plan in plans if plan.state is PlanState.APPROVED), None)
    form.about(going.goals if going else ())


def _closure(form: ClosureForm) -> ClosureDetails:
    return ClosureDetails(
        reason=WhyClosed(form.reason.data),
        situation=ClosureSituation(form.situation.data),
        outcome=Outcome(form.outcome.data),
        people_told=PeopleTold(form.people_told.data),
        words=form.words.data or "",
    )


def _reopen(common: Common, form: ReopenForm) -> object:
    holder_id = EngagementId(UUID(form.holder_id.data))
    return operations.reopen_case(**common, why=form.words.data or "", holder_id=holder_id)


def _to(form: Any) -> EngagementId:
    return EngagementId(UUID(form.to_id.data))


def _seal(common: Common, form: SealForm) -> object:
    named = [EngagementId(UUID(one)) for one in form.named.data or ()]
    return operations.seal_case(**common, why=WhySealed(form.why.data), named=named)


# A refusal of the table itself is said in the words of the house.
ACTS: Acts = {
    CaseAction.ASSESS: press(operations.begin_assessment, "Valutazione iniziata."),
    CaseAction.REVIEW: Act(
        ReviewForm,
        lambda common, form: operations.review_plan(**common, details=form.details()),
        "Verifica scritta.",
        _ask_of_goals,
    ),
    CaseAction.TO_MONITORING: press(operations.to_monitoring, "Ora è in monitoraggio."),
    CaseAction.SUSPEND: Act(
        SuspendForm,
        lambda common, form: operations.suspend(**common, why=WhySuspended(form.why.data)),
        "Cartella sospesa.",
    ),
    CaseAction.RESUME: press(operations.resume, "Cartella ripresa da dov'era."),
    CaseAction.ACCEPT_HANDOVER: press(operations.accept_handover, "Ora la segui tu."),
    CaseAction.REFUSE_HANDOVER: Act(
        WhyForm,
        lambda common, form: operations.refuse_handover(**common, words=form.words.data),
        "Passaggio rifiutato: resta a chi la seguiva.",
    ),
    CaseAction.PROPOSE_HANDOVER: Act(
        HandoverForm,
        lambda common, form: operations.propose_handover(
            **common, to_id=_to(form), words=form.words.data
        ),
        "Passaggio proposto: fino alla risposta risponde chi la segue ora.",
        _choose("to_id"),
    ),
    CaseAction.ASK_REASSIGN: Act(
        NotMeForm,
        lambda common, form: operations.ask_reassign(**common, why=WhyNotMe(form.why.data)),
        "Chiesto a chi assegna: finché non passa a un'altra persona, rispondi tu.",
    ),
    CaseAction.REASSIGN: Act(
        ReassignForm,
        lambda common, form: operations.reassign(**common, to_id=_to(form)),
        "Cartella riassegnata.",
        _choose("to_id"),
    ),
    CaseAction.PROPOSE_BODY: Act(
        BodyForm,
        lambda common, form: operations.propose_body(
            **common,
            words=form.words.data,
            protection_assured=form.protection_assured.data,
        ),
        "Passaggio proposto all'altro ente.",
    ),
    CaseAction.BODY_ACCEPTED: press(operations.body_accepted, "Passata all'altro ente."),
    CaseAction.BODY_REFUSED: press(operations.body_refused, "Resta qui, com'era."),
    CaseAction.BODY_TAKEN_BACK: Act(
        WhyForm,
        lambda common, form: operations.body_taken_back(**common, words=form.words.data),
        "Proposta ritirata: resta qui, com'era. Se era arrivata nella loro casella, la leggono "
        "finché non la ritiri anche da Passaggi ad altri enti.",
    ),
    CaseAction.PROPOSE_CLOSURE: Act(
        ClosureForm,
        lambda common, form: operations.propose_closure(**common, details=_closure(form)),
        "Chiusura proposta.",
    ),
    CaseAction.CLOSE: press(operations.close_case, "Cartella chiusa."),
    CaseAction.REFUSE_CLOSURE: Act(
        WhyForm,
        lambda common, form: operations.refuse_closure(**common, words=form.words.data),
        "La cartella resta aperta.",
    ),
    CaseAction.REOPEN: Act(ReopenForm, _reopen, "Cartella riaperta.", _choose_again),
    CaseAction.SEAL: Act(SealForm, _seal, "Cartella sigillata.", _choose_under_seal),
    CaseAction.UNSEAL: press(
        lambda **common: operations.unseal_case(**common, why=WhySealed.NO_LONGER_NEEDED),
        "Sigillo tolto.",
    ),
    CaseAction.TO_SECOND_LEVEL: Act(
        SecondLevelForm,
        lambda common, form: operations.to_second_level(**common, why=WhyLevel(form.why.data)),
        "Al secondo livello: da ora la leggono in pochi.",
    ),
    CaseAction.TO_FIRST_LEVEL: press(
        lambda **common: operations.to_first_level(**common, why=WhyLevel.REASON_OVER),
        "Al primo livello: la legge di nuovo l'équipe.",
    ),
    CaseAction.RECORD_DEATH: press(operations.record_death, "Decesso registrato."),
    CaseAction.COME_OF_AGE: press(operations.come_of_age, "Maggiore età registrata."),
}


def case_buttons(page: CasePage) -> tuple[Button, ...]:
    """Return the acts of a case as buttons; those that could not concern it now are left out."""
    seldom = {CaseAction.TO_SECOND_LEVEL, CaseAction.TO_FIRST_LEVEL, CaseAction.RECORD_DEATH,
              CaseAction.COME_OF_AGE, CaseAction.SEAL, CaseAction.UNSEAL,
              CaseAction.ACCEPT_HANDOVER, CaseAction.REFUSE_HANDOVER,
              CaseAction.ASK_REASSIGN}  # fmt: skip
    shown = [offer for offer in page.offers if offer.enabled or offer.action not in seldom]
    return buttons(shown, ACTS, lambda act: url_for("cases.act", case_id=page.id, act=act))


def shown_after(case_id: CaseId, then: str = "cases.case") -> ResponseReturnValue:
    """Show a page of the case after something was done, or the list where it is hers no more."""
    if queries.numbers_of(viewer(), [case_id]):
        return go_to(then, case_id=case_id)
    return go_to("cases.cases")


@blueprint.route("/cases/<uuid:case_id>/acts/<act>", methods=["GET", "POST"])
@requires(Permission.CASES_CASE_READ)
def act(case_id: UUID, act: str) -> ResponseReturnValue:
    """Ask what one act needs and do it, if the table allows it."""
    page = operations.consult_case(
        actor=viewer(), now=request_now(), case_id=CaseId(case_id), purpose="cases.act"
    )
    return take_act(
        act,
        ACTS,
        page,
        {"actor": viewer(), "now": request_now(), "case_id": page.id},
        REASONS,
        template="cases/act.html",
        then=lambda: shown_after(page.id),
    )
