"""Texts on their way into the index: taken apart, then written together."""

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from provtrack.corpus import postings
from provtrack.corpus.database import writing
from provtrack.errors import ProvtrackError
from provtrack.locate.words import END, keys_of_all
from provtrack.text import decode, join_paragraphs, split_lines

_BATCH = 16_000_000
"""Bytes of text that become visible at once; a killed process loses at most this much work."""

_RUN = 2_000
"""Paragraphs whose words are in memory at once."""

_BYTES = 16
"""Of the hash that a paragraph is known by."""

Progress = Callable[[float], None]


class _Vocabulary(dict[str, int]):
    """Word -> its number, in the order in which they come; :data:`postings.END` is none."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass(slots=True)
class _Batch:
    """Texts that go into the index together."""

    size: int = 0
    texts: list[tuple[str, str, int, int, bool]] = field(default_factory=list)
    """Rows of the table, without their ids."""
    places: list[list[bytes]] = field(default_factory=list)
    """Of each text, the hashes of its paragraphs."""
    new: dict[bytes, str] = field(default_factory=dict)
    """Paragraphs by their hashes, as far as no text before had them."""
    vocabulary: _Vocabulary = field(default_factory=lambda: _Vocabulary({END: postings.END}))
    tokens: "array[int]" = field(default_factory=lambda: array("I"))
    """The words of ``new``, by their numbers in ``vocabulary``."""


def add_texts(
    database: sqlite3.Connection,
    texts: Iterable[tuple[str, bytes]],
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Adds texts, holding no more than a batch of them in memory.

    All in one thread: one that reads on while the other writes is no faster, since either waits for
    the interpreter's lock at every row.

    Args:
        database: the index.
        texts: git's ids of contents that it has not, each once, and the contents.
        progress: takes how many texts are in it.
    """
    batch = _Batch()
    seen: set[bytes] = set()
    known = _Known()
    number = 0
    for number, (blob, data) in enumerate(texts, 1):
        take_apart(blob, data, batch, seen)
        if batch.size >= _BATCH:
            _write(database, batch, known)
            batch = _Batch()
            progress(number)
    if batch.texts:
        _write(database, batch, known)
    progress(number)


def take_apart(blob: str, data: bytes, batch: _Batch, seen: set[bytes]) -> None:
    """Adds a text to a batch.

    Args:
        blob: git's id of its content.
        data: the content.
        batch: what it goes into.
        seen: the hashes of the paragraphs of all texts before; those of this one are added.
    """
    paragraphs = () if b"\0" in data else split_lines(data.decode("utf-8-sig", "replace"))
    hashes = [sha256(paragraph.encode()).digest()[:_BYTES] for paragraph in paragraphs]
    new = {
        hashed: paragraph
        for hashed, paragraph in zip(hashes, paragraphs, strict=True)
        if hashed not in seen
    }
    seen.update(new)
    batch.new |= new
    contents = list(new.values())
    for start in range(0, len(contents), _RUN):
        found = keys_of_all(contents[start : start + _RUN])
        batch.tokens.extend(map(batch.vocabulary.__getitem__, found))
    batch.places.append(hashes)
    whole = join_paragraphs(paragraphs).encode()
    row = (blob, sha256(whole).hexdigest(), len(paragraphs), len(data), _is_plain(data))
    batch.texts.append(row)
    batch.size += len(data)


def _is_plain(data: bytes) -> bool:
    """Whether it is what every command takes for a text."""
    try:
        decode(data, "")
    except ProvtrackError:
        return False
    return True


class _Known:
    """The ids of paragraphs, as far as they were needed.

    A select for each paragraph costs more than all the rest, and most are new where it matters.
    """

    def __init__(self) -> None:
        self.ids: dict[bytes, int] = {}
        self._complete = False
        self._last = 0

    def refresh(self, database: sqlite3.Connection, hashes: Iterable[bytes]) -> None:
        """Learns the ids of those paragraphs that are there; the writer's lock is held."""
        last = _last_paragraph(database)
        if last != self._last or not last:  # another process has written, or nobody yet
            self.ids.clear()
            self._complete = not last
        if self._complete:
            return
        for hashed in hashes:
            row = database.execute("SELECT id FROM paragraph WHERE hash = ?", (hashed,)).fetchone()
            if row:
                self.ids[hashed] = row[0]

    def add(self, fresh: Iterable[tuple[int, bytes]], database: sqlite3.Connection) -> None:
        """Learns the ids of paragraphs that were just added."""
        self.ids.update((hashed, number) for number, hashed in fresh)
        self._last = _last_paragraph(database)


def _last_paragraph(database: sqlite3.Connection) -> int:
    row = database.execute("SELECT coalesce(max(id), 0) FROM paragraph").fetchone()
    return int(row[0])


def _write(database: sqlite3.Connection, batch: _Batch, known: _Known) -> None:
    with writing(database):
        known.refresh(database, {hashed for hashes in batch.places for hashed in hashes})
        _write_paragraphs(database, batch, known)
        for text, hashes in zip(batch.texts, batch.places, strict=True):
            added = database.execute(
                "INSERT OR IGNORE INTO text (blob, sha256, paragraphs, bytes, plain) "
                "VALUES (?, ?, ?, ?, ?)",
                text,
            )
            if added.rowcount:  # another process may have been faster
                database.execute(
                    "INSERT INTO place SELECT ?, key + 1, value FROM json_each(?)",
                    (added.lastrowid, json.dumps([known.ids[each] for each in hashes])),
                )


def _write_paragraphs(database: sqlite3.Connection, batch: _Batch, known: _Known) -> None:
    fresh = [hashed for hashed in batch.new if hashed not in known.ids]
    if not fresh:
        return
    numbers = {hashed: id_ for id_, hashed in enumerate(fresh, _last_paragraph(database) + 1)}
    database.executemany(
        "INSERT INTO paragraph VALUES (?, ?, ?)",
        ((number, hashed, batch.new[hashed]) for hashed, number in numbers.items()),
    )
    homes = [numbers.get(hashed, 0) for hashed in batch.new]
    postings.add(database, batch.vocabulary, batch.tokens, homes)
    known.add(((number, hashed) for hashed, number in numbers.items()), database)
