"""What may be written to whom, how a letter is filled in, what it never says."""

from app.releases.rules.codes import (
    OWN_BASIS,
    TOLD_SOMETHING,
    LegalBasis,
    LetterKind,
    Placeholder,
    ReleaseFault,
    ReleaseShelf,
    SendChannel,
    SubjectKind,
    kind_of,
)
from app.releases.rules.covering import COVERED, cover
from app.releases.rules.letter import Block, BlockKind, Letter, blocks_of, fill, from_kept
from app.releases.rules.sending import (
    Departure,
    ReleaseFacts,
    Way,
    basis_fault,
    channels_to,
    sending_fault,
    template_fault,
    text_fault,
)

__all__ = [
    "COVERED",
    "OWN_BASIS",
    "TOLD_SOMETHING",
    "Block",
    "BlockKind",
    "Departure",
    "LegalBasis",
    "Letter",
    "LetterKind",
    "Placeholder",
    "ReleaseFacts",
    "ReleaseFault",
    "ReleaseShelf",
    "SendChannel",
    "SubjectKind",
    "Way",
    "basis_fault",
    "blocks_of",
    "channels_to",
    "cover",
    "fill",
    "from_kept",
    "kind_of",
    "sending_fault",
    "template_fault",
    "text_fault",
]
