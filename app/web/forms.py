"""The form every page derives from: shape of the input only, never its permission or meaning."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField
from wtforms.fields import FieldList, SelectMultipleField
from wtforms.validators import Length

from app.kernel.errors import OfficeError
from app.kernel.references import new_token

_REPEATABLE = (FieldList, SelectMultipleField)


class OfficeForm(FlaskForm):
    """A form with its submission key, so that pressing twice does one thing."""

    submission = HiddenField(default=new_token, validators=[Length(max=64)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build the form; `refusals` will hold what the use case answered."""
        super().__init__(*args, **kwargs)
        self.refusals: list[str] = []

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check the shape of everything typed; a value sent twice is nobody's honest form."""
        valid = bool(super().validate(extra_validators=extra_validators))
        for field in self:
            repeated = len(request.form.getlist(field.name)) > 1
            if repeated and not isinstance(field, _REPEATABLE):
                field.errors = [*field.errors, "È arrivato due volte: scrivilo una volta sola."]
                valid = False
        return valid

    def refuse(self, refusal: OfficeError, words: Mapping[str, str]) -> None:
        """Show why the use case refused: beside the field its reason names, else at the top.

        A reason is `code` or `field:code`; `words` gives the sentence of each code.
        """
        for reason in refusal.reasons:
            name, _, code = reason.rpartition(":")
            sentence = words.get(code, words.get(reason, "Non è possibile: controlla e riprova."))
            field: Field | None = self._fields.get(name)
            if field is None:
                self.refusals.append(sentence)
            else:
                field.errors = [*field.errors, sentence]


class EditForm(OfficeForm):
    """A form over something that exists: it carries the version that was on the screen."""

    version = HiddenField(validators=[Length(max=12)])

    def opened_at(self) -> int:
        """Return the version the person saw; 0, which never matches, when it was tampered with."""
        text = self.version.data or ""
        return int(text) if text.isdigit() else 0
