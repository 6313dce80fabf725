"""What the office says of its appointments: places kept aside, what each reason asks, reminders."""

from datetime import timedelta

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import forms, operations, queries
from app.appointments.labels import REASONS, REMINDED
from app.appointments.routes import blueprint
from app.appointments.rules import GIVEN_FROM_OPENINGS, KeptAside, Purpose, in_force
from app.kernel.errors import NotFound
from app.notifications.rules import RIGHT_TO_LEFT
from app.web.access import requires
from app.web.formatting import hour
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_A_WEEK = timedelta(days=7)
_EDIT = Permission.ORGANISATIONS_SETTINGS_EDIT


@blueprint.get("/booking-rules")
@requires(_EDIT)
def booking_rules() -> ResponseReturnValue:
    """Show what is kept aside, what it leaves in the days to come, and each reason."""
    known = viewer()
    rules = queries.kept_aside(known)
    return render_template(
        "appointments/booking_rules.html",
        kept=in_force(rules, today()),
        coming=[rule for rule in rules if rule.valid_from > today()],
        days=queries.room_by_day(known, request_now()),
        reminded=REMINDED[queries.reminder_days(known.organisation_id, today())],
        reminders=[one for one in queries.reminder_rules(known) if one.valid_from > today()],
        days_words=REMINDED,
        parts=GIVEN_FROM_OPENINGS,
        may_read_waits=known.may(Permission.REPORTS_CASELOAD_READ),
        purposes=[*enumerate(queries.purpose_rules(known, today()).values(), start=1)],
    )


@blueprint.route("/booking-rules/kept-aside", methods=["GET", "POST"])
@requires(_EDIT)
def kept_aside() -> ResponseReturnValue:
    known = viewer()
    now_kept = in_force(queries.kept_aside(known), today()) or KeptAside(valid_from=today())
    form = forms.KeptAsideForm(
        follow_up=str(now_kept.follow_up),
        recovery=str(now_kept.recovery),
        urgent=str(now_kept.urgent),
        released_days_before=str(now_kept.released_days_before),
        released_hour=hour(now_kept.released_minute),
        valid_from=today(),
    )
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.keep_aside(actor=known, now=request_now(), rule=form.rule())
            flash("Posti riservati salvati: quelli già dati restano dati.")
            return go_to("appointments.booking_rules")
    return form_page("appointments/kept_aside.html", form)


@blueprint.route("/booking-rules/purposes/<int:number>", methods=["GET", "POST"])
@requires(_EDIT)
def purpose(number: int) -> ResponseReturnValue:
    known, purposes = viewer(), [*Purpose]
    if not 1 <= number <= len(purposes):
        raise NotFound
    rule = queries.purpose_rules(known, today())[purposes[number - 1]]
    form = forms.PurposeForm(
        minutes=str(rule.minutes or ""),
        by_front_office=rule.by_front_office,
        notice_days=str(rule.notice_days),
        papers=rule.papers,
        valid_from=today(),
    )
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.choose_purpose(
                actor=known,
                now=request_now(),
                rule=form.rule(rule.purpose),
                valid_from=form.valid_from.chosen,
            )
            flash("Motivo salvato: gli appuntamenti già presi restano come sono.")
            return go_to("appointments.booking_rules")
    return form_page("appointments/purpose.html", form, rule=rule)


@blueprint.route("/booking-rules/reminders", methods=["GET", "POST"])
@requires(_EDIT)
def reminders() -> ResponseReturnValue:
    """Choose when a reminder leaves; beside, the very text in each language."""
    known = viewer()
    form = forms.ReminderForm(
        days_before=str(queries.reminder_days(known.organisation_id, today())), valid_from=today()
    )
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.choose_reminder(actor=known, now=request_now(), rule=form.rule())
            flash("Promemoria salvati: quelli già in attesa partono quando era stato detto.")
            return go_to("appointments.booking_rules")
    sample = queries.sample(known, today() + _A_WEEK)
    return form_page(
        "appointments/reminders.html", form, sample=sample, right_to_left=RIGHT_TO_LEFT
    )
