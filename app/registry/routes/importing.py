"""The imports: the list, a new file, its columns, how far it is, the rows that failed."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import ImportId
from app.kernel.text import clean
from app.registry import operations, queries
from app.registry.forms import ColumnsForm, FileForm
from app.registry.labels import REASONS
from app.registry.routes import blueprint
from app.registry.rules import LARGEST, OPEN, Column, ImportState, Outcome, Takes
from app.web.access import requires
from app.web.forms import ConfirmForm, OfficeForm
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today
from app.web.taken_away import csv_file

_RUN = Permission.REGISTRY_IMPORT_RUN
ROOM = LARGEST + 1024 * 1024  # the file, and what a browser puts around it
_OUR_BODIES = "Comune di "


@blueprint.get("/registry")
@requires(_RUN)
def imports() -> ResponseReturnValue:
    number = requested_page()
    rows = queries.imports(viewer(), *window(number))
    return render_template("registry/imports.html", page=paged(rows, number))


@blueprint.route("/registry/new", methods=["GET", "POST"])
@requires(_RUN, largest=ROOM)
def new() -> ResponseReturnValue:
    """Take a file of the registry; nobody enters the archive yet."""
    known = viewer()
    form = FileForm(town=known.organisation_name.removeprefix(_OUR_BODIES)[:120])
    if form.validate_on_submit() and form.file.data is not None:
        with form.showing_refusals(REASONS):
            import_id = operations.bring_file(
                actor=known,
                now=request_now(),
                file_name=clean(form.file.data.filename or ""),
                content=form.file.data.stream.read(LARGEST + 1),
                town=form.town.data or "",
                takes=Takes(form.takes.data),
            )
            flash("File letto. Controlla che cosa c'è in ogni colonna.")
            return go_to("registry.mapping", import_id=import_id)
    return form_page("registry/new.html", form)


@blueprint.get("/registry/<uuid:import_id>")
@requires(_RUN)
def one(import_id: UUID) -> ResponseReturnValue:
    """Show one import: what would happen, how far it is, or what became of it."""
    known, number = viewer(), requested_page()
    page = queries.import_page(known, ImportId(import_id))
    started = page.state in (ImportState.RUNNING, ImportState.DONE)
    doubtful = queries.doubtful_rows(known, page.id, *window(number), today()) if started else []
    mapped = page.state is ImportState.MAPPED
    return render_template(
        "registry/import.html",
        page=page,
        sample=queries.sample(known, page.id, today()) if mapped else [],
        doubtful=paged(doubtful, number),
        confirm=ConfirmForm(formdata=None, version=page.version),
        press=OfficeForm(formdata=None),
        states=ImportState,
        outcomes=Outcome,
        reasons=REASONS,
    )


@blueprint.route("/registry/<uuid:import_id>/mapping", methods=["GET", "POST"])
@requires(_RUN)
def mapping(import_id: UUID) -> ResponseReturnValue:
    """Say what each column holds; proposed from the headings, or as it was the last time."""
    known = viewer()
    page = queries.import_page(known, ImportId(import_id))
    if page.state not in OPEN:
        return go_to("registry.one", import_id=page.id)
    chosen = {str(column): str(page.columns.get(column, "")) for column in Column}
    form = ColumnsForm(version=page.version, **chosen)
    form.offer(page.headings)
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, page.version):
            operations.choose_columns(
                actor=known,
                now=request_now(),
                import_id=page.id,
                version=form.opened_at(),
                columns=form.columns(),
            )
            return go_to("registry.one", import_id=page.id)
    return form_page(
        "registry/mapping.html",
        form,
        page=page,
        columns=tuple(Column),
        sample=queries.sample(known, page.id, today()),
    )


@blueprint.post("/registry/<uuid:import_id>/start")
@requires(_RUN)
def start(import_id: UUID) -> ResponseReturnValue:
    """Start the import: it goes on by itself."""
    operations.start_import(
        actor=viewer(),
        now=request_now(),
        import_id=ImportId(import_id),
        version=ConfirmForm().opened_at(),
    )
    flash("Importazione avviata: va avanti da sola, puoi lasciare questa pagina.")
    return go_to("registry.one", import_id=import_id)


@blueprint.post("/registry/<uuid:import_id>/stop")
@requires(_RUN)
def stop(import_id: UUID) -> ResponseReturnValue:
    """Stop the import, or throw the file away before it starts."""
    operations.stop_import(actor=viewer(), now=request_now(), import_id=ImportId(import_id))
    flash("Interrotta: il file non c'è più. Chi era già stato importato resta.")
    return go_to("registry.one", import_id=import_id)


@blueprint.get("/registry/<uuid:import_id>/failed")
@requires(_RUN)
def failed(import_id: UUID) -> ResponseReturnValue:
    """Hand back the rows that were not taken in, each with its reason, to be mended."""
    known = viewer()
    page = queries.import_page(known, ImportId(import_id))
    rows = operations.consult_failed_rows(actor=known, now=request_now(), import_id=page.id)
    lines = [[*page.headings, "Riga", "Perché non è stata letta"]]
    for number, cells, fault in rows:
        width = len(page.headings)
        whole = [*cells, *[""] * width][: max(width, len(cells))]
        lines.append([*whole, str(number), REASONS[fault]])
    return csv_file(lines, "righe-non-lette.csv")
