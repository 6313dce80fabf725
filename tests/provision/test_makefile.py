import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_command_is_explained_in_one_line() -> None:
    [declared] = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    shown = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    explained = re.findall(r"^  make (\w+) +\S", shown, re.MULTILINE)
    assert sorted(explained) == sorted(declared.split())


def test_leaving_the_browser_out_is_said_aloud() -> None:
    planned = subprocess.run(
        ["make", "--dry-run", "BROWSER=0", "test"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "NON sono state eseguite" in planned
    assert "tests.provision.chromium" not in planned


def test_the_checks_of_a_fresh_clone_are_those_of_the_makefile() -> None:
    words = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert words[-2:] == ["make check", "make test"]
