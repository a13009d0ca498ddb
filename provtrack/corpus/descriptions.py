"""What the descriptions of records say of their texts, and what is wrong with them.

A search must not be silent about what it could not search. To read the description of every record
at every search would take longer than the search; the index keeps what they say.
"""

import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.corpus.build import RACE
from provtrack.corpus.database import writing
from provtrack.errors import ProvtrackError

if TYPE_CHECKING:
    from provtrack.store.repository import Repository


@dataclass(frozen=True, slots=True)
class _Described:
    """What a record's description says.

    Attributes:
        record: its id.
        size: of the file, in bytes.
        modified: when the file was, in nanoseconds; 0 where that cannot be relied on.
        variants: the ids of the variants that it names, as JSON.
        trouble: why it cannot be read; ``""`` when it can.
    """

    record: str
    size: int
    modified: int
    variants: str
    trouble: str


def troubles(database: sqlite3.Connection, repository: "Repository") -> Iterator[str]:
    """Sentences on what the records of the working tree promise and a search cannot give.

    Args:
        database: the index, up to date.
        repository: the same.
    """
    rows = database.execute("SELECT record, size, modified, variants, trouble FROM described")
    known = {row[0]: _Described(*row) for row in rows}
    ids = repository.record_ids()
    described = {record: _described(repository, record, known.get(record)) for record in ids}
    _keep(database, known, described)
    for each in described.values():
        if each.trouble:
            yield f"note: {each.trouble}; its texts are searched, but no state of them is known"
        for variant in json.loads(each.variants):
            if not repository.exists(f"{each.record}/{variant}.txt"):
                yield (
                    f"note: {each.record}/{variant}: record.toml names it, but its file is "
                    "missing; only older texts of it are searched"
                )
    for directory in sorted(path.parent for path in repository.records.glob("*/*.txt")):
        if directory.name not in described:
            described[directory.name] = _Described(directory.name, 0, 0, "[]", "")
            yield f"note: {directory.name}: not searched, since it has no record.toml"


def _described(repository: "Repository", record: str, known: _Described | None) -> _Described:
    try:
        found = (repository.records / record / "record.toml").stat()
        is_settled = time.time_ns() - found.st_mtime_ns >= RACE
        seen = (found.st_size, found.st_mtime_ns if is_settled else 0)
    except OSError:
        seen = (0, 0)
    if known and seen[1] and (known.size, known.modified) == seen:
        return known
    try:
        names = [each.id for each in repository.record(record).variant]
    except ProvtrackError as error:
        return _Described(record, *seen, "[]", str(error))
    return _Described(record, *seen, json.dumps(names), "")


def _keep(
    database: sqlite3.Connection, known: dict[str, _Described], described: dict[str, _Described]
) -> None:
    gone = [(record,) for record in known if record not in described]
    new = [each for each in described.values() if each != known.get(each.record)]
    if gone or new:
        with writing(database):
            database.executemany("DELETE FROM described WHERE record = ?", gone)
            database.executemany(
                "REPLACE INTO described VALUES (?, ?, ?, ?, ?)",
                ((e.record, e.size, e.modified, e.variants, e.trouble) for e in new),
            )
