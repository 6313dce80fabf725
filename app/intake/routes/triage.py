"""To whom it goes: one list, several at once after a sentence that says it, and back again."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from flask import flash, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases.queries import to_reassign
from app.intake import operations, queries
from app.intake.forms import BulkAssignForm
from app.intake.labels import proposal_words
from app.intake.queries import Given, Triage, TriageRow
from app.intake.routes import blueprint
from app.intake.routes.page import SENTENCES
from app.intake.rules import Proposal, load_after
from app.kernel.errors import NotAllowedNow
from app.kernel.references import EngagementId, ReferralId
from app.rota.queries import WEEKS_AHEAD
from app.web.access import requires
from app.web.fields import offered, say
from app.web.formatting import hour
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

_ASSIGN = Permission.INTAKE_REFERRAL_ASSIGN
_ROW = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} \d{1,9}"
)  # what is ticked, its version


@dataclass(frozen=True)
class Wanted:
    """What is about to be given out, and to whom."""

    worker: Proposal
    rows: Sequence[TriageRow]

    @property
    def sentence(self) -> str:
        """What will be done, as it is read before it is."""
        one = self.worker.candidate
        after = load_after(one.load, [row.row.urgency for row in self.rows])
        return f"Assegni {len(self.rows)} a {one.name} (carico {one.load} → {after})"


@blueprint.route("/referrals/to-assign", methods=["GET", "POST"])
@requires(_ASSIGN)
def triage() -> ResponseReturnValue:
    """Show what has no worker, with who is proposed and why; give several to one worker at once.

    The first press says what will be done; the second, on the same choice, does it.
    """
    known, form = viewer(), BulkAssignForm()
    found = queries.triage(known, request_now())
    seen = {_value(one): one.row.number for one in found.rows}
    form.chosen.choices = offered({**_sent(), **seen}.items())
    form.worker.choices = offered(
        (str(one.candidate.engagement_id), _in_short(one)) for one in found.workers
    )
    wanted = None
    if form.validate_on_submit():
        wanted = _wanted(form, found)
        read = form.read.data == _digest(form)
        if wanted is not None and _nobody_out_of_reach(form, wanted) and not read:
            form.read.data = _digest(form)
        elif not form.worker.errors:
            with form.showing_every_refusal(SENTENCES, version=0):
                number = _assign(form.chosen.data or (), form.worker.data)
                flash("Assegnata." if number == 1 else f"Assegnate: {number}.")
                return go_to("intake.triage")
            wanted = None
    return _page(form, found, wanted if not form.errors else None)


@blueprint.post("/referrals/assigned/<uuid:batch_id>/undo")
@requires(_ASSIGN)
def undo_assign(batch_id: UUID) -> ResponseReturnValue:
    """Take back what one press gave out, all of it."""
    known, form = viewer(), BulkAssignForm(formdata=None)
    try:
        number = operations.undo_assign(actor=known, now=request_now(), batch_id=batch_id)
    except NotAllowedNow as refusal:
        form.refuse(refusal, SENTENCES)
        found = queries.triage(known, request_now())
        form.worker.choices = offered(
            (str(one.candidate.engagement_id), _in_short(one)) for one in found.workers
        )
        return _page(form, found, None)
    flash("Di nuovo da assegnare." if number == 1 else f"Di nuovo da assegnare: {number}.")
    return go_to("intake.triage")


def _page(form: BulkAssignForm, found: Triage, wanted: Wanted | None) -> ResponseReturnValue:
    known = viewer()
    given = queries.given_lately(known, request_now())
    return form_page(
        "intake/triage.html",
        form,
        rows=found.rows,
        workers=found.workers,
        wanted=wanted,
        given=given,
        to_reassign=to_reassign(known),
        given_words=_given_words(given) if given else "",
        why={
            one.row.id: [proposal_words(each) for each in one.proposals[:1]] for one in found.rows
        },
        weeks=WEEKS_AHEAD,
        confirm=ConfirmForm(formdata=None),
    )


def _given_words(given: Given) -> str:
    """Return what was given out a moment ago, and up to when one press takes it back."""
    what = "una" if given.number == 1 else str(given.number)
    until = hour(given.until)
    return f"Hai assegnato {what} a {given.worker}. Puoi riprendere tutto fino alle {until}."


def _wanted(form: BulkAssignForm, found: Triage) -> Wanted | None:
    """Return what is asked, where all of it is still to be assigned; nobody ticked is nothing."""
    rows = [one for one in found.rows if _value(one) in (form.chosen.data or ())]
    worker = next(
        one for one in found.workers if str(one.candidate.engagement_id) == form.worker.data
    )
    complete = rows and len(rows) == len(set(form.chosen.data or ()))
    return Wanted(worker, rows) if complete else None


def _nobody_out_of_reach(form: BulkAssignForm, wanted: Wanted) -> bool:
    """Say of which she may not be given, with their numbers; without a reason."""
    name = wanted.worker.candidate.name
    hers = wanted.worker.candidate.engagement_id
    numbers = [
        one.row.number
        for one in wanted.rows
        if hers not in {each.candidate.engagement_id for each in one.proposals}
    ]
    if numbers:
        say(
            form.worker,
            f"{name} è fuori portata per {', '.join(numbers)}: togli la spunta, o scegli "
            "un'altra persona.",
        )
    return not numbers


def _in_short(one: Proposal) -> str:
    """Return a worker as the list of all names her: with her load, and whether she is away."""
    away = ", oggi assente" if one.candidate.absent else ""
    return f"{one.candidate.name} (carico {one.candidate.load}{away})"


def _value(one: TriageRow) -> str:
    return f"{one.row.id} {one.version}"


def _digest(form: BulkAssignForm) -> str:
    """Return the print of a choice: what was read is what is done."""
    asked = [form.worker.data or "", *sorted(set(form.chosen.data or ()))]
    return sha256("\n".join(asked).encode()).hexdigest()


def _assign(chosen: Collection[str], worker: str) -> int:
    versions = {ReferralId(UUID(text.split()[0])): int(text.split()[1]) for text in chosen}
    return operations.assign_many(
        actor=viewer(),
        now=request_now(),
        versions=versions,
        worker_id=EngagementId(UUID(worker)),
    )


def _sent() -> dict[str, str]:
    """Return the rows that were ticked, if they look like rows: one that somebody else assigned
    meanwhile is no longer in the list, and must be told as such."""
    ticked = request.form.getlist("chosen")
    return {text: text for text in ticked if _ROW.fullmatch(text)}
