"""Which of several schedulers leads: on SQLite a lock on a file, on PostgreSQL an advisory lock."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

_ADVISORY_KEY = 0x5350_4F52_5445_4C4C  # the same for every scheduler of this database


class Leadership(Protocol):
    """A lock that dies with its process."""

    def acquire(self) -> bool:
        """Try to lead, without waiting."""

    def held(self) -> bool:
        """Return whether the lead is still ours."""

    def release(self) -> None:
        """Leave the lead to the next one."""


def leadership_of(engine: Engine) -> Leadership:
    """Return the lock that schedulers of this database contend for."""
    if engine.dialect.name == "postgresql":
        return AdvisoryLock(engine)
    return FileLock(Path(f"{engine.url.database}.scheduler"))


class FileLock:
    """The lock of an embedded database: the system lets it go when the process ends."""

    def __init__(self, path: Path) -> None:
        """Name the file, beside the database."""
        self._path = path
        self._file: int | None = None

    def acquire(self) -> bool:
        """Try to lead, without waiting."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def held(self) -> bool:
        """Return whether the lead is ours: no longer, when the whole folder was thrown away."""
        return self._file is not None and os.fstat(self._file).st_nlink > 0

    def release(self) -> None:
        """Leave the lead to the next one."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class AdvisoryLock:
    """The lock of a database server: held by a connection of its own, and lost with it."""

    def __init__(self, engine: Engine) -> None:
        """Name the database."""
        self._engine = engine
        self._connection: Connection | None = None

    def acquire(self) -> bool:
        """Try to lead, without waiting; an unreachable database has no leader."""
        try:
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if connection.scalar(select(func.pg_try_advisory_lock(_ADVISORY_KEY))):
                self._connection = connection
                return True
            connection.close()
        except DBAPIError:
            pass
        return False

    def held(self) -> bool:
        """Return whether the connection that holds the lock still answers."""
        if self._connection is None:
            return False
        try:
            self._connection.scalar(select(1))
        except DBAPIError:
            return False
        return True

    def release(self) -> None:
        """Leave the lead at once: the server notices a closed connection only a little later.

        The connection is closed for good, never given back with its lock.
        """
        if self._connection is not None:
            if not self._connection.invalidated:
                with suppress(DBAPIError):
                    self._connection.scalar(select(func.pg_advisory_unlock(_ADVISORY_KEY)))
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
