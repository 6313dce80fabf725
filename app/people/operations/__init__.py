"""What changes about people: who they are, how they are reached, with whom they live."""

from app.people.operations.apart import Apart, end_apart, keep_apart
from app.people.operations.conflicts import (
    DecidedConflict,
    decide_conflict,
    declare_conflict,
    end_conflict,
    end_decided,
)
from app.people.operations.contacts import add_address, add_contact, end_address, end_contact
from app.people.operations.holding import hold_pairs, hold_people
from app.people.operations.household import (
    end_relation,
    found_household,
    join_household,
    leave_household,
    relate,
)
from app.people.operations.measures import decide_measure, end_measure
from app.people.operations.merging import (
    consult_merge,
    merge_people,
    tell_apart,
    undo_merge,
)
from app.people.operations.person import (
    LooksKnown,
    add_other_name,
    consult_person,
    correct_person,
    describe,
    register_person,
    register_with_phone,
)
from app.people.operations.taking_in import Newcomer, NewHousehold, take_in_households

__all__ = [
    "Apart",
    "DecidedConflict",
    "LooksKnown",
    "NewHousehold",
    "Newcomer",
    "add_address",
    "add_contact",
    "add_other_name",
    "consult_merge",
    "consult_person",
    "correct_person",
    "decide_conflict",
    "decide_measure",
    "declare_conflict",
    "describe",
    "end_address",
    "end_apart",
    "end_conflict",
    "end_contact",
    "end_decided",
    "end_measure",
    "end_relation",
    "found_household",
    "hold_pairs",
    "hold_people",
    "join_household",
    "keep_apart",
    "leave_household",
    "merge_people",
    "register_person",
    "register_with_phone",
    "relate",
    "take_in_households",
    "tell_apart",
    "undo_merge",
]
