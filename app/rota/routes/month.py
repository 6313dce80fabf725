"""A month of the rota, with its holes; shifts and absences written by hand."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.accounts.queries import colleagues
from app.kernel.errors import Invalid
from app.kernel.references import EngagementId, ShiftId, SiteId
from app.organisations.queries import sites
from app.organisations.rules import OpeningKind
from app.rota import operations, queries
from app.rota.forms import ShiftForm
from app.rota.labels import REASONS, change
from app.rota.routes import blueprint
from app.rota.rules import RECEIVING, Hours, month_after, month_start, months_before
from app.web.access import requires
from app.web.fields import offered, read_hour
from app.web.forms import OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_READ, _EDIT = Permission.ROTA_SHIFT_READ, Permission.ROTA_SHIFT_EDIT
_FAR = 100  # years


@blueprint.get("/rota")
@requires(_READ)
def rota() -> ResponseReturnValue:
    """Show a month: each opening, who is on duty, and the openings that have nobody."""
    known, first = viewer(), asked_month()
    following = month_after(first)
    return render_template(
        "rota/rota.html",
        **_month(first),
        before=months_before(first, 1),
        after=following,
        absences=queries.absences(known, first),
        form=OfficeForm(formdata=None),
        may_edit=known.may(_EDIT),
        may_swap=known.may(Permission.ROTA_SHIFT_SWAP),
        mine=known.engagement_ids,
    )


@blueprint.get("/rota/print")
@requires(_READ)
def print_rota() -> ResponseReturnValue:
    """Show a month on a sheet to hang up."""
    first = asked_month()
    back = url_for("rota.rota", mese=f"{first:%Y-%m}")
    return render_template("rota/print.html", **_month(first), back_url=back)


@blueprint.post("/rota/publish")
@requires(_EDIT)
def publish() -> ResponseReturnValue:
    """Publish a month; what cannot be published any more is said on its page."""
    first = asked_month()
    try:
        operations.publish_month(actor=viewer(), now=request_now(), month=first)
        flash("Mese pubblicato. Da adesso ogni cambiamento si vede.")
    except Invalid as refused:
        for code in refused.reasons:
            flash(REASONS[code], "error")
    return go_to("rota.rota", mese=f"{first:%Y-%m}")


@blueprint.route("/rota/shifts/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_shift() -> ResponseReturnValue:
    form = ShiftForm(**_proposed())
    form.worker.choices = offered(_staff())
    form.site.choices = offered((str(site.id), site.name) for site in sites(viewer()))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            days = _add(form)
            flash("Turno aggiunto." if days == 1 else f"Turni aggiunti: {days}.")
            return go_to("rota.rota", mese=f"{form.first.chosen:%Y-%m}")
    return form_page("rota/new_shift.html", form)


@blueprint.post("/rota/shifts/<uuid:shift_id>/remove")
@requires(_EDIT)
def remove_shift(shift_id: UUID) -> ResponseReturnValue:
    operations.remove_shift(actor=viewer(), now=request_now(), shift_id=ShiftId(shift_id))
    flash("Turno tolto. Gli appuntamenti già dati restano: decidete voi.")
    return go_to("rota.rota", mese=request.args.get("mese", ""))


def _add(form: ShiftForm) -> int:
    """Add the shift, or the same one every week; return on how many days."""
    common: dict[str, Any] = {
        "actor": viewer(),
        "now": request_now(),
        "engagement_id": EngagementId(UUID(form.worker.data)),
        "site_id": SiteId(UUID(form.site.data)),
        "kind": OpeningKind(form.kind.data),
        "hours": Hours(read_hour(form.from_hour.data or ""), read_hour(form.to_hour.data or "")),
    }
    if form.until.data is None:
        operations.add_shift(**common, day=form.first.chosen)
        return 1
    return operations.add_shifts(**common, days=(form.first.chosen, form.until.data))


def _proposed() -> dict[str, object]:
    """Fill the form in from a hole of the month, so that only the worker is chosen."""
    given = request.args
    proposed: dict[str, object] = {"first": today()}
    try:
        proposed["first"] = date.fromisoformat(given.get("giorno", ""))
    except ValueError:
        return proposed
    names = {"kind": "che", "site": "sede", "from_hour": "dalle", "to_hour": "alle"}
    return {**proposed, **{name: given[word] for name, word in names.items() if word in given}}


def _staff() -> list[tuple[str, str]]:
    return [(str(one.engagement_id), one.name) for one in colleagues(viewer(), today(), *RECEIVING)]


def _month(first: date) -> dict[str, Any]:
    """Return what the page of a month and its sheet both show."""
    known, following = viewer(), month_after(first)
    changes = queries.changes(known, first, following)
    return {
        "first": first,
        "on": today(),
        "days": queries.rota(known, first, following),
        "published": queries.published(known, first),
        "changes": [change(row) for row in changes],
        "changed": {row.shift_id: row.changed_on for row in changes},
    }


def asked_month() -> date:
    """Return the first day of the month in the address (2026-11), of today's when it is none."""
    text = request.args.get("mese", "")
    this = month_start(today())
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return this
    return month if abs(month.year - this.year) < _FAR else this
