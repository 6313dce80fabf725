"""Where a message reaches somebody: what was given now, then where she said yes; else nowhere."""

from typing import Any

import pytest

from app.notifications.rules import Channel
from app.people.queries import WayOfMessage, left_alone, ways_of_message
from app.people.rules import ContactKind, MayLeaveMessage, is_landline
from tests.builders.cases import an_open_case
from tests.builders.people import a_contact, a_person
from tests.builders.protected import seal
from tests.cast import OFFICE, Cast

pytestmark = pytest.mark.usefixtures("app")
NO, YES, UNKNOWN = MayLeaveMessage.NO, MayLeaveMessage.YES, MayLeaveMessage.UNKNOWN
MOBILE, OTHER, WALL, BOX = "000 5557112", "000 5557113", "02 9278285", "sua@esempio.invalid"
SMS, MAIL = Channel.SMS, Channel.EMAIL


@pytest.mark.parametrize(
    ("contacts", "given", "expected"),
    [
        ([], "", None),
        ([], MOBILE, (SMS, MOBILE)),  # hers to give
        ([], WALL, None),
        ([(MOBILE, UNKNOWN)], "", None),
        ([(MOBILE, NO)], "", None),
        ([(MOBILE, YES)], "", (SMS, MOBILE)),
        ([(MOBILE, UNKNOWN)], MOBILE, (SMS, MOBILE)),
        ([(MOBILE, NO)], "+39 0005557112", None),  # however it is written
        ([(MOBILE, NO), (OTHER, YES)], MOBILE, (SMS, OTHER)),
        ([(BOX, YES)], "", (MAIL, BOX)),
        ([(BOX, UNKNOWN)], "", None),
        ([(BOX, NO)], "", None),
        ([(BOX, YES), (MOBILE, YES)], "", (SMS, MOBILE)),  # a mobile comes first
        ([(BOX, YES)], MOBILE, (SMS, MOBILE)),
        ([(WALL, YES), (BOX, YES)], "", (MAIL, BOX)),  # a wall takes no message
        ([(BOX, YES)], WALL, (MAIL, BOX)),
        ([(MOBILE, NO), (BOX, YES)], MOBILE, (MAIL, BOX)),
    ],
)
def test_how_a_message_reaches_her(
    cast: Cast, contacts: list[Any], given: str, expected: Any
) -> None:
    person_id = a_person(cast["anna"], "Scritta")
    for value, leave in contacts:
        kind = ContactKind.EMAIL if "@" in value else ContactKind.PHONE
        a_contact(cast["anna"], person_id, value, leave, kind)
    ways = ways_of_message(OFFICE, [person_id], given)
    assert ways == ({person_id: WayOfMessage(*expected)} if expected else {})


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (WALL, True),
        ("+39 02 9278285", True),
        ("333 4567821", False),
        (MOBILE, False),
        ("due", False),
    ],
)
def test_what_hangs_on_a_wall(number: str, expected: bool) -> None:
    assert is_landline(number) is expected


@pytest.mark.parametrize(
    ("leave", "sealed", "alone"),
    [(YES, False, False), (UNKNOWN, False, False), (NO, False, True), (YES, True, True)],
)
def test_a_number_is_left_alone_whoever_s_it_is(
    cast: Cast, leave: MayLeaveMessage, sealed: bool, alone: bool
) -> None:
    person_id = a_person(cast["bruno"], "Nascosta")
    a_contact(cast["bruno"], person_id, MOBILE, leave)
    if sealed:
        seal(cast, an_open_case(cast["bruno"], person_id))
    typed = "+39 0005557112"
    assert left_alone(OFFICE, [typed, OTHER]) == ({typed} if alone else set())
