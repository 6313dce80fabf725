"""A row of the registry costs the same whatever stands in the archive already."""

import pytest
from flask import Flask

from tests.builders.registry import FAMILY, imported
from tests.cast import Cast
from tests.support.plans import read_whole

pytestmark = pytest.mark.program  # it is SQLite that tells how it reads

ARCHIVE = ("person", "person_key", "address", "contact", "household_member", "registry_link")
ANOTHER = tuple(row.replace("F1", "F2").replace("Collaudo 4", "Collaudo 6") for row in FAMILY)


def test_no_part_of_an_import_reads_the_whole_archive(app: Flask, cast: Cast) -> None:
    with read_whole(ARCHIVE) as read:
        imported(cast["dario"])
        imported(cast["dario"], (*FAMILY, *ANOTHER))
    assert read == []
