"""Fields with one grammar for their errors: "Inserisci {cosa}", "Scegli {cosa}".

Each takes `thing`, the noun with its article ("il cognome"), and builds its own sentences. Every
text has a length, loses invisible characters, and keeps what was typed when it must be mended.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage
from wtforms import (
    BooleanField,
    DateField,
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms import TextAreaField as _TextArea
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    Optional,
    Regexp,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, FileInput, ListWidget

from app.kernel.clock import comes_twice, rome_to_utc
from app.kernel.label import Labels
from app.kernel.money import read_euro
from app.kernel.names import clean as clean_name
from app.kernel.text import clean as clean_text
from app.web.request_time import today

MAIL = Regexp(
    r"[^@\s]+@[^@\s]+\.[^@\s]+$",
    message="L'indirizzo e-mail non è completo: scrivilo come nome@esempio.it.",
)
PHONE = Regexp(r"[\d\s+()./-]{4,}$", message="Scrivi il numero con le cifre, anche con spazi.")
_LONGEST_DAY = 30
_WEEKDAYS = ("lun", "mar", "mer", "gio", "ven", "sab", "dom")
NEAR_YEARS = 3
YES_NO_UNKNOWN = (("yes", "Sì"), ("no", "No"), ("unknown", "Non so"))
# Where what was never asked is told from what was asked and nobody knew.
NOT_ASKED = ("", "Non chiesto")


def short_text(
    label: str, thing: str, *, longest: int = 120, required: bool = False, **options: Any
) -> StringField:
    """Return a one-line field; `thing` completes "Inserisci …". More `validators` may follow."""
    more = options.pop("validators", ())
    return StringField(
        label,
        filters=[lambda value: clean_name(value) if value else value],
        validators=[*_presence(required, f"Inserisci {thing}."), _at_most(longest), *more],
        **options,
    )


def long_text(
    label: str, thing: str, *, longest: int = 20_000, required: bool = False, **options: Any
) -> _TextArea:
    """Return a field of several lines; line ends survive, invisible characters do not."""
    return _TextArea(
        label,
        filters=[lambda value: clean_text(value) if value else value],
        validators=[*_presence(required, f"Scrivi {thing}."), _at_most(longest)],
        **options,
    )


def password_text(label: str, thing: str, autocomplete: str) -> StringField:
    """Return a field for a secret: nothing is stripped, nothing comes back to the page."""
    from wtforms import PasswordField

    return PasswordField(
        label,
        validators=[InputRequired(f"Inserisci {thing}."), Length(max=1000)],
        render_kw={"autocomplete": autocomplete},
    )


def choice(
    label: str,
    thing: str,
    options: Iterable[tuple[str, str]] = (),
    *,
    required: bool = True,
    radio: bool = True,
    **extra: Any,
) -> Field:
    """Return a choice of one; radios up to seven, a select beyond. `thing` completes "Scegli …"."""
    kind = RadioField if radio else SelectField
    presence = [InputRequired(f"Scegli {thing}.")] if required else [Optional()]
    return kind(
        label,
        choices=offered(options),
        validators=presence,
        validate_choice=True,
        **extra,
    )


class SeveralField(SelectMultipleField):
    """Boxes to tick, one for each choice; none ticked is an answer too."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the boxes that were ticked; an empty one ticks nothing."""
        super().process_formdata([value for value in valuelist if value])


def several(
    label: str,
    thing: str,
    options: Iterable[tuple[str, str]] = (),
    *,
    required: bool = False,
    **more: Any,
) -> SeveralField:
    """Return boxes to tick; `thing` completes "Scegli …" where one at least is needed."""
    presence = [DataRequired(f"Scegli {thing}.")] if required else []
    return SeveralField(label, choices=offered(options), validators=presence, **more)


def say(field: Field, sentence: str) -> None:
    """Show a sentence beside a field, after those that stand there."""
    field.errors = [*field.errors, sentence]


def told(field: Field) -> str:
    """Return what was chosen where nothing may be chosen: spaces alone are nothing."""
    return str(field.data or "").strip()


def offered(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Return pairs of value and words as the choices of a field."""
    return [SelectChoice(value=value, label=words) for value, words in pairs]


def labelled(labels: Labels, codes: type[StrEnum]) -> list[tuple[str, str]]:
    """Return the choices for the members of `codes`, in their order, with their Italian words."""
    return [(str(code), labels[codes][code].text) for code in codes]


def tick(label: str, **options: Any) -> BooleanField:
    """Return one box; never for a fact that may be unknown (that is a choice with "Non so")."""
    return BooleanField(label, **options)


class ItalianDate(DateField):
    """A day typed as people write it: 25/11/2026, 25-11, 251126, oggi, domani, mer."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; what cannot be read stays on the page with a sentence that helps."""
        text = " ".join(valuelist).strip().lower()
        self.data = None
        if not text:
            return
        try:
            self.data = read_day(text, today())
        except ValueError as unreadable:
            raise ValidationError(str(unreadable)) from unreadable

    @property
    def chosen(self) -> date:
        """Return the day of a required field that was validated."""
        if self.data is None:
            raise LookupError(f"{self.name} was read before it was validated")
        return self.data

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%d/%m/%Y}" if self.data else ""


def day(
    label: str, thing: str, *, required: bool = False, near: bool = False, **options: Any
) -> ItalianDate:
    """Return a field for a day; `thing` completes "Inserisci …". `near`: of these years alone."""
    presence = _DayRequired(f"Inserisci {thing}, per esempio 25/11/2026.")
    checks = [presence if required else Optional(), *([_these_years] if near else [])]
    return ItalianDate(label, validators=checks, **options)


def is_near(value: date) -> bool:
    """Return whether a day is of these years: no office decides its openings further away."""
    return abs(value.year - today().year) <= NEAR_YEARS


def _these_years(_form: Any, field: Field) -> None:
    if field.data is not None and not is_near(field.data):
        raise ValidationError(f"È troppo lontano: scegli un giorno entro {NEAR_YEARS} anni.")


class _DayRequired(DataRequired):
    """Ask for a day only where none was typed: what could not be read has its own sentence."""

    def __call__(self, form: Any, field: Field) -> None:
        if not field.errors:
            super().__call__(form, field)


def read_day(text: str, now: date) -> date:
    """Return the day that `text` means on the day `now`; raise `ValueError` with the sentence.

    A day without a year is the next one to come; a weekday is its next occurrence, today excluded.
    """
    if len(text) > _LONGEST_DAY:
        raise ValueError("Non capisco la data: scrivila così, 25/11/2026.")
    words = {"oggi": 0, "domani": 1, "dopodomani": 2, "ieri": -1}
    if text in words:
        return now + timedelta(days=words[text])
    if text[:3] in _WEEKDAYS and text.isalpha():
        ahead = (_WEEKDAYS.index(text[:3]) - now.weekday() - 1) % 7 + 1
        return now + timedelta(days=ahead)
    parts = [int(part) for part in re.findall(r"\d+", text)]
    if re.fullmatch(r"\d{6}|\d{8}", text):
        parts = [int(text[:2]), int(text[2:4]), int(text[4:])]
    if len(parts) not in (2, 3) or re.search(r"[^\d\s/.\-]", text):
        raise ValueError(f"Non capisco la data «{text}»: scrivila così, 25/11/2026.")
    return _checked(parts, now, text)


def read_hour(text: str) -> int:
    """Return the minute of the day that `text` means (9, 9:30, 15.05, 1505); else `ValueError`."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?", text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise ValueError("Scrivi un'ora che esiste, per esempio 8:30.")
    return int(found[1]) * 60 + int(found[2] or 0)


def valid_hour(_form: Any, field: Field) -> None:
    """Refuse a field that is not an hour, with the sentence of `read_hour`."""
    try:
        read_hour(field.data or "")
    except ValueError as unreadable:
        raise ValidationError(str(unreadable)) from unreadable


def _exists_on(day_name: str) -> Callable[[Any, Field], None]:
    """Return the check of an hour that must exist on the day typed in the field `day_name`."""

    def check(form: Any, field: Field) -> None:
        valid_hour(form, field)
        if form[day_name].data is None:
            return
        try:
            moment_of(form[day_name], field)
        except ValueError as skipped:
            sentence = "Quell'ora non c'è: quella notte i minuti saltano alle 3."
            raise ValidationError(sentence) from skipped

    return check


def moment_of(on: ItalianDate, hour: Field, which: Field | None = None) -> datetime:
    """Return the instant of a day and an hour (`hour_of`) that were validated.

    `which` (`which_of_two`) tells two equal hours of the autumn night apart.
    """
    fold = int(which.data or 0) if which is not None else 0
    return rome_to_utc(on.chosen, read_hour(hour.data or ""), fold)


def hour_of(day_name: str, label: str = "A che ora") -> StringField:
    """Return a field for an hour of the day typed in the field `day_name`."""
    checks = [_exists_on(day_name)]
    return short_text(label, "l'ora", longest=5, required=True, validators=checks)


def optional_hour_of(day_name: str, label: str, **options: Any) -> StringField:
    """Return the same for an hour that may be unknown, or whose lack the use case refuses."""
    return short_text(label, "l'ora", longest=5, validators=[_exists_on(day_name)], **options)


def which_of_two(label: str = "Quale delle due") -> Field:
    """Return the question between two equal hours; `only_if_twice` takes it away elsewhere."""
    told = "quale delle due: quella notte quest'ora viene due volte"
    hours = (("0", "La prima, con l'ora legale"), ("1", "La seconda, con l'ora solare"))
    return choice(label, told, hours)


def only_if_twice(form: Any, day_name: str, hour_name: str, which_name: str) -> None:
    """Leave the question of a form where the hour typed comes twice that day, else take it away."""
    on, hour = form[day_name].data, form[hour_name].data
    try:
        twice = on is not None and comes_twice(on, read_hour(hour or ""))
    except (ValueError, OverflowError):
        twice = False
    if not twice:
        del form[which_name]


class UploadField(Field):
    """One file. It never comes back to the page: what must be mended is chosen again."""

    widget = FileInput()
    data: FileStorage | None

    def process_formdata(self, _valuelist: list[str]) -> None:
        """Take the file that came under this name, none where only its name is empty."""
        sent = request.files.get(self.name)
        self.data = sent if sent is not None and sent.filename else None


def upload(label: str, thing: str, endings: Iterable[str]) -> UploadField:
    """Return a field for a file that must be there; `thing` completes "Scegli …"."""
    return UploadField(
        label,
        validators=[DataRequired(f"Scegli {thing}.")],
        render_kw={"accept": ",".join(endings)},
    )


class WholeField(StringField):
    """A whole number as people write it."""

    @property
    def number(self) -> int:
        """Return the number of a field that was validated; nothing written is none."""
        return int(self.data or 0)


def whole(label: str, thing: str, *, required: bool = True, **options: Any) -> WholeField:
    """Return a field for a whole number of at most three digits; `thing` as in "Scrivi …"."""

    def valid(_form: Any, field: Field) -> None:
        text = field.data or ""
        if not (text.isascii() and text.isdecimal() and len(text) <= 3):
            raise ValidationError(f"Scrivi {thing} in cifre, per esempio 2.")

    presence = InputRequired(f"Scrivi {thing}.") if required else Optional()
    return WholeField(label, validators=[presence, _at_most(3), valid], **options)


class EuroField(StringField):
    """An amount as people write it, kept as cents."""

    @property
    def cents(self) -> int:
        """Return the amount of a field that was validated."""
        return read_euro(str(self.data))


def valid_euro(_form: Any, field: Field) -> None:
    """Refuse what is not an amount, with a sentence that shows one."""
    try:
        read_euro(field.data or "")
    except ValueError as unreadable:
        sentence = "Scrivi un importo in euro, per esempio 1.800 oppure 350,50."
        raise ValidationError(sentence) from unreadable


def amount(label: str, thing: str, *, required: bool = False, **options: Any) -> EuroField:
    """Return a field for an amount of money; `thing` completes "Inserisci …"."""
    presence = _presence(required, f"Inserisci {thing}, per esempio 350,50.")
    return EuroField(label, validators=[*presence, _at_most(20), valid_euro], **options)


def _checked(parts: list[int], now: date, text: str) -> date:
    number, month = parts[0], parts[1]
    year = parts[2] if len(parts) == 3 else now.year
    if year < 100:
        year += 2000 if year <= (now.year - 2000) + 20 else 1900
    try:
        found = date(year, month, number)
    except ValueError as impossible:
        raise ValueError(f"La data «{text}» non esiste: controlla giorno e mese.") from impossible
    if len(parts) == 2 and found < now:
        return _checked([number, month, now.year + 1], now, text)
    return found


def _presence(required: bool, sentence: str) -> list[Any]:  # noqa: FBT001
    return [DataRequired(sentence)] if required else [Optional()]


def _at_most(longest: int) -> Length:
    return Length(max=longest, message=f"È troppo lungo: fermati a {longest} caratteri.")
