"""The demo's clock."""

from wtforms import StringField
from wtforms.validators import Length, Optional

from app.web.fields import day
from app.web.forms import OfficeForm


class OfficeClockForm(OfficeForm):
    on = day("Giorno", "il giorno", required=True)
    at = StringField("Ora", validators=[Optional(), Length(max=5)])

    def minute(self) -> int | None:
        """Return the minute of the day that was typed (9:30, 15.05, 9), None when unreadable."""
        hours, _, minutes = (self.at.data or "9").replace(".", ":").partition(":")
        if not hours.isdigit() or not (minutes or "0").isdigit():
            return None
        minute = int(hours) * 60 + int(minutes or 0)
        return minute if int(minutes or 0) < 60 and minute < 24 * 60 else None
