"""The words of a page, without what it is made of: nothing of it is ever shown as a page.

One walk from the beginning to the end, whatever the page is: what never closes is left out.
"""

import re
from contextlib import suppress
from html import unescape

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})")
_SILENT = ("script", "style", "head", "title", "template", "noscript", "svg")
_CLOSED = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _SILENT}
_NEW_LINE = frozenset(
    {"br", "p", "div", "tr", "li", "ul", "ol", "table", "blockquote", "hr", "pre",
     "h1", "h2", "h3", "h4", "h5", "h6"}
)  # fmt: skip


def words_of_html(html: str) -> str:
    """Return what a person would read of a page, line by line."""
    text = "".join(_pieces(html))
    with suppress(ValueError):  # a number of thousands of digits in the place of a character
        text = unescape(text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pieces(html: str) -> list[str]:
    pieces, at = [], 0
    while (opens := html.find("<", at)) >= 0:
        pieces.append(_flat(html[at:opens]))
        at, piece = _after(html, opens)
        pieces.append(piece)
        if at < 0:
            return pieces
    return [*pieces, _flat(html[at:])]


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _after(html: str, opens: int) -> tuple[int, str]:
    """Return where to go on after what begins at `opens`, -1 for nowhere, and what it leaves."""
    if html.startswith("<!--", opens):
        end = html.find("-->", opens)
        return (end + 3 if end >= 0 else -1), ""
    tag = _TAG.match(html, opens)
    if tag is None and html[opens + 1 : opens + 2] not in ("!", "?"):
        return opens + 1, "<"
    closes = html.find(">", opens)
    if closes < 0:
        return -1, ""
    name = tag[1].lower() if tag else ""
    if name in _CLOSED and html[opens + 1] != "/":
        end_of = _CLOSED[name].search(html, closes)
        return (end_of.start() if end_of else -1), ""
    return closes + 1, "\n" if name in _NEW_LINE else ""
