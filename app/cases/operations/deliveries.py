"""What was given, seen by who follows the person, paid: three hands for what costs."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.audit.context import about
from app.cases import queries
from app.cases.models import Delivery, DeliveryVisto, Payment, RequestLine
from app.cases.operations.stepping import Said, take_line
from app.cases.procedure.line import LineAction
from app.cases.rules.requests import RequestFault, month_of
from app.catalogue.rules import Measure
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import RequestLineId
from app.transaction.use_case import use_case

DAY_TWICE = {
    "uq_delivery_organisation_id_line_id_day": Invalid(f"delivered_on:{RequestFault.DAY_RECORDED}")
}
_WEEK = timedelta(days=7)


@use_case("cases.delivery.record", permission=None, refusals=DAY_TWICE)
def record_delivery(
    *,
    actor: Viewer,
    now: datetime,
    line_id: RequestLineId,
    version: int,
    day: date,
    quantity: int,
    told_by: str = "",
) -> bool:
    """Write what was given on a day; return whether the week goes over what was authorised.

    `told_by` is who reported it, where that is not who writes it down.
    More than authorised is recorded and shown to the supervisor. Refuses a day to come, a day on
    which the service was not there, one already recorded, a month already seen.
    """
    line, request = queries.line_for_change(actor, line_id, version)
    _check_day(line, day, office_date(now))
    over = _over(line, day, quantity)
    said = Said(code=RequestFault.OVER_AUTHORISED if over else "")
    take_line(
        actor, now, line, request, LineAction.RECORD_DELIVERY, said=said, over_authorised=over
    )
    db.session.add(
        Delivery(
            organisation_id=line.organisation_id,
            line_id=line.id,
            day=day,
            quantity=quantity,
            recorded_by_id=actor.account_id,
            recorded_by_label=told_by or actor.label,
            recorded_at=now,
        )
    )
    return over


@use_case("cases.delivery.confirm", permission=None)
def confirm_month(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, version: int, month: date
) -> None:
    """Give the visto to a month: the hours were really given, says who follows the person.

    She may be who asked for the service. Refuses who recorded the hours, an empty month, one
    already seen; and who asked, where the office wants three persons.
    """
    line, request = queries.line_for_change(actor, line_id, version)
    start, end = month_of(month), month_of(month_of(month) + timedelta(days=32))
    given = queries.delivered(line, start, end)
    if not given:
        raise Invalid(f"month:{RequestFault.NOTHING_DELIVERED}")
    if queries.visto_of(line, start) is not None:
        raise Invalid(f"month:{RequestFault.MONTH_CONFIRMED}")
    own = actor.account_id in queries.recorders_of(line, start, end)
    take_line(actor, now, line, request, LineAction.CONFIRM_DELIVERY, own_record=own)
    db.session.add(
        DeliveryVisto(
            organisation_id=line.organisation_id,
            line_id=line.id,
            month=start,
            quantity=given,
            by_id=actor.account_id,
            by_label=actor.label,
            at=now,
        )
    )


@use_case("cases.delivery.pay", permission=None)
def record_payment(
    *,
    actor: Viewer,
    now: datetime,
    line_id: RequestLineId,
    version: int,
    month: date,
    amount_cents: int,
) -> None:
    """Write that a month was paid. Nobody pays what she approved, nor what nobody has seen."""
    line, request = queries.line_for_change(actor, line_id, version)
    start = month_of(month)
    if amount_cents <= 0:
        raise Invalid(f"amount:{RequestFault.NOT_AN_AMOUNT}")
    if not request.with_cost:
        raise Invalid(f"month:{RequestFault.NO_COST}")
    paid = select(Payment.id).where(*queries.its(Payment, line), Payment.month == start)
    if db.session.scalar(paid) is not None:
        raise Invalid(f"month:{RequestFault.MONTH_PAID}")
    seen = queries.visto_of(line, start) is not None
    take_line(actor, now, line, request, LineAction.PAY, confirmed=seen)
    db.session.add(
        Payment(
            organisation_id=line.organisation_id,
            line_id=line.id,
            month=start,
            amount_cents=amount_cents,
            by_id=actor.account_id,
            by_label=actor.label,
            at=now,
        )
    )


@use_case("cases.line.flag_past_end", permission=None)
def flag_past_end(*, actor: Viewer, now: datetime, line_id: RequestLineId, version: int) -> None:
    """Say of an intervention that goes on that its last day has passed. It never ends by itself."""
    line, request = queries.line_for_change(actor, line_id, version)
    if line.ends_on is None or line.ends_on >= office_date(now):
        raise Invalid(RequestFault.NOTHING_CHANGES)
    take_line(actor, now, line, request, LineAction.EXPIRE)
    line.past_end = True


def _check_day(line: RequestLine, day: date, today: date) -> None:
    about("request_line", line.id)
    if day > today:
        raise Invalid(f"delivered_on:{RequestFault.IN_THE_FUTURE}")
    begun, over = line.started_on, line.ended_on
    if begun is None or day < begun or (over is not None and day > over):
        raise Invalid(f"delivered_on:{RequestFault.OUTSIDE_THE_LINE}")
    if queries.visto_of(line, month_of(day)) is not None:
        raise Invalid(f"delivered_on:{RequestFault.MONTH_CONFIRMED}")


def _over(line: RequestLine, day: date, quantity: int) -> bool:
    """Return whether a week would hold more than authorised; other measures have no week."""
    if line.measure != Measure.HOURS_PER_WEEK:
        return False
    monday = day - timedelta(days=day.weekday())
    return queries.delivered(line, monday, monday + _WEEK) + quantity > line.quantity
