"""Giving back what was being typed: a form that is kept while it is written."""

from uuid import UUID

from flask import request
from werkzeug.datastructures import MultiDict

from app.transaction.drafts import Typed, keep_draft, kept_draft
from app.web.forms import OfficeForm

NEVER_KEPT = frozenset({"csrf_token", "submission"})


def typed_now() -> dict[str, Typed]:
    """Return everything the form on the screen sends, but for what is of one press alone."""
    return {
        name: texts if len(texts) > 1 else texts[0]
        for name, texts in request.form.lists()
        if name not in NEVER_KEPT
    }


def keep(account_id: UUID, name: str, subject: UUID) -> None:
    """Keep what was sent and not saved, as a page does by itself while somebody types."""
    keep_draft(account_id, name, str(subject), typed_now())


def take_up(form: OfficeForm, account_id: UUID, name: str, subject: UUID) -> None:
    """Fill a form just opened with the draft of its author, if there is one.

    The version goes back with the words: what somebody else saved meanwhile is still noticed.
    """
    if request.method != "GET":
        return
    draft = kept_draft(account_id, name, str(subject))
    if draft is None:
        return
    fresh = {"submission": form.submission.data}
    form.process(formdata=MultiDict({**draft.values, **fresh}))
    form.resumed_at = draft.saved_at
