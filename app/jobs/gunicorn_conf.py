"""How the web server runs; what depends on the deployment is on the supervisor's command line.

One process of many threads: an office is small, and boards that wait must not hold up the desk.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from gunicorn.glogging import Logger


class PlainLines(Logger):
    """One request, one line: a path that holds line ends cannot forge another."""

    def atoms(self, *given: Any) -> dict[str, Any]:
        """Return what a line may name, the path written as an address again."""
        named: dict[str, Any] = super().atoms(*given)
        return {**named, "U": quote(str(named.get("U", "")), safe="/")}


wsgi_app = "app:create_app()"
worker_class = "gthread"
workers = 1
threads = 16
timeout = 60
graceful_timeout = 10
keepalive = 5

logger_class = PlainLines
loglevel = "warning"
errorlog = "-"
# Neither the query string nor the referrer: an address typed by hand may hold a name.
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'

control_socket_disable = True
# The heartbeat of a worker is a file: on a slow disk it would look dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
