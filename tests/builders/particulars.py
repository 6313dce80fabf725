"""The particulars of services as the office writes them, through the real use cases."""

from datetime import date, timedelta
from typing import Any

from app.catalogue.rules import PathCode
from app.kernel.references import RequestLineId, ServiceRequestId
from app.organisations.rules import BodyKind
from app.particulars import operations, queries
from app.particulars.operations import AlarmGiven, GoalGiven, HolderGiven, PhaseGiven, YearGiven
from app.particulars.rules import (
    AlarmKind,
    EducationArea,
    KeyRelation,
    Stretch,
    WeekPlace,
    WorkPhase,
)
from tests.builders.intake import a_body
from tests.builders.requests import THREE, a_service, an_active_line
from tests.cast import NOW, TODAY, Cast

NEIGHBOUR = HolderGiven(
    name="Dina Vicina",
    phone="000 5550188",
    relation=KeyRelation.NEIGHBOUR,
    has_keys=True,
    valid_from=TODAY,
)
FALL = AlarmGiven(
    rang_at=NOW - timedelta(hours=3),
    kind=AlarmKind.FALL,
    told_by="la centrale",
    action="caduta in bagno, la vicina è salita",
)
RESOURCES = GoalGiven(
    area=EducationArea.FAMILY_RESOURCES,
    goal="la madre prepara la cartella la sera",
    indicator="cartella pronta quattro mattine su cinque",
    actions="con l'educatrice, il lunedì",
    check_on=date(2027, 3, 10),
)


def a_line_of(cast: Cast, path: PathCode, **wished: Any) -> RequestLineId:
    """Start a service of a way, asked by Bruno, and return its line."""
    service = a_service(cast, 100, path=path, name=f"Ente {path}")
    wanted = THREE[:1] if path is PathCode.ADM else ((None, 400),)
    return an_active_line(cast, service, path=path, **{"wanted": wanted, **wished})


def request_of(cast: Cast, line_id: RequestLineId) -> ServiceRequestId:
    """Return the request of a line."""
    return queries.head(cast["bruno"].viewer, line_id).request.id


def by(cast: Cast, who: str = "bruno") -> dict[str, Any]:
    """Return who acts and when."""
    return {"actor": cast[who].viewer, "now": NOW}


def some_particulars(cast: Cast) -> None:
    """Leave one of each particular, on the latest lines there are."""
    at_school = a_line_of(cast, PathCode.SCHOOL_ASSISTANCE)
    year = YearGiven(begins_in=2026, body_id=a_body(cast, BodyKind.SCHOOL),
                     class_name="3B", hours=400)  # fmt: skip
    operations.write_school_year(**by(cast), line_id=at_school, given=year)
    to_work = a_line_of(cast, PathCode.WORK_PLACEMENT)
    phase = PhaseGiven(phase=WorkPhase.PRELIMINARY, since=TODAY)
    operations.pass_phase(**by(cast), line_id=to_work, given=phase)
    host = a_body(cast, BodyKind.COMPANY)
    operations.add_host(**by(cast), line_id=to_work, body_id=host, valid_from=TODAY)
    at_home = a_line_of(cast, PathCode.REMOTE_ASSISTANCE)
    operations.install_device(**by(cast), line_id=at_home, label="Unità 12", installed_on=TODAY)
    operations.add_key_holder(**by(cast), line_id=at_home, given=NEIGHBOUR)
    operations.write_alarm(**by(cast), line_id=at_home, given=FALL)
    helped = a_line_of(cast, PathCode.ADM)
    operations.add_hours(
        **by(cast),
        line_id=helped,
        stretch=Stretch(0, 990, 1110),
        place=WeekPlace.HOME,
        valid_from=TODAY,
    )
    operations.write_goal(**by(cast), request_id=request_of(cast, helped), given=RESOURCES)
