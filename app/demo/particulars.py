"""What the services of the demo have beside their requests: weeks, goals, phases, alarms, years."""

from collections.abc import Sequence
from datetime import date, datetime

from app.catalogue.rules import PathCode
from app.demo.context import Demo
from app.demo.play import act
from app.kernel.clock import office_date
from app.kernel.references import BodyId, RequestLineId, ServiceRequestId
from app.particulars import operations, queries
from app.particulars.operations import AlarmGiven, GoalGiven, HolderGiven, PhaseGiven, YearGiven
from app.particulars.rules import (
    AlarmKind,
    CertificateKind,
    EducationArea,
    KeyRelation,
    Stretch,
    WeekPlace,
    WorkPhase,
)

_COMPANY = "Vivaio Il Glicine"
_SCHOOL = "Istituto comprensivo del Naviglio"
_CENTRE = "Centrale di teleassistenza"


def week(
    demo: Demo, login: str, line: RequestLineId, place: WeekPlace, *stretches: Stretch
) -> None:
    """Write on which hours an intervention is given, from the day of the demo on."""
    for stretch in stretches:
        act(demo, login, operations.add_hours, line_id=line, stretch=stretch, place=place,
            valid_from=demo.today)  # fmt: skip


def project(
    demo: Demo,
    login: str,
    request: ServiceRequestId,
    goals: Sequence[tuple[EducationArea, str, str, str]],
    check_on: date,
) -> None:
    """Write the goals of an educational project: area, goal, how one sees it, what is done."""
    for area, goal, indicator, actions in goals:
        given = GoalGiven(
            area=area, goal=goal, indicator=indicator, actions=actions, check_on=check_on
        )
        act(demo, login, operations.write_goal, request_id=request, given=given)


def phase(
    demo: Demo, line: RequestLineId, to: WorkPhase, note: str = "", check: date | None = None
) -> None:
    """Write that somebody passed today to a phase of the way to work."""
    given = PhaseGiven(phase=to, since=office_date(demo.clock), who="Fabio Redaelli",
                       next_check=check, note=note)  # fmt: skip
    act(demo, "luca", operations.pass_phase, line_id=line, given=given)


def hosted(demo: Demo, line: RequestLineId) -> None:
    """Write that the company hosts from today on."""
    body: BodyId = demo.known[_COMPANY]
    act(demo, "luca", operations.add_host, line_id=line, body_id=body,
        valid_from=office_date(demo.clock))  # fmt: skip


def installed(demo: Demo, line: RequestLineId) -> None:
    """Write that an alarm was put into the home today."""
    label = f"Unità {len(demo.cares) + 100}"
    act(demo, "giorgio", operations.install_device, line_id=line, label=label,
        installed_on=office_date(demo.clock))  # fmt: skip


def taken_back(demo: Demo, line: RequestLineId) -> None:
    """Write that what is in the home was taken back today."""
    for one in queries.devices_page(demo.staff["giorgio"], line).devices:
        act(demo, "giorgio", operations.remove_device, line_id=line, device_id=one.id,
            removed_on=office_date(demo.clock))  # fmt: skip


def keys(demo: Demo, line: RequestLineId, name: str, phone: str, relation: KeyRelation) -> None:
    """Write who has the keys from today on."""
    given = HolderGiven(name=name, phone=phone, relation=relation, has_keys=True,
                        valid_from=office_date(demo.clock))  # fmt: skip
    act(demo, "chiara", operations.add_key_holder, line_id=line, given=given)


def alarm(
    demo: Demo,
    line: RequestLineId,
    rang_at: datetime,
    kind: AlarmKind,
    action: str,
    *,
    answer: str = "",
) -> None:
    """Write a call the centre tells today; with an answer, who follows the person saw it."""
    given = AlarmGiven(rang_at=rang_at, kind=kind, told_by=_CENTRE, action=action)
    alarm_id = act(demo, "giorgio", operations.write_alarm, line_id=line, given=given)
    if answer:
        act(demo, "chiara", operations.see_alarm, line_id=line, alarm_id=alarm_id, answer=answer)


def begun(demo: Demo, login: str, path: PathCode, line: RequestLineId, quantity: int) -> None:
    """Write what a service of the town has when it begins, where it has something."""
    if path is PathCode.REMOTE_ASSISTANCE:
        installed(demo, line)
    elif path is PathCode.SCHOOL_ASSISTANCE:
        given = YearGiven(
            begins_in=2026, body_id=demo.known[_SCHOOL], class_name=f"{quantity // 200}A",
            hours=quantity, certificate=CertificateKind.LAW_104, issued_on=date(2024, 9, 2),
            certificate_until=date(2027, 8, 31),
        )  # fmt: skip
        act(demo, login, operations.write_school_year, line_id=line, given=given)
