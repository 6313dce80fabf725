"""The demo's clock."""

from app.web.fields import day, hour_of
from app.web.forms import OfficeForm


class OfficeClockForm(OfficeForm):
    on = day("Giorno", "il giorno", required=True)
    at = hour_of("on", "Ora")
