"""The form every page derives from: shape of the input only, never its permission or meaning."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField, PasswordField
from wtforms.fields import FieldList, SelectMultipleField
from wtforms.validators import Length

from app.kernel.errors import Conflict, Invalid, NotAllowedNow, OfficeError
from app.kernel.references import new_token
from app.kernel.text import clean
from app.web.labels import REASONS


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


_REPEATABLE = (FieldList, SelectMultipleField)


_TOO_LONG = "È troppo lungo: fermati a %(max)d caratteri."
_ITALIAN = {
    "Not a valid choice.": "Scegli una delle risposte proposte.",
    "Not a valid choice": "Scegli una delle risposte proposte.",
    "'%(value)s' is not a valid choice for this field.": "Scegli tra le risposte proposte.",
    "'%(value)s' are not valid choices for this field.": "Scegli tra le risposte proposte.",
    "This field is required.": "Manca la risposta.",
    "Invalid input.": "Controlla quello che hai scritto.",
    "Field cannot be longer than %(max)d characters.": _TOO_LONG,
}


class _Words:
    """The sentences WTForms says by itself, in the language of the screen."""

    def gettext(self, sentence: str) -> str:
        return _ITALIAN.get(sentence, sentence)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)


class OfficeForm(FlaskForm):
    """A form with its submission key, so that pressing twice does one thing."""

    class Meta(FlaskForm.Meta):
        """The settings of every form of ours."""

        def get_translations(self, form: Any) -> _Words:  # noqa: ARG002 - the library's own
            """Return who speaks for the library."""
            return _Words()

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Read what was sent without what the eye cannot see; a password stays as it is.

            A blank is nothing, in a choice as in a text. Only words of a form are read, never JSON;
            a file sent in their place is nothing.
            """
            given = None if request.is_json else super().wrap_formdata(form, formdata)
            if given is None:
                return None
            secret = {field.name for field in form if isinstance(field, PasswordField)}
            return MultiDict(
                (name, value if name in secret else clean(value))
                for name, value in given.items(multi=True)
                if isinstance(value, str)
            )

    submission = HiddenField(default=new_token, validators=[Length(max=64)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build the form; `refusals` will hold what the use case answered."""
        super().__init__(*args, **kwargs)
        self.refusals: list[str] = []
        self.resumed_at: datetime | None = None  # when the draft it shows was kept

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
            sentence = {**REASONS, **words}.get(code, "Non è possibile: controlla e riprova.")
            field: Field | None = self._fields.get(name)
            if field is None:
                self.refusals.append(sentence)
            else:
                field.errors = [*field.errors, sentence]

    def showing_refusals(self, words: Mapping[str, str]) -> "ShowingRefusals":
        """Run a use case inside: what it refuses is shown on this form, and the page comes back.

        Out of reach, not permitted and changed meanwhile are not for a form: they go on.
        """
        return ShowingRefusals(self, words)


class ShowingRefusals:
    """The block of `showing_refusals`; a class, so that readers know that it may swallow."""

    def __init__(self, form: OfficeForm, words: Mapping[str, str]) -> None:
        """Remember where to show what, in which words."""
        self._form = form
        self._words = words

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _kind: object, raised: object, _trace: object) -> bool:
        """Take what belongs to a form, let everything else go on."""
        if not isinstance(raised, Invalid | NotAllowedNow):
            return False
        self._form.refuse(raised, self._words)
        return True


@dataclass(frozen=True)
class Difference:
    """One field on which two people wrote different things at the same time."""

    label: str
    theirs: str
    mine: str


class EditForm(OfficeForm):
    """A form over something that exists: it carries the version that was on the screen."""

    version = HiddenField(validators=[Length(max=12)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build the form; `differences` will hold what somebody else saved meanwhile."""
        super().__init__(*args, **kwargs)
        self.differences: list[Difference] = []
        self.met = False

    def start_again(self, version: int) -> None:
        """Somebody saved first: keep what was typed, go on from today's version."""
        self.version.data = str(version)
        self.met = True

    def meet(self, saved: Mapping[str, Any], version: int) -> None:
        """Somebody saved first: show both texts, keep what was typed, go on from today's version.

        `saved` gives by field name what stands in the archive now.
        """
        self.start_again(version)
        self.differences = [
            Difference(field.label.text, _shown(saved[field.name]), _shown(field.data))
            for field in self
            if field.name in saved and _shown(saved[field.name]) != _shown(field.data)
        ]

    def showing_every_refusal(self, words: Mapping[str, str], version: int) -> "ShowingRefusals":
        """Run a use case inside, as `showing_refusals`; what changed meanwhile is shown here too.

        `version` is today's, from which the next press goes on.
        """
        return ShowingMeanwhile(self, words, version)

    def opened_at(self) -> int:
        """Return the version the person saw; 0, which never matches, when it was tampered with."""
        text = self.version.data or ""
        return int(text) if text.isdecimal() else 0


class ShowingMeanwhile(ShowingRefusals):
    """The block of `showing_every_refusal`."""

    def __init__(self, form: EditForm, words: Mapping[str, str], version: int) -> None:
        """Remember from which version to go on."""
        super().__init__(form, words)
        self._edited, self._version = form, version

    def __exit__(self, kind: object, raised: object, trace: object) -> bool:
        """Take also what somebody else saved first: the form comes back as it was typed."""
        if not isinstance(raised, Conflict):
            return super().__exit__(kind, raised, trace)
        self._edited.start_again(self._version)
        self._edited.refuse(raised, self._words)
        return True


class ConfirmForm(EditForm):
    """Nothing to type: the press is the act."""

    def of(self, version: int) -> "ConfirmForm":
        """Return the form again for another row of a page that has many."""
        self.version.data = str(version)
        return self
