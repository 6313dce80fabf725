"""The browser of the tests: found on the machine, or installed where that is allowed.

    python -m tests.provision.chromium

leaves a machine that can run the browser tests, or stops with one sentence. It never lets them be
skipped: leaving them out is a choice, `make test BROWSER=0`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_APT = ("apt-get", "install", "--yes", "--no-install-recommends")


class ChromiumMissing(Exception):
    """The browser tests cannot run here; the message names the command to ask for."""


def find(search_path: str | None = None) -> Path | None:
    """Return the browser found on the path, if any."""
    found = (shutil.which(name, path=search_path) for name in NAMES)
    return next((Path(program) for program in found if program), None)


def require() -> Path:
    """Return the browser; raise `ChromiumMissing` with a sentence when there is none."""
    browser = find()
    if browser is None:
        raise ChromiumMissing(sentence(["chromium", "libatomic1"]))
    return browser


def missing_packages() -> list[str]:
    """Return the Debian packages without which a page cannot be opened."""
    packages = [] if find() else ["chromium"]
    return packages if _driver_starts() else [*packages, "libatomic1"]


def sentence(packages: Sequence[str]) -> str:
    """Return what to tell a person who may not install `packages`."""
    return (
        "Mancano i programmi per le prove nel browser: chiedi all'amministratore «sudo "
        f"{' '.join([*_APT, *packages])}», oppure escludi quelle prove con «make test BROWSER=0»."
    )


def administrator() -> list[str] | None:
    """Return what to write before a command to run it as root without a password, if possible."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    allowed = shutil.which("sudo") and _quiet(["sudo", "-n", "true"]).returncode == 0
    return ["sudo", "-n"] if allowed else None


def ensure() -> None:
    """Install what is missing; raise `ChromiumMissing` when it may not or does not succeed."""
    packages = missing_packages()
    if not packages:
        return
    prefix = administrator()
    if prefix is None:
        raise ChromiumMissing(sentence(packages))
    sys.stdout.write(f"» Installo per le prove nel browser: {', '.join(packages)}\n")
    sys.stdout.flush()
    prefix = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    _quiet([*prefix, "apt-get", "update"])  # a stale list may still do; installing decides
    installed = _quiet([*prefix, *_APT, *packages])
    if installed.returncode != 0 or missing_packages():
        sys.stderr.write(installed.stderr.decode(errors="replace"))
        raise ChromiumMissing(sentence(packages))


def _driver_starts() -> bool:
    """Playwright brings its own node, which needs a library that Chromium does not pull in."""
    return _quiet([sys.executable, "-m", "playwright", "--version"]).returncode == 0


def _quiet(command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    try:
        ensure()
    except ChromiumMissing as problem:
        sys.exit(str(problem))
