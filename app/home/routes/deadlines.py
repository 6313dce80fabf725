"""What is due, of every kind, and what is said of it: postponed, passed, taken back."""

from uuid import UUID

from flask import current_app, flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.accounts.queries import as_colleague
from app.home.forms import PassForm, PostponeForm
from app.home.routes import blueprint
from app.home.rules import InboxRow, by_nearness, said_beside
from app.kernel.actor import Viewer
from app.kernel.contributions import DeadlineRow, Deadlines
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import EngagementId
from app.tasks import operations
from app.tasks.labels import REASONS
from app.tasks.queries import history_of, marks_of, reasons_since, who_may_do
from app.tasks.rules import MarkWhy, Seen, TaskFault, postponed_from, until_of
from app.web.access import requires
from app.web.fields import offered
from app.web.forms import ConfirmForm, EditForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_WORK = Permission.TASKS_TASK_WORK


@blueprint.get("/deadlines")
@requires(Permission.HOME_TODAY_READ)
def deadlines() -> ResponseReturnValue:
    """Show what is due, of every kind: late, today, this week, this month, later."""
    known = viewer()
    return render_template(
        "home/deadlines.html",
        groups=by_nearness(_inbox(known), today()),
        on=today(),
        form=ConfirmForm(formdata=None),
        may_work=known.may(_WORK),
        reasons=reasons_since(known, today()),
    )


@blueprint.route("/deadlines/rows/<key>/postpone", methods=["GET", "POST"])
@requires(_WORK)
def postpone(key: str) -> ResponseReturnValue:
    row = _row(key)
    form = PostponeForm(version=row.said.number)
    if form.validate_on_submit():
        since = postponed_from(row.stands, today(), hard=row.due.hard)
        until = until_of(form.step.data, form.until.data, since)
        if until is None:
            form.refuse(Invalid(f"until:{TaskFault.NO_DAY}"), REASONS)
            return form_page("home/postpone.html", form, **_shown(row))
        with form.showing_every_refusal(REASONS, row.said.number):
            operations.postpone(
                actor=viewer(),
                now=request_now(),
                seen=_seen(row, form),
                until=until,
                why=MarkWhy(form.why.data),
            )
            flash(_postponed(row))
            return go_to("home.deadlines")
    return form_page("home/postpone.html", form, **_shown(row))


@blueprint.route("/deadlines/rows/<key>/pass", methods=["GET", "POST"])
@requires(_WORK)
def pass_on(key: str) -> ResponseReturnValue:
    row, known = _row(key), viewer()
    form = PassForm(version=row.said.number)
    others = [one for one in who_may_do(known, today()) if one.account_id != known.account_id]
    form.to.choices = offered([(str(one.engagement_id), one.name) for one in others])
    if form.validate_on_submit():
        to_id = EngagementId(UUID(form.to.data))
        with form.showing_every_refusal(REASONS, row.said.number):
            operations.pass_on(
                actor=known,
                now=request_now(),
                seen=_seen(row, form),
                to_id=to_id,
                why=MarkWhy(form.why.data),
                shown_to_her=lambda: _is_shown_to(known, to_id, key),
            )
            flash("Passata: è tra le scadenze di chi hai scelto.")
            return go_to("home.deadlines")
    return form_page("home/pass.html", form, **_shown(row))


@blueprint.post("/deadlines/rows/<key>/take-back")
@requires(_WORK)
def take_back(key: str) -> ResponseReturnValue:
    row = _row(key)
    operations.take_back(actor=viewer(), now=request_now(), seen=_seen(row, ConfirmForm()))
    flash("Ripresa: è di nuovo tua.")
    return go_to("home.deadlines")


def _inbox(known: Viewer) -> list[InboxRow]:
    rows = _rows(known)
    said = marks_of(known, {row.key for row in rows if row.key})
    return said_beside(rows, said, known.engagement_ids)


def _rows(known: Viewer) -> list[DeadlineRow]:
    makers: tuple[Deadlines, ...] = current_app.extensions["deadlines"]
    return [row for make in makers for row in make(known, request_now())]


def _row(key: str) -> InboxRow:
    """Return one of the reader's own rows: of any other nothing is said, not even that it is."""
    for row in _inbox(viewer()):
        if row.due.key == key:
            return row
    raise NotFound


def _is_shown_to(known: Viewer, engagement_id: EngagementId, key: str) -> bool:
    """Return whether a colleague's own list holds a deadline, as it stands at this moment."""
    colleague = as_colleague(known, engagement_id, today())
    return colleague is not None and any(row.key == key for row in _rows(colleague))


def _seen(row: InboxRow, form: EditForm) -> Seen:
    return Seen(row.due.key, form.opened_at(), row.stands, row.due.hard)


def _postponed(row: InboxRow) -> str:
    if row.stands is None:
        return "Ora ha un giorno."
    return "Promemoria spostato." if row.due.hard else "Posticipata."


def _shown(row: InboxRow) -> dict[str, object]:
    return {"row": row, "on": today(), "history": history_of(viewer(), row.due.key)}
