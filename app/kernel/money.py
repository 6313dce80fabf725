"""Money is whole cents, never a fraction: how people write it and how it is shown."""

import re

_TYPED = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?\Z", re.ASCII)
LARGEST = 100_000_000  # a million euro: more is a slip of the finger


def read_euro(text: str) -> int:
    """Return the cents that `text` means («1.800», «1800,50», «€ 12»); else `ValueError`.

    A comma parts the cents and a point the thousands, as in Italy; negative amounts do not exist.
    """
    found = _TYPED.match(text.replace("€", "").replace(" ", "").strip())
    if found is None:
        raise ValueError("not an amount")
    cents = int(found[1].replace(".", "")) * 100 + int((found[2] or "0").ljust(2, "0"))
    if cents > LARGEST:
        raise ValueError("too large an amount")
    return cents


def euro(cents: int) -> str:
    """Return «1.800,00 €»."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", ".") + f",{rest:02d} €"


def parts_of(cents: int, number: int) -> list[int]:
    """Return `number` amounts that add up to `cents`; the first ones carry the odd cents.

    Refuses fewer than one part.
    """
    if number < 1:
        raise ValueError("a sum has at least one part")
    each, odd = divmod(cents, number)
    return [each + (1 if index < odd else 0) for index in range(number)]
