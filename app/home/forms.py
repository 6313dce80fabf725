"""The demo's clock."""

from app.web.fields import day, short_text, valid_hour_on
from app.web.forms import OfficeForm


class OfficeClockForm(OfficeForm):
    on = day("Giorno", "il giorno", required=True)
    at = short_text("Ora", "l'ora", longest=5, required=True, validators=[valid_hour_on("on")])
