"""One address, two renderings: the page for a browser, its part for htmx. And where to go after."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.web.forms import OfficeForm


def wants_part() -> bool:
    """Return whether htmx asks for a part; a restore of history wants the whole page."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in headers


def page_or_part(page: str, part: str, /, **context: Any) -> Response:
    """Render `part` for htmx and `page` for everybody else, from the same context."""
    response = make_response(render_template(part if wants_part() else page, **context))
    response.vary.add("HX-Request")
    return response


def form_page(template: str, form: OfficeForm, /, **context: Any) -> Response:
    """Render a page with its form.

    422 when something typed must be mended, 409 when somebody else saved meanwhile, else 200.
    """
    met = bool(getattr(form, "met", False))
    failed = request.method == "POST" and bool(form.errors or form.refusals)
    context["errors"] = failed or met
    status = 409 if met else 422 if failed else 200
    return make_response(render_template(template, form=form, **context), status)


def go_to(endpoint: str, **values: Any) -> AnyResponse:
    """Send the person on after a success: 303 to a browser, a soft location to htmx."""
    address = url_for(endpoint, **values)
    if wants_part():
        return Response(status=204, headers={"HX-Location": address})
    return redirect(address, code=303)
