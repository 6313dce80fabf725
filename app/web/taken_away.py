"""A table taken away as text, which a spreadsheet opens and reckons nothing of."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

from app.web.formatting import harmless

_BOM = "\ufeff"  # without it a spreadsheet reads the accents wrong


def csv_file(lines: Iterable[Sequence[str]], name: str) -> Response:
    """Return lines of cells as a file to be saved under `name`; no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for line in lines:
        writer.writerow([harmless(cell) for cell in line])
    return saved_as((_BOM + text.getvalue()).encode(), "text/csv; charset=utf-8", name)


def saved_as(content: bytes, kind: str, name: str) -> Response:
    """Return a content the browser saves under `name` in place of showing it."""
    return Response(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
