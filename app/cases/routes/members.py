"""The acts of one member of a placement; there is none for everybody together."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations, queries
from app.cases.forms.placements import (
    BirthForm,
    ContinueForm,
    ExitForm,
    LeaveDaysForm,
    MemberEntryForm,
    MomentForm,
    ToldForm,
)
from app.cases.labels import REASONS
from app.cases.operations import Leaving
from app.cases.procedure.member import MemberAction
from app.cases.queries import MemberRow, PlacementPage
from app.cases.routes import blueprint
from app.cases.rules.placements import Destination, ExitBasis, ToldWhom
from app.kernel.errors import NotFound
from app.kernel.references import PersonId, PlacementId
from app.people.queries import live_with, person_row
from app.web.access import requires
from app.web.acts import Act, Acts, Button, Common, buttons, press, take_act
from app.web.fields import moment_of, offered
from app.web.htmx import go_to
from app.web.request_time import request_now, today

_READ = Permission.CASES_REQUEST_READ


@blueprint.route(
    "/placements/<uuid:placement_id>/members/<uuid:member_id>/acts/<act>", methods=["GET", "POST"]
)
@requires(_READ)
def member_act(placement_id: UUID, member_id: UUID, act: str) -> ResponseReturnValue:
    """Ask what one act of one member needs and do it, if the table allows it."""
    page = operations.consult_placement(
        actor=viewer(),
        now=request_now(),
        placement_id=PlacementId(placement_id),
        purpose="cases.member_act",
    )
    member = next((row for row in page.members if row.id == member_id), None)
    if member is None:
        raise NotFound
    return take_act(
        act,
        MEMBER_ACTS,
        member,
        {"actor": viewer(), "now": request_now(), "member_id": member.id},
        REASONS,
        template="cases/member_act.html",
        then=lambda: go_to("cases.placement", placement_id=placement_id),
    )


def member_buttons(member: MemberRow) -> tuple[Button, ...]:
    """Return the acts of a member as buttons; those that do not concern him are left out."""
    shown = [offer for offer in member.offers if offer.enabled]
    return buttons(
        shown,
        MEMBER_ACTS,
        lambda act: url_for(
            "cases.member_act", placement_id=member.placement_id, member_id=member.id, act=act
        ),
    )


def people_of(page: PlacementPage) -> list[tuple[str, str]]:
    """Return who may enter: whom the request names, the person of the case, who lives with her."""
    known = viewer()
    person_id = queries.case_brief(known, page.case_id).person_id
    near = [person_row(known, person_id), *live_with(known, [person_id], today())]
    named = {row.person_id: row.name for row in page.awaited if row.person_id}
    return [(str(key), name) for key, name in {**named, **{r.id: r.name for r in near}}.items()]


def _offer_people(form: BirthForm, member: MemberRow) -> None:
    page = queries.placement_page(viewer(), member.placement_id, request_now())
    form.person.choices = offered(people_of(page))


def _leave(common: Common, form: ExitForm) -> object:
    leaving = Leaving(
        at=moment_of(form.at_day, form.at_hour),
        destination=Destination(form.destination.data),
        basis=ExitBasis(form.basis.data),
        order_reference=form.order_reference.data or "",
    )
    return operations.exit_member(**common, leaving=leaving)


def _born(common: Common, form: BirthForm) -> object:
    return operations.record_birth(
        **common,
        at=moment_of(form.entered_on, form.entered_hour),
        person_id=PersonId(UUID(form.person.data)),
    )


def _days(common: Common, form: Any) -> object:
    return operations.note_leave(
        **common, away_from=form.away_from.chosen, away_to=form.away_to.chosen
    )


MEMBER_ACTS: Acts = {
    MemberAction.ENTER: Act(
        MemberEntryForm,
        lambda common, form: operations.enter_member(
            **common, at=moment_of(form.entered_on, form.entered_hour)
        ),
        "Ingresso segnato.",
    ),
    MemberAction.BIRTH: Act(BirthForm, _born, "Nascita segnata.", _offer_people),
    MemberAction.TEMPORARY_LEAVE: Act(LeaveDaysForm, _days, "Giorni segnati."),
    MemberAction.ABSENT: Act(
        MomentForm,
        lambda common, form: operations.report_absent(
            **common, at=moment_of(form.at_day, form.at_hour)
        ),
        "Segnato. Avvisa subito la responsabile e le forze dell'ordine.",
    ),
    MemberAction.TOLD: Act(
        ToldForm,
        lambda common, form: operations.told_authority(
            **common,
            whom=ToldWhom(form.whom.data),
            at=moment_of(form.at_day, form.at_hour),
        ),
        "Segnato: chi è assente resta in evidenza finché non torna.",
    ),
    MemberAction.CONTINUE: Act(
        ContinueForm,
        lambda common, form: operations.continue_after_majority(
            **common, order_reference=form.order_reference.data or "", until=form.until.chosen
        ),
        "Prosieguo segnato.",
    ),
    MemberAction.CAME_BACK: press(operations.came_back, "Rientro segnato."),
    MemberAction.EXIT: Act(ExitForm, _leave, "Uscita segnata: gli altri restano."),
    MemberAction.NOT_ENTER: press(operations.not_enter, "Segnato."),
}
