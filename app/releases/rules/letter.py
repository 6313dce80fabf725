"""A letter as it is put on paper: filled in, in blocks, kept as it left."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby

_BRACKETS = re.compile(r"\[([^\[\]\n]{1,40})\]")


class BlockKind(StrEnum):
    """What a piece of text is on the paper."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "bullet_list"


_MARKS: Mapping[BlockKind | None, str] = {BlockKind.LIST: "- ", BlockKind.HEADING: "# "}


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, or a list with its items."""

    kind: BlockKind
    items: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words of what is no list."""
        return self.items[0]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """Everything that stands on the paper, and nothing that does not: PDF and DOCX read only this.

    `text` is what a person wrote, as it was filled in; the rest stands around it.
    """

    number: str
    title: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    day: str
    reference: str
    text: str
    signatures: tuple[str, ...]
    copies: tuple[str, ...] = ()  # the lines that say who else receives it

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text in its pieces."""
        return blocks_of(self.text)

    def print(self) -> bytes:
        """Return the SHA-256 of all that stands on it: the same letter has always the same."""
        return hashlib.sha256(self.kept().encode()).digest()

    def kept(self) -> str:
        """Return it as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)


def from_kept(text: str) -> Letter:
    """Return a letter that was kept."""
    known = json.loads(text)
    lists = ("sender", "recipient", "signatures", "copies")
    many = {name: tuple(known.get(name, ())) for name in lists}
    return Letter(**{**known, **many})


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with each known word between brackets filled in, once.

    What is filled in is never read again, and other brackets stay as somebody wrote them.
    """
    return _BRACKETS.sub(lambda found: values.get(found[1].strip().lower(), found[0]), text)


def words_in_brackets(text: str) -> frozenset[str]:
    """Return what stands between brackets in a text."""
    return frozenset(found.strip().lower() for found in _BRACKETS.findall(text))


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the pieces of a text: `# ` begins a heading, `- ` an item, else lines are as typed."""
    blocks: list[Block] = []
    for kind, group in groupby((line.strip() for line in text.splitlines()), _kind_of):
        lines = [line.removeprefix(_MARKS.get(kind, "")).strip() for line in group]
        if kind is BlockKind.LIST:
            blocks.append(Block(kind, tuple(lines)))
        elif kind is BlockKind.HEADING:
            blocks += [Block(kind, (line,)) for line in lines]
        elif kind is BlockKind.PARAGRAPH:
            blocks.append(Block(kind, ("\n".join(lines),)))
    return tuple(blocks)


def _kind_of(line: str) -> BlockKind | None:
    """Return what a line is; an empty one only parts the others."""
    marked = (kind for kind, mark in _MARKS.items() if line.startswith(mark))
    return next(marked, BlockKind.PARAGRAPH if line else None)
