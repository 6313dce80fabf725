"""Many threads that do the same thing at the same instant."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db import Busy, db
from app.kernel.errors import OfficeError

TOGETHER = 20
BUSY, PRESSES = 503, 3
T = TypeVar("T")


def pressed(act: Callable[[], T]) -> T:
    """Do `act`, again as often as the database is busy, as its page says to whoever pressed."""
    for _ in range(TOGETHER - 1):
        try:
            return act()
        except Busy:
            continue
    return act()


def together(app: Flask, act: Callable[[int], object], times: int = TOGETHER) -> list[object]:
    """Do `act` in so many threads at once; a refusal is an answer too."""
    barrier = Barrier(times)

    def run(number: int) -> object:
        with app.app_context():
            barrier.wait()
            try:
                return pressed(lambda: act(number))
            except OfficeError as refusal:
                return refusal
            finally:
                db.session.remove()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def posted_together(
    app: Flask, token: str, address: str, forms: Sequence[Mapping[str, Any]]
) -> list[TestResponse]:
    """Post each of `forms` at once, each from a browser of its own with the session of `token`.

    Who is answered that the database is busy presses again, as that page says: on a machine at work
    on other things twenty may wait longer than the database lets them.
    """
    barrier = Barrier(len(forms))

    def post(typed: Mapping[str, Any]) -> TestResponse:
        client: Any = FlaskClient(app, app.response_class, use_cookies=True)
        client.set_cookie("sportello", token)
        barrier.wait()
        answer: TestResponse = client.post(address, data=typed)
        for _ in range(PRESSES):
            if answer.status_code != BUSY:
                break
            answer = client.post(address, data=typed)
        return answer

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(post, forms))


def told(answers: Sequence[object]) -> Counter[str]:
    """Count what each was answered: done, or the first reason of a refusal."""
    return Counter(
        (one.reasons[0] if one.reasons else type(one).__name__)
        if isinstance(one, OfficeError)
        else "done"
        for one in answers
    )
