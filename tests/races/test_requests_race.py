"""The last place of a unit, pressed together: one gets it, the others are told to use the list."""

import pytest
from flask import Flask

from app.cases import operations, queries
from app.cases.procedure.line import LineState
from app.cases.rules.requests import RequestFault
from app.db import db
from tests.builders.requests import a_service, an_approved_request, line_act, line_page, page
from tests.cast import NOW, TODAY, Cast
from tests.support.together import TOGETHER, together, told

pytestmark = pytest.mark.races


def test_twenty_accepted_together_for_the_last_place_are_one(own_app: Flask, cast: Cast) -> None:
    gino, service = cast["gino"], a_service(cast, hours=4)
    lines = []
    for _ in range(TOGETHER):
        request_id = an_approved_request(cast, service)
        lines.append(page(gino, request_id).lines[0].id)
        line_act(cast, "gino", "send_line", lines[-1])
    versions = {line_id: line_page(gino, line_id).version for line_id in lines}

    def accept(number: int) -> None:
        line_id = lines[number]
        operations.accept_line(
            actor=gino.viewer, now=NOW, line_id=line_id, version=versions[line_id],
            starts_on=TODAY,
        )  # fmt: skip

    answers = told(together(own_app, accept))
    assert answers == {"done": 1, RequestFault.CAPACITY: TOGETHER - 1}
    db.session.rollback()
    rows = queries.line_rows(gino.viewer)
    assert sum(row.line.state is LineState.ACCEPTED for row in rows) == 1
