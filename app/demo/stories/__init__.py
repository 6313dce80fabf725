"""The stories of the office, each a tale of its own; what they share is played in one time."""

from collections.abc import Callable

from app.demo.context import Demo
from app.demo.play import Tale
from app.demo.stories import (
    at_night,
    children_in_care,
    day_centre,
    deciding,
    elderly,
    moving_away,
    penal,
    posted,
    protected,
    school,
    unnamed,
    work,
)

STORIES: tuple[Callable[[Demo], Tale], ...] = (
    school.from_school_to_home,
    protected.mother_and_child,
    day_centre.a_place_for_matteo,
    day_centre.not_yet_of_age,
    children_in_care.ivan_and_giada,
    at_night.the_longest_night,
    at_night.the_shortest_night,
    at_night.saturday_call,
    penal.put_to_the_test,
    unnamed.crying_child,
    unnamed.from_the_stars_desk,
    elderly.alarm_at_home,
    work.back_to_work,
    moving_away.across_comuni,
    deciding.who_decides,
    posted.this_morning,
)
