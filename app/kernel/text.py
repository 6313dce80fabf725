"""Text as people write it, without what the eye cannot see."""

import unicodedata

_KEPT = frozenset("\n\t")
_MASK = "•••"


def clean(text: str) -> str:
    """Return `text` in one normal form, with plain line ends and no invisible characters.

    Control, bidirectional-override and zero-width characters go: they hide, reorder or break.
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if plain.replace("\n", "").replace("\t", "").isprintable():
        return plain.strip()  # nearly every text: nothing to look for letter by letter
    kept = "".join(c for c in plain if c in _KEPT or unicodedata.category(c) not in _INVISIBLE)
    return kept.strip()


_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def initials(surname: str, given: str) -> str:
    """Return «R. A.», for lists that browse without telling who."""
    return " ".join(f"{word[0].upper()}." for word in (surname, given) if word)


def masked_phone(number: str) -> str:
    """Return «333•••21»: enough to recognise a number one knows, not to learn it."""
    digits = "".join(character for character in number if character.isdecimal())
    return f"{digits[:3]}{_MASK}{digits[-2:]}" if len(digits) > 5 else ""
