"""The addresses of the catalogue: `cards` everybody reads, `services` and `choices` of the office.

Each way has a number, its place in the office's own list.
"""

from flask import Blueprint

from app.catalogue.labels import amount_text, answer_text, parameter_text, rule_text

blueprint = Blueprint("catalogue", __name__, template_folder="../templates")
blueprint.add_app_template_filter(parameter_text, "figure")
blueprint.add_app_template_filter(amount_text, "quanto")
blueprint.add_app_template_filter(answer_text, "situazione")
blueprint.add_app_template_filter(rule_text, "regola")

from app.catalogue.routes import cards, choices, remarks, sending, services  # noqa: E402

__all__ = ["blueprint", "cards", "choices", "remarks", "sending", "services"]
