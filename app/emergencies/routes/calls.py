"""The urgent calls: the list, a new one, one with its acts, and the report it becomes."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission, Role
from app.accounts.queries import colleagues
from app.cases.labels import REASONS as CASES
from app.cases.queries import kept_away
from app.catalogue.rules import ReferralSource
from app.emergencies import forms, operations, queries
from app.emergencies.labels import REASONS
from app.emergencies.operations import CallTaken
from app.emergencies.procedure.calls import CallAction, CallState
from app.emergencies.queries import CallPage
from app.emergencies.routes import blueprint
from app.emergencies.rules.calls import CallDegree, CallList
from app.kernel.clock import in_rome
from app.kernel.references import BodyId, EngagementId, PersonId, UrgentCallId
from app.organisations.queries import bodies
from app.people import queries as people
from app.web.access import requires
from app.web.acts import Act, Common, buttons, take_act
from app.web.fields import offered
from app.web.formatting import day_digits, hour
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

_WORK = Permission.EMERGENCIES_EPISODE_WORK
_KEEP = Permission.EMERGENCIES_PHONE_KEEP


@blueprint.get("/urgent-calls")
@requires(_WORK)
def urgent_calls() -> ResponseReturnValue:
    which = _list(request.args.get("elenco", ""))
    number = requested_page()
    rows = queries.calls(viewer(), which, *window(number))
    return render_template(
        "emergencies/urgent_calls.html",
        page=paged(rows, number),
        which=which,
        lists=tuple(CallList),
        phones=queries.duty_phones(viewer(), today()),
        may_keep=viewer().may(_KEEP),
        on=today(),
    )


@blueprint.route("/urgent-calls/new", methods=["GET", "POST"])
@requires(_WORK)
def new_call() -> ResponseReturnValue:
    """Write a call to the minute; of somebody known, from her page."""
    now = in_rome(request_now())
    form = forms.CallForm(on=now.date(), hour=f"{now:%H:%M}")
    form.body.choices = offered([("", "Nessun ente"), *_bodies()])
    about = _person(request.args.get("person", ""))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            call_id = operations.take_call(
                actor=viewer(),
                now=request_now(),
                taken=CallTaken(
                    at=form.at,
                    caller=form.caller.data or "",
                    caller_body_id=_body(form.body.data),
                    person_id=about.id if about else None,
                    described=form.described.data or "",
                    degree=CallDegree(form.degree.data),
                    done=form.done.data or "",
                ),
            )
            flash("Chiamata registrata: resta tra le scadenze del primo giorno lavorativo.")
            return go_to("emergencies.urgent_call", urgent_call_id=call_id)
    return form_page("emergencies/new_call.html", form, person=about)


@blueprint.get("/urgent-calls/<uuid:urgent_call_id>")
@requires(_WORK)
def urgent_call(urgent_call_id: UUID) -> ResponseReturnValue:
    page = _page(urgent_call_id, "emergencies.urgent_call")
    return render_template(
        "emergencies/call.html",
        page=page,
        buttons=buttons(
            page.offers, CALL_ACTS, lambda act: url_for(
                "emergencies.call_act", urgent_call_id=page.id, act=act
            ),
        ),
        form=ConfirmForm(version=page.version),
        referral=_as_referral(page) if page.state is not CallState.DONE else {},
        on=today(),
    )  # fmt: skip


@blueprint.route("/urgent-calls/<uuid:urgent_call_id>/acts/<act>", methods=["GET", "POST"])
@requires(_WORK)
def call_act(urgent_call_id: UUID, act: str) -> ResponseReturnValue:
    page = _page(urgent_call_id, "emergencies.call_act")
    return take_act(
        act,
        CALL_ACTS,
        page,
        {"actor": viewer(), "now": request_now(), "call_id": page.id},
        {**CASES, **REASONS},
        template="emergencies/call_act.html",
        then=lambda: go_to("emergencies.urgent_call", urgent_call_id=page.id),
    )


def _hand_over(common: Common, form: Any) -> None:
    worker = (form.worker.data or "").strip()
    operations.hand_over(
        **common,
        engagement_id=EngagementId(UUID(worker)) if worker else None,
        body_id=_body(form.body.data),
        words=form.words.data or "",
    )


def _with_workers(form: Any, page: CallPage) -> None:
    """Offer who works here and may be given the person."""
    about_her = [page.person.id] if page.person else []
    away = {one for hers in kept_away(viewer(), about_her, today()).values() for one in hers}
    here = colleagues(viewer(), today(), Role.SOCIAL_WORKER, Role.SUPERVISOR)
    workers = [one for one in here if one.engagement_id not in away]
    form.worker.choices = offered(
        [("", "Nessuno dell'ufficio"), *((str(one.engagement_id), one.name) for one in workers)]
    )
    form.body.choices = offered([("", "Nessun ente"), *_bodies()])


def _finish(common: Common, form: Any) -> None:
    operations.finish_call(**common, words=form.words.data)


CALL_ACTS: dict[CallAction, Act] = {
    CallAction.HAND_OVER: Act(forms.HandOverForm, _hand_over, "Affidata.", _with_workers),
    CallAction.FINISH: Act(forms.FinishForm, _finish, "Conclusa."),
}


def _as_referral(page: CallPage) -> dict[str, str]:
    """Return the fields of a new report; `search` makes its page show them and save nothing."""
    called = in_rome(page.at)
    known = {"people": str(page.person.id)} if page.person else {}
    told = [page.described, page.done] if not page.person else [page.done]
    return known | {
        "channel": "phone",
        "source": str(ReferralSource.POLICE) if page.police else "",
        "referrer": page.caller,
        "received_on": day_digits(called.date()),
        "received_hour": hour(page.at),
        "story": "\n".join(filter(None, told)),
        "search": "1",
    }


def _page(call_id: UUID, purpose: str) -> CallPage:
    return operations.consult_call(
        actor=viewer(), now=request_now(), urgent_call_id=UrgentCallId(call_id), purpose=purpose
    )


def _bodies() -> list[tuple[str, str]]:
    return [(str(row.id), row.name) for row in bodies(viewer())]


def _body(text: str | None) -> BodyId | None:
    chosen = (text or "").strip()
    return BodyId(UUID(chosen)) if chosen else None


def _person(text: str) -> people.PersonRow | None:
    try:
        wanted = PersonId(UUID(text))
    except ValueError:
        return None
    return people.person_row(viewer(), wanted)


def _list(text: str) -> CallList:
    try:
        return CallList(text)
    except ValueError:
        return CallList.OPEN
