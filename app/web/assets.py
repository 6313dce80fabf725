"""The files pages are made of: built by `assets/build.mjs`, named by their content.

A name that changes with the content may be kept by the browser for ever; what the page itself says
is never kept (see app/web/security.py).
"""

import json
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for
from werkzeug.exceptions import NotFound

BUILT = "built"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
_MISSING = "Mancano gli stili e gli script delle pagine ({path}): esegui make assets."


class AssetsMissing(RuntimeError):
    """The files of the pages were not built, or not all of them."""


def install(app: Flask) -> None:
    """Give templates `asset_url`; let /static/ serve the built files and nothing else."""
    app.jinja_env.globals["asset_url"] = asset_url
    app.view_functions["static"] = _serve


def asset_url(name: str) -> str:
    """Return the address of a built file (`app.css`) under its present name.

    Raises `AssetsMissing`, with the command to type, when it was not built.
    """
    names = _manifest(current_app)
    if name not in names:
        raise AssetsMissing(_MISSING.format(path=name))
    return url_for("static", filename=f"{BUILT}/{names[name]}")


def cache_header_for(path: str) -> str:
    """Return how long a browser may keep a file below /static/, by the name it was asked with."""
    folder, _, name = path.rpartition("/")
    kept = folder == BUILT and name in _manifest(current_app).values()
    return FOR_EVER if kept else ASK_AGAIN


def _manifest(app: Flask) -> Mapping[str, str]:
    """Return plain name → built name; the file is read once in the life of the application."""
    found: Mapping[str, str] | None = app.extensions.get("assets")
    if found is None:
        found = app.extensions["assets"] = read_manifest(_folder(app) / "manifest.json")
    return found


def read_manifest(path: Path) -> Mapping[str, str]:
    """Return what the build wrote; raise `AssetsMissing` when it has never run or was cut short."""
    try:
        names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError) as unbuilt:
        raise AssetsMissing(_MISSING.format(path=f"{BUILT}/{path.name}")) from unbuilt
    return names


def _folder(app: Flask) -> Path:
    return Path(app.static_folder or "") / BUILT


def _serve(filename: str) -> Response:
    """Send a built file, squeezed to whoever can open it; the sources have no address."""
    folder, _, name = filename.rpartition("/")
    if folder != BUILT or name not in _manifest(current_app).values():
        raise NotFound
    plain = _folder(current_app) / name
    squeezed = plain.with_name(f"{name}.gz")
    use_squeezed = squeezed.is_file() and bool(request.accept_encodings["gzip"])
    response = Response(
        (squeezed if use_squeezed else plain).read_bytes(),
        mimetype=_TYPES[plain.suffix],
    )
    if use_squeezed:
        response.content_encoding = "gzip"
    if squeezed.is_file():
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = cache_header_for(filename)
    return response
