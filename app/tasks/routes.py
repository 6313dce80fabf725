"""Something to be done: written, read, closed."""

from uuid import UUID

from flask import Blueprint, current_app, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import EngagementId, PersonId
from app.notifications.carriers import without_provider
from app.notifications.rules import Channel
from app.people.queries import PersonRow, person_row
from app.tasks import operations, queries
from app.tasks.forms import CloseTaskForm, DigestForm, TaskForm
from app.tasks.labels import CHECKLISTS, REASONS, words_of
from app.tasks.rules import TaskOutcome
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

blueprint = Blueprint("tasks", __name__, template_folder="templates")

_WORK = Permission.TASKS_TASK_WORK


@blueprint.route("/deadlines/new", methods=["GET", "POST"])
@requires(_WORK)
def new_task() -> ResponseReturnValue:
    """Write something to be done; `?person=` says about whom."""
    person, form = _about(request.args.get("person", "")), TaskForm(due_on=today())
    _offer_doers(form)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.write_task(
                actor=viewer(),
                now=request_now(),
                what=form.what.data or "",
                due_on=form.due_on.data,
                for_id=EngagementId(UUID(form.for_id.data)),
                person_id=person.id if person else None,
            )
            flash("Scritta: è tra le scadenze.")
            return go_to("home.deadlines")
    return form_page("tasks/new.html", form, person=person)


@blueprint.route("/deadlines/tasks/<uuid:task_id>", methods=["GET", "POST"])
@requires(_WORK)
def task(task_id: UUID) -> ResponseReturnValue:
    """Show something to be done, what to look at, and close it."""
    row, form = queries.task_row(viewer(), task_id, today()), CloseTaskForm()
    if form.validate_on_submit():
        operations.close_task(
            actor=viewer(),
            now=request_now(),
            task_id=task_id,
            outcome=TaskOutcome(form.outcome.data),
        )
        flash("Conclusa.")
        return go_to("home.deadlines")
    shown = {
        "row": row,
        "on": today(),
        "checks": CHECKLISTS.get(row.code, ()),
        "words": words_of(row.code, row.what),
    }
    if row.done_at is not None:
        return render_template("tasks/done.html", **shown)
    return form_page("tasks/task.html", form, **shown)


@blueprint.route("/deadlines/digest", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_SELF_EDIT)
def digest() -> ResponseReturnValue:
    """Choose whether to be written once a week how much is due."""
    known = viewer()
    chosen = queries.my_digest(known)
    form = DigestForm(wanted=chosen.wanted, address=chosen.address)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.choose_digest(
                actor=known,
                now=request_now(),
                wanted=form.wanted.data,
                address=form.address.data or "",
            )
            flash("Scritto: dal prossimo lunedì." if form.wanted.data else "Non ti scriviamo più.")
            return go_to("home.deadlines")
    settings = current_app.extensions["settings"]
    leaves = Channel.EMAIL not in without_provider(settings)
    return form_page("tasks/digest.html", form, leaves=leaves)


def _offer_doers(form: TaskForm) -> None:
    """Offer who may work it, herself first."""
    known = viewer()
    rows = queries.who_may_do(known, today())
    rows.sort(key=lambda one: one.account_id != known.account_id)
    form.for_id.choices = offered([(str(one.engagement_id), one.name) for one in rows])


def _about(text: str) -> PersonRow | None:
    """Return who it is about; nobody where no address of a person was given."""
    try:
        person_id = PersonId(UUID(text))
    except ValueError:
        return None
    return person_row(viewer(), person_id)
