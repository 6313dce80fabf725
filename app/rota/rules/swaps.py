"""When a shift may change hands: what the procedure of a swap looks at."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.accounts.policy import Role
from app.organisations.rules import OpeningKind
from app.rota.rules.fairness import MAY_SIT, POSTS, Post, Skill, Time


@dataclass(frozen=True)
class HandOver:
    """One shift and who would hold it: her role, the days she is away, her other shifts."""

    time: Time
    skill: Skill
    role: Role | None  # none: she does not work here today
    away: bool = False
    busy: tuple[Time, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SwapFacts:
    """What the procedure of a swap looks at."""

    asked_by_me: bool = False
    asked_of_me: bool = False  # by name, or of whoever can and I can
    named_me: bool = False
    is_past: bool = False
    is_changed: bool = False  # one of the shifts is no longer on the rota
    hand_overs: tuple[HandOver, ...] = ()


def skill_of(kind: OpeningKind, post: Post | None) -> Skill:
    """Return who can hold a shift; one written by hand, without a post, is as its opening."""
    if post is not None:
        return post.skill
    return POSTS[kind][0].skill if kind in POSTS else Skill.SOCIAL


def can_hold(role: Role | None, skill: Skill) -> bool:
    """Return whether somebody of a role holds shifts of a skill."""
    return role in MAY_SIT[skill]


def overlapping(time: Time, others: Iterable[Time]) -> bool:
    """Return whether a time shares a minute with one of the others."""
    return any(time.overlaps(other) for other in others)
