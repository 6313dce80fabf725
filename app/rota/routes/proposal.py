"""A month given out in one press, and the hours by which it is shared."""

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import EngagementId
from app.rota import operations, queries
from app.rota.forms import HoursForm, MonthForm, month_form
from app.rota.labels import LABELS, REASONS, share, why
from app.rota.queries import MonthPlan
from app.rota.routes import blueprint
from app.rota.routes.month import asked_month
from app.rota.rules import FULL_TIME, RotaRule
from app.web.access import requires
from app.web.fields import offered
from app.web.formatting import day_short
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_EDIT = Permission.ROTA_SHIFT_EDIT


@blueprint.route("/rota/proposal", methods=["GET", "POST"])
@requires(_EDIT)
def proposal() -> ResponseReturnValue:
    """Show a month filled in with who is on duty and who should be; save it all together."""
    month = asked_month()
    plan = queries.month_plan(viewer(), month, today())
    form = month_form(plan)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            changed = operations.save_month(
                actor=viewer(), now=request_now(), month=month, chosen=form.chosen,
                seen=form.seen.data or "",
            )  # fmt: skip
            flash("Mese salvato." if changed else "Mese salvato: non è cambiato niente.")
            return go_to("rota.rota", mese=f"{month:%Y-%m}")
    form.seen.data = plan.seen
    return form_page(
        "rota/proposal.html",
        form,
        plan=plan,
        why={key: _why(plan, form, key) for key in plan.cells},
        fair=[(row.name, share(row), f"{row.hours} ore su {FULL_TIME}")
              for row in plan.fair.values()],
        rules=_rules(plan, form),
    )  # fmt: skip


@blueprint.route("/rota/hours", methods=["GET", "POST"])
@requires(_EDIT)
def hours() -> ResponseReturnValue:
    """Show the weekly hours of each and write new ones, from a day on."""
    rows = queries.weekly_hours(viewer(), today())
    form = HoursForm(valid_from=today())
    form.worker.choices = offered((str(row.engagement_id), row.name) for row in rows)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.set_hours(
                actor=viewer(),
                now=request_now(),
                engagement_id=EngagementId(UUID(form.worker.data)),
                hours=form.hours.number,
                valid_from=form.valid_from.chosen,
            )
            flash("Ore scritte: contano dalle prossime proposte.")
            return go_to("rota.hours")
    return form_page("rota/hours.html", form, rows=rows, most=FULL_TIME)


def _why(plan: MonthPlan, form: MonthForm, key: str) -> str:
    """Return why somebody stands in a post; nothing where a person chose otherwise."""
    held, proposed = plan.held.get(key), plan.proposed.get(key)
    if proposed is None or form[key].data != str(proposed):
        return ""
    return "già di turno" if held else why(plan.fair[proposed])


def _rules(plan: MonthPlan, form: MonthForm) -> list[tuple[str, bool, str]]:
    """Return each rule of a good month, whether it is kept, and the days on which it is not."""
    return [
        (
            LABELS[RotaRule][rule].text,
            not keys,
            ", ".join(dict.fromkeys(day_short(plan.cells[key].cell.time.day) for key in keys)),
        )
        for rule, keys in plan.broken(form.chosen).items()
    ]
