"""What tasks ask of the features above them, which they may not know by themselves."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, SQLColumnExpression, false, or_

from app.kernel.actor import Viewer

# What a viewer does on a day in the stead of who is away: the criterion over the case, the person
# and the doer of a thing to be done.
Column = SQLColumnExpression[Any]
TaskStandIn = Callable[[Viewer, date, Column, Column, Column], ColumnElement[bool]]


def in_their_stead(
    viewer: Viewer, on: date, case_id: Column, person_id: Column, doer_id: Column
) -> ColumnElement[bool]:
    """Return the criterion of what the viewer does on a day in the stead of a colleague."""
    asked: tuple[TaskStandIn, ...] = current_app.extensions["task_stand_ins"]
    return or_(false(), *(stands(viewer, on, case_id, person_id, doer_id) for stands in asked))
