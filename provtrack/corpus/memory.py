"""What a check found before, by content: a small database inside ``.git`` that may be deleted.

The key of an entry is a hash of everything that a finding can depend on: provtrack's own code, the
chosen rules and their levels, the shared files and the settings, and every byte of the record. So
an entry is never out of date; it is only never asked for again.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from provtrack.corpus.engine import engine
from provtrack.rules.case import Case
from provtrack.rules.model import Finding, Level, Related
from provtrack.rules.run import Selection

_MOST = 200_000
"""Entries; when there are more, the oldest half goes."""

_TABLE = """
create table if not exists finding (
    number integer primary key, key text unique not null, engine text not null, found text not null
)
"""


class Memory:
    """The database of one repository.

    What cannot be read or written is not remembered; nothing is told of it, since the only harm is
    that the work is done again.

    Args:
        directory: where it is kept; made when it is not there.
        selection: which rules run.
        context: everything else that all records share, in any stable form.
    """

    def __init__(self, directory: Path, selection: Selection, context: bytes) -> None:
        chosen = json.dumps([sorted(selection.ids), sorted(selection.levels.items())])
        self._start = hashlib.sha256(
            b"\0".join([engine().encode(), chosen.encode(), hashlib.sha256(context).digest()])
        )
        self._path = directory / "check.sqlite"
        self._connection: sqlite3.Connection | None = None
        with suppress(OSError):
            directory.mkdir(exist_ok=True)
            self._open()

    def _open(self) -> None:
        try:
            self._connect()
        except sqlite3.DatabaseError:
            self._forget()
            with suppress(sqlite3.DatabaseError):
                self._connect()

    def _connect(self) -> None:
        connection = sqlite3.connect(self._path, timeout=1)
        try:
            connection.execute("pragma synchronous = normal")
            connection.execute(_TABLE)
            connection.execute("delete from finding where engine <> ?", [engine()])
            connection.commit()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        self._connection = connection

    def _forget(self) -> None:
        """Takes a database away that is none."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def key(self, case: Case) -> str:
        """The key of a case: a hash of all that its findings depend on."""
        digest = self._start.copy()
        parts = [case.id, *_named(case.files), "", *_named(case.base)]
        parts += ["", *(f"{name}\0{value}" for name, value in sorted((case.sources or {}).items()))]
        parts += ["", *(f"{name}\0{value}" for name, value in sorted(case.troubles.items()))]
        parts.append(f"{case.base is None} {case.sources is None}")
        for part in parts:
            data = part.encode("utf-8", "surrogateescape")
            digest.update(len(data).to_bytes(4, "big") + data)
        return digest.hexdigest()

    def known(self, key: str) -> list[Finding] | None:
        """The findings of a key, ``None`` when nothing is remembered."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute(
                "select found from finding where key = ?", [key]
            ).fetchone()
            return [_finding(each) for each in json.loads(row[0])] if row else None
        except (sqlite3.DatabaseError, ValueError, TypeError, KeyError):
            return None

    def keep(self, found: Iterable[tuple[str, list[Finding]]]) -> None:
        """Keeps findings under their keys."""
        if self._connection is None:
            return
        rows = [
            (key, engine(), json.dumps([asdict(each) for each in findings]))
            for key, findings in found
        ]
        try:
            with self._connection:
                self._connection.executemany(
                    "insert or replace into finding (key, engine, found) values (?, ?, ?)", rows
                )
        except sqlite3.DatabaseError:  # full, locked, read-only
            self.close()

    def close(self) -> None:
        """Ends the connection, and keeps the database from growing without end."""
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        with suppress(sqlite3.DatabaseError), connection:
            (last,) = connection.execute("select max(number) from finding").fetchone()
            (count,) = connection.execute("select count(*) from finding").fetchone()
            if count > _MOST:
                connection.execute("delete from finding where number < ?", [last - _MOST // 2])
        connection.close()


def _named(files: Mapping[str, bytes] | None) -> list[str]:
    """Each file with the hash of its content."""
    return [
        f"{name}\0{hashlib.sha256(data).hexdigest()}"
        for name, data in sorted((files or {}).items())
    ]


def _finding(value: dict[str, Any]) -> Finding:
    related, level = value.pop("related"), Level(value.pop("level"))
    return Finding(**value, level=level, related=Related(**related) if related else None)
