"""Bringing the index up to date: only texts that it has not seen are read."""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provtrack.corpus.database import writing
from provtrack.errors import ProvtrackError
from provtrack.locate.words import grams, keys
from provtrack.refs import is_identifier
from provtrack.text import paragraph_sha256, split_lines, text_sha256

if TYPE_CHECKING:
    from provtrack.store.repository import Repository

_BATCH = 16_000_000
"""Bytes of text that become visible at once; a killed process loses at most this much work."""

_DIGITS = 32
"""Hexadecimal, of the hash that a paragraph is known by."""

_LITTER = 200
"""Texts that nothing holds any more (drafts never committed) before they are swept out."""

_RACE = 2_000_000_000
"""Nanoseconds in which a file can change twice under one time stamp, on the coarsest of disks."""

Progress = Callable[[float], None]


def update(
    database: sqlite3.Connection,
    repository: "Repository",
    notify: Callable[[str], None],
    progress: Progress | None = None,
) -> None:
    """Makes the index say what the repository holds now and ever held.

    Args:
        database: of :func:`provtrack.corpus.database.open_database`.
        repository: whose texts.
        notify: takes sentences about files that cannot be read.
        progress: takes the share of the work done, from 0 to 1.
    """
    _sweep(database)
    history = repository.history
    fingerprint = history.fingerprint()
    versions: list[_Version] = []
    is_new = _meta(database, "history") != fingerprint
    if is_new:
        versions = list(_versions(repository))
    files = list(_files(repository, database, notify, versions[0].blob if versions else ""))
    wanted = dict.fromkeys([each.blob for each in versions] + [each.blob for each in files])
    known = {blob for (blob,) in database.execute("SELECT blob FROM text")}
    missing = [blob for blob in wanted if blob not in known]
    data = {each.blob: each.data for each in files if each.data is not None}
    _add(database, missing, lambda blob: data.get(blob) or history.blob(blob), progress)
    gone = set(_today(database)) - {each.variant for each in files}
    changed = [each for each in files if each.data is not None]
    if not (is_new or changed or gone):
        return
    with writing(database):
        if is_new:
            _write_versions(database, versions)
            database.execute("REPLACE INTO meta VALUES ('history', ?)", (fingerprint,))
        _write_today(database, changed, gone)


@dataclass(frozen=True, slots=True)
class _Version:
    """A text that a commit gave to a variant."""

    variant: tuple[str, str]
    blob: str
    commit: str
    date: str


@dataclass(frozen=True, slots=True)
class _File:
    """A variant file of the working tree; ``data`` only where the index does not know it."""

    variant: tuple[str, str]
    blob: str
    size: int
    modified: int
    data: bytes | None


def _meta(database: sqlite3.Connection, key: str) -> str:
    row = database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def _versions(repository: "Repository") -> Iterator[_Version]:
    for commit, date, path, blob in repository.arrivals("*/*.txt"):
        record, _, name = path.removesuffix(".txt").partition("/")
        if is_identifier(record) and is_identifier(name):
            yield _Version((record, name), blob, commit, date)


def _files(
    repository: "Repository",
    database: sqlite3.Connection,
    notify: Callable[[str], None],
    like: str,
) -> Iterator[_File]:
    """The variant files of the working tree; those that are as they were are not read."""
    from provtrack.store.git import blob_id

    known = _today(database)
    like = like or next((blob for blob, _, _ in known.values()), "")
    for record in repository.record_ids():
        for name in repository.variant_ids(record):
            variant = (record, name)
            if not is_identifier(name):
                continue
            path = f"{record}/{name}.txt"
            try:
                found = (repository.records / path).stat()
                blob, *seen = known.get(variant, ("", 0, 0))
                size, modified = found.st_size, found.st_mtime_ns
                if time.time_ns() - modified < _RACE:
                    modified = 0  # it may be written again without a later time
                if blob and seen == [size, modified]:
                    yield _File(variant, blob, size, modified, None)
                elif (data := repository.read(path)) is not None:
                    yield _File(variant, blob_id(data, like), size, modified, data)
            except (OSError, ProvtrackError) as error:
                notify(f"not searched: {error}")


def _today(database: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, int, int]]:
    """Of each variant of the working tree: its blob, and the size and time of its file."""
    rows = database.execute(
        "SELECT record, name, blob, size, modified FROM today "
        "JOIN variant ON variant.id = variant JOIN text ON text.id = text"
    )
    return {(record, name): (blob, size, when) for record, name, blob, size, when in rows}


# --- texts ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Batch:
    """Texts that go into the index together."""

    size: int = 0
    texts: list[tuple[str, str, int, int]] = field(default_factory=list)
    places: list[list[str]] = field(default_factory=list)
    new: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By hash: paragraphs and their grams."""
    words: Counter[str] = field(default_factory=Counter)


def _add(
    database: sqlite3.Connection,
    blobs: list[str],
    read: Callable[[str], bytes],
    progress: Progress | None,
) -> None:
    """Adds texts; the next ones are read and taken apart while SQLite writes."""
    batch = _Batch()
    seen: set[str] = set()
    known = _Known()
    pending: Future[None] | None = None
    with ThreadPoolExecutor(1) as writer:
        for number, blob in enumerate(blobs, 1):
            _take_apart(blob, read(blob), batch, seen)
            if batch.size >= _BATCH or number == len(blobs):
                if pending:
                    pending.result()
                pending = writer.submit(_write, database, batch, known)
                batch = _Batch()
                if progress:
                    progress(number / len(blobs) * 0.99)
        if pending:
            pending.result()
    if progress and blobs:
        progress(1.0)


def _take_apart(blob: str, data: bytes, batch: _Batch, seen: set[str]) -> None:
    paragraphs = () if b"\0" in data else split_lines(data.decode("utf-8-sig", "replace"))
    hashes = [paragraph_sha256(paragraph)[:_DIGITS] for paragraph in paragraphs]
    new = {
        hashed: paragraph
        for hashed, paragraph in zip(hashes, paragraphs, strict=True)
        if hashed not in seen
    }
    seen.update(new)
    for hashed, paragraph in new.items():
        found = keys(paragraph)
        batch.new[hashed] = (paragraph, " ".join(grams(found)))
        batch.words.update(found)
    batch.places.append(hashes)
    batch.texts.append((blob, text_sha256(paragraphs), len(paragraphs), len(data)))
    batch.size += len(data)


class _Known:
    """The ids of paragraphs, as far as they were needed.

    A select for each paragraph costs more than all the rest, and most are new where it matters.
    """

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self._complete = False
        self._last = 0

    def refresh(self, database: sqlite3.Connection, hashes: Iterable[str]) -> None:
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

    def add(self, fresh: Iterable[tuple[int, str]], database: sqlite3.Connection) -> None:
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
                "INSERT OR IGNORE INTO text (blob, sha256, paragraphs, bytes) VALUES (?, ?, ?, ?)",
                text,
            )
            if added.rowcount:  # another process may have been faster
                database.execute(
                    "INSERT INTO place SELECT ?, key + 1, value FROM json_each(?)",
                    (added.lastrowid, json.dumps([known.ids[each] for each in hashes])),
                )


def _write_paragraphs(database: sqlite3.Connection, batch: _Batch, known: _Known) -> None:
    fresh = [(hashed, *both) for hashed, both in batch.new.items() if hashed not in known.ids]
    words = batch.words
    if len(fresh) < len(batch.new):
        words = Counter()
        for _, content, _ in fresh:
            words.update(keys(content))
    first = _last_paragraph(database) + 1
    # One statement for many rows: while it runs, Python reads on in the other thread.
    database.execute(
        "INSERT INTO paragraph "
        "SELECT ? + key, substr(value, 1, ?), substr(value, ? + 1) FROM json_each(?)",
        (first, _DIGITS, _DIGITS, _listed(hashed + content for hashed, content, _ in fresh)),
    )
    database.execute(
        "INSERT INTO gram (rowid, content) SELECT ? + key, value FROM json_each(?)",
        (first, _listed(found for _, _, found in fresh)),
    )
    database.executemany(
        "INSERT INTO word VALUES (?, ?) "
        "ON CONFLICT (word) DO UPDATE SET count = count + excluded.count",
        sorted(words.items()),
    )
    known.add(((number, hashed) for number, (hashed, _, _) in enumerate(fresh, first)), database)


def _listed(strings: Iterable[str]) -> str:
    return json.dumps(list(strings), ensure_ascii=False)


# --- who has which text --------------------------------------------------------------------------


def _write_versions(database: sqlite3.Connection, versions: list[_Version]) -> None:
    database.execute("DELETE FROM version")
    texts = _texts(database)
    variants = _variants(database, [each.variant for each in versions])
    database.executemany(
        "INSERT OR IGNORE INTO version VALUES (?, ?, ?, ?, ?)",
        (
            (variants[each.variant], texts[each.blob], age, each.commit, each.date)
            for age, each in enumerate(versions)
            if each.blob in texts
        ),
    )


def _write_today(
    database: sqlite3.Connection, changed: list[_File], gone: set[tuple[str, str]]
) -> None:
    texts = _texts(database)
    variants = _variants(database, [*gone, *(each.variant for each in changed)])
    database.executemany(
        "DELETE FROM today WHERE variant = ?", ((variants[variant],) for variant in sorted(gone))
    )
    database.executemany(
        "REPLACE INTO today VALUES (?, ?, ?, ?)",
        ((variants[each.variant], texts[each.blob], each.size, each.modified) for each in changed),
    )


def _texts(database: sqlite3.Connection) -> dict[str, int]:
    return dict(database.execute("SELECT blob, id FROM text"))


def _variants(
    database: sqlite3.Connection, names: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    database.executemany("INSERT OR IGNORE INTO variant (record, name) VALUES (?, ?)", names)
    rows = database.execute("SELECT record, name, id FROM variant")
    return {(record, name): number for record, name, number in rows}


def _sweep(database: sqlite3.Connection) -> None:
    """Empties the index when most of its texts are nobody's any more."""
    total, litter = database.execute(
        "SELECT count(*), count(*) FILTER (WHERE id NOT IN "
        "(SELECT text FROM version UNION SELECT text FROM today)) FROM text"
    ).fetchone()
    if litter < _LITTER or litter * 2 < total:
        return
    with writing(database):
        database.execute("DELETE FROM signature")
        database.execute("DELETE FROM place")
        database.execute("DELETE FROM version")
        database.execute("DELETE FROM today")
        database.execute("DELETE FROM text")
        database.execute("DELETE FROM paragraph")
        database.execute("DELETE FROM variant")
        database.execute("DELETE FROM word")
        database.execute("DELETE FROM meta")
        database.execute("INSERT INTO gram (gram) VALUES ('delete-all')")
