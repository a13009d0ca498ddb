"""Results kept by the hash of all that they depend on, in a small database that may be deleted.

An entry is never out of date; it is only never asked for again. What cannot be read or written is
not remembered; nothing is told of it, since the only harm is that the work is done again.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_MOST = 200_000
"""Entries; when there are more, the oldest half goes."""

_TABLE = """
create table if not exists found (
    number integer primary key, key blob unique not null, engine text not null, value blob not null
)
"""


class Remembered:
    """One such database; several processes may have it open.

    Args:
        path: where it is; made, with its directory, when it is not there.
        engine: of what made the results; those of another one are thrown away.
    """

    def __init__(self, path: Path, engine: str) -> None:
        self._path = path
        self._engine = engine
        self._connection: sqlite3.Connection | None = None
        with suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            self._open()

    def _open(self) -> None:
        try:
            self._connect()
        except sqlite3.OperationalError:  # locked, full, not ours to write
            return
        except sqlite3.DatabaseError:  # none at all
            self._path.unlink(missing_ok=True)
            with suppress(sqlite3.DatabaseError):
                self._connect()

    def _connect(self) -> None:
        connection = sqlite3.connect(self._path, timeout=5)
        try:
            connection.execute("pragma synchronous = normal")
            connection.execute(_TABLE)
            with connection:
                connection.execute("delete from found where engine <> ?", [self._engine])
        except sqlite3.DatabaseError:
            connection.close()
            raise
        self._connection = connection

    def get(self, key: bytes) -> bytes | None:
        """What is kept under a key."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("select value from found where key = ?", [key])
            found = row.fetchone()
        except sqlite3.DatabaseError:
            self.close()
            return None
        return bytes(found[0]) if found else None

    def keep(self, found: Iterable[tuple[bytes, bytes]]) -> None:
        """Keeps results under their keys."""
        if self._connection is None:
            return
        rows = [(key, self._engine, value) for key, value in found]
        try:
            with self._connection:
                self._connection.executemany(
                    "insert or replace into found (key, engine, value) values (?, ?, ?)", rows
                )
        except sqlite3.DatabaseError:
            self.close()

    def close(self) -> None:
        """Ends the connection, and keeps the database from growing without end."""
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        with suppress(sqlite3.DatabaseError), connection:
            last, count = connection.execute("select max(number), count(*) from found").fetchone()
            if count > _MOST:
                connection.execute("delete from found where number < ?", [last - _MOST // 2])
        connection.close()
