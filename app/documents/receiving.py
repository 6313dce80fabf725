"""A file that somebody sends with a page: how much room it has, and whether it may be kept."""

from werkzeug.datastructures import FileStorage

from app.documents.rules import LARGEST, Accepted, FileFault, FileType, examine
from app.documents.scanner import screened

ROOM = LARGEST + 10 * 1024 * 1024  # what is sent, and what a browser puts around it


def received(sent: FileStorage, only: FileType | None = None) -> Accepted | FileFault:
    """Return a file as it may be kept, looked at by the antivirus, or why it may not.

    `only` is the one kind that is taken here.
    """
    looked = examine(sent.filename or "", sent.stream.read(LARGEST + 1))
    if isinstance(looked, FileFault):
        return looked
    return screened(looked) if only in (None, looked.type) else FileFault.NOT_ACCEPTED
