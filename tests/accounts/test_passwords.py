"""Hashing: the same work for everybody, and never enough of it to stop the office."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest
from argon2 import PasswordHasher
from flask import Flask

from app.accounts import passwords
from app.accounts.passwords import hash_password, matches
from app.accounts.rules import LONGEST

AT_ONCE = 4


class Watched(PasswordHasher):
    """A real hasher that counts who is inside, and waits until as many as may are inside."""

    def __init__(self, parties: int) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verified: list[str] = []
        self.inside = self.most = 0
        self._lock, self._gate = Lock(), Barrier(parties, timeout=20)

    def verify(self, hash: str, password: str) -> bool:  # noqa: A002 - the library's own name
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.verified.append(hash)
        self._gate.wait()
        with self._lock:
            self.inside -= 1
        return super().verify(hash, password)


@pytest.mark.parametrize(
    "password", ["quattro gatti al balcone", "  spazi  ", "ünïcødé 王 🙂", "x" * 128]
)
def test_only_the_exact_password_matches(app: Flask, password: str) -> None:
    stored = hash_password(password)
    assert stored.startswith("$argon2id$")
    assert matches(password, stored)
    for other in (password + " ", password.upper() + "x", password[:-1], ""):
        assert not matches(other, stored)


def test_two_hashes_of_one_password_differ(app: Flask) -> None:
    assert hash_password("quattro gatti") != hash_password("quattro gatti")


def test_an_unknown_account_costs_the_same_work(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasher = Watched(1)
    monkeypatch.setattr(passwords, "_CHEAP", hasher)
    stored = hash_password("quattro gatti")
    assert not matches("another", stored)
    assert not matches("another", None)
    assert len(hasher.verified) == 2
    hers, nobodys = hasher.verified
    assert hers.split("$")[:4] == nobodys.split("$")[:4], "same kind, same cost"


def test_nobodys_password_lets_nobody_in(app: Flask) -> None:
    assert not matches("nobody has this password", None)


@pytest.mark.parametrize("stored", ["", "not a hash", "$argon2id$v=19$broken"])
def test_an_unreadable_hash_lets_nobody_in(app: Flask, stored: str) -> None:
    assert not matches("quattro gatti al balcone", stored)
    assert not matches("nobody has this password", stored)


def test_a_novel_is_not_hashed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = Watched(1)
    monkeypatch.setattr(passwords, "_CHEAP", hasher)
    assert not matches("x" * (LONGEST + 1), hash_password("x"))
    assert hasher.verified == []


def test_only_four_are_hashed_at_once(shared_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = Watched(AT_ONCE)
    monkeypatch.setattr(passwords, "_CHEAP", hasher)
    with shared_app.app_context():
        stored = hash_password("quattro gatti")
    ready = Barrier(AT_ONCE * 3)

    def enter(_number: int) -> bool:
        with shared_app.app_context():
            ready.wait()
            return matches("quattro gatti", stored)

    with ThreadPoolExecutor(AT_ONCE * 3) as pool:
        assert all(pool.map(enter, range(AT_ONCE * 3)))
    assert hasher.most == AT_ONCE


def test_the_office_hashes_as_strongly_as_it_says() -> None:
    strong = passwords._STRONG
    assert strong.memory_cost >= 64 * 1024
    assert strong.time_cost >= 3
