from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, func, select

from app.db import db
from app.jobs.leadership import AdvisoryLock, Leadership, leadership_of


def test_one_leads_and_the_other_waits_for_her_to_leave(own_app: Flask) -> None:
    first, second = leadership_of(db.engine), leadership_of(db.engine)
    assert first.acquire()
    assert not second.acquire()
    assert first.held()
    first.release()
    assert not first.held()
    assert second.acquire()
    second.release()


def test_a_lost_lead_is_noticed(own_app: Flask) -> None:
    leader = leadership_of(db.engine)
    assert leader.acquire()
    take_away(leader, db.engine)
    assert not leader.held()
    leader.release()


def test_after_a_lost_lead_another_may_have_it(own_app: Flask) -> None:
    leader, heir = leadership_of(db.engine), leadership_of(db.engine)
    assert leader.acquire()
    take_away(leader, db.engine)
    assert heir.acquire()
    heir.release()
    leader.release()


def take_away(leader: Leadership, engine: Engine) -> None:
    """End what the lock stands on: the connection on a server, the file on this machine."""
    if not isinstance(leader, AdvisoryLock):
        Path(f"{engine.url.database}.scheduler").unlink()
        return
    holder = leader._connection
    assert holder is not None
    process = holder.scalar(select(func.pg_backend_pid()))
    with engine.connect() as other:
        other.scalar(select(func.pg_terminate_backend(process, 5000)))
