"""Writing in the diary: a new entry, its correction, what is added, the wrong record mended."""

from uuid import UUID

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations, queries
from app.cases.forms.case import CaseNumberForm
from app.cases.forms.diary import AddendumForm, EntryForm
from app.cases.labels import REASONS
from app.cases.queries import CasePage, EntryRow
from app.cases.routes import blueprint
from app.cases.routes.pages import consult
from app.kernel.clock import in_rome
from app.kernel.errors import Conflict, NotFound
from app.transaction.drafts import drop_draft
from app.web.access import requires
from app.web.drafts import take_up
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

_WRITE, _WORK = Permission.CASES_DIARY_WRITE, Permission.CASES_CASE_WORK


@blueprint.route("/cases/<uuid:case_id>/diary/new", methods=["GET", "POST"])
@requires(_WRITE)
def new_entry(case_id: UUID) -> ResponseReturnValue:
    """Write an entry: the keyboard is in the text, Ctrl and Enter save."""
    page, now = consult(case_id, "cases.write"), in_rome(request_now())
    form = EntryForm(happened_on=now.date(), happened_hour=f"{now:%H:%M}")
    take_up(form, viewer().account_id, "diary", page.id)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.add_diary_entry(
                actor=viewer(), now=request_now(), case_id=page.id, details=form.details()
            )
            drop_draft(viewer().account_id, "diary", str(page.id))
            flash("Scritto nel diario.")
            return go_to("cases.diary", case_id=page.id)
    draft = url_for("home.keep_draft", form="diary", subject=page.id)
    return form_page("cases/entry.html", form, page=page, title="Scrivi nel diario", draft=draft)


@blueprint.route("/cases/<uuid:case_id>/diary/<uuid:entry_id>/edit", methods=["GET", "POST"])
@requires(_WRITE)
def edit_entry(case_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    """Correct an entry of one's own, within a day."""
    page, entry = _entry(case_id, entry_id)
    form = EntryForm(data=_values(entry))
    if form.validate_on_submit():
        try:
            with form.showing_refusals(REASONS):
                operations.correct_entry(
                    actor=viewer(),
                    now=request_now(),
                    entry_id=entry.id,
                    version=form.opened_at(),
                    details=form.details(),
                )
                flash("Voce corretta: resta anche com'era prima.")
                return go_to("cases.diary", case_id=page.id)
        except Conflict:
            now = queries.entry_row(viewer(), entry.id, request_now())
            form.meet(_values(now), now.version)
    return form_page("cases/entry.html", form, page=page, title="Correggi la voce", draft=None)


@blueprint.route("/cases/<uuid:case_id>/diary/<uuid:entry_id>/addendum", methods=["GET", "POST"])
@requires(_WRITE)
def add_to_entry(case_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    page, entry = _entry(case_id, entry_id)
    form = AddendumForm()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.add_to_entry(
                actor=viewer(), now=request_now(), entry_id=entry.id, text=form.text.data or ""
            )
            flash("Aggiunta scritta.")
            return go_to("cases.diary", case_id=page.id)
    return form_page(
        "cases/form.html", form, page=page, title="Aggiungi alla voce", button="Aggiungi"
    )


@blueprint.route("/cases/<uuid:case_id>/diary/<uuid:entry_id>/move", methods=["GET", "POST"])
@requires(_WORK)
def move_entry(case_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    """Move an entry written in the record of the wrong person to the right one."""
    page, entry = _entry(case_id, entry_id)
    form = CaseNumberForm()
    if form.validate_on_submit():
        right = queries.case_by_number(viewer(), form.number.data or "")
        if right is None:
            form.number.errors = ["Nessuna cartella con questo numero: controlla le cifre."]
        else:
            with form.showing_refusals(REASONS):
                operations.move_entry(
                    actor=viewer(), now=request_now(), entry_id=entry.id, to_case_id=right
                )
                flash("Voce spostata: qui resta la traccia, senza le parole.")
                return go_to("cases.diary", case_id=page.id)
    return form_page(
        "cases/form.html", form, page=page, title="Errore di persona: sposta la voce",
        button="Sposta la voce",
    )  # fmt: skip


def _entry(case_id: UUID, entry_id: UUID) -> tuple[CasePage, EntryRow]:
    page = consult(case_id, "cases.write")
    entry = queries.entry_row(viewer(), entry_id, request_now())
    if entry.case_id != page.id:
        raise NotFound
    return page, entry


def _values(entry: EntryRow) -> dict[str, object]:
    happened = in_rome(entry.happened_at)
    return {
        "version": str(entry.version),
        "text": entry.text,
        "kind": entry.kind,
        "happened_on": happened.date(),
        "happened_hour": f"{happened:%H:%M}",
        "present": entry.present,
        "minutes": str(entry.minutes or ""),
        "reserved": entry.reserved or "",
    }
