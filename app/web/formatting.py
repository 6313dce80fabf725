"""How dates, hours and names of states are written on the screen: Italian, always the same way."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from babel.dates import format_date
from flask import Flask, current_app

from app.kernel.clock import in_rome
from app.kernel.label import Label, Labels
from app.kernel.money import euro

_LOCALE = "it"
# What makes a formula of a cell, in the letters of every keyboard; blanks before it do not count.
_FORMULA, _CONTROLS = frozenset("=+-@＝＋－＠"), frozenset("\t\r\n")


def day_words(value: date) -> str:
    """Return «mercoledì 25 novembre 2026»."""
    return format_date(value, "EEEE d MMMM y", locale=_LOCALE)


def day_short(value: date) -> str:
    """Return «mer 25/11»: for lists where the year is plain."""
    return f"{format_date(value, 'EEE', locale=_LOCALE)} {value:%d/%m}"


def day_near(value: date) -> str:
    """Return «venerdì 2/10»: said inside a sentence about a day that is near."""
    return f"{format_date(value, 'EEEE', locale=_LOCALE)} {value.day}/{value.month}"


def falls_on(value: date, send_by: date) -> str:
    """Return «cade di domenica: invia entro venerdì 2/10»: beside a day on which nobody works."""
    which = {5: "di sabato", 6: "di domenica"}.get(value.weekday(), "in un giorno festivo")
    return f"cade {which}: invia entro {day_near(send_by)}"


def day_digits(value: date) -> str:
    """Return «25/11/2026»."""
    return f"{value:%d/%m/%Y}"


def month_words(value: date) -> str:
    """Return «novembre 2026»."""
    return format_date(value, "MMMM y", locale=_LOCALE)


def hour(value: datetime | int) -> str:
    """Return «9:05» for an instant (shown in Rome) or for a minute of the day."""
    minutes = value if isinstance(value, int) else in_rome(value).hour * 60 + in_rome(value).minute
    return f"{minutes // 60}:{minutes % 60:02d}"


def moment(value: datetime) -> str:
    """Return «25/11/2026, ore 9:05» for an instant."""
    return f"{day_digits(in_rome(value).date())}, ore {hour(value)}"


def moment_words(value: datetime) -> str:
    """Return «mercoledì 25 novembre 2026, ore 9:05» for an instant."""
    return f"{day_words(in_rome(value).date())}, ore {hour(value)}"


def harmless(cell: str) -> str:
    """Return a cell of a CSV that no spreadsheet reckons: an apostrophe says that it is text."""
    opening_, bare = cell[:1], cell.lstrip()[:1]
    return f"'{cell}" if opening_ in _CONTROLS or bare in _FORMULA else cell


def file_size(size: int) -> str:
    """Return «1,4 MB» or «35 kB» for so many bytes."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(1, round(size / 1_000))} kB"


def opening(text: str) -> str:
    """Return words as they stand at the beginning of a sentence or of a row."""
    return text[:1].upper() + text[1:]


def label(code: StrEnum) -> Label:
    """Return the words and tone of a code; an unknown one is a fault of ours, never a blank."""
    labels: Labels = current_app.extensions["labels"]
    return labels[type(code)][code]


def reason(code: str) -> str:
    """Return the sentence of a reason code, as a refusal would show it; `field:` is left out."""
    sentences: Mapping[str, str] = current_app.extensions["reasons"]
    return sentences.get(code.rpartition(":")[2], code)


def install(app: Flask) -> None:
    """Give the templates their filters."""
    app.jinja_env.filters.update(
        giorno=day_words,
        giorno_breve=day_short,
        cade=falls_on,
        data=day_digits,
        mese=month_words,
        ora=hour,
        momento=moment,
        momento_esteso=moment_words,
        iniziale=opening,
        label=label,
        reason=reason,
        euro=euro,
        peso=file_size,
    )
