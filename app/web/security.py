"""What every response carries, and which requests are turned away before anything looks at them."""

from io import BytesIO
from typing import IO, Any
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "manifest-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Of a file handed back: whatever it holds, it is not a page of ours and runs nothing.
FILE_POLICY = "default-src 'none'; sandbox"
_THIS_MACHINE = ("127.0.0.1", "localhost")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITE = frozenset({"same-origin", "none"})


class OfficeRequest(Request):
    """A request whose files stay in memory: nothing confidential lies unsealed on a disk."""

    def _get_file_stream(self, *_sent: Any, **_told: Any) -> IO[bytes]:
        return BytesIO()


def install(app: Flask, settings: Settings) -> None:
    """Set headers on every response, refuse foreign posts, trust only the declared proxies."""
    app.request_class = OfficeRequest
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    if settings.base_url:
        own = urlsplit(settings.base_url).hostname
        app.config["TRUSTED_HOSTS"] = [own, *_THIS_MACHINE]  # the supervisor asks from here
    app.before_request(_refuse_foreign_posts)
    app.after_request(_set_headers)
    if settings.mode == "production":
        app.after_request(_remember_tls)


def _refuse_foreign_posts() -> None:
    """A browser says where a request comes from: a write from another site is never ours."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    if request.method not in _SAFE and site not in _OWN_SITE:
        abort(403)


def _set_headers(response: Response) -> Response:
    is_file = response.headers.get("Content-Security-Policy") == FILE_POLICY
    for name, value in HEADERS.items():
        response.headers[name] = value
    if is_file:
        response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _remember_tls(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
