"""Everybody booked when nobody receives her: chosen one by one, read back, saved in one press."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import forms, operations, queries
from app.appointments.labels import REASONS
from app.appointments.operations import row_name
from app.appointments.queries import Hit, ItemHit
from app.appointments.routes import blueprint
from app.appointments.routes.gaps import (
    call_back,
    decision,
    say_again,
    shown_beside,
    still_free,
)
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now


@blueprint.route("/agenda/stranded", methods=["GET", "POST"])
@requires(Permission.APPOINTMENTS_ITEM_KEEP)
def stranded() -> ResponseReturnValue:
    """Propose a way out for each; the first press reads it back, the next one does it all."""
    hits = _hits()
    form = _form(hits)
    told: list[tuple[str, str]] = []
    if request.method == "POST" and hits:
        if not form.validate():
            say_again(form, form)
        elif form.is_seen():
            with form.showing_refusals(REASONS):
                operations.settle_stranded(
                    actor=viewer(),
                    now=request_now(),
                    decisions={hit.row.id: decision(form[row_name(hit.row.id)]) for hit in hits},
                    call_back=call_back,
                )
                flash("Fatto. Chi è cambiato va avvisato: lo trovi in «Oggi» e nella sua pagina.")
                return go_to("appointments.stranded")
            again = _form(hits := _hits())
            say_again(again, form)
            form = again
        else:
            told = [(forms.who_was(hit), _chosen(form, hit)) for hit in hits]
    return form_page(
        "appointments/stranded.html", form, hits=shown_beside(form, hits), told=told, shifts=[]
    )


def _hits() -> list[Hit | ItemHit]:
    """Return everybody, each with her next places; one chosen and still free is offered again."""
    known, now = viewer(), request_now()
    people = queries.with_places(known, queries.stranded(known, now), now)
    items = queries.with_hours(known, queries.items_stranded(known, now), now)
    return [*(hit.offering(still_free(hit)) for hit in people), *items]


def _form(hits: list[Hit | ItemHit]) -> forms.SeenForm:
    return forms.with_rows(forms.SeenForm, hits)()


def _chosen(form: forms.SeenForm, hit: Hit | ItemHit) -> str:
    field = form[row_name(hit.row.id)]
    return next(str(one.label) for one in field.choices if one.value == field.data)
