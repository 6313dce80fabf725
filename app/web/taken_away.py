"""A table taken away as text, which a spreadsheet opens and reckons nothing of."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response
from werkzeug.datastructures import Headers

from app.web.formatting import harmless
from app.web.security import FILE_POLICY

_BOM = "\ufeff"  # without it a spreadsheet reads the accents wrong


def csv_file(lines: Iterable[Sequence[str]], name: str) -> Response:
    """Return lines of cells as a file to be saved under `name`; no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for line in lines:
        writer.writerow([harmless(cell) for cell in line])
    return saved_as((_BOM + text.getvalue()).encode(), "text/csv; charset=utf-8", name)


def saved_as(content: bytes, kind: str, name: str, *, brought: bool = False) -> Response:
    """Return a content the browser saves under `name` in place of showing it.

    What somebody `brought` runs nothing even where it is shown after all.
    """
    headers = Headers({"Content-Security-Policy": FILE_POLICY} if brought else {})
    headers.set("Content-Disposition", "attachment", filename=name)
    return Response(content, content_type=kind, headers=headers)
