"""The page of a case: its head, and its parts as plain links."""

from uuid import UUID

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations, queries
from app.cases.queries import CasePage, TwoComuni
from app.cases.routes import blueprint
from app.cases.routes.acts import case_buttons
from app.cases.rules.diary import EntryKind
from app.kernel.contributions import CaseTimeline, TimelineRow
from app.kernel.references import CaseId
from app.people.queries import apart_told
from app.web.access import requires
from app.web.contributed import cards_about, gathered
from app.web.forms import ConfirmForm, OfficeForm
from app.web.pagination import paged, requested_page
from app.web.request_time import request_now, today

_READ = Permission.CASES_CASE_READ
# The parts of a case, in the order of its tabs.
TABS = (
    ("Sintesi", "cases.case"),
    ("Diario", "cases.diary"),
    ("Valutazioni", "cases.assessments"),
    ("Progetto", "cases.plans"),
    ("Servizi", "cases.services"),  # only for who may read the services asked for
    ("Storia", "cases.story"),
)


def consult(case_id: UUID, purpose: str) -> CasePage:
    """Return the head of a case, after the line of who reads which part of it."""
    return operations.consult_case(
        actor=viewer(), now=request_now(), case_id=CaseId(case_id), purpose=purpose
    )


def tabs_of(case_id: UUID, here: str) -> list[tuple[str, str, bool]]:
    """Return the tabs of a case as words, address, and whether it is this one."""
    services = viewer().may(Permission.CASES_REQUEST_READ)
    return [
        (words, url_for(name, case_id=case_id), name == here)
        for words, name in TABS
        if services or name != "cases.services"
    ]


@blueprint.get("/cases/<uuid:case_id>")
@requires(_READ)
def case(case_id: UUID) -> ResponseReturnValue:
    """Show the first tab: what a colleague who steps in reads first."""
    page = consult(case_id, "cases.case")
    known = viewer()
    return render_template(
        "cases/case.html",
        page=page,
        tabs=tabs_of(case_id, "cases.case"),
        on=today(),
        buttons=case_buttons(page),
        form=ConfirmForm(version=page.version),
        plain=OfficeForm(),
        entries=queries.diary_of(known, page.id, request_now(), limit=5)[:5],
        comuni=_comuni(page),
        helpers=[one for one in queries.helpers_of(known, page.id) if one.valid_to is None],
        may_write=known.may(Permission.CASES_DIARY_WRITE),
        may_work=known.may(Permission.CASES_CASE_WORK),
        may_meet=known.may(Permission.APPOINTMENTS_ITEM_KEEP),
        may_decide=known.may(Permission.CASES_CASE_DECIDE),
        may_seal=known.may(Permission.CASES_CASE_SEAL),
        apart=apart_told(known, [page.person_id], today()).get(page.person_id),
        cards=gathered(cards_about("case_cards", known, page.id, request_now())),
    )


def _comuni(page: CasePage) -> TwoComuni | None:
    """Return who intervenes and who pays, for who may read the services asked for."""
    known = viewer()
    if not known.may(Permission.CASES_REQUEST_READ):
        return None
    return queries.two_comuni(known, page.id, today())


@blueprint.get("/cases/<uuid:case_id>/diary")
@requires(_READ)
def diary(case_id: UUID) -> ResponseReturnValue:
    """Show the diary, the latest first, all kinds or one."""
    page, number = consult(case_id, "cases.diary"), requested_page()
    asked = request.args.get("kind", "")
    kind = EntryKind(asked) if asked in set(EntryKind) else None
    rows = queries.diary_of(
        viewer(), page.id, request_now(), kind=kind, offset=(number - 1) * queries.DIARY_SHOWN
    )
    return render_template(
        "cases/diary.html",
        page=page,
        tabs=tabs_of(case_id, "cases.diary"),
        on=today(),
        entries=paged(rows, number, queries.DIARY_SHOWN),
        kind=kind,
        kinds=tuple(EntryKind),
        may_write=viewer().may(Permission.CASES_DIARY_WRITE),
        may_work=viewer().may(Permission.CASES_CASE_WORK),
    )


@blueprint.get("/cases/<uuid:case_id>/story")
@requires(_READ)
def story(case_id: UUID) -> ResponseReturnValue:
    """Show everything that happened to a case: its steps, what was met, what others tell of it."""
    page = consult(case_id, "cases.story")
    makers: tuple[CaseTimeline, ...] = current_app.extensions["case_timeline"]
    told: list[TimelineRow] = [row for make in makers for row in make(viewer(), page.id)]
    return render_template(
        "cases/story.html",
        page=page,
        tabs=tabs_of(case_id, "cases.story"),
        on=today(),
        rows=sorted(told, key=lambda row: row.at, reverse=True),
    )
