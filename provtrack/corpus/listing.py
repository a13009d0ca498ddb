"""``provtrack list``: what an index keeps and has not changed is not read again."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provtrack.corpus.database import NAME
from provtrack.corpus.descriptions import Described, kept, stamp_of
from provtrack.corpus.stamps import stamp
from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef
from provtrack.schemas.documents import RecordEntry, Records, VariantEntry

if TYPE_CHECKING:
    from provtrack.store.repository import Repository


Trouble = tuple[str, str]
"""What is wrong with a file, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The records that can be read, and what is wrong with the others and their texts."""

    records: Records
    troubles: tuple[Trouble, ...]


def listed(repository: "Repository", progress: Callable[[float], None] = lambda _: None) -> Listed:
    """All records of the working tree with their variants.

    Args:
        repository: whose records.
        progress: takes the share of the work done, from 0 to 1.
    """
    known = _Known.of(repository)
    troubles: list[Trouble] = []
    entries = []
    ids = repository.record_ids()
    for number, record_id in enumerate(ids, 1):
        try:
            entries.append(_entry(repository, record_id, known, troubles.append))
        except ProvtrackError as error:
            troubles.append((error.message, error.hint))
        progress(number / len(ids))
    return Listed(Records(schema_="provtrack.records/1", records=tuple(entries)), tuple(troubles))


@dataclass(frozen=True, slots=True)
class _Known:
    """What an index says of the working tree as it was some time.

    Attributes:
        records: of each record, what its description said.
        lengths: of each text, how many paragraphs it had, and the stamp of its file.
    """

    records: dict[str, Described] = field(default_factory=dict)
    lengths: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, repository: "Repository") -> "_Known":
        """Nothing, where there is no index, or one that cannot be read."""
        path = repository.private / NAME
        if not path.is_file():
            return cls()
        with contextlib.suppress(sqlite3.Error, ValueError, TypeError):
            address = f"{path.absolute().as_uri()}?mode=ro"
            with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
                lengths = {
                    (record, name): (paragraphs, mark)
                    for record, name, paragraphs, mark in database.execute(
                        "SELECT record, name, paragraphs, stamp FROM today "
                        "JOIN variant ON variant.id = variant "
                        "JOIN text ON text.id = text WHERE plain"
                    )
                }
                return cls(kept(database), lengths)
        return cls()


def _entry(
    repository: "Repository",
    record_id: str,
    known: _Known,
    tell: Callable[[Trouble], None],
) -> RecordEntry:
    """The line of a record, without those variants that cannot be read.

    Raises:
        ProvtrackError: its description cannot be read.
    """
    before = known.records.get(record_id)
    if before is None or before.trouble or before.stamp != stamp_of(repository, record_id):
        before = Described.of(repository.record(record_id))
    return RecordEntry(
        id=before.record,
        title=before.title,
        type=before.type,
        date=before.date,
        archive=before.archive,
        variants=tuple(_variants(repository, before, known, tell)),
    )


def _variants(
    repository: "Repository",
    record: Described,
    known: _Known,
    tell: Callable[[Trouble], None],
) -> Iterator[VariantEntry]:
    for variant in record.variants:
        ref = f"{record.record}/{variant.id}"
        length, before = known.lengths.get((record.record, variant.id), (0, ""))
        if not before or before != _stamp(f"{repository.records}{os.sep}{ref}.txt"):
            try:
                length = len(repository.stored(RecordRef(record.record, variant.id)))
            except ProvtrackError as error:
                tell((error.message, error.hint))
                continue
        yield VariantEntry(
            ref=ref,
            id=variant.id,
            language=variant.language,
            kind=variant.kind,
            title=variant.title,
            paragraphs=length,
            states=variant.states,
        )


def _stamp(path: str) -> str:
    try:
        return stamp(path)
    except OSError:  # what is wrong with it is told by reading it
        return ""
