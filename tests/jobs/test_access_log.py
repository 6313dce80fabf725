"""The access log holds one line a request, whatever the path holds."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from app.jobs.gunicorn_conf import PlainLines, access_log_format


@pytest.mark.parametrize("path", ["/static/\n[24/Nov/2026] forged", "/\r\x1b[31m", "/\u202ekcab"])
def test_a_path_cannot_forge_a_line(path: str) -> None:
    log = PlainLines(Config())
    request = SimpleNamespace(headers=[])
    response = SimpleNamespace(status="200 OK", sent=1, headers=[])
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "RAW_URI": path, "SERVER_PROTOCOL": "x"}
    line = access_log_format % log.atoms(response, request, environ, timedelta(0))
    assert line.isprintable()
