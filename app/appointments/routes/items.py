"""Other kinds of time on the screen: made, moved, called off, and being back from a visit."""

from collections.abc import Collection
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import operations, queries
from app.appointments.forms import ItemForm
from app.appointments.labels import ALREADY, LABELS, REASONS
from app.appointments.operations import HoursTaken
from app.appointments.queries import ItemPage
from app.appointments.routes import blueprint
from app.appointments.routes.agenda import day_of, staff_shown
from app.appointments.rules.items import Hours, ItemDetails, ItemKind
from app.kernel.actor import Reach
from app.kernel.references import AgendaItemId, EngagementId, PersonId
from app.people.queries import person_row
from app.web.access import requires
from app.web.fields import labelled, offered, read_hour, say
from app.web.formatting import hour
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

_READ, _KEEP = Permission.APPOINTMENTS_AGENDA_READ, Permission.APPOINTMENTS_ITEM_KEEP
_OF_PLAN_OFFICE = (ItemKind.PLAN_OFFICE, ItemKind.MEETING, ItemKind.COURSE, ItemKind.UNAVAILABLE)


@blueprint.route("/agenda/items/new", methods=["GET", "POST"])
@requires(_KEEP)
def new_item() -> ResponseReturnValue:
    """Keep time for something: whose, when, where, and the way there and back."""
    form = ItemForm(**_proposed())
    _offer(form)
    person_id = _person()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            details = _details(form, person_id)
            try:
                made = operations.keep_item(actor=viewer(), now=request_now(), details=details)
            except HoursTaken:
                if tell_taken(form, details):
                    return _page(form, person_id)
                raise
            flash("Segnato in agenda.")
            return go_to("appointments.item", item_id=made)
    return _page(form, person_id)


@blueprint.get("/agenda/items/<uuid:item_id>")
@requires(_READ)
def item(item_id: UUID) -> ResponseReturnValue:
    page = _item(item_id)
    known = viewer()
    return render_template(
        "appointments/item.html",
        page=page,
        form=ConfirmForm(version=page.row.version, formdata=None),
        may_change=page.row.mine and known.may(_KEEP) and page.row.cancelled_at is None,
        near=[
            one
            for one in queries.too_near_each_other(known, page.row.day)
            if one.is_at(page.row.id)
        ],
    )


@blueprint.route("/agenda/items/<uuid:item_id>/change", methods=["GET", "POST"])
@requires(_KEEP)
def change_item(item_id: UUID) -> ResponseReturnValue:
    """Move it or correct it: the same form, filled in."""
    page = _item(item_id)
    form = ItemForm(**_as_it_stands(page))
    _offer(form, page)
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, page.row.version):
            details = _details(form, page.row.person_id)
            try:
                operations.change_item(
                    actor=viewer(),
                    now=request_now(),
                    item_id=page.row.id,
                    version=form.opened_at(),
                    details=details,
                )
            except HoursTaken:
                if tell_taken(form, details, page.row.id):
                    return form_page("appointments/change_item.html", form, page=page)
                raise
            flash("Cambiato: le ore di prima sono di nuovo libere.")
            return go_to("appointments.item", item_id=item_id)
    return form_page("appointments/change_item.html", form, page=page)


@blueprint.post("/agenda/items/<uuid:item_id>/cancel")
@requires(_KEEP)
def cancel_item(item_id: UUID) -> ResponseReturnValue:
    form = ConfirmForm()
    if form.validate_on_submit():
        operations.cancel_item(
            actor=viewer(),
            now=request_now(),
            item_id=AgendaItemId(item_id),
            version=form.opened_at(),
        )
        flash("Annullato: le ore sono libere per tutti.")
    return go_to("appointments.item", item_id=item_id)


@blueprint.post("/agenda/items/<uuid:item_id>/back")
@requires(_KEEP)
def be_back(item_id: UUID) -> ResponseReturnValue:
    form = ConfirmForm()
    if form.validate_on_submit():
        operations.be_back(
            actor=viewer(),
            now=request_now(),
            item_id=AgendaItemId(item_id),
            version=form.opened_at(),
        )
        flash("Rientro segnato.")
    return go_to("appointments.item", item_id=item_id)


def tell_taken(form: ItemForm, details: ItemDetails, but: AgendaItemId | None = None) -> bool:
    """Say beside the hour what each one has there already; return whether there was something."""
    found = there_already(details.workers, details.hours, but)
    for sentence in found:
        say(form.hour, sentence)
    return bool(found)


def there_already(
    workers: Collection[EngagementId], hours: Hours, but: AgendaItemId | None = None
) -> list[str]:
    """Return in words what some colleagues have at an hour already, never for whom."""
    known = viewer()
    return [
        f"Alle {hour(one.starts_at)} "
        f"{'hai' if one.engagement_id in known.engagement_ids else f'{one.name} ha'} "
        f"già {ALREADY[one.kind]}."
        for one in queries.taken_hours(known, workers, hours.taken, but)
    ]


def _item(item_id: UUID) -> ItemPage:
    return queries.item_page(viewer(), AgendaItemId(item_id), request_now())


def _page(form: ItemForm, person_id: PersonId | None) -> ResponseReturnValue:
    person = person_row(viewer(), person_id) if person_id else None
    return form_page("appointments/new_item.html", form, person=person)


def _details(form: ItemForm, person_id: PersonId | None) -> ItemDetails:
    kind = ItemKind(form.kind.data)
    return ItemDetails(
        kind=kind,
        hours=Hours(
            day=form.on.chosen,
            minute=read_hour(form.hour.data or ""),
            to_minute=read_hour(form.to_hour.data or ""),
            before=int(form.before.data),
            after=int(form.after.data),
        ),
        workers=tuple(EngagementId(UUID(one)) for one in form.workers.data or ()),
        place=form.place.data or "",
        words=form.words.data or "",
        outside=form.outside.data or "",
        person_id=person_id,
        seats=int(form.seats.data) if kind is ItemKind.GROUP else 0,
    )


def _offer(form: ItemForm, page: ItemPage | None = None) -> None:
    """Offer the kinds of her office, and her colleagues with herself first ticked."""
    known = viewer()
    own_only = known.reach(_READ) is not Reach.ORGANISATION
    kinds = labelled(LABELS, ItemKind)
    form.kind.choices = offered(
        pair for pair in kinds if (ItemKind(pair[0]) in _OF_PLAN_OFFICE) or not own_only
    )
    staff = staff_shown()
    staff |= dict(page.row.workers) if page else {}
    form.workers.choices = offered((str(id_), name) for id_, name in staff.items())
    if request.method == "GET" and not form.workers.data:
        form.workers.data = [str(one) for one in staff if one in known.engagement_ids]


def _proposed() -> dict[str, object]:
    """Fill the form in from the place of the agenda it was opened from."""
    given = request.args
    proposed: dict[str, object] = {"on": day_of(given.get("giorno", ""))}
    names = {"kind": "che", "hour": "dalle", "to_hour": "alle"}
    return {**proposed, **{name: given[word] for name, word in names.items() if word in given}}


def _person() -> PersonId | None:
    """Return the person it is about, from the address."""
    try:
        return PersonId(UUID(request.args.get("persona", "")))
    except ValueError:
        return None


def _as_it_stands(page: ItemPage) -> dict[str, object]:
    row = page.row
    before, after = row.starts_at - row.leaves_at, row.back_at - row.ends_at
    return {
        "version": row.version,
        "kind": row.kind,
        "on": row.day,
        "hour": hour(row.minute),
        "to_hour": hour(row.to_minute),
        "workers": [str(id_) for id_, _ in row.workers],
        "place": page.place,
        "words": page.words,
        "outside": page.outside,
        "before": str(int(before.total_seconds()) // 60),
        "after": str(int(after.total_seconds()) // 60),
        "seats": str(row.seats),
    }
