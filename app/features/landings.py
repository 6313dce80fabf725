"""Where a row of each kind is looked at, and where a form kept while it is written is found."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import url_for

from app.catalogue import routes as catalogue_routes

LANDING: Mapping[str, Callable[[UUID], str]] = {
    "appointment": lambda id_: url_for("appointments.appointment", appointment_id=id_),
    "calendar_feed": lambda _id: url_for("appointments.feeds"),
    "agenda_item": lambda id_: url_for("appointments.item", item_id=id_),
    "emergency": lambda id_: url_for("emergencies.emergency", emergency_id=id_),
    "urgent_call": lambda id_: url_for("emergencies.urgent_call", urgent_call_id=id_),
    "duty_phone": lambda _id: url_for("emergencies.duty_phones"),
    "transfer": lambda id_: url_for("transfers.transfer", transfer_id=id_),
    "incoming": lambda id_: url_for("transfers.incoming", incoming_id=id_),
    "release": lambda id_: url_for("releases.release", release_id=id_),
    "letter_template": lambda _id: url_for("releases.letter_templates"),
    "practice": lambda id_: url_for("practices.practice", practice_id=id_),
    "referral": lambda id_: url_for("intake.referral", referral_id=id_),
    "invitation": lambda _id: url_for("referrers.links"),
    "outside_report": lambda id_: url_for("referrers.sent", report_id=id_),
    "initiative": lambda id_: url_for("open_door.initiative", initiative_id=id_),
    "info_desk": lambda id_: url_for("open_door.desk", desk_id=id_),
    "onward": lambda id_: url_for("open_door.onward", onward_id=id_),
    "woman_heard": lambda _id: url_for("open_door.overview"),
    "mail": lambda id_: url_for("intake.mail", mail_id=id_),
    "person": lambda id_: url_for("people.person", person_id=id_),
    "import": lambda id_: url_for("registry.one", import_id=id_),
    "person_merge": lambda id_: url_for("people.merged", merge_id=id_),
    "body": lambda id_: url_for("organisations.body", body_id=id_),
    "message": lambda _id: url_for("desk.taken"),
    "incident": lambda _id: url_for("home.today"),
    "visit": lambda id_: url_for("desk.visit", visit_id=id_),
    "ticket": lambda id_: url_for("desk.ticket", ticket_id=id_),
    "desk_screen": lambda _id: url_for("desk.screens"),
    "desk_opening": lambda _id: url_for("desk.board"),
    "closure": lambda id_: url_for("appointments.closure", closure_id=id_),
    "absence": lambda id_: url_for("appointments.absence", absence_id=id_),
    "substitution": lambda _id: url_for("accounts.substitutes"),
    "account": lambda id_: url_for("accounts.member", account_id=id_),
    "case": lambda id_: url_for("cases.case", case_id=id_),
    "rule_remark": lambda id_: url_for("catalogue.answer_remark", remark_id=id_),
    "sent_card": catalogue_routes.sending.landing,
    "shift_swap": lambda _id: url_for("rota.swaps"),
    "service_request": lambda id_: url_for("cases.request_page", request_id=id_),
    "request_line": lambda id_: url_for("cases.request_line", line_id=id_),
    "waiting_entry": lambda id_: url_for("waiting.entry", entry_id=id_),
    "placement": lambda id_: url_for("cases.placement", placement_id=id_),
}
# The forms kept while they are written: the page of each, and the name of its subject there.
DRAFTS: Mapping[str, tuple[str, str]] = {
    "diary": ("cases.new_entry", "case_id"),
    "assessment": ("cases.new_assessment", "case_id"),
    "plan": ("cases.new_plan", "case_id"),
    "referral": ("intake.new", "draft"),
    "referral_questions": ("intake.questions", "referral_id"),
    "referral_context": ("intake.context", "referral_id"),
    "outside_report": ("referrers.new", "draft"),
}
# Those the program never forgets: a child may stand in them. After a month it asks their author.
NEVER_FORGOTTEN = frozenset(
    {"referral", "referral_questions", "referral_context", "outside_report"}
)
