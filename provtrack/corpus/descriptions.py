"""What the descriptions of records say, and what is wrong with them.

A search must not be silent about what it could not search. To read the description of every record
at every search would take longer than the search; the index keeps what they say.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.corpus.database import when_free, writing
from provtrack.corpus.stamps import stamp
from provtrack.errors import ProvtrackError

if TYPE_CHECKING:
    from provtrack.schemas.files import Record
    from provtrack.store.repository import Repository


@dataclass(frozen=True, slots=True)
class Named:
    """A variant as its record names it; ``states`` is how many the chain gives it."""

    id: str
    language: str
    kind: str
    title: str
    states: int


@dataclass(frozen=True, slots=True)
class Described:
    """What a record's description says.

    Attributes:
        record: its id.
        title: of the document.
        type: of the document.
        date: of the document, EDTF.
        archive: the archive reference as it is printed.
        variants: those that it names.
        trouble: why it cannot be read; ``""`` when it can.
        stamp: of its file.
    """

    record: str
    title: str = ""
    type: str = ""
    date: str = ""
    archive: str = ""
    variants: tuple[Named, ...] = ()
    trouble: str = ""
    stamp: str = ""

    @classmethod
    def of(cls, record: "Record", mark: str = "") -> "Described":
        """What a record says.

        Args:
            record: as it was read.
            mark: the stamp of its file, from before it was read.
        """
        variants = tuple(
            Named(each.id, each.language, each.kind.value, each.title, len(record.states(each.id)))
            for each in record.variant
        )
        return cls(
            record.id, record.title, record.type, record.date, record.archive.as_printed,
            variants, "", mark,
        )  # fmt: skip


def kept(database: sqlite3.Connection) -> dict[str, Described]:
    """What an index keeps of each record, by its id; it may have changed since."""
    rows = database.execute(
        "SELECT record, title, type, date, archive, variants, trouble, stamp FROM described"
    )
    return {
        record: Described(
            record, title, type_, date, archive,
            tuple(Named(*each) for each in json.loads(variants)), trouble, mark,
        )
        for record, title, type_, date, archive, variants, trouble, mark in rows
    }  # fmt: skip


def descriptions(database: sqlite3.Connection, repository: "Repository") -> list[Described]:
    """What the records of the working tree say of themselves, by their ids; the index keeps it.

    Args:
        database: the index.
        repository: whose records.
    """
    known = kept(database)
    found = [
        described(repository, record_id, known.get(record_id))
        for record_id in repository.record_ids()
    ]
    ids = {each.record for each in found}
    gone = [(record_id,) for record_id in known if record_id not in ids]
    new = [each for each in found if each != known.get(each.record)]
    if gone or new:
        with when_free(database), writing(database):
            database.executemany("DELETE FROM described WHERE record = ?", gone)
            database.executemany(
                "REPLACE INTO described VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_row, new)
            )
    return found


def _row(each: Described) -> tuple[str, ...]:
    variants = [
        (named.id, named.language, named.kind, named.title, named.states) for named in each.variants
    ]
    said = json.dumps(variants, ensure_ascii=False)
    return (
        each.record, each.title, each.type, each.date, each.archive, said, each.trouble, each.stamp,
    )  # fmt: skip


def described(repository: "Repository", record_id: str, known: Described | None) -> Described:
    """What a record says of itself; it is not read where its file is as it was.

    Args:
        repository: which has such a record.
        record_id: of the record.
        known: what is kept of it.
    """
    mark = stamp_of(repository, record_id)
    if known and mark and known.stamp == mark:
        return known
    try:
        return Described.of(repository.record(record_id), mark)
    except ProvtrackError as error:
        return Described(record_id, trouble=str(error), stamp=mark)


def stamp_of(repository: "Repository", record_id: str) -> str:
    """The stamp of a record's description."""
    try:
        return stamp(f"{repository.records}/{record_id}/record.toml")
    except OSError:
        return ""


def troubles(database: sqlite3.Connection, repository: "Repository") -> Iterator[str]:
    """Sentences on what the records of the working tree promise and a search cannot give.

    Args:
        database: the index, up to date.
        repository: the same.
    """
    found = descriptions(database, repository)
    today = _today(database)
    for each in found:
        if each.trouble:
            yield f"note: {each.trouble}; its texts are searched, but no state of them is known"
        for variant in each.variants:
            is_known = (each.record, variant.id) in today
            if not is_known and not repository.exists(f"{each.record}/{variant.id}.txt"):
                yield (
                    f"note: {each.record}/{variant.id}: record.toml names it, but its file is "
                    "missing; only older texts of it are searched"
                )
    for name in _strays(repository, {each.record for each in found}):
        yield f"note: {name}: not searched, since it has no record.toml"


def _today(database: sqlite3.Connection) -> set[tuple[str, str]]:
    rows = database.execute("SELECT record, name FROM today JOIN variant ON variant.id = variant")
    return {(record, name) for record, name in rows}


def _strays(repository: "Repository", records: Iterable[str]) -> Iterator[str]:
    """Directories with texts that no record describes."""
    for name in sorted({*repository.entries()} - {*records}):
        if repository.variant_ids(name):
            yield name
