"""What is asked of a password, and how long a guesser waits."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.policy import TABLE, Permission, Role, reaches
from app.accounts.rules import PasswordFault, password_fault, session_alive, wait_after
from app.kernel.actor import Reach

CONTEXT = ("marta", "Marta Brambati", "Comune di Cernusco")


@pytest.mark.parametrize(
    "password",
    [
        "quattro gatti al balcone",
        "üñî©ødé passphrase lunga ma accettata, con 64 caratteri circa!!!",
        "trecento rane verdi",
        "a" * 9 + "bcdefgh" * 17,
    ],
)
def test_a_long_password_of_ones_own_is_accepted(password: str) -> None:
    assert password_fault(password, CONTEXT) is None


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("corta", PasswordFault.TOO_SHORT),
        ("quattro gatti", PasswordFault.TOO_SHORT),
        ("x" * 129, PasswordFault.TOO_LONG),
        ("comunedicernusco2026", PasswordFault.TOO_PLAIN),
        ("martabrambati2026!", PasswordFault.TOO_PLAIN),
        ("password1234567890", PasswordFault.TOO_PLAIN),
        ("aaaaaaaaaaaaaaaaaaaa", PasswordFault.TOO_PLAIN),
        ("123456789012345678", PasswordFault.TOO_PLAIN),
        ("sportellosociale2026", PasswordFault.TOO_PLAIN),
    ],
)
def test_a_password_everybody_tries_first_is_refused(password: str, fault: PasswordFault) -> None:
    assert password_fault(password, CONTEXT) is fault


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(0, 0), (4, 0), (5, 60), (6, 120), (7, 240), (50, 900)]
)
def test_the_wait_grows_and_is_never_a_lock(attempts: int, seconds: int) -> None:
    assert wait_after(attempts, 5) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("idle", "age", "alive"),
    [
        (timedelta(minutes=29, seconds=59), timedelta(hours=1), True),
        (timedelta(minutes=30), timedelta(hours=1), False),
        (timedelta(0), timedelta(hours=11, minutes=59), True),
        (timedelta(0), timedelta(hours=12), False),
    ],
)
def test_a_session_ends_when_idle_or_old(idle: timedelta, age: timedelta, alive: bool) -> None:
    now = datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert session_alive(now, now - age, now - idle) is alive


def test_a_session_in_which_nobody_entered_waits_for_who_writes_for_an_hour() -> None:
    now = datetime(2026, 11, 23, 14, tzinfo=UTC)
    hour, half_a_day = now - timedelta(hours=1), now - timedelta(hours=12)
    assert session_alive(now, hour, hour, somebody=False)
    assert not session_alive(now, half_a_day, now, somebody=False)


def test_rights_of_several_roles_add_up() -> None:
    both = reaches([Role.FRONT_OFFICE_OPERATOR, Role.ADMINISTRATOR])
    assert both[Permission.PEOPLE_PERSON_FIND] is Reach.ORGANISATION
    assert both[Permission.ACCOUNTS_STAFF_MANAGE] is Reach.ORGANISATION


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.PLAN_OFFICE, Role.PROVIDER]
)
def test_who_administers_or_looks_on_reads_nobody(role: Role) -> None:
    assert not {name for name in TABLE[role] if name.startswith("people:")}
