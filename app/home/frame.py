"""What stands around every page: the body's name, the menu, who is at the keyboard, the clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from app.accounts.guard import viewer_or_none
from app.accounts.labels import ROLES
from app.accounts.policy import Permission, Role
from app.kernel.actor import StandingIn, Viewer
from app.kernel.contributions import NavigationItem
from app.transaction.drafts import count_drafts
from app.web.formatting import moment_words
from app.web.request_time import request_now, request_offset
from config import Settings

# Folding so few would only cost a press.


@dataclass(frozen=True)
class Link:
    """One entry of a menu, ready to be drawn."""

    label: str
    url: str
    icon: str
    current: bool
    key: int


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    heading: str
    links: list[Link]


@dataclass(frozen=True)
class Person:
    """Who is at the keyboard, as the header shows her."""

    name: str
    roles_text: str


@dataclass(frozen=True)
class Frame:
    """Everything the layout needs and nothing more."""

    organisation_name: str | None
    navigation: Sequence[Link]
    folded: Sequence[Group]
    new_links: Sequence[Link]
    search_url: str | None
    viewer: Person | None
    standing_in: StandingIn | None
    sign_out_url: str | None
    profile_url: str | None
    demo: bool
    office_clock_text: str | None
    office_clock_url: str | None
    version: str
    help_phone: str | None
    accessibility_url: str | None
    problem_url: str | None
    half_written_url: str
    half_written: Callable[[], int]  # asked by the pages with a header alone


def install(app: Flask, navigation: Sequence[NavigationItem]) -> None:
    """Give every template its `frame`."""

    @app.context_processor
    def frame() -> dict[str, Frame]:
        return {"frame": _frame(navigation)}


def _frame(navigation: Sequence[NavigationItem]) -> Frame:
    settings: Settings = current_app.extensions["settings"]
    known = viewer_or_none()
    side = [item for item in navigation if not (item.is_new or item.group)]
    fresh = [item for item in navigation if item.is_new]
    may_search = known is not None and known.may(Permission.PEOPLE_PERSON_FIND)
    return Frame(
        organisation_name=known.organisation_name if known else None,
        navigation=_links(side, known),
        folded=_groups([item for item in navigation if item.group], known),
        new_links=_links(fresh, known),
        search_url=url_for("people.search") if may_search else None,
        viewer=_person(known) if known else None,
        standing_in=known.standing_in if known else None,
        sign_out_url=url_for("accounts.sign_out"),
        profile_url=url_for("accounts.profile"),
        demo=settings.demo,
        office_clock_text=_clock_text(settings),
        office_clock_url=url_for("home.office_clock") if settings.demo and known else None,
        version=settings.version,
        help_phone=None,
        accessibility_url=url_for("home.accessibility"),
        problem_url=None,
        half_written_url=url_for("home.half_written"),
        half_written=lambda: count_drafts(known.account_id) if known else 0,
    )


def _links(items: Sequence[NavigationItem], known: Viewer | None) -> list[Link]:
    if known is None:
        return []
    allowed = [item for item in items if known.may(item.permission)]
    return [
        Link(
            item.label,
            url_for(item.endpoint),
            item.icon,
            _is_here(url_for(item.endpoint)),
            number,
        )
        for number, item in enumerate(allowed, start=1)
    ]


def _groups(items: Sequence[NavigationItem], known: Viewer | None) -> list[Group]:
    """Return the groups that have something for who looks, in the order of their first entries."""
    by_heading = {
        heading: _links([item for item in items if item.group == heading], known)
        for heading in dict.fromkeys(item.group for item in items)
    }
    return [Group(heading, links) for heading, links in by_heading.items() if links]


def _is_here(address: str) -> bool:
    """Whether the page stands under an entry of the menu."""
    return request.path == address or request.path.startswith(f"{address}/")


def _person(known: Viewer) -> Person:
    roles = sorted(ROLES[Role(role)].text for role in known.roles)
    return Person(known.name, ", ".join(roles))


def _clock_text(settings: Settings) -> str | None:
    if not settings.demo or not request_offset():
        return None
    return moment_words(request_now())
