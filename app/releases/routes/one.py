"""One letter: as it will be read, what may be done with it, its PDF and its DOCX."""

from dataclasses import replace
from uuid import UUID

from flask import Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.emergencies.queries import MeasureBrief, measures_of
from app.kernel.errors import NotFound
from app.kernel.references import ReleaseId
from app.releases import operations, queries
from app.releases.labels import NOT_YET
from app.releases.papers import docx_of, not_shown_by, pdf_of
from app.releases.procedure import ReleaseState
from app.releases.queries import ReleasePage
from app.releases.routes import blueprint
from app.releases.routes.acting import ACTS
from app.releases.routes.new import page_of
from app.releases.routes.paper import letter_of
from app.releases.rules import PAPERWORK, Letter, LetterKind
from app.web.access import requires
from app.web.acts import buttons, take_act
from app.web.forms import ConfirmForm
from app.web.htmx import go_to
from app.web.request_time import request_now
from app.web.taken_away import saved_as

_WRITE = Permission.RELEASES_LETTER_WRITE
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/releases/<uuid:release_id>")
@requires(_WRITE)
def release(release_id: UUID) -> ResponseReturnValue:
    page = _page(release_id, "releases.release")
    letter = letter_of(page)
    return render_template(
        "releases/release.html",
        page=page,
        letter=letter,
        back=page_of(page.subject.kind, page.subject.id),
        may_copy=page.state is ReleaseState.DRAFT
        and page.copy_of is None
        and page.subject.practice is None,
        signs_nobody=page.kind in (LetterKind.RECEIPT, *PAPERWORK),
        not_shown=not_shown_by(letter),
        buttons=buttons(
            page.offers, ACTS, lambda act: url_for("releases.act", release_id=page.id, act=act)
        ),
        form=ConfirmForm(version=page.version),
        measures=_measures(page),
    )


@blueprint.route("/releases/<uuid:release_id>/acts/<act>", methods=["GET", "POST"])
@requires(_WRITE)
def act(release_id: UUID, act: str) -> ResponseReturnValue:
    """Ask what one act needs and do it, if the table allows it."""
    page = _page(release_id, "releases.act")
    return take_act(
        act,
        ACTS,
        page,
        {"actor": viewer(), "now": request_now(), "release_id": page.id},
        current_app.extensions["reasons"],
        template="releases/act.html",
        then=lambda: go_to("releases.release", release_id=release_id),
    )


@blueprint.get("/releases/<uuid:release_id>/pdf")
@requires(_WRITE)
def letter_pdf(release_id: UUID) -> ResponseReturnValue:
    """Hand over the PDF, to be protocolled and sent from outside; of what left, the very same."""
    page, letter = _to_hand_over(release_id, "releases.pdf")
    kept = queries.paper_of(viewer(), page.id)
    return _file(page, kept or pdf_of(letter).content, "application/pdf", "pdf")


@blueprint.get("/releases/<uuid:release_id>/docx")
@requires(_WRITE)
def letter_docx(release_id: UUID) -> ResponseReturnValue:
    """Hand over the same letter for a word processor."""
    page, letter = _to_hand_over(release_id, "releases.docx")
    return _file(page, docx_of(letter), _DOCX, "docx")


def _measures(page: ReleasePage) -> list[MeasureBrief]:
    """Return the measures of art. 403 a letter to prosecutor or court may be the papers of."""
    if page.kind is not LetterKind.COURT:
        return []
    found = measures_of(viewer(), page.subject.person_ids)
    return [one for one in found if one.placed_on <= page.written_on]


def _to_hand_over(release_id: UUID, purpose: str) -> tuple[ReleasePage, Letter]:
    """Return a letter as it is taken away: unsigned it says so; `NotFound` for one given up."""
    page = _page(release_id, purpose)
    if page.state is ReleaseState.VOID:
        raise NotFound
    letter = letter_of(page)
    if page.kind in (LetterKind.COURT, *PAPERWORK) or page.state not in (
        ReleaseState.DRAFT, ReleaseState.TO_APPROVE
    ):  # fmt: skip
        return page, letter
    return page, replace(letter, title=f"{NOT_YET}: {letter.title}")


def _file(page: ReleasePage, content: bytes, kind: str, ending: str) -> Response:
    return saved_as(content, kind, f"{page.number}.{ending}")


def _page(release_id: UUID, purpose: str) -> ReleasePage:
    return operations.consult_release(
        actor=viewer(), now=request_now(), release_id=ReleaseId(release_id), purpose=purpose
    )
