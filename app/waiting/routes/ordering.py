"""What decides the order of each service's lists: shown with its source, changed from a day on."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue.rules import PathCode
from app.kernel.errors import NotFound
from app.waiting import operations, queries
from app.waiting.forms import OrderForm
from app.waiting.labels import REASONS
from app.waiting.routes import blueprint
from app.waiting.rules import Criterion
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_TERMS = Permission.CATALOGUE_TERMS_EDIT
_FIELDS = ("first", "second", "third", "fourth")


@blueprint.get("/waiting/orders")
@requires(_TERMS)
def orders() -> ResponseReturnValue:
    rows = queries.orders(viewer(), today())
    return render_template("waiting/orders.html", rows=[*enumerate(rows.values(), start=1)])


@blueprint.route("/waiting/orders/<int:number>", methods=["GET", "POST"])
@requires(_TERMS)
def edit_order(number: int) -> ResponseReturnValue:
    if not 1 <= number <= len(PathCode):
        raise NotFound
    row = [*queries.orders(viewer(), today()).values()][number - 1]
    form = OrderForm(valid_from=today(), **dict(zip(_FIELDS, row.criteria, strict=False)))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.choose_order(
                actor=viewer(),
                now=request_now(),
                path=row.path,
                criteria=[Criterion(form[name].data) for name in _FIELDS if form[name].data],
                valid_from=form.valid_from.chosen,
                source=form.source.data,
            )
            flash("Ordine salvato: vale da quel giorno.")
            return go_to("waiting.orders")
    return form_page("waiting/order_form.html", form, row=row)
