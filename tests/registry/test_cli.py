"""The registry taken in from the command line, in the name of somebody of the office."""

from pathlib import Path

from flask import Flask

from app.people import queries as known
from tests.builders.registry import a_file
from tests.cast import Cast


def test_a_file_is_taken_in_to_the_end(app: Flask, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "abitanti.csv"
    file.write_bytes(a_file())
    run = app.test_cli_runner().invoke
    asked = ["registry", "import", str(file), "--town", "Collaudo", "--everybody", "--login"]
    refused = run(args=[*asked, "bruno"])
    assert refused.exit_code == 1
    assert "non può importare" in refused.output
    done = run(args=[*asked, "dario"])
    assert done.exit_code == 0, done.output
    assert "Entrate in archivio: 3" in done.output
    assert len(known.search(cast["dario"].viewer, "prelato")) == 2
    file.write_bytes(b"\0")
    assert "Non è un file CSV" in run(args=[*asked, "dario"]).output
