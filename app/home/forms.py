"""The demo's clock."""

from wtforms import Field, StringField
from wtforms.validators import Length, Optional

from app.web.fields import day, read_hour
from app.web.forms import OfficeForm


class OfficeClockForm(OfficeForm):
    on = day("Giorno", "il giorno", required=True)
    at = StringField("Ora", validators=[Optional(), Length(max=5)])

    def validate_at(self, field: Field) -> None:
        read_hour(field.data or "9")
