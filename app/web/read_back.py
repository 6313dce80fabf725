"""Reading back what was typed before it is kept: a page that nobody can jump over.

What is kept must be word for word what the page of the check showed, to the same person: the page
carries a proof made with a secret, and whoever sends the form without it is shown the page.
"""

import hmac
import json
from uuid import UUID

from flask import current_app, request

from app.kernel.text import clean
from app.web.forms import OfficeForm

READ_BACK = "read_back"  # the button of the page of the check; its value is the proof
_OF_ONE_PRESS = frozenset({"csrf_token", "submission"})


def carried(form: OfficeForm) -> list[tuple[str, str]]:
    """Return everything that was sent, as the page of the check sends it again."""
    return [
        (field.name, clean(text))
        for field in form
        if field.name not in _OF_ONE_PRESS
        for text in request.form.getlist(field.name)
    ]


def proof(form: OfficeForm, account_id: UUID) -> str:
    """Return the proof that these very words were read back to this person."""
    words = json.dumps([str(account_id), sorted(carried(form))])
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"{READ_BACK}|{words}".encode(), "sha256").hexdigest()


def was_read_back(form: OfficeForm, account_id: UUID) -> bool:
    """Return whether what is being sent comes from the page of the check, unchanged."""
    given = request.form.get(READ_BACK, "")
    return hmac.compare_digest(given.encode(), proof(form, account_id).encode())
