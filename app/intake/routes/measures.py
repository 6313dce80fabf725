"""What a report's sending takes over from the measure of art. 403 of its child."""

from typing import Any
from uuid import UUID

from flask import request

from app.accounts.guard import viewer
from app.emergencies.queries import MeasureBrief, measures_of
from app.intake.queries import ReferralPage
from app.kernel.clock import office_date


def propose_what_left(form: Any, page: ReferralPage) -> None:
    """Propose, coming from a measure, the prosecutor and the day that are written there."""
    asked = request.args.get("misura", "")
    if form.is_submitted() or not asked:
        return
    measure = next((one for one in measures_of(viewer(), page.people) if _is(one, asked)), None)
    if measure is None:
        return
    form.body.data = str(measure.prosecutor_id or "")
    if measure.sent_at is not None:
        form.sent_on.data = office_date(measure.sent_at)


def _is(measure: MeasureBrief, text: str) -> bool:
    try:
        return measure.id == UUID(text)
    except ValueError:
        return False
