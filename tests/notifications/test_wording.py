"""What a notice says: a day, an hour, a place and a telephone, in every language, in few messages."""

from datetime import date
from inspect import signature
from math import ceil

import pytest

from app.notifications.rules import RIGHT_TO_LEFT, Language, NoticeKind
from app.notifications.wording import texts, words

_GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_KEYS = {"title", "call", *NoticeKind}


def _segments(text: str) -> int:
    one, more = (160, 153) if set(text) <= _GSM else (70, 67)
    return 1 if len(text) <= one else ceil(len(text) / more)


@pytest.mark.parametrize("language", Language)
def test_every_language_has_every_text_within_three_messages(language: Language) -> None:
    assert set(texts(language)) == _KEYS
    for kind in NoticeKind:
        said = words(
            kind,
            language,
            day=date(2026, 9, 30),
            minute=12 * 60 + 30,
            place="Dependance dei servizi, piazza Unità d'Italia angolo via dei Tizzoni 12",
            phone="02 9278 2850",
        )
        assert "12:30" in said
        assert ("0292782850" if language in RIGHT_TO_LEFT else "02 9278 2850") in said
        assert "{" not in said
        assert _segments(said) <= 3


def test_nothing_else_can_be_said() -> None:
    assert set(signature(words).parameters) == {
        "kind", "language", "day", "minute", "place", "phone",
    }  # fmt: skip


def test_the_words_in_italian() -> None:
    said = words(
        NoticeKind.REMINDER,
        Language.ITALIAN,
        day=date(2026, 11, 25),
        minute=510,
        place="Dependance, piazza Unità d'Italia",
        phone="",
    )
    assert said == (
        "Le ricordiamo l'appuntamento di mercoledì 25 novembre alle 8:30, "
        "Dependance, piazza Unità d'Italia."
    )


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("piazza Unità d'Italia, Cernusco sul Naviglio", "Unità d'Italia, Cernusco sul Naviglio."),
        (
            "Villa Alari Visconti, piazza Unità d'Italia 4, Cernusco sul Naviglio",
            "Unità d'Italia 4.",
        ),
        ("via " + "lunga " * 12, "via " + "lunga " * 8 + "lunga."),
    ],
)
def test_no_name_of_a_place_is_cut_in_two(place: str, said: str) -> None:
    assert words(
        NoticeKind.REMINDER,
        Language.ITALIAN,
        day=date(2026, 11, 25),
        minute=510,
        place=place,
        phone="",
    ).endswith(said)
