"""Coming in, and what a person does to her own account: passwords, doors left open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from app.accounts import queries, throttle
from app.accounts.models import AccessLink, Account, StaffSession
from app.accounts.passwords import hash_password, matches
from app.accounts.policy import Permission
from app.accounts.rules import password_fault
from app.accounts.sessions import end_rows, token_hash
from app.audit.context import Subject, about
from app.audit.operations import record_access
from app.db import db
from app.kernel.actor import Actor, SystemActor
from app.kernel.clock import office_date, security_now
from app.kernel.errors import Invalid, NotAllowedNow, NotPermitted
from app.kernel.references import AccountId
from app.transaction.use_case import use_case


class EntryFault(StrEnum):
    """Why the door stays closed."""

    LINK_DEAD = "link_dead"
    NO_ENGAGEMENT = "no_engagement"
    WRONG_CREDENTIALS = "wrong_credentials"


class LinkDead(NotAllowedNow):
    """The link was used, has expired, or never was."""


class TooManyAttempts(NotPermitted):
    """Somebody is guessing: the next attempt waits `seconds`."""

    def __init__(self, seconds: int) -> None:
        """Keep how long to wait."""
        super().__init__("too_many_attempts")
        self.seconds = seconds


@dataclass(frozen=True)
class Entered:
    """Somebody who gave the right password, and the bodies she may work for today."""

    account_id: AccountId
    epoch: int
    employers: Sequence[queries.Employer]


def enter(*, login: str, password: str, source: str, device: str, now: datetime) -> Entered:
    """Return who comes in; leave a line in the trail either way.

    Refuses: `TooManyAttempts` before the password is looked at; `NotPermitted` with the same
    reason, after the same work, for a wrong password, an unknown login and a disabled account.
    """
    wait = throttle.count_attempt(login, source, device)
    if wait:
        raise TooManyAttempts(wait)
    account = queries.account_by_login(login)
    usable = account if account is not None and account.disabled_at is None else None
    right = matches(password, usable.password_hash if usable else None)
    if usable is None or not right:
        _line(login, now, EntryFault.WRONG_CREDENTIALS)
        raise NotPermitted(EntryFault.WRONG_CREDENTIALS)
    throttle.forget_attempts(login, source, device)
    employers = queries.employers(usable.id, office_date(now))
    if not employers:
        _line(login, now, EntryFault.NO_ENGAGEMENT)
        raise NotPermitted(EntryFault.NO_ENGAGEMENT)
    throttle.remember_device(usable.id, device)
    _line(login, now, subject=Subject("account", usable.id))
    return Entered(usable.id, usable.epoch, employers)


def proves_password(
    *, account_id: AccountId, login: str, password: str, source: str, device: str
) -> bool:
    """Return whether somebody already inside knows her own password.

    Refuses too many attempts as `enter` does: a screen left unlocked is no place for guessing.
    """
    wait = throttle.count_attempt(login, source, device)
    if wait:
        raise TooManyAttempts(wait)
    account = db.session.get_one(Account, account_id)
    right = matches(password, account.password_hash)
    if right:
        throttle.forget_attempts(login, source, device)
    return right


@use_case("accounts.self.accept_link", permission=Permission.ACCOUNTS_SELF_EDIT)
def accept_link(*, actor: Actor, now: datetime, token: str, password_hash: str) -> AccountId:
    """Set the password of whoever holds the link, once; refuses a dead link (`LinkDead`)."""
    account = queries.link_account(token)
    link = db.session.scalar(
        select(AccessLink)
        .where(AccessLink.token_hash == token_hash(token), AccessLink.used_at.is_(None))
        .with_for_update()
    )
    if account is None or link is None:
        raise LinkDead(EntryFault.LINK_DEAD)
    about("account", account.id)
    link.used_at = security_now()
    _set_password(account, password_hash)
    return account.id


@use_case("accounts.self.change_password", permission=Permission.ACCOUNTS_SELF_EDIT)
def change_password(
    *, actor: Actor, now: datetime, account_id: AccountId, password_hash: str
) -> int:
    """Replace one's own password and return the new epoch: every session of before ends."""
    account = db.session.get_one(Account, account_id, with_for_update=True)
    about("account", account.id)
    _set_password(account, password_hash)
    return account.epoch


def acceptable_hash(*, password: str, context: tuple[str, ...]) -> str:
    """Return the hash of a password; `Invalid` on the field when it is too short or too plain.

    Apart from the use cases on purpose: hashing takes a tenth of a second, and no transaction may
    hold the database for that long.
    """
    fault = password_fault(password, context)
    if fault is not None:
        raise Invalid(f"password:{fault}")
    return hash_password(password)


def close_doors(*, account_id: AccountId, door_id: UUID | None = None) -> None:
    """End one open session of an account, or with no `door_id` all of them."""
    criterion = StaffSession.account_id == account_id
    end_rows(criterion if door_id is None else criterion & (StaffSession.id == door_id))


def _set_password(account: Account, password_hash: str) -> None:
    account.password_hash = password_hash
    account.epoch += 1  # every session of before dies at its next click


def _line(
    login: str, now: datetime, fault: EntryFault | None = None, subject: Subject | None = None
) -> None:
    actor = SystemActor(name=f"accesso: {login.strip().lower()[:80]}")
    reasons = [fault] if fault else []
    record_access(actor=actor, now=now, name="accounts.entry", subject=subject, reasons=reasons)
